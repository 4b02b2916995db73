import EventKernel

/// When each role first knew of each case, and by which way: read off a record, outside of the
/// world.
///
/// A role is a lane's name over all flows. It knows of a case from the first of: somebody of it
/// noticed it, somebody of it took up a task of the case, a message about the case reached it. Who
/// is called in for a task has taken it up when they are at work. Tools know nothing; of cases of
/// demand nothing is told.
package struct RoleKnowledge: Sendable {
  package enum Way: Sendable, Hashable {
    /// Monitoring shows it to the desk, where users call, too; tier 1 goes on patrol.
    case noticed(DetectionChannel)
    case task(Row<FlowTask>)
    case message(Row<MessageRecord>)
  }

  /// A role's first knowledge of a case.
  package struct Item: Sendable, Hashable {
    /// The first lane of the role.
    package var role: Row<Lane>
    package var time: SimulationTime
    package var way: Way
  }

  /// By incident.
  private var items: [[Item]]

  /// The knowledge that a record tells of. O(incidents, tasks and messages).
  package init(_ record: Replication, _ model: Model) {
    items = Array(repeating: [], count: record.incidents.count)
    let roles = Self.roles(model.net)
    for (row, incident) in record.incidents.enumerated() {
      guard let time = incident[.detected] else { continue }
      for lane in Self.lanes(noticing: incident.channel, model.net) {
        learn(row, Item(role: roles[lane], time: time, way: .noticed(incident.channel)))
      }
    }
    let calls = Self.calls(record)
    for (row, task) in record.tasks.enumerated() {
      guard let time = Self.takenUp(task, record, calls),
        let lane = model.net.nodes[task.node.index].lane,
        model.net.lanes[lane.index].performer != .automatic
      else { continue }
      learn(
        record.instances[task.instance.index].incident.index,
        Item(role: roles[lane.index], time: time, way: .task(Row(row))))
    }
    for (row, message) in record.messages.enumerated() {
      guard let time = message.arrived,
        model.net.lanes[message.to.index].performer != .automatic
      else { continue }
      learn(
        record.instances[message.instance.index].incident.index,
        Item(role: roles[message.to.index], time: time, way: .message(Row(row))))
    }
    for row in items.indices where record.incidents[row].stream != nil { items[row] = [] }
    for row in items.indices { items[row].sort { ($0.time, $0.role) < ($1.time, $1.role) } }
  }

  /// What the roles knew of an incident, in the order of time; those that never did are left out.
  package func of(_ incident: Row<Incident>) -> [Item] { items[incident.index] }

  /// Keeps the earlier of two; of equals what was told first here: noticed, at work, told.
  private mutating func learn(_ incident: Int, _ item: Item) {
    guard let known = items[incident].firstIndex(where: { $0.role == item.role }) else {
      return items[incident].append(item)
    }
    if item.time < items[incident][known].time { items[incident][known] = item }
  }

  /// A person is called in.
  private struct Call: Hashable {
    var person: Int
    var time: SimulationTime
  }

  private static func calls(_ record: Replication) -> Set<Call> {
    var calls: Set<Call> = []
    for entry in record.entries where entry.kind == .calledIn {
      calls.insert(Call(person: Int(entry.subject), time: entry.time))
    }
    return calls
  }

  /// When the first of its crew had the task in hand; nil: nobody yet.
  private static func takenUp(
    _ task: FlowTask, _ record: Replication, _ calls: Set<Call>
  ) -> SimulationTime? {
    guard let started = task.started else { return nil }
    let crew = task.people.clamped(to: 0..<Int32(clamping: record.assignments.count))
    let areCalled = crew.allSatisfy {
      calls.contains(Call(person: record.assignments[Int($0)].index, time: started))
    }
    return areCalled && !crew.isEmpty ? task.arrived : started
  }

  /// By lane: the first lane of its role.
  private static func roles(_ net: FlowNet) -> [Row<Lane>] {
    var first: [NameHash: Row<Lane>] = [:]
    return net.lanes.indices.map { lane in
      let role = net.lanes[lane].role
      if let known = first[role] { return known }
      first[role] = Row(lane)
      return Row(lane)
    }
  }

  /// The lanes of the tier that a notice comes to first.
  private static func lanes(noticing channel: DetectionChannel, _ net: FlowNet) -> [Int] {
    let tier: Tier
    switch channel {
    case .monitoring, .userCall: tier = .hotline
    case .patrol: tier = .tier1
    case .demand: return []
    }
    return net.lanes.indices.filter { net.lanes[$0].performer.includes(posts: 0, tier: tier) }
  }
}
