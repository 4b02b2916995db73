import EventKernel

/// Threats hit subjects, go through their stages there, and leave.
extension World {
  // MARK: On a subject

  /// A threat begins on a subject, unless it is there already or never can be any more.
  ///
  /// - Parameter source: the subject that it comes from; nil: the script brings it.
  mutating func hit(_ subject: Row<Node>, threat: Row<Threat>, source: Row<Node>?) {
    let state = threats[threat, subject]
    guard state.instance.isNone, !state.isImmune else { return }
    if !state.wasHit { record.hitCount += 1 }
    let parent = source.flatMap { threats[threat, $0].instance.row }
    let root = parent.map { platform.faults[threats.instances[$0].fault].record.root }
    let fault = addFault(
      Fault(
        subject: subject, mode: nil, threat: threat, origin: .threat,
        root: root ?? Row(platform.faults.nextRow), began: now))
    let first = model.drill.stages.firstRow(of: model.drill.threats[threat].stages)
    let row = threats.instances.nextRow
    let generation =
      row < threats.instances.count ? threats.instances[row].generation.next : Generation()
    let instance = Row<ThreatInstance>(
      threats.instances.insert(
        ThreatState.InstanceState(
          threat: threat, stage: first, subject: subject, fault: fault, since: now,
          generation: generation)))
    threats.liveLinks.append(instance.index, to: &threats.live)
    threats[threat, subject].instance = OptionalRow(instance)
    threats[threat, subject].wasHit = true
    if !isHit(subject) { threats.subjectsHit += 1 }
    platform.faults[fault].instance = OptionalRow(instance)
    note(
      .entered, incident: incident(ofRoot: platform.faults[fault].record.root),
      subject: subject.index, object: source?.index, value: Int64(first.index))
    beginStage(of: instance)
  }

  /// Whether some threat is on a subject.
  func isHit(_ subject: Row<Node>) -> Bool {
    var open = platform.nodes[subject].firstFault.row
    while let fault = open {
      if !platform.faults[fault].instance.isNone { return true }
      open = platform.faults[fault].nextOfSubject.row
    }
    return false
  }

  /// A threat goes on to another stage on its subject; nil: it leaves.
  mutating func move(_ instance: Row<ThreatInstance>, to stage: Row<ThreatStage>?) {
    let state = threats.instances[instance]
    guard let stage else { return end(fault: state.fault) }
    leaveStage(of: instance)
    threats.instances[instance].stage = stage
    threats.instances[instance].since = now
    note(
      .entered, incident: incident(ofRoot: platform.faults[state.fault].record.root),
      subject: state.subject.index, object: state.subject.index, value: Int64(stage.index))
    beginStage(of: instance, after: state.stage)
    mustCheckConditions = true
  }

  /// The threat is off its subject. Its fault ends with that.
  mutating func leave(_ instance: Row<ThreatInstance>) {
    let state = threats.instances[instance]
    note(
      .left, incident: incident(ofRoot: platform.faults[state.fault].record.root),
      subject: state.subject.index, object: state.fault.index, value: Int64(state.stage.index))
    // What ends with it changes nothing about itself any more.
    platform.faults[state.fault].instance = .none
    endStage(of: instance)
    threats[state.threat, state.subject].instance = .none
    if !isHit(state.subject) { threats.subjectsHit -= 1 }
    threats.liveLinks.remove(instance.index, from: &threats.live)
    if state.isSated { threats.satedLinks.remove(instance.index, from: &threats.sated) }
    threats.instances.release(instance.index)
    if !threats[state.threat, state.subject].isImmune { wake(state.threat) }
  }

  /// Whatever lives on a component cannot hit it any more.
  mutating func patch(_ component: Row<Component>) {
    for threat in model.drill.threats.indices
    where shared.index.subjects.canHost(component.node, Row(threat)) {
      threats[Row(threat), component.node].isImmune = true
    }
  }

  // MARK: Stages

  /// - Parameter before: the stage that it was in; nil: in none.
  private mutating func beginStage(
    of instance: Row<ThreatInstance>, after before: Row<ThreatStage>? = nil
  ) {
    let state = threats.instances[instance]
    let stage = model.drill.stages[state.stage]
    threats[state.stage] += 1
    threats[state.threat, state.subject].stages += 1
    threats.instances[instance].stageKey = stageKey(of: instance)
    if before == nil { threats.instances[instance].isCutOff = !isConnected(state.subject) }
    measureContacts(of: instance, stage.spreads)
    if state.isSated { unsate(instance) }
    threats.instances[instance].fruitless = 0
    threats.instances[instance].isContactAhead = false
    scheduleTransition(of: instance, stage)
    scheduleContact(of: instance)
    scheduleNotice(of: instance, .monitoring, stage.monitoring)
    scheduleNotice(of: instance, .userCall, stage.calls)
    changeImpacts(of: instance, from: before)
  }

  private mutating func endStage(of instance: Row<ThreatInstance>) {
    leaveStage(of: instance)
    endImpacts(of: instance)
  }

  /// What was to come of a stage comes no more; what it does goes on until the next begins.
  private mutating func leaveStage(of instance: Row<ThreatInstance>) {
    let state = threats.instances[instance]
    let stage = model.drill.stages[state.stage]
    threats[state.stage] -= 1
    if waits(stage) { threats.waitingLinks.remove(instance.index, from: &threats.waiting) }
    threats.instances[instance].generation.advance()
    threats.instances[instance].next = .none
    threats.instances[instance].isResting = false
  }

  /// What the draws of a threat on a subject are addressed by.
  private func key(of instance: Row<ThreatInstance>) -> NameHash {
    let state = threats.instances[instance]
    return part(
      of: model.platform.nodes[state.subject].name, model.drill.threats[state.threat].name)
  }

  /// What the draws of which a stage takes many are addressed by.
  private func stageKey(of instance: Row<ThreatInstance>) -> NameHash {
    let state = threats.instances[instance]
    let key = key(of: instance)
    let stage = UInt64(threats[state.threat, state.subject].stages)
    drawLog?.derive(key.combined(with: stage), from: key, .ordinal(stage))
    return key.combined(with: stage)
  }

  /// The how-manieth stage a threat begins on its subject, from 0.
  private func ordinal(of instance: Row<ThreatInstance>) -> Int {
    let state = threats.instances[instance]
    return Int(threats[state.threat, state.subject].stages) - 1
  }

  // MARK: Transitions

  /// Whether a stage may end when something holds of its subject.
  private func waits(_ stage: ThreatStage) -> Bool {
    stage.transitions.contains {
      if case .when = model.drill.transitions[Int($0)].cue { true } else { false }
    }
  }

  /// All transitions of a stage are drawn when it begins, or the one that its shares draw; the
  /// earliest comes.
  private mutating func scheduleTransition(of instance: Row<ThreatInstance>, _ stage: ThreatStage) {
    guard !stage.transitions.isEmpty else { return }
    let key = key(of: instance)
    let ordinal = ordinal(of: instance)
    if waits(stage) {
      threats.waitingLinks.append(instance.index, to: &threats.waiting)
      mustCheckConditions = true
    }
    let chosen = stage.hasShares ? drawnTransition(of: stage, key, ordinal) : nil
    var next: (row: Row<StageTransition>, after: TimeSpan)?
    for position in stage.transitions {
      let row = Row<StageTransition>(Int(position))
      guard chosen == nil || chosen == row,
        case .after(let law) = model.drill.transitions[row].cue
      else { continue }
      let name = part(of: key, model.drill.transitions[row].name)
      let after = span(law, Purpose.stage, name, ordinal)
      if next.map({ after < $0.after }) ?? true { next = (row, after) }
    }
    threats.instances[instance].next = OptionalRow(next?.row ?? chosen)
    guard let next else { return }
    if has(stage.needs, threats.instances[instance].subject) {
      run(instance, for: next.after)
    } else {
      threats.instances[instance].isResting = true
      threats.instances[instance].left = next.after
    }
  }

  private func drawnTransition(
    of stage: ThreatStage, _ key: NameHash, _ ordinal: Int
  ) -> Row<StageTransition>? {
    var draws = draws(Purpose.stageShare, part(of: key, stage.name), ordinal)
    var draw = draws.unit()
    for position in stage.transitions {
      draw -= model.drill.transitions[Int(position)].share.value
      if draw < 0 { return Row(Int(position)) }
    }
    return stage.transitions.last.map { Row(Int($0)) }
  }

  /// The clock of a transition goes on with what is left.
  private mutating func run(_ instance: Row<ThreatInstance>, for left: TimeSpan) {
    threats.instances[instance].isResting = false
    threats.instances[instance].due = now + left
    schedule(
      .stage, at: now + left, row: instance, generation: threats.instances[instance].generation)
  }

  /// The time of a transition has come.
  mutating func passStage(_ instance: Row<ThreatInstance>, generation: Generation) {
    let state = threats.instances[instance]
    guard state.generation == generation, !state.isResting, state.due <= now,
      let next = state.next.row
    else { return }
    move(instance, to: model.drill.transitions[next].to)
  }

  /// Transitions that wait for something to hold of their subject.
  mutating func checkSubjects() {
    var next = threats.waiting.firstRow(of: ThreatInstance.self)
    while let instance = next {
      let following = threats.waitingLinks.next(Int32(instance.index))
      next = OptionalRow<ThreatInstance>(number: following).row
      let state = threats.instances[instance]
      let stage = model.drill.stages[state.stage]
      if state.checkedAt != now {
        threats.instances[instance].checkedAt = now
        threats.instances[instance].moves = 0
      }
      for position in stage.transitions {
        let row = Row<StageTransition>(Int(position))
        guard case .when(let condition) = model.drill.transitions[row].cue,
          !stage.hasShares || state.next == row, holds(condition, of: state.subject)
        else { continue }
        threats.instances[instance].moves += 1
        guard Int(threats.instances[instance].moves) <= ThreatStage.limit else {
          return stop(endless: .stages(of: state.threat, on: state.subject), at: nil)
        }
        move(instance, to: model.drill.transitions[row].to)
        break
      }
    }
  }

  // MARK: What a stage needs

  /// The subjects' supply or connection has changed: clocks rest, or go on.
  mutating func needsChanged(of subject: Row<Node>) {
    var open = platform.nodes[subject].firstFault.row
    while let fault = open {
      open = platform.faults[fault].nextOfSubject.row
      if let instance = platform.faults[fault].instance.row { needsChanged(ofInstance: instance) }
    }
  }

  /// A node is fed or connected, or no longer: threats on it feel that, and on the data that are on
  /// it.
  mutating func circumstancesChanged(of node: Row<Node>) {
    needsChanged(of: node)
    forEachDataSet(of: node) { world, set in
      let own = world.model.platform.dataSets[set].node
      if own != node { world.needsChanged(of: own) }
    }
  }

  /// The same for all, where many may have changed at once.
  mutating func allNeedsChanged() {
    var next = threats.first
    while let instance = next {
      next = threats.next(instance)
      needsChanged(ofInstance: instance)
    }
  }

  private mutating func needsChanged(ofInstance instance: Row<ThreatInstance>) {
    let state = threats.instances[instance]
    let isCutOff = !isConnected(state.subject)
    if state.isCutOff != isCutOff {
      threats.instances[instance].isCutOff = isCutOff
      connectionChanged(of: instance, isCutOff: isCutOff)
      scheduleContact(of: instance)
    }
    let needs = model.drill.stages[state.stage].needs
    guard !needs.isEmpty, let next = state.next.row,
      case .after = model.drill.transitions[next].cue
    else { return }
    let runs = has(needs, state.subject)
    if runs, state.isResting {
      run(instance, for: state.left)
    } else if !runs, !state.isResting {
      threats.instances[instance].isResting = true
      threats.instances[instance].left = state.due - now
    }
  }

  // MARK: Notice

  private mutating func scheduleNotice(
    of instance: Row<ThreatInstance>, _ channel: DetectionChannel, _ law: LawRow?
  ) {
    guard let law else { return }
    let purpose = channel == .userCall ? Purpose.threatCall : Purpose.noticed
    let name = part(
      of: key(of: instance), model.drill.stages[threats.instances[instance].stage].name)
    let kind: EventKind = channel == .userCall ? .threatCall : .noticed
    schedule(
      kind, at: now + span(law, purpose, name, ordinal(of: instance)), row: instance,
      generation: threats.instances[instance].generation)
  }

  /// Somebody notices that a threat is on its subject, unless it is known.
  mutating func notice(
    _ instance: Row<ThreatInstance>, by channel: DetectionChannel, generation: Generation
  ) {
    guard threats.instances[instance].generation == generation else { return }
    notice(instance, by: channel)
  }

  private mutating func notice(_ instance: Row<ThreatInstance>, by channel: DetectionChannel) {
    let state = threats.instances[instance]
    guard !isInHand(state.subject, said: .hit) else { return update(instance) }
    raiseAlarm(
      at: state.subject, root: platform.faults[state.fault].record.root, fault: state.fault,
      said: .hit, channel: channel)
    mustCheckConditions = true
  }

  /// Those who know that a threat is on a subject see how far it has come.
  private mutating func update(_ instance: Row<ThreatInstance>) {
    var next = knowledge.firstBelief(about: threats.instances[instance].subject)
    while let belief = next {
      let state = knowledge[belief]
      next = knowledge.nextAbout(belief)
      guard state.said.contains(.hit), isInHand(state.incident) else { continue }
      let fault = threats.instances[instance].fault
      take(root: platform.faults[fault].record.root, for: state.incident)
      see(fault, for: state.incident)
    }
    mustCheckConditions = true
  }

  /// A patrol passes all subjects: each threat may show.
  mutating func patrolThreats() {
    threats.rounds += 1
    var next = threats.first
    while let instance = next {
      next = threats.next(instance)
      let state = threats.instances[instance]
      let chance = model.drill.stages[state.stage].patrol
      guard chance.value > 0, !isSeenTo(state.fault) else { continue }
      let round = threats.rounds
      if happens(chance, Purpose.patrol, key(of: instance), round) {
        notice(instance, by: .patrol)
      }
    }
  }
}

extension Table<ThreatStage> {
  /// The first of a threat's stages.
  fileprivate func firstRow(of stages: Range<Int32>) -> Row<ThreatStage> {
    Row(Int(stages.lowerBound))
  }
}
