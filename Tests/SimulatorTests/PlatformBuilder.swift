import EventKernel
import Simulator

/// Assembles a platform by names, for tests: components, then rooms, then services, then gates.
struct PlatformBuilder {
  enum Needs {
    case nothing
    case all([String])
    case some(Int, [String])
  }

  private struct Draft {
    var name: String
    var kind: Node.Kind
    var needs: Needs
    var room: String?
    var reserve: (Reserve.Kind, TimeSpan, TimeSpan)?
    var startsIn: Law?
    var component: Component?
    var modes: [(String, FailureMode)] = []
    var service: (Importance, Double)?
    /// The service that it is the way to a fallback of.
    var failoverOf: String?
  }

  private var drafts: [Draft] = []
  private(set) var rows: [String: Int] = [:]

  private mutating func add(_ draft: Draft) {
    rows[draft.name] = drafts.count
    drafts.append(draft)
  }

  mutating func component(
    _ name: String, needs: Needs = .nothing, room: String? = nil, zone: Int? = nil,
    objectClass: ObjectClass = .server, importance: Importance = .edge, security: Bool = false,
    battery: (TimeSpan, TimeSpan)? = nil, startsIn: Law? = nil,
    monitoring: MonitoringKind = .realTime, heat: Int64 = 1_000
  ) {
    add(
      Draft(
        name: name, kind: .component, needs: needs, room: room,
        reserve: battery.map { (.battery, $0.0, $0.1) }, startsIn: startsIn,
        component: Component(
          objectClass: objectClass, site: Row(0), room: nil, zone: zone.map { Row($0) },
          importance: importance, isSecurityFunction: security, skill: 0,
          failureModes: 0..<0, hardStop: nil, hardStopChance: .never, monitoring: monitoring,
          heat: heat)))
  }

  mutating func mode(
    _ name: String, of component: String, every: LawRow? = nil, symptom: Symptom = .down,
    repair: RepairKind = .restart, part: Int? = nil, solvedBy: [Double] = [0, 1, 1, 1],
    bypass: Bool = false, destroysData: Bool = false, onSite: Bool = false,
    agesWhileUp: Bool = false
  ) {
    let row = rows[component, default: 0]
    drafts[row].modes.append(
      (
        name,
        FailureMode(
          name: NameHash("mode:\(component)/\(name)"), component: Row(row), kind: .hardware,
          every: every, symptom: symptom, repair: repair, part: part.map { Row($0) },
          takes: nil, solvedBy: solvedBy.map { Probability(clamped: $0) }, automatic: .never,
          canBypass: bypass, destroysData: destroysData, isOnSite: onSite,
          agesWhileUp: agesWhileUp)
      ))
  }

  mutating func room(_ name: String, needs: Needs, lasts: TimeSpan, refills: TimeSpan) {
    add(Draft(name: name, kind: .room, needs: needs, reserve: (.heat, lasts, refills)))
  }

  mutating func service(
    _ name: String, needs: Needs, importance: Importance = .core, calls: Double = 0
  ) {
    add(Draft(name: name, kind: .service, needs: needs, service: (importance, calls)))
  }

  /// The way to a service's fallback, which needs something itself; behind the service.
  mutating func failover(_ name: String, of service: String, needs: Needs) {
    var draft = Draft(name: name, kind: .failoverSwitch, needs: needs)
    draft.failoverOf = service
    add(draft)
  }

  func build(into model: inout Model) {
    var platform = Platform()
    platform.siteCount = 1
    platform.travel = [nil]
    var inputs: [[Int]] = []
    for draft in drafts {
      var needs: [Int] = []
      var threshold = 0
      switch draft.needs {
      case .nothing: break
      case .all(let names):
        needs = names.map { rows[$0, default: 0] }
        threshold = needs.count
      case .some(let count, let names):
        needs = names.map { rows[$0, default: 0] }
        threshold = count
      }
      if let room = draft.room {
        // Only all-of components may stand in a modelled room here.
        needs.append(rows[room, default: 0])
        threshold += 1
      }
      inputs.append(needs)
      platform.nodes.append(
        Node(
          name: NameHash("component:\(draft.name)"), kind: draft.kind,
          threshold: Int32(threshold), inputCount: Int32(needs.count), dependents: 0..<0,
          reserve: reserve(of: draft, in: &platform),
          startsIn: draft.startsIn.map { model.laws.add($0) }))
      addDetails(of: draft, to: &platform)
    }
    for (row, draft) in drafts.enumerated() {
      guard let service = draft.failoverOf.flatMap({ rows[$0] }) else { continue }
      for number in platform.services.indices where platform.services[number].node.index == service
      {
        platform.services[number].failover = Row(row)
      }
    }
    for row in platform.nodes.indices {
      let first = Int32(platform.dependents.count)
      for (other, needs) in inputs.enumerated() {
        for need in needs where need == row { platform.dependents.append(Row(other)) }
      }
      platform.nodes[row].dependents = first..<Int32(platform.dependents.count)
    }
    model.platform = platform
  }

  private func reserve(of draft: Draft, in platform: inout Platform) -> Row<Reserve>? {
    guard let (kind, lasts, refills) = draft.reserve else { return nil }
    let heat = drafts.filter { $0.room == draft.name }.reduce(0) { $0 + ($1.component?.heat ?? 0) }
    var units: Int32 = 1
    if case .some(let count, let names) = draft.needs, count < names.count, kind == .heat {
      units = Int32(count)
    }
    platform.reserves.append(
      Reserve(
        node: Row(platform.nodes.count), kind: kind, lasts: lasts, refills: refills,
        levelFull: kind == .heat ? 23_000 : 100_000, levelEmpty: kind == .heat ? 40_000 : 0,
        heat: heat, coolingUnits: units))
    return Row(platform.reserves.count - 1)
  }

  private func addDetails(of draft: Draft, to platform: inout Platform) {
    if var component = draft.component {
      let first = Int32(platform.failureModes.count)
      platform.failureModes.append(contentsOf: draft.modes.map(\.1))
      component.failureModes = first..<Int32(platform.failureModes.count)
      component.room = draft.room.map { Row(rows[$0, default: 0]) }
      platform.components.append(component)
    }
    if let (importance, calls) = draft.service {
      platform.services.append(
        Service(
          node: Row(platform.nodes.count - 1), importance: importance, users: 10,
          callRate: calls, failover: nil))
    }
  }
}
