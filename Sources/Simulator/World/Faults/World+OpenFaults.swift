import EventKernel

/// The open faults of an incident, in the order in which they should be repaired.
extension World {
  /// Where one stands among the open faults of an incident.
  struct FaultCursor {
    fileprivate var fault: Int32
    fileprivate var rank: Int
  }

  /// Before the first of the open faults of an incident.
  func openFaults(of incident: Row<Incident>) -> FaultCursor {
    FaultCursor(fault: incidents.states[primary(incident)].faults.first, rank: 0)
  }

  /// The next of an incident's open faults that it knows of, in the order in which they should be
  /// repaired (5.2.6 c): security functions first, core before edge, then as they were seen. Of one
  /// cause several cases may be; each knows of what was observed for it.
  func next(_ cursor: inout FaultCursor, of incident: Row<Incident>) -> Row<Fault>? {
    while cursor.rank < 3 {
      while cursor.fault >= 0 {
        let fault = Row<Fault>(Int(cursor.fault))
        cursor.fault = platform.family.next(cursor.fault)
        if platform.faults[fault].isOpen, platform.faults[fault].isSeen,
          repairRank(fault) == cursor.rank,
          knowledge.isAware(of: platform.faults[fault].record.component.node, incident)
        {
          return fault
        }
      }
      cursor.rank += 1
      cursor.fault = incidents.states[primary(incident)].faults.first
    }
    return nil
  }

  /// Somebody sees a fault: it stands behind those that were seen before.
  mutating func see(_ fault: Row<Fault>) {
    guard !platform.faults[fault].isSeen else { return }
    platform.faults[fault].isSeen = true
    guard let incident = platform.faults[fault].record.incident else { return }
    platform.family.remove(fault, from: &incidents.states[incident].faults)
    platform.family.append(fault, to: &incidents.states[incident].faults)
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

  private func repairRank(_ fault: Row<Fault>) -> Int {
    repairOrder(platform.faults[fault].record.component)
  }

  func kind(of fault: Row<Fault>) -> FaultKind {
    guard let mode = platform.faults[fault].record.mode else { return .malware }
    return model.platform.failureModes[mode].kind
  }
}
