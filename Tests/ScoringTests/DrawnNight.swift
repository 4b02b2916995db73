import EventKernel
import Scoring
import Simulator

extension Night {
  /// A night of drawn facts that need not make sense together: milestones in any order, tasks of
  /// any instance, outages that overlap, and, when `isHostile`, rows that lead nowhere and times
  /// beyond all horizons.
  static func drawn(seed: UInt64, isHostile: Bool = false) -> Night {
    var draws = Draws(seed: seed, "drawn night")
    var night = Night()
    night.replication.end = at(draws.minutes(3000))
    night.standardClocks()
    night.clock(.summary, .ended, .summarised, major: .days(1))
    night.drawPlatform(&draws)
    let flows = night.drawFlows(&draws)
    for _ in 0..<draws.below(6) { night.drawIncident(&draws, flows) }
    for _ in 0..<draws.below(40) {
      night.note(
        draws.one(of: Entry.Kind.allCases), draws.minutes(3000),
        incident: draws.below(7) - 1, subject: draws.below(9) - 1, object: draws.below(7) - 1,
        value: draws.minutes(3000) * 60_000_000)
    }
    night.model.drill.injects = Table(
      [true, false].map {
        Inject(name: NameHash("danger"), cue: .at(.zero), action: .danger($0))
      })
    if isHostile { night.spoil(&draws) }
    return night
  }

  private mutating func drawPlatform(_ draws: inout Draws) {
    for _ in 0..<draws.below(6) {
      component(draws.one(of: Importance.allCases), isSecurity: draws.below(4) == 0)
    }
    for _ in 0..<draws.below(4) { service(draws.one(of: Importance.allCases)) }
    for _ in 0..<draws.below(3) {
      model.platform.dataSets.append(
        DataSet(
          name: NameHash("set"), component: Row(draws.below(6)), copyEvery: .hours(1),
          copyOffset: .zero, recoveryPoint: .minutes(draws.minutes(120))))
      replication.dataLost.append(.minutes(draws.minutes(240)))
    }
    for _ in 0..<2 { _ = failureMode(of: 0, canBypass: draws.below(2) == 0) }
  }

  private mutating func drawFlows(_ draws: inout Draws) -> [Flowing] {
    (0..<2).map { _ in
      let steps = (0..<1 + draws.below(5)).map { _ in
        let effect = draws.one(of: Act.allCases)
        let lane = Row<Lane>(draws.below(3))
        let message = FlowMessage(from: lane, to: Row(draws.below(3)), within: .minutes(30))
        return step(
          effect, message: effect == .report ? message : nil, isMandatory: draws.below(3) > 0,
          isOnSite: draws.below(3) == 0)
      }
      return flow(steps, lanes: [.people(posts: 0, tiers: 0b0110), .vendor])
    }
  }

  private mutating func drawIncident(_ draws: inout Draws, _ flows: [Flowing]) {
    var times: [Milestone: Int64] = [:]
    for milestone in Milestone.allCases { times[milestone] = draws.maybe(3000) }
    let row = incident(
      times, level: draws.one(of: FaultLevel.allCases),
      emergency: draws.one(of: EmergencyLevel.allCases))
    if draws.below(8) == 0 { replication.incidents[row].fault = nil }
    replication.incidents[row].evidenceSecured = draws.maybe(3000).map { at($0) }
    replication.incidents[row].evidenceDestroyed = draws.maybe(3000).map { at($0) }
    replication.faults[row].mode = Row(draws.below(2))
    replication.faults[row].bypassed = draws.maybe(3000).map { at($0) }
    replication.faults[row].ended = draws.maybe(3000).map { at($0) }
    for _ in 0..<draws.below(3) {
      let flow = draws.one(of: flows)
      let instance = instance(flow, incident: row, isOver: draws.below(3) > 0)
      for _ in 0..<draws.below(7) {
        let start = draws.minutes(3000)
        task(
          flow.step(draws.below(flow.count)), instance: instance,
          draws.one(of: FlowTask.Outcome.allCases), from: start, to: start + draws.minutes(90),
          tier: draws.one(of: Tier.allCases), isCrewed: draws.below(2) == 0)
      }
      for _ in 0..<draws.below(3) {
        message(
          node: flow.step(draws.below(flow.count)), instance: instance, sent: draws.minutes(3000),
          arrived: draws.maybe(3000), due: draws.maybe(3000), wentWrong: draws.below(3) == 0)
      }
    }
  }

  /// Rows that lead nowhere, times out of all bounds, tables cut short.
  private mutating func spoil(_ draws: inout Draws) {
    let wild = [Int64.min, -1, 0, .max, 1 << 62].map { SimulationTime(microseconds: $0) }
    replication.end = draws.one(of: wild + [replication.end])
    for row in replication.incidents.indices {
      if draws.below(3) == 0 { replication.incidents[row].fault = Row(77) }
      if draws.below(3) == 0 { replication.incidents[row][.detected] = draws.one(of: wild) }
      if draws.below(3) == 0 {
        for milestone in Milestone.allCases { replication.incidents[row][milestone] = nil }
        replication.incidents[row][.occurred] = draws.one(of: wild)
      }
    }
    for row in replication.instances.indices where draws.below(3) == 0 {
      replication.instances[row].incident = Row(draws.below(90))
      replication.instances[row].flow = Row(draws.below(90))
    }
    for row in replication.tasks.indices where draws.below(3) == 0 {
      replication.tasks[row].node = Row(draws.below(90))
      replication.tasks[row].instance = Row(draws.below(90))
      replication.tasks[row].started = draws.one(of: wild)
      replication.tasks[row].ended = draws.one(of: wild)
    }
    for row in replication.messages.indices where draws.below(3) == 0 {
      replication.messages[row].instance = Row(draws.below(90))
      replication.messages[row].due = draws.one(of: wild)
    }
    for row in replication.entries.indices where draws.below(3) == 0 {
      replication.entries[row].time = draws.one(of: wild)
      replication.entries[row].subject = Int32(draws.below(90)) - 1
      replication.entries[row].value = draws.one(of: wild).microseconds
    }
    for row in replication.faults.indices where draws.below(3) == 0 {
      replication.faults[row].root = Row(draws.below(90))
      replication.faults[row].mode = Row(draws.below(90))
      replication.faults[row].began = draws.one(of: wild)
    }
    replication.dataLost = [TimeSpan(microseconds: .min)]
    model.agreement.clocks += [ClockRule.Kind.response, .summary].map {
      ClockRule(
        kind: $0, from: .occurred, to: $0 == .summary ? .summarised : .responded,
        general: draws.one(of: [.zero, TimeSpan(microseconds: .min), TimeSpan(microseconds: .max)]),
        major: draws.one(of: [.zero, TimeSpan(microseconds: .max)]), binds: true)
    }
  }

  /// The same night with its incidents in another order: `order[new]` is the old row.
  func permuted(_ order: [Int]) -> Night {
    var night = self
    var new = order
    for (row, old) in order.enumerated() { new[old] = row }
    night.replication.incidents = order.map { replication.incidents[$0] }
    for row in night.replication.instances.indices {
      let old = replication.instances[row].incident.index
      night.replication.instances[row].incident = Row(new[old])
    }
    for row in night.replication.faults.indices {
      night.replication.faults[row].incident = replication.faults[row].incident.map {
        Row(new[$0.index])
      }
    }
    for row in night.replication.entries.indices {
      let old = Int(replication.entries[row].incident)
      if new.indices.contains(old) { night.replication.entries[row].incident = Int32(new[old]) }
    }
    return night
  }
}
