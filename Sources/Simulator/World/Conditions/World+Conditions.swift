import EventKernel

/// Conditions: what a flow, a rule of the agreement or an inject asks.
extension World {
  /// Whether a rule holds for a case, by what it knows; no rule never holds.
  func holds(
    _ condition: Row<Condition>?, incident: Row<Incident>, instance: Row<FlowInstance>? = nil
  ) -> Bool {
    guard let condition else { return false }
    let asked = conditionWaits.asked(by: condition)
    var instruments = Knowledge.Instruments(
      priority: Int64(incidents.states[incident].record.priority))
    if asked.contains(.minutes), let detected = incidents.states[incident].record[.detected] {
      instruments.minutes = (now - detected).microseconds / TimeSpan.minutes(1).microseconds
    }
    if !asked.isDisjoint(with: .gauges) {
      instruments.lowestBattery = extremeGauge(.battery)
      instruments.highestTemperature = extremeGauge(.heat)
    }
    return knowledge.holds(model.conditions[condition.index], for: incident, instruments) { step in
      process(step, instance: instance)
    }
  }

  /// Whether a condition about the process itself holds: what was done, who is there, who waits,
  /// who was told.
  private func process(_ step: ConditionStep, instance: Row<FlowInstance>?) -> Bool {
    switch step {
    case .compareCount(let node, let comparison, let literal):
      comparison.holds(doneCount(of: node, instance: instance), literal)
    case .compareCases(let stream, let comparison, let literal):
      comparison.holds(Int64(demand.streams[stream].inSystem), literal)
    case .compareWaiting(let node, let comparison, let literal):
      comparison.holds(Int64(waitingAt[node.index]), literal)
    case .compareHit(let threat, let stage, let comparison, let literal):
      comparison.holds(hits(of: threat, in: stage), literal)
    case .compareKnown(let threat, let stage, let comparison, let literal):
      comparison.holds(knowledge.known(threat, in: stage), literal)
    case .told(let lane): isTold(roleOf: lane)
    case .done(let node, let time): isDone(node, by: time)
    case .mayBeDone(let node, let time):
      isDone(node, by: time) || time > script.deadlinePassed
    case .compare, .and, .or, .not: preconditionFailure("no comparison about the process")
    }
  }

  /// On how many subjects a threat is, in that stage or in any.
  private func hits(of threat: Row<Threat>?, in stage: Row<ThreatStage>?) -> Int64 {
    guard let threat else { return 0 }
    if let stage { return Int64(threats[stage]) }
    return model.drill.threats[threat].stages.reduce(0) { $0 + Int64(threats.inStage[Int($1)]) }
  }

  /// Whether a task was done in some case, at this time at the latest.
  private func isDone(_ node: Row<FlowNode>, by time: SimulationTime) -> Bool {
    script.firstDone[node].map { $0 <= time } ?? false
  }

  /// A task that the script asks for was done.
  @inline(never)
  mutating func noteDone(_ node: Row<FlowNode>) {
    guard script.firstDone[node] == nil else { return }
    script.firstDone[node] = now
    mustCheckConditions = true
  }

  /// Conditions that ask whether something was done in time are looked at when the time is over.
  mutating func scheduleDeadlines() {
    guard levels.asksDone else { return }
    var deadlines: Set<SimulationTime> = []
    for condition in model.conditions {
      for case .mayBeDone(_, let time) in condition.steps { deadlines.insert(time) }
    }
    for time in deadlines.sorted() { schedule(.deadline, at: time, row: 0) }
  }

  mutating func passDeadline() {
    script.deadlinePassed = now
    mustCheckConditions = true
  }

  /// Whether a condition of the script holds, in truth: who writes a drill knows everything.
  private func isTrue(_ condition: Row<Condition>) -> Bool {
    model.conditions[condition.index].holds { step in
      guard case .compare(let fact, let comparison, let literal) = step else {
        return process(step, instance: nil)
      }
      return comparison.holds(truth(of: fact), literal * fact.scale)
    }
  }

  private func truth(of fact: Fact) -> Int64 {
    switch fact {
    case .coreServicesDown: Int64(platform.down.coreServices)
    case .servicesDown: Int64(platform.down.services)
    case .componentsDown: Int64(platform.down.components)
    case .securityDown: Int64(platform.down.security)
    case .hitKnown: Int64(knowledge.hitSubjects)
    case .hit: Int64(threats.subjectsHit)
    case .lowestBattery: extremeGauge(.battery)
    case .highestTemperature: extremeGauge(.heat)
    default: preconditionFailure("the fact \(fact.word) needs a case")
    }
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
    checkSubjects()
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
    return isTrue(condition)
  }
}
