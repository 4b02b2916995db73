import EventKernel

/// What of a model the entries of its records are read with; made once for many records.
package struct SituationRules: Sendable {
  let nodes: Table<Node>
  let reserves: Table<Reserve>
  let failureModes: Table<FailureMode>
  let components: Table<Component>
  let staff: Table<Person>
  let stock: Table<StockItem>
  /// By node of the net.
  let work: Table<Work>
  let injects: Table<Inject>
  // How things stand at the start.
  let nodesAtStart: [NodeStanding]
  let reservesAtStart: [ReserveStanding]
  let peopleAtStart: [PersonStanding]
  let partsAtStart: [PartStanding]
  let dataSetCount: Int
  let zoneCount: Int
  let laneCount: Int

  package init(_ model: Model) {
    nodes = model.platform.nodes
    reserves = model.platform.reserves
    failureModes = model.platform.failureModes
    components = model.platform.components
    staff = model.support.people
    stock = model.support.stock
    work = Work.all(of: model.net)
    injects = model.drill.injects
    var standings = Array(repeating: NodeStanding(), count: model.platform.nodes.count)
    // The way to a fallback starts open.
    for service in model.platform.services {
      if let failover = service.failover { standings[failover.index].flags.insert(.down) }
    }
    nodesAtStart = standings
    reservesAtStart = model.platform.reserves.map { ReserveStanding(full: $0) }
    let isShiftOn = model.support.shifts.map { $0.isOn(at: .zero) }
    peopleAtStart = model.support.people.map { person in
      PersonStanding(
        isOnDuty: person.shift.map { isShiftOn[$0.index] } ?? true, site: person.site)
    }
    partsAtStart = model.support.stock.map { PartStanding(left: $0.initialStock) }
    dataSetCount = model.platform.dataSets.count
    zoneCount = model.platform.zoneCount
    laneCount = model.net.lanes.count
  }
}

/// What a situation asks of a task's node.
struct Work: Sendable, BitwiseCopyable {
  /// -1: none, or no task.
  private(set) var lane: Int32
  /// The part that it takes off the stock; -1: none.
  private(set) var part: Int32 = -1
  private(set) var isOnSite = false
  /// It tells which component is at fault.
  private(set) var locates = false

  private init(lane: Row<Lane>?) { self.lane = lane.map { Int32($0.index) } ?? -1 }

  /// By node.
  static func all(of net: FlowNet) -> Table<Work> {
    var all = Table(repeating: Work(lane: nil), count: net.nodes.count)
    for row in net.nodes.indices {
      var work = Work(lane: net.nodes[row].lane)
      if case .task(let step) = net.nodes[row].kind {
        work.part = net.steps[step.index].part.map { Int32($0.index) } ?? -1
        work.isOnSite = net.steps[step.index].isOnSite
        work.locates = net.steps[step.index].effect == .diagnose
      }
      all[row] = work
    }
    return all
  }
}
