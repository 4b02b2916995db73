import EventKernel

/// How faults become known: monitoring, patrols, users who call; and what is a false alarm.
extension World {
  // MARK: Monitoring

  /// The next look of monitoring at a fault that shows.
  mutating func scheduleLook(fault: Int) {
    let component = platform.faults[fault].record.component.index
    guard let time = nextLook(at: component) else { return }
    schedule(.look, at: time, row: component)
  }

  /// The next look at a component that lost what it needs.
  mutating func scheduleLook(downNode row: Int) {
    guard let time = nextLook(at: row) else { return }
    schedule(.look, at: time, row: row)
  }

  /// When monitoring looks next; each component has its own phase, so looks are spread evenly.
  private mutating func nextLook(at component: Int) -> SimulationTime? {
    let detection = model.support.detection
    let every: Int64
    switch model.platform.components[component].monitoring {
    case .realTime: every = detection.realTimeEvery.microseconds
    case .hourly: every = detection.hourlyEvery.microseconds
    case .none: return nil
    }
    guard every > 0 else { return now }
    var draws = draws(Purpose.look, model.platform.nodes[component].name, 0)
    let phase = Int64((draws.unit() * Double(every)).rounded(.down))
    let sinceLook = (now.microseconds - phase) % every
    return now + TimeSpan(microseconds: every - (sinceLook < 0 ? sinceLook + every : sinceLook))
  }

  /// Monitoring looks at a component: what it sees is an alarm.
  mutating func look(_ component: Int) {
    guard let root = visibleRoot(of: component) else { return }
    raiseAlarm(component: component, root: root, channel: .monitoring)
  }

  /// The root fault that an observer of the component would be shown the effect of; nil: it looks
  /// well, or it was shut down on purpose.
  func visibleRoot(of component: Int) -> Int32? {
    let node = platform.nodes[component]
    if !node.isUp, node.isOff || platform.components[component].isIsolated { return nil }
    if !node.isUp, node.cause >= 0 { return node.cause }
    var fault = platform.components[component].firstFault
    while fault >= 0 {
      let state = platform.faults[Int(fault)]
      if state.stops || state.degrades {
        return Int32(platform.faults[Int(fault)].record.root.index)
      }
      fault = state.nextOfComponent
    }
    return nil
  }

  mutating func raiseAlarm(component: Int, root: Int32, channel: DetectionChannel) {
    let ordinal = Int(platform.components[component].alarms)
    platform.components[component].alarms += 1
    let known = incident(ofRoot: root)
    let name = model.platform.nodes[component].name
    let isJoined = happens(
      model.support.detection.correlated, Purpose.correlated, name, ordinal)
    if known >= 0 {
      incidents.states[known].record.alarmCount += 1
      if isInHand(known), isJoined || incidents.states[known].record[.closed] != nil {
        note(
          .alarmJoined, incident: known, subject: component, object: Int(channel.rawValue))
        return
      }
    } else if isJoined, let related = relatedIncident(of: component) {
      join(root: root, to: related)
      incidents.states[related].record.alarmCount += 1
      note(.alarmJoined, incident: related, subject: component, object: Int(channel.rawValue))
      return
    }
    note(.alarm, incident: known, subject: component, object: Int(channel.rawValue))
    openIncident(root: root, component: component, channel: channel)
  }

  /// An open incident about a component that feeds the same node as this one: two modules of one
  /// UPS belong together, two servers of one rack do not.
  private func relatedIncident(of component: Int) -> Int? {
    var next = incidents.live.first
    while next >= 0 {
      let row = Int(next)
      next = incidents.liveLinks.next(next)
      let other = incidents.states[row].record.component.index
      guard incidents.states[row].record.fault != nil, incidents.states[row].duplicateOf < 0,
        other != component,
        model.platform.components[other].objectClass
          == model.platform.components[component].objectClass,
        model.platform.components[other].room == model.platform.components[component].room
      else { continue }
      let mine = model.platform.nodes[component].dependents
      let theirs = model.platform.nodes[other].dependents
      for position in mine {
        let node = model.platform.dependents[Int(position)]
        guard
          model.platform.nodes[node.index].threshold
            < model.platform.nodes[node.index].inputCount
        else { continue }
        if theirs.contains(where: { model.platform.dependents[Int($0)] == node }) { return row }
      }
    }
    return nil
  }
}
