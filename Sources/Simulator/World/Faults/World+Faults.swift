import EventKernel

/// Faults begin, are bypassed, and end.
extension World {
  // MARK: Beginning and ending

  /// A failure mode strikes, unless it already has.
  ///
  /// - Parameter root: the root fault in whose wake it comes; nil: it is a root itself.
  mutating func beginFault(mode: Row<FailureMode>, origin: FaultOrigin, root: Row<Fault>?) {
    let definition = model.platform.failureModes[mode]
    let component = definition.component
    var open = platform.nodes[component.node].firstFault.row
    while let fault = open {
      if platform.faults[fault].record.mode == mode { return }
      open = platform.faults[fault].nextOfSubject.row
    }
    let fault = addFault(
      Fault(
        subject: component.node, mode: mode, threat: nil, origin: origin,
        root: root ?? Row(platform.faults.nextRow), began: now))
    strike(fault, symptom: definition.symptom)
    if definition.symptom == .down { stopRunning(component) }
    if definition.destroysData { loseData(of: component, fault: fault) }
  }

  /// Enters a fault in the record, without any symptom yet. Returns its row.
  mutating func addFault(_ entry: Fault) -> Row<Fault> {
    let subject = entry.subject
    let root = entry.root
    platform.faultCount &+= 1
    let fault = Row<Fault>(
      platform.faults.insert(
        PlatformState.FaultState(record: entry, serial: platform.faultCount)))
    link(fault, to: subject)
    platform.faults[root].openFaults += 1
    platform.faults[root].unendedFaults += 1
    let incident = incident(ofRoot: root)
    if let incident {
      platform.faults[fault].record.incident = incident
      platform.family.append(fault, to: &incidents.states[incident].faults)
    } else {
      platform.family.append(fault, to: &platform.faults[root].family)
    }
    note(
      .faultBegan, incident: incident, subject: subject.index, object: fault.index,
      value: entry.origin.rawValue)
    if let incident { impactChanged(incident) }
    mustCheckConditions = true
    return fault
  }

  /// The fault shows: its subject stops or is degraded, and somebody may notice.
  mutating func strike(_ fault: Row<Fault>, symptom: Symptom) {
    let subject = platform.faults[fault].record.subject
    let root = platform.faults[fault].record.root
    switch symptom {
    case .down:
      platform.faults[fault].stopCount += 1
      guard platform.faults[fault].stopCount == 1 else { return }
      platform.nodes[subject].stops += 1
      recheck(subject, cause: root)
    case .degraded:
      guard !platform.faults[fault].degrades else { return }
      platform.faults[fault].degrades = true
      platform.nodes[subject].degraded += 1
      recheck(subject, cause: nil)
    }
    scheduleLook(fault: fault)
  }

  /// Service works again although the fault remains (先抢通).
  mutating func bypass(fault: Row<Fault>) {
    guard platform.faults[fault].isOpen, !platform.faults[fault].isBypassed else { return }
    platform.faults[fault].isBypassed = true
    platform.faults[fault].record.bypassed = now
    let subject = platform.faults[fault].record.subject
    let root = platform.faults[fault].record.root
    platform.faults[root].openFaults -= 1
    note(
      .faultBypassed, incident: incident(ofRoot: root), subject: subject.index,
      object: fault.index)
    liftSymptom(of: fault)
    if let incident = incident(ofRoot: root) { impactChanged(incident) }
  }

  /// The fault itself is removed (最终清除).
  mutating func end(fault: Row<Fault>) {
    guard platform.faults[fault].isOpen else { return }
    if let instance = platform.faults[fault].instance.row { leave(instance) }
    platform.faults[fault].isOpen = false
    platform.faults[fault].record.ended = now
    let subject = platform.faults[fault].record.subject
    let root = platform.faults[fault].record.root
    unlink(fault, from: subject)
    if platform.nodes[subject].firstFault.isNone { platform.faulty.remove(subject.index) }
    platform.faults[root].unendedFaults -= 1
    if !platform.faults[fault].isBypassed { platform.faults[root].openFaults -= 1 }
    note(
      .faultEnded, incident: incident(ofRoot: root), subject: subject.index,
      object: fault.index)
    liftSymptom(of: fault)
    if let mode = platform.faults[fault].record.mode { scheduleFailure(mode) }
    if let component = componentRow(ofNode: subject) { startRunning(component) }
    if let incident = incident(ofRoot: root) {
      impactChanged(incident)
    } else {
      retireFamily(of: root)
    }
  }

  /// Gives up the rows of a root fault that nobody ever noticed, once all in its wake is over.
  mutating func retireFamily(of root: Row<Fault>) {
    let state = platform.faults[root]
    guard !isTraced, state.incident.isNone, state.unendedFaults == 0,
      state.down.isNone
    else { return }
    while let fault = platform.faults[root].family.firstRow(of: Fault.self) {
      platform.family.remove(fault, from: &platform.faults[root].family)
      if fault != root { platform.faults.release(fault.index) }
    }
    platform.faults.release(root.index)
  }

  private mutating func liftSymptom(of fault: Row<Fault>) {
    platform.faults[fault].stopCount = min(1, platform.faults[fault].stopCount)
    lift(.down, of: fault)
    lift(.degraded, of: fault)
    mustCheckConditions = true
  }

  /// The fault does no longer what it did to its subject.
  mutating func lift(_ symptom: Symptom, of fault: Row<Fault>) {
    let subject = platform.faults[fault].record.subject
    if symptom == .down, platform.faults[fault].stops {
      platform.faults[fault].stopCount -= 1
      if !platform.faults[fault].stops {
        platform.nodes[subject].stops -= 1
        recheck(subject, cause: nil)
      }
    }
    if symptom == .degraded, platform.faults[fault].degrades {
      platform.faults[fault].degrades = false
      platform.nodes[subject].degraded -= 1
      recheck(subject, cause: nil)
      looksBetter(subject)
    }
    mustCheckConditions = true
  }

  /// Puts a fault behind the others of its subject.
  mutating func link(_ fault: Row<Fault>, to subject: Row<Node>) {
    platform.faults[fault].nextOfSubject = .none
    platform.faulty.insert(subject.index)
    guard var last = platform.nodes[subject].firstFault.row else {
      platform.nodes[subject].firstFault = OptionalRow(fault)
      return
    }
    while let next = platform.faults[last].nextOfSubject.row { last = next }
    platform.faults[last].nextOfSubject = OptionalRow(fault)
  }

  mutating func unlink(_ fault: Row<Fault>, from subject: Row<Node>) {
    let behind = platform.faults[fault].nextOfSubject
    if platform.nodes[subject].firstFault == fault {
      platform.nodes[subject].firstFault = behind
      return
    }
    var open = platform.nodes[subject].firstFault.row
    while let before = open {
      let next = platform.faults[before].nextOfSubject
      if next == fault {
        platform.faults[before].nextOfSubject = behind
        return
      }
      open = next.row
    }
    preconditionFailure("an open fault that its subject has not")
  }

  // MARK: Consequences

  /// Losing power or cooling in the middle of work may leave a failure behind.
  mutating func componentWentDown(_ component: Row<Component>, cause: Row<Fault>?) {
    let definition = model.platform.components[component]
    let state = platform.nodes[component.node]
    guard let cause, state.stops == 0, !state.isOff else { return }
    if let mode = definition.hardStop {
      let ordinal = Int(platform.components[component].hardStops)
      platform.components[component].hardStops += 1
      let name = model.platform.nodes[component.node].name
      if happens(definition.hardStopChance, Purpose.hardStop, name, ordinal) {
        beginFault(mode: mode, origin: .hardStop, root: cause)
      }
    }
    _ = scheduleLook(at: component.node)
  }

  /// Data that lived on a component are lost back to the last copy.
  mutating func loseData(of component: Row<Component>, fault: Row<Fault>) {
    forEachDataSet(of: component.node) { $0.lose($1, fault: fault) }
  }
}
