import EventKernel

/// The open faults that a case knows of, in the order in which they should be repaired.
extension World {
  /// Where one stands among them.
  struct FaultCursor {
    fileprivate var rank: Int
    /// The belief that comes next; the fault that comes next of the one before it, and which
    /// sightings that one knows.
    fileprivate var belief: Row<Belief>?
    fileprivate var fault: Row<Fault>?
    fileprivate var sightings = Knowledge.Sightings()
  }

  /// Before the first of the open faults that a case knows of.
  func openFaults(of incident: Row<Incident>) -> FaultCursor {
    FaultCursor(rank: 0, belief: knowledge.firstBelief(of: incident), fault: nil)
  }

  /// The next of the open faults that the case has seen, whatever is behind them, in the order in
  /// which they should be repaired (5.2.6 c): security functions first, core before edge, then as
  /// the case came to know of their components, and of one component as they were seen.
  func next(_ cursor: inout FaultCursor, of incident: Row<Incident>) -> Row<Fault>? {
    while true {
      while let fault = cursor.fault {
        cursor.fault = platform.faults[fault].nextOfComponent.row
        if cursor.sightings.has(platform.faults[fault].sighting) { return fault }
      }
      if let belief = cursor.belief {
        cursor.belief = knowledge.nextBelief(belief)
        if let component = componentRow(ofNode: knowledge[belief].subject),
          let first = platform.components[component].firstFault.row,
          repairOrder(component) == cursor.rank
        {
          cursor.fault = first
          cursor.sightings = knowledge[belief].sightings
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
    guard state.isSeen else { return nil }
    var next = knowledge.firstBelief(about: state.record.component.node)
    while let belief = next {
      let known = knowledge[belief]
      if known.sightings.has(state.sighting), known.incident != own, isInHand(known.incident) {
        return known.incident
      }
      next = knowledge.nextAbout(belief)
    }
    return nil
  }

  /// A case sees a fault of a component.
  mutating func see(_ fault: Row<Fault>?, for incident: Row<Incident>) {
    guard let fault else { return }
    see(fault)
    let state = platform.faults[fault]
    let sighting = Knowledge.Sightings(state.sighting)
    knowledge.see(sighting, of: state.record.component.node, by: incident)
  }

  /// Somebody sees a fault: it stands behind those of its component that were seen before.
  mutating func see(_ fault: Row<Fault>) {
    guard !platform.faults[fault].isSeen else { return }
    platform.sightings += 1
    platform.faults[fault].sighting = platform.sightings
    let component = platform.faults[fault].record.component
    unlink(fault, from: component)
    link(fault, to: component)
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
