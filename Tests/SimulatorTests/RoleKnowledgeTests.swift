import EventKernel
import Testing

@testable import Simulator

/// Which role knew of a case when, as a record tells it.
@Suite struct RoleKnowledgeTests {
  /// Two flows with lanes `desk` (hotline), `experts`, `group` and `tools`; the desk is in both.
  private var model: Model {
    var net = NetBuilder()
    var model = Model()
    let law = model.laws.add(.constant(60))
    net.lane("desk", .people(posts: 0, tiers: Tier.hotline.bit))
    net.lane("experts", .people(posts: 0, tiers: Tier.tier1.bit | Tier.tier2.bit))
    net.lane("group", .people(posts: 1, tiers: 0))
    net.lane("tools", .automatic)
    net.flow("handle")
    net.node("start", .start(.none))
    for lane in ["desk", "experts", "group", "tools"] {
      net.task("of-\(lane)", lane: lane, Step(effect: .none, takes: law))
    }
    net.node("end", .end(.none))
    net.build(into: &model)
    // The lane of the same name in another flow is another row of the same role.
    model.net.lanes.append(
      LaneDefinition(
        name: "plan/group", role: "group", performer: .people(posts: 1, tiers: 0)))
    return model
  }

  private func minute(_ minute: Int64) -> SimulationTime { .zero + .minutes(minute) }

  private func record(_ channel: DetectionChannel, at detected: Int64? = 10) -> Replication {
    var record = Replication(seed: 1, replication: 0, end: minute(600))
    var incident = Incident(fault: nil, subject: Row(0), channel: channel)
    incident[.detected] = detected.map(minute)
    record.incidents = [incident]
    record.instances = [
      FlowInstance(flow: Row(0), incident: Row(0), parent: nil, started: minute(10))
    ]
    return record
  }

  private func task(_ node: Int, started: Int64?, arrived: Int64? = nil) -> FlowTask {
    var task = FlowTask(instance: Row(0), node: Row(node), offered: minute(10))
    task.started = started.map(minute)
    task.arrived = arrived.map(minute)
    return task
  }

  private func message(to lane: Int, arrived: Int64?) -> MessageRecord {
    MessageRecord(
      instance: Row(0), node: Row(1), from: Row(0), to: Row(lane), sent: minute(5),
      arrived: arrived.map(minute), due: nil, wentWrong: false)
  }

  private func items(_ record: Replication) -> [RoleKnowledge.Item] {
    RoleKnowledge(record, model).of(Row(0))
  }

  @Test("a notice comes to the desk from monitoring and users, to tier 1 from a patrol")
  func noticed() {
    for (channel, lane) in [(DetectionChannel.monitoring, 0), (.userCall, 0), (.patrol, 1)] {
      #expect(
        items(record(channel)) == [
          RoleKnowledge.Item(role: Row(lane), time: minute(10), way: .noticed(channel))
        ])
    }
    #expect(items(record(.monitoring, at: nil)).isEmpty)
    var demand = record(.demand)
    demand.incidents[0].stream = Row(0)
    demand.tasks = [task(1, started: 12)]
    #expect(items(demand).isEmpty)
  }

  @Test("the first of a notice, a task and a message counts, in the order of time")
  func first() {
    var record = record(.monitoring)
    record.tasks = [
      task(1, started: 14), task(2, started: 40), task(2, started: 30), task(3, started: nil),
      task(4, started: 11),
    ]
    record.messages = [
      message(to: 1, arrived: 35), message(to: 4, arrived: 25), message(to: 2, arrived: 45),
      message(to: 3, arrived: 12),
    ]
    #expect(
      items(record) == [
        RoleKnowledge.Item(role: Row(0), time: minute(10), way: .noticed(.monitoring)),
        RoleKnowledge.Item(role: Row(2), time: minute(25), way: .message(Row(1))),
        RoleKnowledge.Item(role: Row(1), time: minute(30), way: .task(Row(2))),
      ])
    record.messages[1].arrived = nil
    #expect(items(record).last?.way == .message(Row(2)))
  }

  @Test("who is called in for a task knows when they are at work, others when they take it up")
  func calledIn() {
    var record = record(.monitoring)
    record.assignments = [Row(3), Row(4)]
    record.tasks = [task(2, started: 20, arrived: 50)]
    record.tasks[0].people = 0..<2
    #expect(items(record).last?.time == minute(20))
    record.entries = [Entry(.calledIn, at: minute(20), incident: 0, subject: 3)]
    #expect(items(record).last?.time == minute(20))
    record.entries.append(Entry(.calledIn, at: minute(20), incident: 0, subject: 4))
    #expect(items(record).last?.time == minute(50))
    record.tasks[0].arrived = nil
    #expect(items(record).count == 1)
  }
}
