import EventKernel
import Scenarios
import Simulator

extension Fixture {
  /// Rows of the nodes that the record speaks of.
  enum At {
    static let utility = 0, ups1 = 1, ups2 = 2, power = 3, cooling = 4, core = 5
    static let app1 = 6, app2 = 7, database = 8, storage = 9, firewall = 10, tape = 11
  }

  private static let components:
    [(
      key: String, zh: String, en: String, objectClass: ObjectClass, room: Int?, rack: String,
      importance: Importance
    )] = [
      ("utility-main", "市电", "Utility supply", .physicalEnvironment, nil, "", .core),
      ("ups-a1", "UPS A1", "UPS A1", .physicalEnvironment, nil, "", .core),
      ("ups-a2", "UPS A2", "UPS A2", .physicalEnvironment, nil, "", .core),
      ("power-a", "A 路供电", "Power A", .physicalEnvironment, nil, "", .core),
      ("crac-a1", "精密空调 A1", "CRAC A1", .physicalEnvironment, nil, "", .edge),
      ("core-switch", "核心交换机", "Core switch", .network, 0, "A1", .core),
      ("app-1", "应用服务器 1", "Application server 1", .server, 0, "A2", .core),
      ("app-2", "应用服务器 2", "Application server 2", .server, 0, "A2", .edge),
      ("db-1", "数据库", "Database", .dbms, 0, "A3", .core),
      ("san-1", "存储阵列", "Disk array", .storage, 0, "A3", .core),
      ("fw-1", "防火墙", "Firewall", .securityDevice, 0, "A1", .core),
      ("tape-1", "磁带库", "Tape library", .backup, 1, "R1", .edge),
    ]

  static func platform(
    _ model: inout Model, _ lexicon: inout Lexicon, mark: String, extra: Int
  ) {
    let count = components.count + extra
    model.platform.siteCount = 2
    lexicon.sites = [
      label("main", "主中心", "Main site", mark), label("recovery", "灾备中心", "Recovery site", mark),
    ]
    for (row, item) in components.enumerated() {
      let room = item.room.map { count + $0 }
      add(&model, &lexicon, row, item.objectClass, room, item.importance, mark)
      lexicon.nodes.append(label(item.key, item.zh, item.en, mark))
      lexicon.rooms.append(item.room.map { ["hall-a", "hall-r"][$0] } ?? "")
      lexicon.racks.append(item.rack)
    }
    for number in 0..<extra {
      let row = components.count + number
      add(&model, &lexicon, row, .server, count + number % 2, .edge, mark)
      lexicon.nodes.append(label("node-\(number)", "节点 \(number)", "Node \(number)", mark))
      lexicon.rooms.append(["hall-a", "hall-r"][number % 2])
      lexicon.racks.append("B\(number % 10)")
    }
    roomsAndServices(&model, &lexicon, count, mark)
    wires(&model, count)
    model.platform.dataSets = [
      DataSet(
        name: NameHash("sensors"), component: Row(At.storage), copyEvery: .hours(1),
        copyOffset: .zero, recoveryPoint: .hours(1))
    ]
    lexicon.dataSets = [label("sensors", "物联感知数据", "Sensor data", mark)]
  }

  private static func add(
    _ model: inout Model, _ lexicon: inout Lexicon, _ row: Int, _ objectClass: ObjectClass,
    _ room: Int?, _ importance: Importance, _ mark: String
  ) {
    let isFirst = row == At.ups1 || row == At.app1
    let modes = Int32(model.platform.failureModes.count)
    if isFirst {
      let isModule = row == At.ups1
      model.platform.failureModes.append(
        FailureMode(
          name: NameHash("mode-\(row)"), component: Row(row), kind: .hardware, every: nil,
          symptom: isModule ? .down : .degraded, repair: .replace, part: isModule ? Row(0) : nil,
          takes: law, solvedBy: [], automatic: share(0), canBypass: true, destroysData: false,
          isOnSite: true))
      lexicon.failureModes.append(
        isModule
          ? label("ups-a1.module", "功率模块", "power module", mark)
          : label("app-1.disk", "硬盘", "disk", mark))
    }
    model.platform.components.append(
      Component(
        objectClass: objectClass, site: Row(row == At.tape ? 1 : 0), room: room.map { Row($0) },
        zone: nil, importance: importance, isSecurityFunction: objectClass == .securityDevice,
        skill: 1, failureModes: modes..<(modes + (isFirst ? 1 : 0)), hardStop: nil,
        hardStopChance: share(0), monitoring: .realTime))
    node(&model, "component-\(row)", .component, reserve: row == At.power ? 0 : nil)
  }

  private static func node(
    _ model: inout Model, _ name: String, _ kind: Node.Kind, reserve: Int? = nil
  ) {
    model.platform.nodes.append(
      Node(
        name: NameHash(name), kind: kind, threshold: 1, inputCount: 1, dependents: 0..<0,
        reserve: reserve.map { Row($0) }))
  }

  private static func roomsAndServices(
    _ model: inout Model, _ lexicon: inout Lexicon, _ count: Int, _ mark: String
  ) {
    node(&model, "hall-a", .room, reserve: 1)
    node(&model, "hall-r", .room)
    lexicon.nodes.append(label("hall-a", "一号机房", "Hall A", mark))
    lexicon.nodes.append(label("hall-r", "灾备机房", "Recovery hall", mark))
    let services: [(String, String, String, Importance)] = [
      ("query", "数据查询与可视化", "Query and visualisation", .core),
      ("sharing", "数据共享与交换", "Sharing and exchange", .core),
      ("statistics", "统计分析", "Statistical analysis", .edge),
      ("operation", "运行管理", "Operation management", .edge),
    ]
    for (number, item) in services.enumerated() {
      node(&model, item.0, .service)
      lexicon.nodes.append(label(item.0, item.1, item.2, mark))
      model.platform.services.append(
        Service(
          node: Row(count + 2 + number), importance: item.3, users: 500, callRate: 12,
          failover: nil))
    }
    node(&model, "gate", .gate)
    lexicon.nodes.append(label("query", "数据查询与可视化", "Query and visualisation", mark))
    model.platform.reserves = [
      Reserve(
        node: Row(At.power), kind: .battery, lasts: .minutes(25), refills: .hours(8),
        levelFull: 100_000, levelEmpty: 0),
      Reserve(
        node: Row(count), kind: .heat, lasts: .minutes(12), refills: .minutes(20),
        levelFull: 23_000, levelEmpty: 40_000),
    ]
  }

  /// Who feeds whom; the gate stands between the two application servers and the query service.
  private static func wires(_ model: inout Model, _ count: Int) {
    let hall = count
    let service = count + 2
    let gate = count + 6
    let feeds: [Int: [Int]] = [
      At.utility: [At.ups1, At.ups2], At.ups1: [At.power], At.ups2: [At.power],
      At.power: [At.cooling, At.core, At.app1, At.app2, At.database, At.storage, At.firewall],
      At.cooling: [hall], hall: [At.core, At.app1, At.app2, At.database, At.storage, At.firewall],
      At.core: [At.app1, At.app2], At.app1: [gate], At.app2: [gate], gate: [service],
      At.database: [service, service + 1], At.storage: [At.database], At.tape: [],
    ]
    for row in model.platform.nodes.indices {
      let start = Int32(model.platform.dependents.count)
      model.platform.dependents += (feeds[row] ?? []).map { Row($0) }
      model.platform.nodes[row].dependents = start..<Int32(model.platform.dependents.count)
    }
  }
}
