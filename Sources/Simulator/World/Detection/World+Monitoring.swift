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

  /// Monitoring looks at a component: what it sees is an alarm.
  mutating func look(_ component: Row<Component>) {
    guard let root = visibleRoot(of: component) else { return }
    raiseAlarm(component: component, root: root, channel: .monitoring)
  }

  /// The root fault that an observer of the component would be shown the effect of; nil: it looks
  /// well, or it was shut down on purpose.
  func visibleRoot(of component: Row<Component>) -> Row<Fault>? {
    let node = platform.nodes[component.node]
    if !node.isUp, node.isOff || platform.components[component].isIsolated { return nil }
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
      if isInHand(known), isJoined || incidents.states[known].record[.closed] != nil {
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
