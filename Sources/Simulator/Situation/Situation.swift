import EventKernel

/// How things stand at an instant of a run, as the entries of its record up to then tell it: what
/// is up, who is where and at what, what waits, what is on the stock, which milestones are passed.
///
/// The one fold of the record. Scoring, reports and the details of a bench take every entry through
/// one of these, in order, and look at what changed; a live session does so entry by entry. O(1)
/// for an entry, but for the crew of a task, and nothing is allocated for one. What leads nowhere
/// is ignored: a record may be cut short, or come from an archive.
package struct Situation: ~Copyable {
  let rules: SituationRules

  /// By node; of gates the record tells nothing.
  package internal(set) var nodes: FlatBuffer<NodeStanding>
  /// By `Row<Reserve>`.
  package internal(set) var reserves: FlatBuffer<ReserveStanding>
  package internal(set) var dataSets: FlatBuffer<DataStanding>
  /// By zone: whether traffic is blocked.
  package internal(set) var isZoneBlocked: FlatBuffer<Bool>
  /// Whether people are in danger, as it truly is.
  package internal(set) var isDanger = false
  package internal(set) var people: FlatBuffer<PersonStanding>
  /// By `Row<Part>`.
  package internal(set) var parts: FlatBuffer<PartStanding>
  /// By `Row<Incident>`, as far as entries have spoken of them.
  package internal(set) var incidents: FlatBuffer<IncidentStanding>
  /// By `Row<FlowTask>`, as far as entries have spoken of them: `task(_:)` reads any.
  package internal(set) var tasks: FlatBuffer<TaskStanding>
  /// By node of the net: its tasks that wait.
  package internal(set) var waitingOfNode: FlatBuffer<Int32>
  /// The instant of the last entry.
  package internal(set) var time = SimulationTime.zero

  /// How things stand at the start of a drill.
  ///
  /// - Parameter tasks, incidents: how many there will be, if that is known.
  package init(_ rules: SituationRules, tasks: Int = 0, incidents: Int = 0) {
    self.rules = rules
    nodes = FlatBuffer(rules.nodesAtStart)
    reserves = FlatBuffer(rules.reservesAtStart)
    dataSets = FlatBuffer(repeating: DataStanding(), count: rules.dataSetCount)
    isZoneBlocked = FlatBuffer(repeating: false, count: rules.zoneCount)
    people = FlatBuffer(rules.peopleAtStart)
    parts = FlatBuffer(rules.partsAtStart)
    self.incidents = FlatBuffer(minimumCapacity: incidents)
    self.tasks = FlatBuffer(minimumCapacity: tasks)
    waitingOfNode = FlatBuffer(repeating: 0, count: rules.work.count)
  }

  /// The same for a drill that nobody folds many records of.
  package init(_ model: Model) { self.init(SituationRules(model)) }

  /// How things stand at the start of a record, with room for all of it.
  package init(_ rules: SituationRules, before record: borrowing Replication) {
    self.init(rules, tasks: record.tasks.count, incidents: record.incidents.count)
  }

  private init(copying other: borrowing Situation) {
    rules = other.rules
    nodes = other.nodes.copy()
    reserves = other.reserves.copy()
    dataSets = other.dataSets.copy()
    isZoneBlocked = other.isZoneBlocked.copy()
    isDanger = other.isDanger
    people = other.people.copy()
    parts = other.parts.copy()
    incidents = other.incidents.copy()
    tasks = other.tasks.copy()
    waitingOfNode = other.waitingOfNode.copy()
    time = other.time
  }

  /// The same situation once more; the two go on independently.
  package func copy() -> Situation { Situation(copying: self) }

  /// How a task stands, also one that no entry has spoken of.
  package func task(_ row: Row<FlowTask>) -> TaskStanding {
    row.index < tasks.count ? tasks[row.index] : TaskStanding(node: -1, incident: -1)
  }

  // A large value that is only read is copied to be handed to what is not inlined.

  /// The first of those at a task; nil: nobody whom one could name. The others follow by
  /// `PersonStanding.next`.
  @inline(__always)
  package func firstOfCrew(_ task: Row<FlowTask>) -> Row<Person>? {
    guard task.index < tasks.count else { return nil }
    let person = tasks[task.index].crew
    return person >= 0 && people[Int(person)].crewOf == Int32(task.index) ? Row(Int(person)) : nil
  }

  /// How many tasks of a lane wait. O(nodes of the net).
  package func waiting(ofLane lane: Row<Lane>) -> Int {
    rules.work.indices.reduce(0) {
      $0 + (rules.work[$1].lane == Int32(lane.index) ? Int(waitingOfNode[$1]) : 0)
    }
  }

  /// Whether somebody off duty was called in and is not home again.
  @inline(__always)
  package func isCalledIn(_ row: Row<Person>) -> Bool {
    let person = people[row.index]
    guard !person.isOnDuty, person.calledFor >= 0 else { return false }
    return person.isEngaged || !incidents[Int(person.calledFor)].isOver
  }

  /// Where a person is, as far as the record tells.
  package func whereabouts(of row: Row<Person>) -> Whereabouts {
    let person = people[row.index]
    if let task = person.task, tasks[task.index].phase == .onTheWay { return .onTheWay }
    if person.isOnDuty { return .at(person.site) }
    guard person.isEngaged || isCalledIn(row) else { return .away }
    return person.isRemote ? .remote : .at(person.site)
  }
}
