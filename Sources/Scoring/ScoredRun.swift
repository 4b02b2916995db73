import EventKernel
import Simulator

/// A run on its way to a scorecard: the record, what it was run from, and indices between them.
///
/// Every look-up is by row and comes back empty when a row leads nowhere, so that a record that was
/// read from an archive, or cut short, is judged on what it has.
struct ScoredRun {
  let replication: Replication
  let model: Model
  let rubric: Rubric
  let calendar: WorkCalendar
  /// By incident: its tasks, as rows of `Replication.tasks`, in the order of the record.
  let tasks: RowsByIncident
  /// By incident: its flow instances.
  let instances: RowsByIncident
  /// How the platform fared.
  let course: PlatformCourse

  init(
    _ replication: Replication, model: Model, rubric: Rubric, calendar: WorkCalendar,
    rules: SituationRules
  ) {
    self.replication = replication
    self.model = model
    self.rubric = rubric
    self.calendar = calendar
    let count = replication.incidents.count
    instances = RowsByIncident(
      replication.instances.lazy.map { $0.incident.index }, count: count)
    tasks = RowsByIncident(
      replication.tasks.lazy.map { replication.instances.at($0.instance)?.incident.index ?? -1 },
      count: count)
    course = PlatformCourse(replication, model, rules)
  }

  var end: SimulationTime { replication.end }

  /// When what is counted begins: at the end of the warm-up, if the run got that far.
  var warm: SimulationTime { min(replication.end, .zero + model.drill.warmUp) }

  /// The work of a node; nil when it is no task.
  func step(of node: Row<FlowNode>) -> Step? {
    guard case .task(let step) = model.net.nodes.at(node)?.kind else { return nil }
    return model.net.steps.at(step)
  }

  func step(ofTask row: Int) -> Step? { step(of: replication.tasks[row].node) }

  func incident(of instance: Row<FlowInstance>) -> Row<Incident>? {
    guard let row = replication.instances.at(instance)?.incident,
      row.index < replication.incidents.count
    else { return nil }
    return row
  }
}

// MARK: Incidents

extension ScoredRun {
  /// The incidents of the platform; cases of demand have no clocks and no fault to judge by.
  var incidents: [Int] {
    replication.incidents.indices.filter { replication.incidents[$0].stream == nil }
  }

  /// An alarm with no fault behind it.
  func isFalseAlarm(_ incident: Int) -> Bool { replication.incidents[incident].fault == nil }

  /// Two incidents of one cause: the fault belongs to the first, and so does what becomes of it.
  func isDuplicate(_ incident: Int) -> Bool {
    guard let fault = replication.incidents[incident].fault,
      let owner = replication.faults.at(fault)?.incident
    else { return false }
    return owner.index != incident && owner.index < replication.incidents.count
  }

  /// The incident that answers for its cause: itself, or the one that it is a duplicate of.
  func cause(of incident: Int) -> Int {
    guard isDuplicate(incident), let fault = replication.incidents[incident].fault,
      let owner = replication.faults.at(fault)?.incident
    else { return incident }
    return owner.index
  }

  /// Only these start a plan and owe a summary within the time (appendix A).
  func isMajorEmergency(_ incident: Int) -> Bool {
    switch replication.incidents[incident].emergency {
    case .major, .particularlyMajor: true
    case .larger:
      [.major, .particularlyMajor].contains(model.agreement.largerCountsAs)
    case .none, .general: false
    }
  }

  /// When a milestone was passed. What is recovered or resolved is contained too, and wants no
  /// response any more: the first line or the platform itself was quicker. What is recovered has
  /// its service back.
  func passed(_ milestone: Milestone, of incident: Int) -> SimulationTime? {
    let record = replication.incidents[incident]
    let time = record[milestone]
    switch milestone {
    case .occurred: return time ?? record.fault.flatMap { replication.faults.at($0)?.began }
    case .contained:
      return time ?? passed(.recovered, of: incident) ?? passed(.resolved, of: incident)
    case .responded:
      return [time, passed(.recovered, of: incident), passed(.resolved, of: incident)]
        .compactMap(\.self).min()
    case .serviceRestored: return time ?? passed(.recovered, of: incident)
    default: return time
    }
  }
}

// MARK: Acts

extension ScoredRun {
  /// The tasks of an incident with that effect.
  func tasks(of incident: Int, _ effects: Act...) -> [FlowTask] {
    tasks[incident].compactMap { row in
      guard let effect = step(ofTask: row)?.effect, effects.contains(effect) else { return nil }
      return replication.tasks[row]
    }
  }

  func wasOffered(_ effect: Act, in incident: Int) -> Bool {
    !tasks(of: incident, effect).isEmpty
  }
}

// MARK: Values

extension RandomAccessCollection where Index == Int {
  /// The element of a row; nil when the table ends before it.
  func at<Entity>(_ row: Row<Entity>) -> Element? {
    row.index < count ? self[row.index] : nil
  }
}

extension FlowTask {
  /// When it was done; nil when it was given up, left out or is still open.
  var done: SimulationTime? { outcome == .done ? ended : nil }

  /// When somebody set to work, after travel and call-out.
  var begun: SimulationTime? { arrived ?? (outcome == .done ? started : nil) }
}

extension Milli {
  /// 1 up to the target, then in a straight line down to 0 at twice the target: the rule of clocks
  /// and of data lost. A target of 0 leaves 1 for nothing at all, else 0.
  init(_ value: TimeSpan, within target: TimeSpan) {
    let target = max(.zero, target)
    if value <= target {
      self = .full
    } else if value - target >= target {
      self = .zero
    } else {
      self.init(
        Int((target - (value - target)).microseconds), of: Int(target.microseconds))
    }
  }
}

/// The rows of a table by the incident that each belongs to, in the order of the table: two lists
/// for all of them, since there are many incidents.
struct RowsByIncident {
  /// Of each incident the end of its rows.
  private var ends: [Int]
  private var rows: [Int]

  /// - Parameter owners: of each row its incident; one that there is not has none.
  init(_ owners: some Collection<Int>, count: Int) {
    ends = Array(repeating: 0, count: count)
    for owner in owners where ends.indices.contains(owner) { ends[owner] += 1 }
    // From counts to the place before the first row of each, which then moves up to its end.
    var place = 0
    for incident in ends.indices {
      let owned = ends[incident]
      ends[incident] = place
      place += owned
    }
    rows = Array(repeating: 0, count: place)
    for (row, owner) in owners.enumerated() where ends.indices.contains(owner) {
      rows[ends[owner]] = row
      ends[owner] += 1
    }
  }

  subscript(incident: Int) -> ArraySlice<Int> {
    rows[(incident > 0 ? ends[incident - 1] : 0)..<ends[incident]]
  }
}
