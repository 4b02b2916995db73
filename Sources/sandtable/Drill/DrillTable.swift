import Archive
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator

/// One role at the table: a session, its log in the archive, and what was said to whoever plays.
struct DrillTable: ~Copyable {
  var session: LiveSession
  let role: PlayedRole
  let archive: Archive
  let number: Int64
  let words: PlayText
  /// How much of the inbox was shown.
  private var shown = 0
  private var shownItems = 0
  /// Whatever comes is done by the plan.
  var isByTheBook = false

  init(
    _ session: consuming LiveSession, as role: PlayedRole, in archive: Archive, number: Int64,
    _ words: PlayText
  ) {
    self.session = session
    self.role = role
    self.archive = archive
    self.number = number
    self.words = words
  }

  var view: RoleView? { session.view(of: role.row) }

  // MARK: Commands

  /// Gives a command; it is in the archive before it takes effect.
  ///
  /// - Returns: why it is refused, in words; nil: it took effect.
  mutating func give(_ command: Command, byFacilitator: Bool = false) throws -> String? {
    let line = session.log.count
    let wall = Int64((Date().timeIntervalSince1970 * 1_000).rounded())
    let (archive, number) = (archive, number)
    let refusal = try session.submit(
      command, by: byFacilitator ? nil : role.row, wall: wall
    ) { entry in
      try Failure.naming { () throws(ArchiveError) in
        try archive.append(entry.text, number: line, toSession: number)
      }
    }
    return refusal.map { words.refusal($0, role: role.name(of:)) }
  }

  /// Puts down how far the session came, so that it is resumed there.
  mutating func mark() throws {
    let line = session.log.count
    let wall = Int64((Date().timeIntervalSince1970 * 1_000).rounded())
    let (archive, number) = (archive, number)
    try session.mark(by: role.row, wall: wall) { entry in
      try Failure.naming { () throws(ArchiveError) in
        try archive.append(entry.text, number: line, toSession: number)
      }
    }
  }

  /// Whether a step waits for a word, or a question for an answer.
  var hasOpenItems: Bool {
    guard let view else { return false }
    return !view.questions.isEmpty || view.steps.contains { $0.phase == .offered }
  }

  /// Does by the plan what is open at this moment.
  mutating func doByTheBook() throws {
    guard let view else { return }
    for question in view.questions {
      _ = try give(.answer(question: question.number, option: question.byTheFlow))
    }
    for step in view.steps where step.phase == .offered {
      _ = try give(.begin(step.task, by: nil))
    }
  }

  mutating func advance(
    until time: SimulationTime, forNews: Bool = true
  ) throws -> LiveSession.Stop {
    try session.advance(until: time, forNews: forNews)
  }

  /// The step of a number.
  func step(_ item: Int) -> RoleView.StepView? { view?.steps.first { $0.item == item } }
  func question(_ item: Int) -> RoleView.OpenQuestion? {
    view?.questions.first { $0.item == item }
  }

  // MARK: Saying

  /// Whether more was done in it than to sit down.
  var isResumed: Bool { session.log.count > 1 }

  /// What happened before the session was resumed, and what waits.
  mutating func past() -> [String] {
    guard let view else { return [] }
    shown = view.inbox.count
    shownItems = view.itemCount
    return words.news(view.inbox) + list()
  }

  /// The news that were not shown yet, and the questions and steps that came with them, with their
  /// numbers.
  mutating func news() -> [String] {
    guard let view else { return [] }
    let fresh = view.inbox[min(shown, view.inbox.count)...]
    shown = view.inbox.count
    let items = list { $0 > shownItems }
    shownItems = view.itemCount
    return words.news(fresh.filter { !$0.kind.hasItem }) + items
  }

  /// What waits for a word or a decision, and what is under way, with its number.
  func list(where isMeant: (Int) -> Bool = { _ in true }) -> [String] {
    guard let view else { return [] }
    var lines: [(item: Int, text: [String])] = []
    for step in view.steps { lines.append((step.item, ["[\(step.item)] \(words.step(step))"])) }
    for question in view.questions {
      let text = words.question(question)
      lines.append(
        (question.item, ["[\(question.item)] \(text[0])"] + text.dropFirst().map { "    \($0)" }))
    }
    return lines.filter { isMeant($0.item) }.sorted { $0.item < $1.item }.flatMap(\.text)
  }

  /// What the role's plans know to do.
  var acts: [Act] { session.acts(of: role.row) }

  func status() -> String {
    guard let view else { return "" }
    return words.status(view, role: role.title[words.language], now: session.now)
  }

  /// What could be typed now.
  var completions: DrillCompletions {
    guard let view else { return DrillCompletions(language: words.language) }
    let lexicon = words.drill.lexicon
    return DrillCompletions(
      language: words.language,
      offered: view.steps.filter { $0.phase == .offered }.map { String($0.item) },
      asked: view.questions.map { String($0.item) },
      people: view.people.filter { $0.presence != .away }.map {
        lexicon.people[$0.person.index].key
      },
      acts: acts.map { words.language == .zh ? Terms.word($0).zh : $0.rawValue },
      subjects: Set(view.cases.flatMap { $0.beliefs.map(\.subject) })
        .sorted { $0.index < $1.index }.map { lexicon.nodes[$0.index].key })
  }
}

/// The role that somebody plays.
struct PlayedRole: Sendable {
  var row: Row<Role>
  var title: Bilingual
  /// By role: what it is called.
  var titles: [String]

  func name(of role: Row<Role>) -> String {
    titles.indices.contains(role.index) ? titles[role.index] : ""
  }

  /// The role of that name, in either language or as its key in the drawings: of any of its lanes.
  static func named(_ text: String, in drill: CompiledDrill, _ language: Language) throws
    -> PlayedRole
  {
    let lanes = drill.model.net.lanes
    let labels = drill.lexicon.lanes
    // A role is called as its first lane is.
    var first: [NameHash: Int] = [:]
    var order: [Int] = []
    for lane in lanes.indices where first[lanes[lane].role] == nil {
      first[lanes[lane].role] = lane
      order.append(lane)
    }
    let ofPeople = lanes.indices.filter {
      if case .people = lanes[$0].performer { true } else { false }
    }
    let meant = ofPeople.first { labels[$0].isCalled(text) }
      .flatMap { lane in order.firstIndex { lanes[$0].role == lanes[lane].role } }
    guard let meant else {
      let roles = order.filter { role in ofPeople.contains { lanes[$0].role == lanes[role].role } }
      let names = roles.map { labels[$0].title[language] }
      throw Failure(
        .usage, zh: "没有可扮演的角色“\(text)”", en: "there is no role '\(text)' to play",
        detail: Bilingual(
          zh: "可扮演：\(names.joined(separator: "、"))", en: "roles: \(names.joined(separator: ", "))"))
    }
    return PlayedRole(
      row: Row(meant), title: labels[order[meant]].title,
      titles: order.map { labels[$0].title[language] })
  }
}
