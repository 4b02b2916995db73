import EventKernel
import Scenarios
import Scoring
import Simulator

extension Fixture {
  /// The night: a UPS module fails at T+0:10, the battery is empty at T+0:35, the hall follows;
  /// service is through at T+2:45, the maker mends for good at T+8:00. A patrol's false alarm at
  /// T+20:00.
  static func replication(_ model: Model) -> Replication {
    var record = Replication(seed: 7, replication: 0, end: .zero + .hours(72))
    record.edgeCounts = Array(repeating: 0, count: model.net.edges.count)
    for edge in [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 17, 19, 20] {
      record.edgeCounts[edge] = 1
    }
    record.edgeCounts[0] = 2
    record.edgeCounts[1] = 2
    record.edgeCounts[2] = 2
    record.edgeCounts[4] = 1
    faults(&record)
    incidents(&record)
    tasks(&record)
    entries(&record, model)
    record.messages = [
      MessageRecord(
        instance: Row(1), node: Row(7), from: Row(2), to: Row(5), sent: minute(27),
        arrived: minute(29), due: minute(26), wentWrong: true)
    ]
    record.downtime = Array(repeating: .zero, count: model.platform.nodes.count)
    record.busy = Array(repeating: .zero, count: model.support.people.count)
    record.overtime = record.busy
    for task in record.tasks {
      guard let start = task.started, let end = task.ended else { continue }
      for index in task.people {
        record.busy[record.assignments[Int(index)].index] += end - start
      }
    }
    record.overtime[4] = .minutes(92)
    record.dataLost = [.minutes(35)]
    record.stock = [StockRecord(left: 0, bought: 1, used: 1, dead: 0)]
    record.decisions = [
      Decision(
        time: minute(22), point: NameHash("exception"), choice: NameHash("exception-raise")),
      Decision(
        time: minute(57), point: NameHash("expert"), choice: NameHash("person-4")),
    ]
    record.eventCount = 1234
    return record
  }

  private static func faults(_ record: inout Replication) {
    var module = Fault(
      subject: Row(At.ups1), mode: Row(0), threat: nil, origin: .inject, root: Row(0),
      began: minute(10))
    module.bypassed = minute(150)
    module.ended = minute(480)
    module.incident = Row(0)
    var disk = Fault(
      subject: Row(At.app1), mode: Row(1), threat: nil, origin: .hardStop, root: Row(0),
      began: minute(35))
    disk.incident = Row(0)
    record.faults = [module, disk]
  }

  private static func incidents(_ record: inout Replication) {
    var night = Incident(fault: Row(0), subject: Row(At.ups1), channel: .monitoring)
    let milestones: [(Milestone, Int64)] = [
      (.occurred, 10), (.detected, 11), (.accepted, 14), (.responded, 16), (.graded, 34),
      (.ordered, 38), (.recovered, 165), (.resolved, 480), (.closed, 520), (.ended, 520),
    ]
    for (milestone, time) in milestones { night[milestone] = minute(time) }
    night.level = .major
    night.emergency = .major
    night.eventClass = .exception
    night.impact = .high
    night.urgency = .high
    night.priority = 1
    night.affectedMost = 8
    night.alarmCount = 9
    night.callCount = 3
    var false1 = Incident(fault: nil, subject: Row(At.tape), channel: .patrol)
    false1[.detected] = minute(1200)
    false1[.accepted] = minute(1203)
    false1[.closed] = minute(1215)
    record.incidents = [night, false1]
  }

  private static func tasks(_ record: inout Replication) {
    record.instances = [
      FlowInstance(flow: Row(0), incident: Row(0), parent: nil, started: minute(11)),
      FlowInstance(flow: Row(1), incident: Row(0), parent: Row(0), started: minute(22)),
      FlowInstance(flow: Row(0), incident: Row(1), parent: nil, started: minute(1200)),
    ]
    record.instances[0].ended = minute(22)
    record.instances[1].ended = minute(520)
    record.instances[2].ended = minute(1215)
    let table:
      [(
        instance: Int, node: Int, offered: Int64, started: Int64, arrived: Int64, ended: Int64,
        people: [Int], vendor: Int?, tier: Tier?, outcome: FlowTask.Outcome
      )] = [
        (0, 1, 11, 12, 12, 14, [0], nil, .hotline, .done),
        (0, 2, 14, 16, 16, 22, [2], nil, .tier1, .done),
        (1, 7, 22, 23, 23, 27, [2], nil, .tier1, .done),
        (1, 9, 27, 29, 29, 34, [6], nil, .management, .done),
        (1, 11, 27, 28, 28, 57, [2], nil, .tier1, .interrupted),
        (1, 10, 34, 35, 35, 38, [6, 7], nil, .management, .done),
        (1, 13, 57, 58, 83, 110, [4, 5], nil, .tier2, .done),
        (1, 14, 110, 111, 111, 150, [2, 4], nil, .tier1, .done),
        (1, 18, 150, 151, 411, 480, [], 0, .vendor, .done),
        (1, 19, 480, 482, 482, 520, [3], nil, .tier1, .done),
        (2, 1, 1200, 1201, 1201, 1203, [1], nil, .hotline, .done),
        (2, 2, 1203, 1205, 1205, 1215, [3], nil, .tier1, .done),
      ]
    for line in table {
      var task = FlowTask(
        instance: Row(line.instance), node: Row(line.node), offered: minute(line.offered))
      task.started = minute(line.started)
      task.arrived = minute(line.arrived)
      task.ended = minute(line.ended)
      task.outcome = line.outcome
      let first = Int32(record.assignments.count)
      record.assignments += line.people.map { Row($0) }
      task.people = first..<Int32(record.assignments.count)
      task.vendor = line.vendor.map { Row($0) }
      task.tier = line.tier
      record.tasks.append(task)
    }
  }

  private static func entries(_ record: inout Replication, _ model: Model) {
    record.entries = platformEntries(model) + responseEntries(record)
    // Stable: what is written first happened first.
    let order = record.entries.indices.sorted {
      (record.entries[$0].time, $0) < (record.entries[$1].time, $1)
    }
    record.entries = order.map { record.entries[$0] }
  }

  private static func platformEntries(_ model: Model) -> [Entry] {
    let hall = model.platform.components.count
    let services = [hall + 2, hall + 3, hall + 4]
    let hit = [At.cooling, At.core, At.app1, At.app2, At.database, At.storage, At.firewall]
    var entries: [Entry] = [
      Entry(.injected, at: minute(10), subject: 0),
      Entry(.faultBegan, at: minute(10), subject: At.ups1, object: 0, value: 1),
      Entry(.wentDown, at: minute(10), subject: At.ups1, object: 0),
      Entry(
        .onReserve, at: minute(10), subject: At.power, value: TimeSpan.minutes(25).microseconds),
      Entry(.reserveLow, at: minute(30), subject: At.power, value: 20_000),
      Entry(.reserveEmpty, at: minute(35), subject: At.power),
      Entry(.wentDown, at: minute(35), subject: At.power, object: 0),
      Entry(
        .onReserve, at: minute(35), subject: hall, value: TimeSpan.minutes(12).microseconds),
      Entry(.faultBegan, at: minute(35), subject: At.app1, object: 1, value: 2),
      Entry(
        .dataLost, at: minute(35), subject: 0, value: TimeSpan.minutes(35).microseconds),
      Entry(.reserveEmpty, at: minute(47), subject: hall),
      Entry(.wentDown, at: minute(47), subject: hall, object: 0),
      Entry(.told, at: minute(70), subject: 1),
      Entry(.faultBypassed, at: minute(150), subject: At.ups1, object: 0),
      Entry(.cameUp, at: minute(150), subject: At.ups1),
      Entry(.cameUp, at: minute(150), subject: At.power),
      Entry(.cameUp, at: minute(155), subject: hall),
      Entry(.faultEnded, at: minute(480), subject: At.ups1, object: 0),
    ]
    for row in hit { entries.append(Entry(.wentDown, at: minute(35), subject: row, object: 0)) }
    for row in hit { entries.append(Entry(.cameUp, at: minute(156), subject: row)) }
    entries.append(Entry(.wentDown, at: minute(35), subject: hall + 6, object: 0))
    for row in services {
      entries.append(Entry(.wentDown, at: minute(35), subject: row, object: 0))
    }
    for row in services { entries.append(Entry(.cameUp, at: minute(165), subject: row)) }
    return entries
  }

  private static func responseEntries(_ record: Replication) -> [Entry] {
    var entries: [Entry] = [
      Entry(.alarm, at: minute(11), incident: 0, subject: At.ups1, object: 0),
      Entry(.incidentOpened, at: minute(11), incident: 0, subject: At.ups1),
      Entry(.flowStarted, at: minute(11), incident: 0, instance: 0, subject: 0),
      Entry(.branchTaken, at: minute(22), incident: 0, instance: 0, subject: 3, object: 3),
      Entry(.flowEnded, at: minute(22), incident: 0, instance: 0, subject: 5),
      Entry(.flowStarted, at: minute(22), incident: 0, instance: 1, subject: 1, object: 0),
      Entry(.messageMisdirected, at: minute(27), incident: 0, instance: 1, subject: 0),
      Entry(.messageSent, at: minute(29), incident: 0, instance: 1, subject: 0),
      Entry(.graded, at: minute(34), incident: 0, subject: 1, object: 3, value: 1),
      Entry(.alarmJoined, at: minute(36), incident: 0, subject: At.core),
      Entry(.userCall, at: minute(38), incident: 0, subject: 0),
      Entry(.userCall, at: minute(38), incident: 0, subject: 0),
      Entry(.userCall, at: minute(41), incident: 0, subject: 1),
      Entry(.escalated, at: minute(57), incident: 0, subject: 1, object: 2),
      Entry(
        .calledIn, at: minute(58), incident: 0, subject: 4,
        value: TimeSpan.minutes(25).microseconds),
      Entry(
        .calledIn, at: minute(58), incident: 0, subject: 5,
        value: TimeSpan.minutes(22).microseconds),
      Entry(.branchTaken, at: minute(150), incident: 0, instance: 1, subject: 16, object: 17),
      Entry(.vendorCalled, at: minute(151), incident: 0, subject: 0),
      Entry(.partMissing, at: minute(152), incident: 0, subject: 0),
      Entry(.partOrdered, at: minute(152), incident: 0, subject: 0, value: 0),
      Entry(.partArrived, at: minute(405), incident: 0, subject: 0, value: 1),
      Entry(.vendorArrived, at: minute(411), incident: 0, subject: 0),
      Entry(.partDrawn, at: minute(412), incident: 0, subject: 0, value: 0),
      Entry(.flowEnded, at: minute(520), incident: 0, instance: 1, subject: 20),
      Entry(.alarm, at: minute(1200), incident: 1, subject: At.tape, object: 1, value: 1),
      Entry(.incidentOpened, at: minute(1200), incident: 1, subject: At.tape),
      Entry(.flowStarted, at: minute(1200), incident: 1, instance: 2, subject: 0),
      Entry(.branchTaken, at: minute(1215), incident: 1, instance: 2, subject: 3, object: 4),
      Entry(.flowEnded, at: minute(1215), incident: 1, instance: 2, subject: 4),
      Entry(.cameOnDuty, at: minute(390), subject: 3),
    ]
    for (row, incident) in record.incidents.enumerated() {
      for milestone in Milestone.allCases {
        guard let time = incident[milestone] else { continue }
        entries.append(Entry(.milestone, at: time, incident: row, subject: milestone.index))
      }
    }
    for (row, task) in record.tasks.enumerated() {
      let incident = record.instances[task.instance.index].incident.index
      func add(_ kind: Entry.Kind, _ time: SimulationTime?, value: Int64 = 0) {
        guard let time else { return }
        entries.append(
          Entry(
            kind, at: time, incident: incident, instance: task.instance.index,
            subject: task.node.index, object: row, value: value))
      }
      let first = task.people.first.map { Int64(record.assignments[Int($0)].index) }
      add(.taskOffered, task.offered)
      add(.taskStarted, task.started, value: first ?? -1)
      add(.taskArrived, task.arrived)
      add(task.outcome == .done ? .taskDone : .taskInterrupted, task.ended)
    }
    return entries
  }
}
