import EventKernel

/// By which way a case learned something.
package enum ObservationChannel: Int32, CaseIterable, Sendable {
  case monitoring
  case patrol
  /// A user's call.
  case call
  /// Whoever works on the case sees it.
  case finding
  /// Those who deal with another case say so.
  case told

  init(_ channel: DetectionChannel) {
    switch channel {
    case .monitoring, .demand: self = .monitoring
    case .patrol: self = .patrol
    case .userCall: self = .call
    }
  }
}

/// A case that began or ceased to believe that something is wrong.
struct TurnedCase {
  var incident: Row<Incident>
  var wasInTrouble: Bool
  var hadTrouble: Bool
}

/// What is observed reaches the cases that are about it. Flows hear of what a case has learned, not
/// of what is so.
extension World {
  /// What shows of a node to whoever looks: never the cause.
  func looks(of node: Row<Node>) -> Knowledge.Said {
    var said: Knowledge.Said = platform.nodes[node].isUp ? [] : .down
    if platform.nodes[node].degraded > 0 || isOverloaded(node) { said.insert(.degraded) }
    return said
  }

  /// A case believes something of a node from now on.
  mutating func learn(
    _ said: Knowledge.Said, of node: Row<Node>, incident: Row<Incident>,
    by channel: ObservationChannel
  ) {
    let hadTrouble = knowledge.hadTrouble(incident)
    let before = knowledge.troubles(of: incident)
    let known = knowledge.said(of: node, by: incident)
    guard knowledge.believe(said, of: node, by: incident) else { return }
    note(
      .learned, incident: incident, subject: node.index, object: Int(channel.rawValue),
      value: Int64(said.rawValue) | Int64(known.rawValue) << 8)
    conditionWaits.change(.observed, of: incident)
    mustCheckConditions = true
    if said.contains(.hit), !known.contains(.hit), fact(.contained, of: incident) != 0,
      !isBelievedContained(incident)
    {
      set(.contained, of: incident, to: false)
    }
    turn(incident, before: before, hadTrouble: hadTrouble)
  }

  /// A case may have learned that nothing is wrong any more, or that something is again.
  ///
  /// - Parameter before: of how many subjects it held that something is wrong with them.
  mutating func turn(_ incident: Row<Incident>, before: Int32, hadTrouble: Bool) {
    guard (knowledge.troubles(of: incident) > 0) != (before > 0) else { return }
    let turn = TurnedCase(incident: incident, wasInTrouble: before > 0, hadTrouble: hadTrouble)
    guard isLookingAround else { return tell(turn) }
    if !turned.contains(where: { $0.incident == incident }) { turned.append(turn) }
  }

  // MARK: What it comes to

  /// Whoever looks around says what it comes to when they have seen all of it: that one thing works
  /// again while the next does not is no news.
  mutating func lookAround(_ look: (inout World) -> Void) {
    isLookingAround = true
    look(&self)
    isLookingAround = false
    while !turned.isEmpty { tell(turned.removeFirst()) }
  }

  /// As far as a case knows, nothing is wrong any more, or something is again.
  private mutating func tell(_ turn: TurnedCase) {
    let isInTrouble = knowledge.troubles(of: turn.incident) > 0
    if turn.wasInTrouble, !isInTrouble {
      sendHome(calledFor: turn.incident)
      send(.restored, toIncident: turn.incident)
    } else if !turn.wasInTrouble, isInTrouble, turn.hadTrouble {
      send(.recurred, toIncident: turn.incident)
    }
  }

  // MARK: Looking

  /// Somebody of a case looks at a node: how it is now is known. That a threat is on it does
  /// not show.
  mutating func see(_ node: Row<Node>, for incident: Row<Incident>, by channel: ObservationChannel)
  {
    let hit = knowledge.said(of: node, by: incident).intersection(.hit)
    learn(looks(of: node).union(hit), of: node, incident: incident, by: channel)
    if !hit.isEmpty { seeStages(at: node, for: incident) }
  }

  /// Who knows that a threat is on a node sees how far it has come there.
  private mutating func seeStages(at node: Row<Node>, for incident: Row<Incident>) {
    let ordinal = incidents.states[incident].ordinal
    var open = platform.nodes[node].firstFault.row
    while let fault = open {
      open = platform.faults[fault].nextOfSubject.row
      if platform.faults[fault].seenBy.has(ordinal),
        let instance = platform.faults[fault].instance.row
      {
        identify(instance, by: incident)
      }
    }
  }

  /// All cases that are about a node see how it is now.
  mutating func refresh(_ node: Row<Node>, by channel: ObservationChannel) {
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      next = knowledge.nextAbout(belief)
      see(node, for: knowledge[belief].incident, by: channel)
    }
  }

  /// Whoever works on a case looks at everything that it is about.
  mutating func seeAll(_ incident: Row<Incident>) {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      next = knowledge.nextBelief(belief)
      see(knowledge[belief].subject, for: incident, by: .finding)
    }
  }

  /// Whether a case that somebody deals with believes something of a node.
  func isInHand(_ node: Row<Node>, said: Knowledge.Said = .trouble) -> Bool {
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      let state = knowledge[belief]
      if !state.said.isDisjoint(with: said), isInHand(state.incident) {
        return true
      }
      next = knowledge.nextAbout(belief)
    }
    return false
  }

  /// A node looks better than it did: whoever watches it sees that with the next look. What nothing
  /// watches is seen by whoever works there, at the end of that, else by the next patrol.
  @inline(__always)
  mutating func looksBetter(_ node: Row<Node>) {
    if knowledge.beliefCount > 0, knowledge.firstBelief(about: node) != nil { announce(node) }
  }

  @inline(never)
  private mutating func announce(_ node: Row<Node>) {
    _ = scheduleLook(at: node)
  }

  // MARK: Services

  /// Monitoring tries a service: those who deal with what it hangs on see whether it works.
  mutating func lookAtService(_ node: Row<Node>) {
    refresh(node, by: .monitoring)
    guard !platform.nodes[node].isUp, !isInHand(node), let incident = relatedCase(to: node) else {
      return
    }
    let hit = knowledge.said(of: node, by: incident).intersection(.hit)
    learn(hit.union(.down), of: node, incident: incident, by: .monitoring)
  }

  /// Who opens a case looks at the services that hang on what it is about, too.
  mutating func watchServices(behind node: Row<Node>) {
    guard !platform.nodes[node].isUp else { return }
    beginWalk(at: node)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      if model.platform.nodes[node].kind == .service { _ = scheduleLook(at: node) }
      for position in model.platform.nodes[node].dependents {
        walk(to: model.platform.dependents[Int(position)])
      }
    }
  }

  // MARK: Walks over what is down

  mutating func beginWalk(at node: Row<Node>) {
    walked.removeAll()
    isWalked.removeAll()
    isWalked.insert(node.index)
    walked.append(node)
  }

  /// Goes on to a node that is down, once.
  mutating func walk(to node: Row<Node>) {
    guard !platform.nodes[node].isUp, !isWalked.contains(node.index) else { return }
    isWalked.insert(node.index)
    walked.append(node)
  }

  /// Goes on to what a node needs and is down.
  mutating func walkUp(from node: Row<Node>) {
    for position in shared.index.inputs.range(of: node) { walk(to: shared.index.inputs[position]) }
  }

  /// Whoever works on a case looks at what it is about, and at what that needs and is down: faults
  /// that show there are seen from now on. What another case has seen is that one's to deal with.
  mutating func examine(_ incident: Row<Incident>) {
    walked.removeAll()
    isWalked.removeAll()
    var belief = knowledge.firstBelief(of: incident)
    while let row = belief {
      let subject = knowledge[row].subject
      if !isWalked.contains(subject.index) {
        isWalked.insert(subject.index)
        walked.append(subject)
      }
      belief = knowledge.nextBelief(row)
    }
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      walkUp(from: node)
      examineFaults(at: node, for: incident)
    }
  }

  private mutating func examineFaults(at node: Row<Node>, for incident: Row<Incident>) {
    if let component = componentRow(ofNode: node), !isInSight(component) { return }
    var isFaulty = false
    var open = platform.nodes[node].firstFault.row
    while let fault = open {
      let state = platform.faults[fault]
      open = state.nextOfSubject.row
      guard state.stops || state.degrades else { continue }
      isFaulty = true
      if let instance = state.instance.row {
        learn(looks(of: node).union(.hit), of: node, incident: incident, by: .finding)
        identify(instance, by: incident)
      }
      if caseThatSaw(fault, besides: incident) == nil { see(fault, for: incident) }
      take(root: state.record.root, for: incident)
    }
    if isFaulty { see(node, for: incident, by: .finding) }
  }
}
