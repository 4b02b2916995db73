import EventKernel
import Scenarios
import Simulator

/// A drill under way with people at the table: the world, what each played role knows, and the log
/// of what they did.
///
/// A command is refused with its rule, or kept by the caller before it takes effect. It knows no
/// clock: whoever runs it says until when the world goes on.
package struct LiveSession: ~Copyable {
  /// Why the world stopped.
  package enum Stop: Sendable, Hashable {
    /// A played role was asked or offered something, or news reached one.
    case concerns
    /// The instant that was asked for.
    case reached
    /// The end of the drill.
    case finished
  }

  package let drill: CompiledDrill
  package let seed: UInt64
  private var world: World
  package private(set) var log: [SessionEntry] = []
  /// Of played roles, in the order in which they were taken.
  private var folds: [RoleViewFold] = []
  private var taken = 0
  private var digest: UInt64
  package private(set) var isAtHalt = false
  package private(set) var isOver = false
  /// A command was given since the world went on last.
  private var isUnsettled = false

  package init(_ drill: CompiledDrill, seed: UInt64) {
    self.drill = drill
    self.seed = seed
    world = World(SharedModel(drill.model), seed: seed)
    digest = NameHash(drill.digest).value
  }

  package var now: SimulationTime { world.now }
  package var horizon: SimulationTime { drill.model.drill.horizon }
  package var views: [RoleView] { folds.map(\.view) }
  package func view(of role: Row<Role>) -> RoleView? { folds.first { $0.view.role == role }?.view }
  /// The acts that a role's plans know.
  package func acts(of role: Row<Role>) -> [Act] { world.acts(of: role) }
  package func optionName(_ option: Int, of question: Int) -> NameHash {
    world.option(option, of: world.question(question))
  }

  /// Where the session is, for the log.
  private var position: SessionPosition {
    SessionPosition(time: world.now, halts: world.playHalts, isAtHalt: isAtHalt)
  }

  // MARK: Going on

  /// Lets the world run until an instant, or, before that, until it halts to ask a played role.
  ///
  /// - Parameter forNews: whether news that reaches a played role stops it, too.
  package mutating func advance(
    until limit: SimulationTime, forNews: Bool = false
  ) throws(RunFailure) -> Stop {
    guard !isOver else { return .finished }
    isAtHalt = false
    isUnsettled = false
    var limit = limit
    var isConcerned = false
    while true {
      let pause = forNews && !isConcerned ? world.eventCount + 1 : .max
      let progress = world.advance(until: limit, pausingAt: pause)
      let hasNews = fold()
      switch progress {
      case .news:
        isAtHalt = true
        return .concerns
      case .paused:
        // News end the instant at which they come: between two events of one there is no place that
        // a log could name.
        if hasNews, world.now < limit {
          isConcerned = true
          limit = world.now
        }
      case .reached: return isConcerned ? .concerns : .reached
      case .finished:
        isOver = true
        return .finished
      case .stopped(let endless):
        throw RunFailure(drill: drill, reason: .endlessFlow(endless))
      case .exceeded(let excess):
        throw RunFailure(drill: drill, reason: .tooManyEvents(excess))
      case .decision: preconditionFailure("a session's world was told to halt at decisions")
      }
    }
  }

  /// Takes in what has happened since; whether any of it is for a played role.
  private mutating func fold() -> Bool {
    var hasNews = false
    while taken < world.entryCount {
      let entry = world.entry(taken)
      digest = Self.mix(digest, entry)
      for row in folds.indices {
        let before = folds[row].view.inbox.count
        folds[row].take(entry, of: world)
        hasNews = hasNews || folds[row].view.inbox[before...].contains(where: \.isForTheRole)
      }
      taken += 1
    }
    for row in folds.indices { folds[row].lookAtPeople(world) }
    return hasNews
  }

  // MARK: Commands

  /// Gives a command. `keep` is called with its line of the log before it takes effect; what that
  /// throws is thrown on, and nothing has happened.
  ///
  /// - Returns: why it is refused; nil: it took effect.
  package mutating func submit(
    _ command: Command, by role: Row<Role>?, wall: Int64, keep: (SessionEntry) throws -> Void
  ) throws -> Refusal? {
    // At rest, what the command before set in motion is over before the next: a log can't tell
    // whether it was. At a halt several are given at once.
    if isUnsettled, !isAtHalt { _ = try advance(until: world.now) }
    if isOver { return .over }
    if let refusal = world.refusal(of: command, by: role) { return refusal }
    let entry = line(deed(command), by: role, wall: wall)
    try keep(entry)
    apply(command, by: role, entry)
    return nil
  }

  private mutating func apply(_ command: Command, by role: Row<Role>?, _ entry: SessionEntry) {
    log.append(entry)
    world.perform(command, by: role)
    isUnsettled = true
    switch command {
    case .take(let role, _): sitDown(role)
    case .handBack(let role): folds.removeAll { $0.view.role == role }
    case .answer, .begin, .act, .leaveOut, .inject: break
    }
    _ = fold()
  }

  /// Puts down where the session is, so that it is resumed there: nothing else is done.
  package mutating func mark(
    by role: Row<Role>?, wall: Int64, keep: (SessionEntry) throws -> Void
  ) throws {
    guard !isOver, log.last.map({ $0.position != position }) ?? true else { return }
    let entry = line(.rest, by: role, wall: wall)
    try keep(entry)
    log.append(entry)
  }

  /// Whoever sits down is told what the role has learned so far.
  private mutating func sitDown(_ role: Row<Role>) {
    var fold = RoleViewFold(role, in: world)
    for position in 0..<taken { fold.take(world.entry(position), of: world) }
    folds.append(fold)
  }

  private func line(
    _ deed: SessionEntry.Deed, by role: Row<Role>?, wall: Int64
  ) -> SessionEntry {
    let actor = role.map { SessionActor.role(name(of: $0)) } ?? .facilitator
    let view = role.flatMap { role in folds.first { $0.view.role == role }?.view }
    return SessionEntry(
      position: position, actor: actor, deed: deed, wall: wall,
      known: view.map(Self.digest) ?? state, state: state)
  }

  private func deed(_ command: Command) -> SessionEntry.Deed {
    switch command {
    case .answer(let question, let option):
      let asked = world.question(question)
      return .answer(point: asked.point, choice: world.option(option, of: asked))
    case .begin(let task, let person):
      return .begin(
        point: world.point(ofTask: task),
        person: person.map { drill.model.support.people[$0.index].name })
    case .act(let act, let targets, let incident, let person):
      return .act(
        act, case: world.key(of: incident),
        targets: targets.map {
          SessionEntry.Target(kind: $0.kind, name: world.name(of: $0))
        }, person: person.map { drill.model.support.people[$0.index].name })
    case .leaveOut(let task): return .leaveOut(point: world.point(ofTask: task))
    case .inject(let inject): return .inject(drill.model.drill.injects[inject.index].name)
    case .take(let role, let within): return .take(name(of: role), within: within)
    case .handBack(let role): return .handBack(name(of: role))
    }
  }

  // MARK: Replaying

  /// Plays a session again from its log.
  ///
  /// - Throws: `SessionMismatch` where the log does not fit, `RunFailure` as `advance` does.
  package static func replaying(
    _ log: [SessionEntry], of drill: CompiledDrill, seed: UInt64
  ) throws -> LiveSession {
    var session = LiveSession(drill, seed: seed)
    for (number, entry) in log.enumerated() {
      try session.reach(entry.position, number)
      guard session.state == entry.state else {
        throw SessionMismatch(line: number, time: session.now, reason: .otherState)
      }
      if entry.deed == .rest {
        session.log.append(entry)
        continue
      }
      let role = session.row(ofRole: entry.actor)
      guard let command = session.command(entry.deed),
        session.world.refusal(of: command, by: role) == nil
      else { throw SessionMismatch(line: number, time: session.now, reason: .doesNotFit) }
      session.apply(command, by: role, entry)
    }
    return session
  }

  private mutating func reach(_ position: SessionPosition, _ line: Int) throws {
    if position.isAtHalt {
      while world.playHalts < position.halts {
        guard try advance(until: horizon) == .concerns else {
          throw SessionMismatch(line: line, time: now, reason: .doesNotFit)
        }
      }
    } else if position.time > .zero || position.halts > 0 {
      while try advance(until: position.time) == .concerns {}
    }
    guard self.position == position else {
      throw SessionMismatch(line: line, time: now, reason: .doesNotFit)
    }
  }

  private func command(_ deed: SessionEntry.Deed) -> Command? {
    switch deed {
    case .answer(let point, let choice):
      guard let row = world.questions.lastIndex(where: { $0.point == point }) else { return nil }
      let question = world.question(row)
      let option = (0..<question.optionCount).first { world.option($0, of: question) == choice }
      return option.map { .answer(question: row, option: $0) }
    case .begin(let point, let name):
      guard let task = task(at: point) else { return nil }
      guard let name else { return .begin(task, by: nil) }
      return person(name).map { .begin(task, by: $0) }
    case .act(let act, let key, let names, let name):
      guard let incident = world.incident(ofKey: key) else { return nil }
      let targets = names.compactMap { target($0) }
      let doer = name.flatMap { person($0) }
      guard targets.count == names.count, (doer == nil) == (name == nil) else { return nil }
      return .act(act, on: targets, of: incident, by: doer)
    case .leaveOut(let point): return task(at: point).map { .leaveOut($0) }
    case .inject(let name):
      return drill.model.drill.injects.firstIndex { $0.name == name }.map { .inject(Row($0)) }
    case .take(let name, let within):
      return role(named: name).map { .take($0, answersWithin: within) }
    case .handBack(let name): return role(named: name).map { .handBack($0) }
    case .rest: return nil
    }
  }

  private func task(at point: NameHash) -> Row<FlowTask>? {
    world.offeredSteps.first { world.point(ofTask: $0) == point }
  }

  private func target(_ target: SessionEntry.Target) -> ActTarget? {
    let model = drill.model
    switch target.kind {
    case .node:
      return model.platform.nodes.firstIndex { $0.name == target.name }.map { .node(Row($0)) }
    case .zone: return model.platform.zones.firstIndex(of: target.name).map { .zone(Row($0)) }
    case .dataSet:
      return model.platform.dataSets.firstIndex { $0.name == target.name }.map { .dataSet($0) }
    case .part:
      return model.support.stock.firstIndex { $0.name == target.name }.map { .part(Row($0)) }
    }
  }

  private func person(_ name: NameHash) -> Row<Person>? {
    drill.model.support.people.firstIndex { $0.name == name }.map { Row($0) }
  }

  // MARK: Roles and digests

  private func name(of role: Row<Role>) -> NameHash {
    let lanes = drill.model.net.lanes
    let lane = lanes.indices.first { world.role(of: Row($0)) == role }
    return lane.map { lanes[$0].role } ?? NameHash("")
  }

  private func role(named name: NameHash) -> Row<Role>? {
    let lanes = drill.model.net.lanes
    return lanes.indices.first { lanes[$0].role == name }.map { world.role(of: Row($0)) }
  }

  private func row(ofRole actor: SessionActor) -> Row<Role>? {
    switch actor {
    case .facilitator: nil
    case .role(let name): role(named: name)
    }
  }

  /// Of all that has happened and of where the world is.
  package var state: UInt64 {
    var state = NameHash(value: digest)
    state = state.combined(with: UInt64(bitPattern: world.now.microseconds))
    return state.combined(with: UInt64(world.eventCount)).value
  }

  private static func mix(_ digest: UInt64, _ entry: Entry) -> UInt64 {
    var mixed = NameHash(value: digest).combined(with: UInt64(entry.kind.rawValue))
    mixed = mixed.combined(with: UInt64(bitPattern: entry.time.microseconds))
    mixed = mixed.combined(with: UInt64(bitPattern: entry.value))
    mixed = mixed.combined(
      with: UInt64(UInt32(bitPattern: entry.incident)) << 32
        | UInt64(UInt32(bitPattern: entry.instance)))
    return mixed.combined(
      with: UInt64(UInt32(bitPattern: entry.subject)) << 32
        | UInt64(UInt32(bitPattern: entry.object))
    ).value
  }

  /// Of what a role knows: its news, and how many cases, steps and questions are open.
  private static func digest(_ view: RoleView) -> UInt64 {
    var digest = NameHash(value: UInt64(view.role.index))
    for news in view.inbox {
      digest = digest.combined(with: UInt64(bitPattern: news.time.microseconds))
      digest = digest.combined(with: UInt64(news.incident.map { $0.index + 1 } ?? 0))
      digest = digest.combined(with: NameHash("\(news.kind)"))
    }
    for count in [view.cases.count, view.steps.count, view.questions.count] {
      digest = digest.combined(with: UInt64(count))
    }
    return digest.value
  }

  // MARK: The end

  /// Ends the session: at its end the drill as it was played, before that what has happened so far.
  package mutating func finish() -> PlayedDrill {
    let isPartial = !isOver
    isOver = true
    return PlayedDrill(
      drill: drill, replication: isPartial ? world.finishEarly() : world.finish(),
      isPartial: isPartial)
  }
}

/// A log that does not fit: of another version, other files, another seed, or damaged.
package struct SessionMismatch: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// The world had come to another state when the command was given.
    case otherState
    /// What the line is about is not there.
    case doesNotFit
  }

  /// Position in the log, from 0.
  package var line: Int
  package var time: SimulationTime
  package var reason: Reason
}
