import EventKernel

/// What each case knows. It grows by observations and reads nothing else: no way leads from here to
/// the platform, the faults or the threats.
///
/// A belief is of one case about one node: what was said of it last, whether or not that is true.
struct Knowledge: ~Copyable {
  private let pin = Pin()
  /// By node: as what it counts.
  private let kinds: Table<Kind>
  /// What is generally known of threats: which stages they have.
  let stages: Table<ThreatStage>
  /// By incident.
  var cases: SlotTable<CaseState>
  /// Kept facts, `Fact.count` for each incident.
  private var facts: SlotTable<Int8>
  var beliefs: SlotTable<BeliefState>
  private var linksOfCase: RowLinks
  private var bySubject: RowsByOwner<Belief, Node>
  /// By data set: the case that knows that it is lost. By zone: the case that closed it. Arrays,
  /// since they seldom change, and a copy of the world shares them until then.
  var lost: [OptionalRow<Incident>]
  /// By data set: that what is written to it is bad is known, and since when.
  var isCorrupt: [Bool]
  var closed: [OptionalRow<Incident>]
  /// How many subjects some case knows to be hit by a threat, and how many beliefs there are.
  private(set) var hitSubjects = 0
  private(set) var beliefCount = 0

  /// What is said of a node.
  struct Said: OptionSet {
    var rawValue: UInt8

    static var down: Said { Said(rawValue: 1) }
    static var degraded: Said { Said(rawValue: 2) }
    /// A threat is on it.
    static var hit: Said { Said(rawValue: 4) }
    /// Anything of these is trouble.
    static var trouble: Said { [.down, .degraded, .hit] }
  }

  /// What a case has done to a node, and is to undo.
  struct Deed: OptionSet {
    var rawValue: UInt8

    static var cutOff: Deed { Deed(rawValue: 1) }
    static var turnedOff: Deed { Deed(rawValue: 2) }
    static var switchedOver: Deed { Deed(rawValue: 4) }
  }

  /// As what a node counts among those that are down.
  enum Kind: UInt8 {
    case other
    case component
    case security
    case service
    case coreService
  }

  struct CaseState: EntityState {
    typealias Entity = Incident

    var beliefs = RowList()
    /// Of them the one that a threat was not held back at when that was asked last.
    var spreading = OptionalRow<Belief>.none
    var down = PlatformState.DownCounts()
    var hits: Int32 = 0
    /// Components that it took down itself.
    var takenDown: Int32 = 0
    /// Beliefs that something is wrong.
    var troubles: Int32 = 0
    /// Data sets that are known to be lost.
    var dataSetsLost: Int32 = 0
    var zonesClosed: Int32 = 0
    /// What its subjects are hit by; none: it found none.
    var threat = OptionalRow<Threat>.none
    /// Something was wrong once.
    var hadTrouble = false
  }

  struct BeliefState: EntityState {
    typealias Entity = Belief

    var incident: Row<Incident>
    var subject: Row<Node>
    var said: Said = []
    var deeds: Deed = []
    /// The stage of a threat that it is known to be in; none: none.
    var stage = OptionalRow<ThreatStage>.none
    /// Which of its threat's own acts were tried since it is known to be in that stage.
    var tried: UInt32 = 0
    /// The failure mode that the case found out first of what is wrong with it; none: none.
    var mode = OptionalRow<FailureMode>.none

    var isLocated: Bool { !mode.isNone }

    /// Whether the case shut it down or cut it off.
    var isTakenDown: Bool { !deeds.isDisjoint(with: [.cutOff, .turnedOff]) }

    init(incident: Row<Incident>, subject: Row<Node>) {
      self.incident = incident
      self.subject = subject
    }
  }

  init(_ platform: Platform, kinds: Table<Kind>, stages: Table<ThreatStage>) {
    cases = SlotTable(minimumCapacity: 64)
    facts = SlotTable(minimumCapacity: 64 * Fact.count)
    // So many as a year of a province has at a time; an outbreak makes room for more.
    beliefs = SlotTable(minimumCapacity: 256)
    linksOfCase = RowLinks(minimumCapacity: 256)
    bySubject = RowsByOwner(minimumCapacity: 256)
    self.kinds = kinds
    self.stages = stages
    lost = Array(repeating: .none, count: platform.dataSets.count)
    isCorrupt = Array(repeating: false, count: platform.dataSets.count)
    closed = Array(repeating: .none, count: platform.zoneCount)
  }

  /// Nobody knows anything; in the memory that there is.
  mutating func removeAll() {
    cases.removeAll()
    facts.removeAll()
    beliefs.removeAll()
    bySubject.removeAll()
    lost.refill(.none, count: lost.count)
    isCorrupt.refill(false, count: isCorrupt.count)
    closed.refill(.none, count: closed.count)
    hitSubjects = 0
    beliefCount = 0
  }

  private init(copying other: borrowing Knowledge) {
    kinds = other.kinds
    stages = other.stages
    cases = other.cases.copy()
    facts = other.facts.copy()
    beliefs = other.beliefs.copy()
    linksOfCase = other.linksOfCase.copy()
    bySubject = other.bySubject.copy()
    lost = other.lost
    isCorrupt = other.isCorrupt
    closed = other.closed
    hitSubjects = other.hitSubjects
    beliefCount = other.beliefCount
  }

  func copy() -> Knowledge { Knowledge(copying: self) }

  // MARK: Cases

  /// A case begins and knows nothing yet. Rows of incidents serve again, so do those here, which
  /// `forget` has left as new.
  @inline(__always)
  mutating func open(_ incident: Row<Incident>) {
    let first = incident.index * Fact.count
    if facts.count == first {
      _ = cases.append(CaseState())
      _ = facts.append(repeating: 0, count: Fact.count)
    } else {
      facts.reset(first..<first + Fact.count, to: 0)
    }
  }

  /// A case is over, and what it knew is forgotten.
  mutating func forget(_ incident: Row<Incident>) {
    guard !cases[incident].beliefs.isEmpty else { return }
    while let belief = cases[incident].beliefs.firstRow(of: Belief.self) {
      if beliefs[belief].said.contains(.hit) { hitChanges(belief, by: -1) }
      linksOfCase.remove(belief, from: &cases[incident].beliefs)
      beliefCount -= 1
      bySubject.remove(belief, from: beliefs[belief].subject)
      beliefs.release(belief.index)
    }
    if cases[incident].dataSetsLost > 0 {
      for dataSet in lost.indices where lost[dataSet] == incident { lost[dataSet] = .none }
    }
    if cases[incident].zonesClosed > 0 {
      for zone in closed.indices where closed[zone] == incident { closed[zone] = .none }
    }
    cases[incident] = CaseState()
  }

  // MARK: Facts

  @inline(__always)
  func fact(_ fact: Fact, of incident: Row<Incident>) -> Int64 {
    Int64(facts[incident.index * Fact.count + fact.index])
  }

  /// Whether the fact was another before.
  mutating func set(_ fact: Fact, of incident: Row<Incident>, to value: Int8) -> Bool {
    let position = incident.index * Fact.count + fact.index
    guard facts[position] != value else { return false }
    facts[position] = value
    return true
  }

  // MARK: Beliefs

  /// What a case believes of a node.
  func said(of node: Row<Node>, by incident: Row<Incident>) -> Said {
    belief(of: node, by: incident).map { beliefs[$0].said } ?? []
  }

  func belief(of node: Row<Node>, by incident: Row<Incident>) -> Row<Belief>? {
    var next = bySubject.first(of: node)
    while let belief = next {
      if beliefs[belief].incident == incident { return belief }
      next = bySubject.next(belief)
    }
    return nil
  }

  /// What a case believes of a node from now on. Whether it believed something else.
  mutating func believe(_ said: Said, of node: Row<Node>, by incident: Row<Incident>) -> Bool {
    let known = belief(of: node, by: incident)
    let before = known.map { beliefs[$0].said } ?? []
    guard said != before else { return false }
    let row = known ?? add(of: node, by: incident)
    recount(row) {
      $0.said = said
      if !said.contains(.hit) { $0.stage = .none }
    }
    if said.contains(.hit) != before.contains(.hit) {
      hitChanges(row, by: said.contains(.hit) ? 1 : -1)
    }
    return true
  }

  /// A case begins to be about a node; nothing is wrong with it yet.
  mutating func add(of node: Row<Node>, by incident: Row<Incident>) -> Row<Belief> {
    let row = Row<Belief>(beliefs.insert(BeliefState(incident: incident, subject: node)))
    linksOfCase.append(row, to: &cases[incident].beliefs)
    bySubject.append(row, to: node)
    beliefCount += 1
    return row
  }

  /// A case has learned that a threat is on a subject, or not any more: counted once for all cases.
  private mutating func hitChanges(_ belief: Row<Belief>, by step: Int) {
    var next = bySubject.first(of: beliefs[belief].subject)
    while let other = next {
      if other != belief, beliefs[other].said.contains(.hit) { return }
      next = bySubject.next(other)
    }
    hitSubjects += step
  }

  /// Changes a belief, and what is counted of it with that.
  @inline(__always)
  mutating func recount(_ row: Row<Belief>, _ change: (inout BeliefState) -> Void) {
    count(beliefs[row], by: -1)
    change(&beliefs[row])
    count(beliefs[row], by: 1)
  }

  private mutating func count(_ state: BeliefState, by step: Int32) {
    let (said, node, incident) = (state.said, state.subject, state.incident)
    if !trouble(state).isEmpty {
      cases[incident].troubles += step
      if step > 0 { cases[incident].hadTrouble = true }
    }
    if said.contains(.hit) { cases[incident].hits += step }
    if state.isTakenDown { cases[incident].takenDown += step }
    guard said.contains(.down), !state.isTakenDown else { return }
    switch kinds[node.index] {
    case .component: cases[incident].down.components += step
    case .security:
      cases[incident].down.components += step
      cases[incident].down.security += step
    case .service: cases[incident].down.services += step
    case .coreService:
      cases[incident].down.services += step
      cases[incident].down.coreServices += step
    case .other: cases[incident].down.others += step
    }
  }

  /// What is wrong with a subject, as a case knows it: not a threat in a stage in which nothing is.
  func trouble(_ state: BeliefState) -> Said {
    guard let stage = state.stage.row, stages[stage.index].isHarmless else { return state.said }
    return state.said.subtracting(.hit)
  }

  /// What a case believes to be down; what it took down itself is not counted.
  func down(for incident: Row<Incident>) -> PlatformState.DownCounts { cases[incident].down }

  /// How many subjects a case knows to be hit by a threat.
  func hits(for incident: Row<Incident>) -> Int { Int(cases[incident].hits) }

  /// Of how many nodes a case believes that something is wrong with them.
  func troubles(of incident: Row<Incident>) -> Int32 { cases[incident].troubles }

  /// Whether a case knew of trouble once.
  func hadTrouble(_ incident: Row<Incident>) -> Bool { cases[incident].hadTrouble }

  /// Whether a case knew of trouble once, and believes that it is gone.
  func isOver(_ incident: Row<Incident>) -> Bool {
    cases[incident].hadTrouble && cases[incident].troubles == 0
  }

  // MARK: Walks

  /// The first belief of a case; nil: none.
  func firstBelief(of incident: Row<Incident>) -> Row<Belief>? {
    cases[incident].beliefs.firstRow(of: Belief.self)
  }

  func nextBelief(_ belief: Row<Belief>) -> Row<Belief>? {
    OptionalRow<Belief>(number: linksOfCase.next(Int32(belief.index))).row
  }

  /// The first belief about a node, whoever's; nil: none.
  func firstBelief(about node: Row<Node>) -> Row<Belief>? { bySubject.first(of: node) }

  func nextAbout(_ belief: Row<Belief>) -> Row<Belief>? { bySubject.next(belief) }

  subscript(belief: Row<Belief>) -> BeliefState { beliefs[belief] }
}

extension Knowledge {
  /// By node: as what it counts.
  static func kinds(of platform: Platform) -> [Kind] {
    var kinds = [Kind](repeating: .other, count: platform.nodes.count)
    for (row, component) in platform.components.enumerated() {
      kinds[row] = component.isSecurityFunction ? .security : .component
    }
    for service in platform.services {
      kinds[service.node.index] = service.importance == .core ? .coreService : .service
    }
    return kinds
  }
}

enum Belief {}
