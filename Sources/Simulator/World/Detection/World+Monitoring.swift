import EventKernel

/// How faults become known: monitoring, patrols, users who call; and what is a false alarm.
extension World {
  // MARK: Monitoring

  /// The next look of monitoring at a fault that shows.
  mutating func scheduleLook(fault: Row<Fault>) {
    _ = scheduleLook(at: platform.faults[fault].record.subject)
  }

  /// The next look at a component or a service. Whether anything watches it.
  mutating func scheduleLook(at node: Row<Node>) -> Bool {
    guard let time = nextLook(at: node) else { return false }
    schedule(.look, at: time, row: node)
    return true
  }

  /// When monitoring looks next; each node has its own phase, so looks are spread evenly. Services
  /// are tried in real time.
  private func nextLook(at node: Row<Node>) -> SimulationTime? {
    let detection = model.support.detection
    let every: Int64
    switch monitoring(of: node) {
    case .realTime: every = detection.realTimeEvery.microseconds
    case .hourly: every = detection.hourlyEvery.microseconds
    case .none: return nil
    }
    guard every > 0 else { return now }
    var draws = draws(Purpose.look, model.platform.nodes[node].name, 0)
    let phase = Int64((draws.unit() * Double(every)).rounded(.down))
    let sinceLook = (now.microseconds - phase) % every
    return now + TimeSpan(microseconds: every - (sinceLook < 0 ? sinceLook + every : sinceLook))
  }

  /// How a node is watched: components as their class is, services and cooled rooms in real time,
  /// and nothing looks at data, sites and people.
  private func monitoring(of node: Row<Node>) -> MonitoringKind {
    switch model.platform.nodes[node].kind {
    case .component: model.platform.components[node.index].monitoring
    case .service, .gate, .failoverSwitch: .realTime
    case .room: model.platform.nodes[node].reserve == nil ? .none : .realTime
    case .dataSet, .site, .person: .none
    }
  }

  /// Monitoring looks at a component or a service: what is new is an alarm. What nobody deals with
  /// yet is one of its own, even where the component is down for something else already.
  mutating func look(_ node: Row<Node>) {
    if let component = componentRow(ofNode: node) {
      _ = raiseAlarms(at: component, channel: .monitoring)
      refresh(node, by: .monitoring)
    } else if model.platform.nodes[node].kind == .service {
      lookAtService(node)
    }
    if let reserve = model.platform.nodes[node].reserve { lookAtReserve(reserve) }
  }

  /// Raises an alarm for each fault that shows at a component and that no case in hand has seen,
  /// and one for a component that is down for something else. Whether there was one.
  mutating func raiseAlarms(at component: Row<Component>, channel: DetectionChannel) -> Bool {
    guard isInSight(component) else { return false }
    var isRaised = false
    var isStopped = false
    // An alarm opens a case at most: it ends no fault.
    var open = platform.nodes[component.node].firstFault.row
    while let fault = open {
      let state = platform.faults[fault]
      open = state.nextOfSubject.row
      if state.stops { isStopped = true }
      guard state.stops || state.degrades, !isSeenTo(fault) else { continue }
      raiseAlarm(at: component.node, root: state.record.root, fault: fault, channel: channel)
      isRaised = true
    }
    let node = platform.nodes[component.node]
    if !node.isUp, !isStopped, let cause = node.cause.row, !isInHand(component.node, said: .down) {
      raiseAlarm(at: component.node, root: cause, fault: nil, channel: channel)
      isRaised = true
    }
    return isRaised
  }

  /// Whether a case in hand has seen the fault.
  func isSeenTo(_ fault: Row<Fault>) -> Bool { caseThatSaw(fault) != nil }

  /// What shows at a component and nobody deals with is there for monitoring to see.
  mutating func lookAtStrangers(_ component: Row<Component>) {
    guard isInSight(component) else { return }
    let node = platform.nodes[component.node]
    var isStrange = !node.isUp && !node.cause.isNone && !isInHand(component.node, said: .down)
    var open = platform.nodes[component.node].firstFault.row
    while !isStrange, let fault = open {
      let state = platform.faults[fault]
      isStrange = (state.stops || state.degrades) && !isSeenTo(fault)
      open = state.nextOfSubject.row
    }
    if isStrange { _ = scheduleLook(at: component.node) }
  }

  /// Whether an observer sees how a component is; not if it was shut down or cut off on purpose.
  func isInSight(_ component: Row<Component>) -> Bool {
    let node = platform.nodes[component.node]
    return node.isUp || !(node.isOff || platform.components[component].isIsolated)
  }

  /// Something is observed of a subject that no case in hand knows: it is joined to a case that
  /// is open already, or opens one.
  ///
  /// - Parameters:
  ///   - root: what is behind it in truth: the first case that takes it answers for that; nil:
  ///     nothing.
  ///   - fault: the fault that shows; nil: the component lost what it needs.
  ///   - said: what is observed beyond how it looks.
  mutating func raiseAlarm(
    at subject: Row<Node>, root: Row<Fault>?, fault: Row<Fault>?, said: Knowledge.Said = [],
    channel: DetectionChannel
  ) {
    let ordinal = Int(platform.nodes[subject].alarms)
    platform.nodes[subject].alarms += 1
    let name = model.platform.nodes[subject].name
    let isJoined = happens(
      model.support.detection.correlated, Purpose.correlated, name, ordinal)
    let said = looks(of: subject).union(said)
    let kind: Int64 = root == nil ? 1 : fault == nil ? 2 : 0
    if isJoined,
      !(fault.map { isSecondFailure($0, of: subject) } ?? false),
      let related = relatedCase(to: subject, isHit: said.contains(.hit))
    {
      incidents.states[related].record.alarmCount += 1
      note(
        .alarmJoined, incident: related, subject: subject.index,
        object: Int(channel.rawValue), value: kind)
      if let root { take(root: root, for: related) }
      let hit = knowledge.said(of: subject, by: related).intersection(.hit)
      learn(
        said.union(hit), of: subject, incident: related, by: ObservationChannel(channel))
      see(fault, for: related)
      watchServices(behind: subject)
      return
    }
    note(
      .alarm, subject: subject.index, object: Int(channel.rawValue), value: kind)
    let incident = openIncident(root: root, subject: subject, said: said, channel: channel)
    see(fault, for: incident)
    send(.eventOccurred, toIncident: incident)
  }

  /// Whether somebody deals with another failure of a subject already: a second one is another
  /// piece of work, and no alarm about the first.
  private func isSecondFailure(_ fault: Row<Fault>, of subject: Row<Node>) -> Bool {
    var open = platform.nodes[subject].firstFault.row
    while let other = open {
      if other != fault, isSeenTo(other) { return true }
      open = platform.faults[other].nextOfSubject.row
    }
    return false
  }
}
