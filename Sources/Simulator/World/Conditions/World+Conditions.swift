import EventKernel

/// Conditions: what a flow, a rule of the agreement or an inject asks.
extension World {
  /// Whether a rule holds for an incident; no rule never holds.
  func holds(
    _ condition: Row<Condition>?, incident: Row<Incident>?, instance: Row<FlowInstance>? = nil
  ) -> Bool {
    guard let condition else { return false }
    // One bit a level of the stack; the compiler keeps conditions within 64 levels.
    var stack: UInt64 = 0
    for step in model.conditions[condition.index].steps {
      switch step {
      case .compare(let fact, let comparison, let literal):
        let value = value(of: fact, incident: incident)
        let holds = comparison.holds(value, literal * scale(of: fact))
        stack = stack << 1 | (holds ? 1 : 0)
      case .compareCount(let node, let comparison, let literal):
        let holds = comparison.holds(doneCount(of: node, instance: instance), literal)
        stack = stack << 1 | (holds ? 1 : 0)
      case .compareCases(let stream, let comparison, let literal):
        let holds = comparison.holds(Int64(demand.streams[stream].inSystem), literal)
        stack = stack << 1 | (holds ? 1 : 0)
      case .compareWaiting(let node, let comparison, let literal):
        let holds = comparison.holds(Int64(waitingAt[node.index]), literal)
        stack = stack << 1 | (holds ? 1 : 0)
      case .and:
        let both = (stack & 1) & (stack >> 1 & 1)
        stack = (stack >> 2) << 1 | both
      case .or:
        let either = (stack & 1) | (stack >> 1 & 1)
        stack = (stack >> 2) << 1 | either
      case .not:
        stack ^= 1
      }
    }
    return stack & 1 == 1
  }

  /// Gauges are kept in thousandths; literals are whole.
  private func scale(of fact: Fact) -> Int64 {
    fact == .lowestBattery || fact == .highestTemperature ? 1000 : 1
  }

  private func value(of fact: Fact, incident: Row<Incident>?) -> Int64 {
    if fact.isKept { return incident.map { self.fact(fact, of: $0) } ?? 0 }
    switch fact {
    case .coreServicesDown: return Int64(down(for: incident).coreServices)
    case .servicesDown: return Int64(down(for: incident).services)
    case .componentsDown: return Int64(down(for: incident).components)
    case .securityDown: return Int64(down(for: incident).security)
    case .infectedKnown: return Int64(knownInfectedCount(of: incident))
    case .infected: return Int64(threats.infected)
    case .dataSetsLost: return Int64(platform.dataLost.count { $0 > .zero })
    case .minutesSinceDetected:
      guard let incident, let detected = incidents.states[incident].record[.detected] else {
        return 0
      }
      return (now - detected).microseconds / TimeSpan.minutes(1).microseconds
    case .priority:
      guard let incident else { return 5 }
      return Int64(incidents.states[incident].record.priority)
    case .lowestBattery: return extremeGauge(.battery)
    case .highestTemperature: return extremeGauge(.heat)
    default: preconditionFailure("the fact \(fact.word) is kept, not counted")
    }
  }

  /// What is down for an incident's root faults; for none, what is down for all.
  func down(for incident: Row<Incident>?) -> PlatformState.DownCounts {
    guard let incident else { return platform.down }
    var total = PlatformState.DownCounts()
    var next = incidents.states[incident].firstRoot.row
    while let root = next {
      total.add(platform.faults[root].down)
      next = platform.faults[root].nextRoot.row
    }
    return total
  }

  /// The lowest battery, or the highest temperature of a room: of those that are full, which are
  /// known beforehand, and of the others.
  func extremeGauge(_ kind: Reserve.Kind) -> Int64 {
    var extreme = kind == .battery ? fullGauges.lowestBattery : fullGauges.highestHeat
    var row = 0
    while let next = platform.partlyFull.first(from: row) {
      row = next + 1
      guard model.platform.reserves[next].kind == kind else { continue }
      let gauge = gauge(ofReserve: Row(next))
      extreme = kind == .battery ? min(extreme, gauge) : max(extreme, gauge)
    }
    return extreme
  }

  /// Looks at what waits for a condition and may hold now: injects and catching events. Conditions
  /// about tasks that wait are left until the work of this instant is handed out: who has somebody
  /// at once does not wait.
  mutating func checkConditions() {
    if asksConditions { checkForDrill() }
    guard conditionWaits.liveCount > 0 else { return }
    // A wait that fires may arm others; those are looked at in the next round.
    let end = conditionWaits.beginLook(at: now)
    var position = 0
    while let next = conditionWaits.nextChanged(from: position, before: end) {
      position = next + 1
      let waiting = conditionWaits[next]
      if mustDispatch, waiting.asked.contains(.waiting) {
        conditionWaits.postpone(next)
        continue
      }
      let incident = waiting.incident
      if holds(waiting.condition, incident: incident, instance: waiting.instance) {
        if let wait = waiting.wait.row { fire(wait: wait) }
      } else if let due = nextDue(of: waiting.condition, waiting.asked, incident: incident) {
        conditionWaits.setDue(due, at: next)
      }
    }
    conditionWaits.endLook()
  }

  /// When a condition that does not hold may do so although nobody is told of a change; nil: never.
  private func nextDue(
    of condition: Row<Condition>, _ asked: FactSet, incident: Row<Incident>
  ) -> SimulationTime? {
    if !asked.isDisjoint(with: .untold) { return .zero }
    guard asked.contains(.minutes) else { return nil }
    guard let detected = incidents.states[incident].record[.detected] else { return .zero }
    var due: SimulationTime?
    for case .compare(.minutesSinceDetected, _, let literal)
      in model.conditions[condition.index].steps
    {
      // A comparison may turn when the count of minutes comes to the literal, and when it leaves
      // it.
      for minutes in [literal, literal &+ 1] where (0...Self.mostMinutes).contains(minutes) {
        let time = detected + .minutes(minutes)
        if time > now { due = min(due ?? time, time) }
      }
    }
    return due
  }

  /// More than any drill lasts (a thousand years), and no time overflows.
  private static var mostMinutes: Int64 { 526_000_000 }

  /// Injects on a condition, measures that wait for one, and what the drill ends at.
  private mutating func checkForDrill() {
    checkInjects()
    for watch in meters.watches.indices where !meters.watches[watch].isReached {
      if holdsForDrill(meters.watches[watch].condition) {
        meters.reach(watch, at: now)
      }
    }
    if let condition = model.drill.endsWhen, holdsForDrill(condition) { isOver = true }
  }

  /// Whether a condition of the drill holds; not yet, where it is about what this instant's work
  /// changes.
  func holdsForDrill(_ condition: Row<Condition>) -> Bool {
    if mustDispatch, conditionWaits.asked(by: condition).contains(.waiting) { return false }
    return holds(condition, incident: nil)
  }
}
