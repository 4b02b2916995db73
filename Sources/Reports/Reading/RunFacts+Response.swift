import EventKernel
import Simulator

/// What the response came to, read off the record once: who came, what was late, which incidents
/// are one.
extension RunFacts {
  /// The phases of a task between its start and its work.
  struct Phases: Sendable {
    /// By which it was begun late: a deviation.
    var late: TimeSpan
    /// Call-out and travel.
    var travel: TimeSpan
  }

  /// The first phases of a task; none where it never came to work.
  func phases(ofTask row: Int) -> Phases {
    let task = replication.tasks[row]
    guard let started = task.started, let arrived = task.arrived else {
      return Phases(late: .zero, travel: .zero)
    }
    let late = min(lateness[row] ?? .zero, arrived - started)
    return Phases(late: late, travel: arrived - started - late)
  }

  /// A vendor on site for a case for the first time.
  struct Visit: Hashable, Sendable {
    var incident: Row<Incident>
    var vendor: Row<Vendor>
    var time: SimulationTime
  }

  /// The visits in the order of the tasks: a vendor who is there and takes up a further task of the
  /// case has not come again.
  static func visits(_ replication: Replication, _ net: FlowNet) -> [Visit] {
    var visits: [Visit] = []
    var known: [Visit: Int] = [:]
    for task in replication.tasks {
      guard let vendor = task.vendor, let arrived = task.arrived,
        case .task(let step) = net.nodes[task.node.index].kind,
        task.isOnSite ?? net.steps[step.index].isOnSite
      else { continue }
      let incident = replication.instances[task.instance.index].incident
      // At whatever time.
      let key = Visit(incident: incident, vendor: vendor, time: .zero)
      if let row = known[key] {
        visits[row].time = min(visits[row].time, arrived)
      } else {
        known[key] = visits.count
        visits.append(Visit(incident: incident, vendor: vendor, time: arrived))
      }
    }
    return visits
  }

  /// Whether a vendor's arrival is one of the visits.
  func isVisit(_ entry: Entry) -> Bool {
    guard entry.incident >= 0 else { return false }
    let visit = Visit(
      incident: Row(Int(entry.incident)), vendor: Row(Int(entry.subject)), time: entry.time)
    return knownVisits.contains(visit)
  }

  /// The incident that another one turned out to be about: the one that its fault belongs to. nil
  /// for an incident of its own, and for a false alarm.
  func primary(of row: Row<Incident>) -> Row<Incident>? {
    guard let fault = replication.incidents[row.index].fault,
      let owner = replication.faults[fault.index].incident, owner != row
    else { return nil }
    return owner
  }

  /// By which way a message went; nil: its step has none any more.
  func way(of message: MessageRecord) -> MessageWay? {
    guard case .task(let step) = model.net.nodes[message.node.index].kind else { return nil }
    return model.net.steps[step.index].message?.way
  }

  /// Incidents of their own that had the most down, the worst first; of equals the earliest.
  func worstIncidents(most: Int) -> [Row<Incident>] {
    let incidents = replication.incidents
    let own = platformIncidents.filter { primary(of: Row($0)) == nil }
    let worst = own.sorted {
      (incidents[$1].affectedMost, $0) < (incidents[$0].affectedMost, $1)
    }
    return worst.prefix(most).map { Row($0) }
  }

  /// The faults that an incident is about, those in their wake left out.
  func roots(of row: Row<Incident>) -> [Row<Fault>] { roots[row] ?? [] }

  /// The same of all incidents that are about a fault.
  static func roots(_ replication: Replication) -> [Row<Incident>: [Row<Fault>]] {
    var roots: [Row<Incident>: [Row<Fault>]] = [:]
    for (row, fault) in replication.faults.enumerated() where fault.root.index == row {
      if let incident = fault.incident { roots[incident, default: []].append(Row(row)) }
    }
    return roots
  }
}
