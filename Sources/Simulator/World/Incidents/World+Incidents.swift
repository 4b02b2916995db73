import EventKernel

/// Incidents are opened, and what else is found out joins them.
extension World {
  /// Opens a case for what was observed of a node: a component, a service whose users call, or what
  /// else a threat lives on.
  ///
  /// - Parameters:
  ///   - root: what it is in truth about; nil: nothing.
  ///   - component: that is believed at fault at first; nil: the one that the subject is, if it is.
  mutating func openIncident(
    root: Row<Fault>?, component: Row<Component>? = nil, subject: Row<Node>,
    said: Knowledge.Said, channel: DetectionChannel
  ) -> Row<Incident> {
    let component = component ?? componentRow(ofNode: subject)
    let first = incident(ofRoot: root)
    let row = incidents.open(
      IncidentTable.IncidentState(
        record: Incident(fault: root, subject: component?.node ?? subject, channel: channel),
        key: nextCaseKey(of: subject),
        firstRoot: first == nil ? OptionalRow(root) : .none,
        duplicateOf: OptionalRow(first), believed: OptionalRow(component)),
      roles: flow.queues.roleCount)
    knowledge.open(row)
    incidents.opened += 1
    incidents.states[row].ordinal = incidents.opened
    if let first {
      incidents.duplicates.append(row, to: &incidents.states[first].duplicates)
    }
    incidents.states[row].record.alarmCount = channel == .userCall ? 0 : 1
    incidents.states[row].record.callCount = channel == .userCall ? 1 : 0
    if let root {
      incidents.states[row].record[.occurred] = platform.faults[root].record.began
      if first == nil { adopt(root: root, by: row) }
    } else {
      incidents.states[row].record[.occurred] = now
    }
    note(
      .incidentOpened, incident: row, subject: incidents.states[row].record.subject.index,
      object: Int(channel.rawValue))
    pass(.detected, incident: row)
    set(.danger, of: row, to: script.isDanger)
    if first == nil { impactChanged(row) }
    learn(said, of: subject, incident: row, by: ObservationChannel(channel))
    watchServices(behind: subject)
    return row
  }

  /// The key of the next case of a subject: what was first observed, and how many cases it opened
  /// before. Neither an instant nor a cause that nobody knows is in it, so that a repair that is a
  /// second faster gives later cases no other draws.
  private mutating func nextCaseKey(of node: Row<Node>) -> NameHash {
    let ordinal = UInt64(platform.nodes[node].casesOpened)
    platform.nodes[node].casesOpened += 1
    let subject = model.platform.nodes[node].name
    let key = subject.combined(with: ordinal)
    drawLog?.open(key, of: subject, ordinal: ordinal)
    return key
  }

  /// Whether somebody deals with a case: it is not closed nor handed over to another, and flows run
  /// for it. What is only summed up, or has come to its end without being closed, is nobody's any
  /// more. Where no flow begins for incidents, it is known, and no more is done.
  func isInHand(_ incident: Row<Incident>) -> Bool {
    let state = incidents.states[incident]
    return !state.isHandedOver && state.record[.closed] == nil
      && (state.running > 0 || state.isLive)
  }

  /// Everything of a root fault belongs to the incident from now on.
  mutating func adopt(root: Row<Fault>, by incident: Row<Incident>) {
    platform.faults[root].incident = OptionalRow(incident)
    var next = platform.faults[root].family.first
    while next >= 0 {
      let fault = Row<Fault>(Int(next))
      next = platform.family.next(next)
      platform.family.remove(fault, from: &platform.faults[root].family)
      platform.faults[fault].record.incident = incident
      platform.family.append(fault, to: &incidents.states[incident].faults)
    }
  }

  /// The case that answers in truth for what is behind one: the first of its cause, or the one that
  /// it was handed over to. Milestones and causes ask for it, people never do.
  func primary(_ incident: Row<Incident>) -> Row<Incident> {
    incidents.states[incident].duplicateOf.row ?? incident
  }

  /// What the case believes to be at fault: the component first reported, until diagnosis; nil for
  /// a case of a stream.
  func believedComponent(of incident: Row<Incident>) -> Component? {
    incidents.states[incident].believed.row.map { model.platform.components[$0] }
  }

  /// Where what a case is about is believed to be; nil: nowhere in particular.
  func site(of incident: Row<Incident>) -> Row<Site>? {
    let state = incidents.states[incident]
    if state.record.stream != nil { return nil }
    return shared.index.sites[(state.believed.row?.node ?? state.record.subject).index].row
  }

  /// Does something to every incident with a flow that runs, in the order they were opened.
  mutating func forEachLive(_ body: (inout World, Row<Incident>) -> Void) {
    var next = incidents.live.first
    while next >= 0 {
      let incident = Row<Incident>(Int(next))
      next = incidents.liveLinks.next(next)
      body(&self, incident)
    }
  }
}
