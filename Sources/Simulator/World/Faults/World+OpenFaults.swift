import EventKernel

/// The open faults that a case knows of, in the order in which they should be repaired.
extension World {
  /// Where one stands among them.
  struct FaultCursor {
    fileprivate var rank: Int
    /// The belief that comes next, and the fault of the one before it.
    fileprivate var belief: Row<Belief>?
    fileprivate var fault: Row<Fault>?
  }

  /// Before the first of the open faults that a case knows of.
  func openFaults(of incident: Row<Incident>) -> FaultCursor {
    FaultCursor(rank: 0, belief: knowledge.firstBelief(of: incident), fault: nil)
  }

  /// The next of the open faults that the case has seen, whatever is behind them, in the order in
  /// which they should be repaired (5.2.6 c): security functions first, core before edge, then as
  /// the case came to know of their components, and of one component as they were seen.
  func next(_ cursor: inout FaultCursor, of incident: Row<Incident>) -> Row<Fault>? {
    let ordinal = incidents.states[incident].ordinal
    while true {
      while let fault = cursor.fault {
        cursor.fault = platform.faults[fault].nextOfSubject.row
        if platform.faults[fault].seenBy.has(ordinal) { return fault }
      }
      if let belief = cursor.belief {
        cursor.belief = knowledge.nextBelief(belief)
        let subject = knowledge[belief].subject
        if let first = platform.nodes[subject].firstFault.row, repairOrder(subject) == cursor.rank {
          cursor.fault = first
        }
      } else {
        guard cursor.rank < 2 else { return nil }
        cursor.rank += 1
        cursor.belief = knowledge.firstBelief(of: incident)
      }
    }
  }

  /// The first case in hand that has seen a fault; nil: none has.
  ///
  /// - Parameter own: a case that is not meant.
  func caseThatSaw(_ fault: Row<Fault>, besides own: Row<Incident>? = nil) -> Row<Incident>? {
    let state = platform.faults[fault]
    guard !state.seenBy.isEmpty else { return nil }
    var next = knowledge.firstBelief(about: state.record.subject)
    while let belief = next {
      let other = knowledge[belief].incident
      if other != own, state.seenBy.has(incidents.states[other].ordinal), isInHand(other) {
        return other
      }
      next = knowledge.nextAbout(belief)
    }
    return nil
  }

  /// A case sees a fault of a component; whoever sees it first puts it behind those that were seen
  /// before.
  mutating func see(_ fault: Row<Fault>?, for incident: Row<Incident>) {
    guard let fault else { return }
    let subject = platform.faults[fault].record.subject
    if platform.faults[fault].seenBy.isEmpty {
      unlink(fault, from: subject)
      link(fault, to: subject)
    }
    platform.faults[fault].seenBy.add(incidents.states[incident].ordinal)
    incidents.states[incident].hasSeenFault = true
    if knowledge.belief(of: subject, by: incident) == nil {
      _ = knowledge.add(of: subject, by: incident)
    }
    if let instance = platform.faults[fault].instance.row,
      knowledge.said(of: subject, by: incident).contains(.hit)
    {
      identify(instance, by: incident)
    }
  }

  /// Whether nothing is left of the faults that a case saw. One that saw none has solved nothing
  /// while it knows of something wrong.
  func isSolved(_ incident: Row<Incident>) -> Bool {
    firstOpenFault(of: incident) == nil
      && (incidents.states[incident].hasSeenFault || knowledge.troubles(of: incident) == 0)
  }

  /// Whether something holds for all of an incident's open faults that somebody saw.
  func allOpenFaults(of incident: Row<Incident>, _ holds: (Row<Fault>) -> Bool) -> Bool {
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      if !holds(fault) { return false }
    }
    return true
  }

  /// The first of an incident's open faults that somebody saw; nil: there is none.
  func firstOpenFault(of incident: Row<Incident>) -> Row<Fault>? {
    var cursor = openFaults(of: incident)
    return next(&cursor, of: incident)
  }

  /// What plan B.5 tells faults apart by; malware is of plan B.1, and other threats of others.
  func kind(of fault: Row<Fault>) -> FaultKind {
    if let mode = platform.faults[fault].record.mode {
      return model.platform.failureModes[mode].kind
    }
    let threat = platform.faults[fault].record.threat
    return threat.map { model.drill.threats[$0].emergencyClass } == .malware ? .malware : .other
  }

  /// Who knows what a threat does knows which data it makes bad, and which are gone.
  private mutating func learnOfData(
    behind state: ThreatState.InstanceState, _ incident: Row<Incident>
  ) {
    for position in model.drill.stages[state.stage].impacts {
      let impact = model.drill.impacts[Int(position)].impact
      guard impact == .corrupt || impact == .lost else { continue }
      forEachDataSet(of: state.subject) {
        $0.learnLoss(of: $1, isCorrupt: impact == .corrupt, incident)
      }
    }
  }

  /// Whether a case knows of another threat on a subject, which is there still: it deals with one
  /// after the other.
  private func isAnotherKnown(
    than state: ThreatState.InstanceState, _ incident: Row<Incident>
  ) -> Bool {
    guard let belief = knowledge.belief(of: state.subject, by: incident),
      let stage = knowledge[belief].stage.row
    else { return false }
    let known = model.drill.stages[stage].threat
    return known != state.threat && !threats[known, state.subject].instance.isNone
  }

  /// A case finds out which stage of a threat a subject is in.
  mutating func identify(_ instance: Row<ThreatInstance>, by incident: Row<Incident>) {
    let state = threats.instances[instance]
    let isNew = knowledge.everThreat(of: incident) == nil
    defer { if isNew { requeue(incident: incident) } }
    let before = knowledge.troubles(of: incident)
    if !isAnotherKnown(than: state, incident) {
      knowledge.identify(state.stage, of: state.threat, at: state.subject, by: incident)
    }
    learnOfData(behind: state, incident)
    conditionWaits.change(.observed, of: incident)
    mustCheckConditions = true
    turn(incident, before: before, hadTrouble: before > 0 || knowledge.hadTrouble(incident))
  }
}
