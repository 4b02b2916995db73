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
        cursor.fault = platform.faults[fault].nextOfComponent.row
        if platform.faults[fault].seenBy.has(ordinal) { return fault }
      }
      if let belief = cursor.belief {
        cursor.belief = knowledge.nextBelief(belief)
        if let component = componentRow(ofNode: knowledge[belief].subject),
          let first = platform.components[component].firstFault.row,
          repairOrder(component) == cursor.rank
        {
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
    var next = knowledge.firstBelief(about: state.record.component.node)
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
    let component = platform.faults[fault].record.component
    if platform.faults[fault].seenBy.isEmpty {
      unlink(fault, from: component)
      link(fault, to: component)
    }
    platform.faults[fault].seenBy.add(incidents.states[incident].ordinal)
    incidents.states[incident].hasSeenFault = true
    if knowledge.belief(of: component.node, by: incident) == nil {
      _ = knowledge.add(of: component.node, by: incident)
    }
    if let threat = platform.faults[fault].record.threat,
      knowledge.said(of: component.node, by: incident).contains(.infected)
    {
      knowledge.name(threat, by: incident)
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

  func kind(of fault: Row<Fault>) -> FaultKind {
    guard let mode = platform.faults[fault].record.mode else { return .malware }
    return model.platform.failureModes[mode].kind
  }
}
