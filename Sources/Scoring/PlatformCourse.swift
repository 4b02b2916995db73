import EventKernel
import Simulator

/// One time that a component or a service was down.
struct Outage {
  var node: Int
  var isService: Bool
  /// 0 security function, 1 core, 2 edge: the order in which 5.2.6 c would restore them.
  var rank: Int
  var incident: Int
  /// The fault that caused it; -1: none.
  var cause: Int
  var down: SimulationTime
  var up: SimulationTime?
}

/// How the platform fared over a run, read off its record once.
struct PlatformCourse {
  /// Every outage of a component or a service that belongs to an incident, in order.
  fileprivate(set) var outages: [Outage] = []
  /// When a core service was abnormally down, without planned work, which no fault and no incident
  /// is behind: those that ended, as they ended, then those that did not.
  fileprivate(set) var coreOutages: [Range<SimulationTime>] = []
  /// What was started again after an orderly shutdown.
  fileprivate(set) var starts: [(node: Int, time: SimulationTime)] = []
  /// When people were in danger; the last may have no end.
  fileprivate(set) var dangers: [Range<SimulationTime>] = []
  /// By node and by data set: how they stood in the end, and what ever held of them.
  fileprivate(set) var nodes: [NodeStanding] = []
  fileprivate(set) var dataSets: [DataStanding] = []

  fileprivate init() {}

  init(_ record: Replication, _ model: Model, _ rules: SituationRules) {
    var walk = PlatformWalk(model)
    walk.go(record, rules)
    self = walk.course
  }
}

/// Goes through a record for what becomes of the platform.
private struct PlatformWalk {
  var course: PlatformCourse
  private let components: Table<Component>
  /// By node: the importance of a service; nil: it is none.
  private let services: [Importance?]
  /// By node: its outage under way, as a row of `outages`; since when a core service is down.
  private var open: [Int?]
  private var coreDownSince: [SimulationTime?]
  private var dangerSince: SimulationTime?

  init(_ model: Model) {
    components = model.platform.components
    open = Array(repeating: nil, count: model.platform.nodes.count)
    coreDownSince = Array(repeating: nil, count: model.platform.nodes.count)
    var services: [Importance?] = Array(repeating: nil, count: model.platform.nodes.count)
    for service in model.platform.services where services.indices.contains(service.node.index) {
      services[service.node.index] = service.importance
    }
    self.services = services
    course = PlatformCourse()
  }

  mutating func go(_ record: Replication, _ rules: SituationRules) {
    var situation = Situation(rules)
    for entry in record.entries where Situation.isOfPlatform(entry.kind) {
      switch situation.take(entry, of: record) {
      case .node(let node, let before, let now):
        if entry.kind == .startedUp { course.starts.append((node.index, entry.time)) }
        if before.contains(.down) != now.contains(.down) {
          follow(node.index, isDown: now.contains(.down), entry, record)
        }
      case .danger(_, let isDanger): followDanger(isDanger, at: entry.time)
      default: break
      }
    }
    for node in coreDownSince.indices {
      if let from = coreDownSince[node] {
        course.coreOutages.append(from..<max(from, record.end))
      }
    }
    followDanger(false, at: .distantFuture)
    course.nodes = situation.nodes.indices.map { situation.nodes[$0] }
    course.dataSets = situation.dataSets.indices.map { situation.dataSets[$0] }
  }

  private mutating func follow(
    _ node: Int, isDown: Bool, _ entry: Entry, _ record: Replication
  ) {
    guard isDown else { return cameUp(node, at: entry.time) }
    if services[node] == .core, entry.object >= 0 || entry.incident >= 0 {
      coreDownSince[node] = entry.time
    }
    guard let rank = repairRank(of: node), let incident = record.incident(ofOutage: entry)
    else { return }
    open[node] = course.outages.count
    course.outages.append(
      Outage(
        node: node, isService: node >= components.count, rank: rank, incident: incident,
        cause: Int(entry.object), down: entry.time))
  }

  private mutating func cameUp(_ node: Int, at time: SimulationTime) {
    if let outage = open[node] { course.outages[outage].up = time }
    open[node] = nil
    if let from = coreDownSince[node] { course.coreOutages.append(from..<max(from, time)) }
    coreDownSince[node] = nil
  }

  private mutating func followDanger(_ isDanger: Bool, at time: SimulationTime) {
    if let start = dangerSince, !isDanger {
      if time > start { course.dangers.append(start..<time) }
      dangerSince = nil
    } else if isDanger {
      dangerSince = dangerSince ?? time
    }
  }

  /// nil for rooms, gates and switches, which nobody restores for their own sake.
  private func repairRank(of node: Int) -> Int? {
    if let component = components.at(Row<Component>(node)) {
      return component.isSecurityFunction ? 0 : component.importance == .core ? 1 : 2
    }
    return services[node].map { $0 == .core ? 1 : 2 }
  }
}

extension Replication {
  /// The incident that an outage belongs to, of which an entry tells: its fault's, known then or
  /// later.
  package func incident(ofOutage entry: Entry) -> Int? {
    var row = entry.object >= 0 ? incident(ofFault: Int(entry.object)) : nil
    if row == nil, entry.incident >= 0 { row = Int(entry.incident) }
    return row.flatMap { incidents.indices.contains($0) ? $0 : nil }
  }

  private func incident(ofFault row: Int) -> Int? {
    guard let fault = faults.at(Row<Fault>(row)) else { return nil }
    return (fault.incident ?? faults.at(fault.root)?.incident)?.index
  }
}
