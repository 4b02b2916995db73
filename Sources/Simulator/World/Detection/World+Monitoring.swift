import EventKernel

/// How faults become known: monitoring, patrols, users who call; and what is a false alarm.
extension World {
  // MARK: Monitoring

  /// The next look of monitoring at a fault that shows.
  mutating func scheduleLook(fault: Row<Fault>) {
    let component = platform.faults[fault].record.component
    guard let time = nextLook(at: component) else { return }
    schedule(.look, at: time, row: component)
  }

  /// The next look at a component that lost what it needs.
  mutating func scheduleLook(downComponent component: Row<Component>) {
    guard let time = nextLook(at: component) else { return }
    schedule(.look, at: time, row: component)
  }

  /// When monitoring looks next; each component has its own phase, so looks are spread evenly.
  private mutating func nextLook(at component: Row<Component>) -> SimulationTime? {
    let detection = model.support.detection
    let every: Int64
    switch model.platform.components[component].monitoring {
    case .realTime: every = detection.realTimeEvery.microseconds
    case .hourly: every = detection.hourlyEvery.microseconds
    case .none: return nil
    }
    guard every > 0 else { return now }
    var draws = draws(Purpose.look, model.platform.nodes[component.node].name, 0)
    let phase = Int64((draws.unit() * Double(every)).rounded(.down))
    let sinceLook = (now.microseconds - phase) % every
    return now + TimeSpan(microseconds: every - (sinceLook < 0 ? sinceLook + every : sinceLook))
  }

  /// Monitoring looks at a component: what it sees is an alarm. What nobody deals with yet is one
  /// of its own, even where the component is down for something else already.
  mutating func look(_ component: Row<Component>) {
    if raiseAlarmsOfStrangers(component, channel: .monitoring) { return }
    guard let root = visibleRoot(of: component) else { return }
    raiseAlarm(component: component, root: root, channel: .monitoring)
  }

  /// Raises an alarm for each root fault that shows at a component and that no case in hand is
  /// about. Whether there was one.
  mutating func raiseAlarmsOfStrangers(
    _ component: Row<Component>, channel: DetectionChannel
  ) -> Bool {
    var isRaised = false
    if let root = visibleRoot(of: component), isStranger(root) {
      raiseAlarm(component: component, root: root, channel: channel)
      isRaised = true
    }
    guard isInSight(component) else { return isRaised }
    // An alarm opens a case at most: it ends no fault.
    var open = platform.components[component].firstFault.row
    while let fault = open {
      let state = platform.faults[fault]
      open = state.nextOfComponent.row
      guard state.stops || state.degrades, isStranger(state.record.root) else { continue }
      raiseAlarm(component: component, root: state.record.root, channel: channel)
      isRaised = true
    }
    return isRaised
  }

  /// What shows at a component and nobody deals with is there for monitoring to see.
  mutating func lookAtStrangers(_ component: Row<Component>) {
    guard isInSight(component) else { return }
    var isStrange = visibleRoot(of: component).map { isStranger($0) } ?? false
    var open = platform.components[component].firstFault.row
    while !isStrange, let fault = open {
      let state = platform.faults[fault]
      isStrange = (state.stops || state.degrades) && isStranger(state.record.root)
      open = state.nextOfComponent.row
    }
    if isStrange { scheduleLook(downComponent: component) }
  }

  private func isStranger(_ root: Row<Fault>) -> Bool {
    incident(ofRoot: root).map { !isInHand($0) } ?? true
  }

  /// Whether an observer sees how a component is; not if it was shut down or cut off on purpose.
  private func isInSight(_ component: Row<Component>) -> Bool {
    let node = platform.nodes[component.node]
    return node.isUp || !(node.isOff || platform.components[component].isIsolated)
  }

  /// The root fault that an observer of the component would be shown the effect of; nil: it looks
  /// well, or it was shut down on purpose.
  func visibleRoot(of component: Row<Component>) -> Row<Fault>? {
    guard isInSight(component) else { return nil }
    let node = platform.nodes[component.node]
    if !node.isUp, let cause = node.cause.row { return cause }
    var open = platform.components[component].firstFault.row
    while let fault = open {
      let state = platform.faults[fault]
      if state.stops || state.degrades { return state.record.root }
      open = state.nextOfComponent.row
    }
    return nil
  }

  mutating func raiseAlarm(
    component: Row<Component>, root: Row<Fault>, channel: DetectionChannel
  ) {
    let ordinal = Int(platform.components[component].alarms)
    platform.components[component].alarms += 1
    let known = incident(ofRoot: root)
    let name = model.platform.nodes[component.node].name
    let isJoined = happens(
      model.support.detection.correlated, Purpose.correlated, name, ordinal)
    if let known {
      incidents.states[known].record.alarmCount += 1
      if isInHand(known), isJoined {
        note(
          .alarmJoined, incident: known, subject: component.index,
          object: Int(channel.rawValue))
        return
      }
    } else if isJoined, let related = relatedIncident(of: component) {
      join(root: root, to: related)
      incidents.states[related].record.alarmCount += 1
      note(
        .alarmJoined, incident: related, subject: component.index,
        object: Int(channel.rawValue))
      return
    }
    note(.alarm, incident: known, subject: component.index, object: Int(channel.rawValue))
    openIncident(root: root, component: component, channel: channel)
  }
}
