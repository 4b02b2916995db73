import EventKernel

/// What steps do to the world when they are done.
extension World {
  mutating func apply(_ step: Row<Step>, task: Row<FlowTask>, incident: Row<Incident>) {
    if !model.net.steps[step].isPlain {
      perform(step, ActInHand(task: task, incident: incident))
    }
    // Event management raises the level while the case runs (6.2.1).
    if incidents.states[incident].record[.graded] != nil { grade(incident) }
    mustCheckConditions = true
    mustDispatch = true
  }

  @inline(never)
  private mutating func perform(_ step: Row<Step>, _ act: ActInHand) {
    let row = model.net.steps[step].effect.row
    lookAround { world in
      if row.observes == .causes { world.examine(act.incident) }
      row.does(&world, act)
      world.observe(row, act)
      row.concludes?(&world, act)
    }
    if model.net.steps[step].fixesTargets { dropTargets(ofTask: act.task, step) }
  }

  /// The end of one's own act is an observation: of what it was done to, or of all that the case is
  /// about.
  private mutating func observe(_ row: ActRow, _ act: ActInHand) {
    switch row.observes {
    case .targets:
      forEachTarget(of: act.task) { world, target in
        if let node = target.node { world.see(node, for: act.incident, by: .finding) }
      }
    case .incident: seeAll(act.incident)
    case .nothing, .causes, .search: break
    }
  }

  /// Something of an act's target is changed: if the act destroys evidence, that is gone.
  mutating func change(by act: ActInHand) {
    guard step(ofTask: act.task).effect.row.destroysEvidence,
      incidents.states[act.incident].record.evidenceDestroyed == nil
    else { return }
    incidents.states[act.incident].record.evidenceDestroyed = now
  }

  // MARK: By word, and of evidence

  /// Somebody works on an earlier case about the same: this one has nothing more to do.
  mutating func correlate(_ incident: Row<Incident>) {
    guard isInHand(incident),
      let subject = knowledge.firstBelief(of: incident).map({ knowledge[$0].subject }),
      let other = relatedCase(
        to: subject, isHit: knowledge.hits(for: incident) > 0, before: incident)
    else { return }
    handOver(from: incident, to: other)
    set(.filtered, of: incident, to: true)
    set(.solved, of: incident, to: true)
  }

  /// What a case knows is told to those who deal with another; that is about it from now on.
  mutating func handOver(from incident: Row<Incident>, to other: Row<Incident>) {
    incidents.states[incident].isHandedOver = true
    note(.handedOver, incident: incident, object: other.index)
    knowledge.handOver(from: incident, to: other)
    answerFor(incident, by: other)
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      let state = knowledge[belief]
      next = knowledge.nextBelief(belief)
      // What the other case knows of it is no older than what it is told.
      if knowledge.belief(of: state.subject, by: other) == nil {
        learn(state.said, of: state.subject, incident: other, by: .told)
      } else if state.said.contains(.hit) {
        let known = knowledge.said(of: state.subject, by: other)
        learn(known.union(.hit), of: state.subject, incident: other, by: .told)
      }
      knowledge.takeOver(state, by: other)
      tellOfFaults(at: state.subject, from: incident, to: other)
    }
    for row in [incident, other] {
      conditionWaits.change([.observed, FactSet(.dataSetsLost)], of: row)
    }
    mustCheckConditions = true
  }

  /// The faults of a node that a case has seen are another's to deal with, too.
  private mutating func tellOfFaults(
    at node: Row<Node>, from incident: Row<Incident>, to other: Row<Incident>
  ) {
    var open = platform.nodes[node].firstFault.row
    while let fault = open {
      open = platform.faults[fault].nextOfSubject.row
      if platform.faults[fault].seenBy.has(incidents.states[incident].ordinal) {
        see(fault, for: other)
      }
    }
  }

  mutating func closeCase(_ incident: Row<Incident>) {
    if incidents.states[incident].record[.closed] == nil,
      incidents.states[incident].record.stream == nil
    {
      meters.take(now.microseconds, at: .incidentClosed, 0)
    }
    pass(.closed, incident: incident)
  }

  mutating func secureEvidence(_ incident: Row<Incident>) {
    if incidents.states[incident].record.evidenceSecured == nil {
      incidents.states[incident].record.evidenceSecured = now
    }
  }

  mutating func handOverEvidence(_ incident: Row<Incident>) {
    if incidents.states[incident].record.evidenceHandedOver == nil {
      incidents.states[incident].record.evidenceHandedOver = now
    }
  }
}
