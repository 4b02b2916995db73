import EventKernel

/// Faults begin, are bypassed, and end.
extension World {
  // MARK: By law

  mutating func scheduleFailure(_ row: Int) {
    guard let law = model.platform.failureModes[row].every,
      isRunning(model.platform.failureModes[row].component.index)
    else { return }
    let ordinal = Int(platform.failureOrdinals[row])
    platform.failureOrdinals[row] += 1
    let wait = span(law, Purpose.failure, model.platform.failureModes[row].name, ordinal)
    schedule(
      .failure, at: now + wait, row: row,
      generation: turn(of: model.platform.failureModes[row].component.index))
  }

  mutating func failByLaw(_ row: Int, generation: UInt32) {
    guard turn(of: model.platform.failureModes[row].component.index) == generation else { return }
    beginFault(mode: row, origin: .random, root: nil)
  }

  // MARK: Beginning and ending

  /// A failure mode strikes, unless it already has.
  ///
  /// - Parameter root: the root fault in whose wake it comes; nil: it is a root itself.
  mutating func beginFault(mode row: Int, origin: FaultOrigin, root: Int32?) {
    let mode = model.platform.failureModes[row]
    let component = mode.component.index
    var open = platform.components[component].firstFault
    while open >= 0 {
      if platform.faults[Int(open)].record.mode?.index == row { return }
      open = platform.faults[Int(open)].nextOfComponent
    }
    let fault = addFault(
      Fault(
        component: mode.component, mode: Row(row), threat: nil, origin: origin,
        root: Row(root.map { Int($0) } ?? platform.faults.nextRow), began: now))
    strike(fault, symptom: mode.symptom)
    if mode.symptom == .down { stopRunning(component) }
    if mode.destroysData { loseData(of: component, fault: fault) }
  }

  /// Enters a fault in the record, without any symptom yet. Returns its row.
  mutating func addFault(_ entry: Fault) -> Int {
    let component = entry.component.index
    let root = entry.root.index
    platform.faultCount &+= 1
    let row = platform.faults.insert(
      PlatformState.FaultState(record: entry, serial: platform.faultCount))
    platform.faults[row].nextOfComponent = platform.components[component].firstFault
    platform.components[component].firstFault = Int32(row)
    platform.faulty.insert(component)
    platform.faults[root].openFaults += 1
    platform.faults[root].unendedFaults += 1
    let incident = incident(ofRoot: Int32(root))
    if incident >= 0 {
      enlist(row, in: incident)
    } else {
      platform.family.append(row, to: &platform.faults[root].family)
    }
    note(
      .faultBegan, incident: incident, subject: component, object: row,
      value: entry.origin.rawValue)
    if incident >= 0 { impactChanged(incident) }
    mustCheckConditions = true
    return row
  }

  /// The fault shows: its component stops or is degraded, and somebody may notice.
  mutating func strike(_ fault: Int, symptom: Symptom) {
    let component = platform.faults[fault].record.component.index
    let root = Int32(platform.faults[fault].record.root.index)
    switch symptom {
    case .down:
      platform.faults[fault].stops = true
      platform.nodes[component].stops += 1
      recheck(component, cause: root)
    case .degraded:
      platform.faults[fault].degrades = true
      platform.components[component].degraded += 1
    }
    scheduleLook(fault: fault)
  }

  /// Service works again although the fault remains (先抢通).
  mutating func bypass(fault row: Int) {
    guard platform.faults[row].isOpen, !platform.faults[row].isBypassed else { return }
    platform.faults[row].isBypassed = true
    platform.faults[row].record.bypassed = now
    let component = platform.faults[row].record.component.index
    let root = platform.faults[row].record.root.index
    platform.faults[root].openFaults -= 1
    note(
      .faultBypassed, incident: incident(ofRoot: Int32(root)), subject: component, object: row)
    liftSymptom(of: row)
    impactChanged(incident(ofRoot: Int32(root)))
  }

  /// The fault itself is removed (最终清除).
  mutating func end(fault row: Int) {
    guard platform.faults[row].isOpen else { return }
    platform.faults[row].isOpen = false
    platform.faults[row].record.ended = now
    let component = platform.faults[row].record.component.index
    let root = platform.faults[row].record.root.index
    unlink(row, from: component)
    platform.faults[root].unendedFaults -= 1
    if !platform.faults[row].isBypassed { platform.faults[root].openFaults -= 1 }
    note(.faultEnded, incident: incident(ofRoot: Int32(root)), subject: component, object: row)
    liftSymptom(of: row)
    if let mode = platform.faults[row].record.mode?.index, model.drill.randomFailures {
      if platform.faults[row].record.origin == .random { scheduleFailure(mode) }
    }
    startRunning(component)
    let incident = incident(ofRoot: Int32(root))
    if incident >= 0 { impactChanged(incident) } else { retireFamily(of: root) }
  }

  /// Gives up the rows of a root fault that nobody ever noticed, once all in its wake is over.
  mutating func retireFamily(of root: Int) {
    let state = platform.faults[root]
    guard !isTraced, state.incident < 0, state.unendedFaults == 0, state.down.components == 0,
      state.down.services == 0
    else { return }
    while platform.faults[root].family.first >= 0 {
      let row = Int(platform.faults[root].family.first)
      platform.family.remove(row, from: &platform.faults[root].family)
      if row != root { platform.faults.release(row) }
    }
    platform.faults.release(root)
  }

  private mutating func liftSymptom(of row: Int) {
    let component = platform.faults[row].record.component.index
    if platform.faults[row].stops {
      platform.faults[row].stops = false
      platform.nodes[component].stops -= 1
      recheck(component, cause: -1)
    }
    if platform.faults[row].degrades {
      platform.faults[row].degrades = false
      platform.components[component].degraded -= 1
    }
    mustCheckConditions = true
  }

  private mutating func unlink(_ row: Int, from component: Int) {
    let next = platform.faults[row].nextOfComponent
    if platform.components[component].firstFault == Int32(row) {
      platform.components[component].firstFault = next
      if next < 0 { platform.faulty.remove(component) }
      return
    }
    var before = Int(platform.components[component].firstFault)
    while platform.faults[before].nextOfComponent != Int32(row) {
      before = Int(platform.faults[before].nextOfComponent)
    }
    platform.faults[before].nextOfComponent = next
  }

  // MARK: Consequences

  /// Losing power or cooling in the middle of work may leave a failure behind.
  mutating func componentWentDown(_ row: Int, cause: Int32) {
    let component = model.platform.components[row]
    let state = platform.nodes[row]
    guard cause >= 0, state.stops == 0, !state.isOff else { return }
    if let mode = component.hardStop {
      let ordinal = Int(platform.components[row].hardStops)
      platform.components[row].hardStops += 1
      let name = model.platform.nodes[row].name
      if happens(component.hardStopChance, Purpose.hardStop, name, ordinal) {
        beginFault(mode: mode.index, origin: .hardStop, root: cause)
      }
    }
    scheduleLook(downNode: row)
  }

  /// Data that lived on a component are lost back to the last copy.
  mutating func loseData(of component: Int, fault: Int) {
    for (row, set) in model.platform.dataSets.enumerated()
    where set.component.index == component && platform.dataLost[row] == .zero {
      let period = max(1, set.copyEvery.microseconds)
      let sinceCopy = (now.microseconds - set.copyOffset.microseconds) % period
      let lost = TimeSpan(microseconds: sinceCopy < 0 ? sinceCopy + period : sinceCopy)
      platform.dataLost[row] = lost
      conditionWaits.change(FactSet(.dataSetsLost))
      platform.dataLostMost[row] = max(platform.dataLostMost[row], lost)
      let root = Int32(platform.faults[fault].record.root.index)
      note(
        .dataLost, incident: incident(ofRoot: root), subject: row, object: fault,
        value: lost.microseconds)
    }
  }
}
