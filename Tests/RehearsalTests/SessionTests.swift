import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

/// Drills with people at the table: by the book they are the drill of stand-ins, and a log gives
/// any of them again.
@Suite("A session")
struct SessionTests {
  static let drills = [
    "ups-failure-winter-night", "worm-in-the-service-hall", "fire-in-hall-a",
    "denial-of-service-at-noon",
  ]
  static let roles = ["tier-1", "tier-2", "contact", "leading-group", "operations"]

  static func compiled(_ name: String) throws -> CompiledDrill {
    try DrillFiles(name).compiled()
  }

  /// The role whose lanes have that key.
  static func role(_ key: String, of drill: CompiledDrill) throws -> Row<Role> {
    let lanes = drill.model.net.lanes
    let lane = try #require(drill.lexicon.lanes.firstIndex { $0.key == key }, "\(key)")
    var order: [NameHash] = []
    for row in lanes.indices where !order.contains(lanes[row].role) {
      order.append(lanes[row].role)
    }
    return Row(try #require(order.firstIndex(of: lanes[lane].role)))
  }

  private static let ofPlay: [Entry.Kind] = [.questionAsked, .questionAnswered, .commanded]

  /// Gives by the plan whatever is open to a role.
  private static func doByTheBook(_ session: inout LiveSession, _ role: Row<Role>) throws {
    guard let view = session.view(of: role) else { return }
    for question in view.questions {
      let answer = Command.answer(question: question.number, option: question.byTheFlow)
      #expect(try session.submit(answer, by: role, wall: 0) { _ in } == nil)
    }
    for step in view.steps where step.phase == .offered {
      #expect(try session.submit(.begin(step.task, by: nil), by: role, wall: 0) { _ in } == nil)
    }
  }

  @Test(
    "of a role that is played by the book has the record of stand-ins but for questions and words",
    arguments: drills, roles)
  func byTheBook(name: String, key: String) throws {
    let drill = try Self.compiled(name)
    let plain = try Rehearse.play(drill, seed: 3).replication
    let role = try Self.role(key, of: drill)
    var session = LiveSession(drill, seed: 3)
    _ = try session.submit(.take(role, answersWithin: nil), by: nil, wall: 0) { _ in }
    while try session.advance(until: session.horizon) != .finished {
      try Self.doByTheBook(&session, role)
    }
    let played = session.finish().replication
    #expect(played.entries.filter { !Self.ofPlay.contains($0.kind) } == plain.entries)
    #expect(played.busy == plain.busy && played.measures.count == plain.measures.count)
  }

  // MARK: Logs

  /// Plays a role by chance: begins, names people, leaves out, answers this way or that, does what
  /// nobody asked, or waits.
  private static func byChance(
    _ drill: CompiledDrill, _ role: Row<Role>, seed: UInt64
  ) throws -> LiveSession {
    var draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: NameHash("sessions"), entity: NameHash("commands"), ordinal: 0)
    var session = LiveSession(drill, seed: seed)
    let within: TimeSpan? = draws.bernoulli(0.5) ? .minutes(20) : nil
    _ = try session.submit(.take(role, answersWithin: within), by: nil, wall: 0) { _ in }
    while !session.isOver {
      let limit =
        draws.bernoulli(0.5)
        ? session.now + .minutes(Int64(1 + draws.below(240))) : session.horizon
      if try session.advance(until: min(limit, session.horizon), forNews: draws.bernoulli(0.5))
        == .finished
      {
        break
      }
      guard let view = session.view(of: role) else { break }
      var commands: [Command] = []
      for question in view.questions where draws.bernoulli(0.6) {
        commands.append(
          .answer(
            question: question.number,
            option: Int(draws.below(UInt64(question.optionCount)))))
      }
      for step in view.steps where draws.bernoulli(0.6) {
        let person =
          view.people.isEmpty || draws.bernoulli(0.6)
          ? nil : view.people[Int(draws.below(UInt64(view.people.count)))].person
        commands.append(
          draws.bernoulli(0.15) ? .leaveOut(step.task) : .begin(step.task, by: person))
      }
      if draws.bernoulli(0.1), let file = view.cases.last {
        let acts = session.acts(of: role)
        let targets = file.beliefs.prefix(1).map { ActTarget.node($0.subject) }
        if !acts.isEmpty {
          commands.append(
            .act(
              acts[Int(draws.below(UInt64(acts.count)))], on: targets, of: file.incident, by: nil))
        }
      }
      for command in commands {
        _ = try session.submit(command, by: role, wall: 7) { _ in }
      }
    }
    return session
  }

  @Test("comes back from its log as text, byte for byte", arguments: drills, [1, 2, 3, 4, 5])
  func replay(name: String, seed: Int) throws {
    let drill = try Self.compiled(name)
    let key = Self.roles[seed % Self.roles.count]
    let role = try Self.role(key, of: drill)
    var session = try Self.byChance(drill, role, seed: UInt64(seed))
    let log = try session.log.map { try #require(SessionEntry(text: $0.text), "\($0.text)") }
    #expect(log == session.log)
    var again = try LiveSession.replaying(log, of: drill, seed: UInt64(seed))
    while try again.advance(until: again.horizon) != .finished {}
    #expect(again.state == session.state)
    let (one, other) = (session.finish().replication, again.finish().replication)
    #expect(one.entries == other.entries && one.decisions == other.decisions)
  }

  @Test("goes on from any line of its log as it did", arguments: [1, 2, 3])
  func everyPrefix(seed: UInt64) throws {
    let drill = try Self.compiled(Self.drills[1])
    let role = try Self.role("tier-1", of: drill)
    let session = try Self.byChance(drill, role, seed: seed)
    for count in stride(from: 0, through: session.log.count, by: 5) {
      var part = try LiveSession.replaying(
        Array(session.log[..<count]), of: drill, seed: seed)
      #expect(part.log == Array(session.log[..<count]))
      // What follows is given by hand, as somebody would who resumes.
      let whole = try LiveSession.replaying(session.log, of: drill, seed: seed)
      #expect(whole.log.count == session.log.count)
      _ = try part.advance(until: part.now)
    }
  }

  @Test("is not played again from a log of another seed, of other files, or with a line changed")
  func mismatch() throws {
    let drill = try Self.compiled(Self.drills[0])
    let role = try Self.role("tier-1", of: drill)
    let session = try Self.byChance(drill, role, seed: 4)
    #expect(session.log.count > 5)
    #expect(throws: SessionMismatch.self) {
      _ = try LiveSession.replaying(session.log, of: drill, seed: 5)
    }
    var log = session.log
    log[3].state ^= 1
    let error = #expect(throws: SessionMismatch.self) {
      _ = try LiveSession.replaying(log, of: drill, seed: 4)
    }
    #expect(error?.line == 3 && error?.reason == .otherState)
    log = session.log
    log.remove(at: 2)
    #expect(throws: SessionMismatch.self) {
      _ = try LiveSession.replaying(log, of: drill, seed: 4)
    }
  }

  @Test("has nothing happen by a command that could not be kept")
  func notKept() throws {
    struct DiskFull: Error {}
    let drill = try Self.compiled(Self.drills[0])
    let role = try Self.role("tier-1", of: drill)
    var session = LiveSession(drill, seed: 3)
    _ = try session.submit(.take(role, answersWithin: nil), by: nil, wall: 0) { _ in }
    while try session.advance(until: session.horizon) == .concerns {
      guard let step = session.view(of: role)?.steps.first(where: { $0.phase == .offered }) else {
        continue
      }
      let before = session.state
      #expect(throws: DiskFull.self) {
        _ = try session.submit(.begin(step.task, by: nil), by: role, wall: 0) { _ in
          throw DiskFull()
        }
      }
      #expect(session.state == before && session.log.count == 1)
      return
    }
    Issue.record("nothing was offered")
  }

  @Test(
    "is not a line of a log",
    arguments: [
      "", "x", "1 2 h facilitator take 0000000000000001 - 0 0000000000000001",
      "-1 0 h facilitator take 0000000000000001 - 0 0000000000000001 0000000000000001",
      "1 0 x facilitator take 0000000000000001 - 0 0000000000000001 0000000000000001",
      "1 0 h nobody take 0000000000000001 - 0 0000000000000001 0000000000000001",
      "1 0 h facilitator fly 0000000000000001 - 0 0000000000000001 0000000000000001",
      "1 0 h facilitator take 1 - 0 0000000000000001 0000000000000001",
      "1 0 h facilitator take 0000000000000001 -5 0 0000000000000001 0000000000000001",
      "1 0 h facilitator act 0000000000000001 fly/-/ 0 0000000000000001 0000000000000001",
      "1 0 h facilitator act 0000000000000001 scan/x/ 0 0000000000000001 0000000000000001",
      "1 0 h facilitator act 0000000000000001 scan/-/9ff 0 0000000000000001 0000000000000001",
      "1 0 h facilitator answer 0000000000000001 - 0 0000000000000001 0000000000000001",
    ])
  func wrongLine(text: String) { #expect(SessionEntry(text: text) == nil) }
}
