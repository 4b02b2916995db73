import EventKernel

/// Threats go from subject to subject.
///
/// Each source has one process of contacts, at the rates of all its ways together: a contact picks
/// a way by its share, and one of the subjects of that way, each as likely as any other. One that
/// comes to nothing is one that did not happen: the subject is not vulnerable, or no traffic
/// passes. So a source has one event ahead, however many subjects there are; and none while it is
/// cut off, if all its ways go over the network.
extension World {
  /// The next contact of a subject that a threat is on.
  mutating func scheduleContact(of instance: Row<ThreatInstance>) {
    let state = threats.instances[instance]
    let spreads = model.drill.stages[state.stage].spreads
    guard !spreads.isEmpty, !state.isSated, !state.isContactAhead,
      !state.isCutOff || spreads.contains(where: { !isOverNetwork($0) })
    else { return }
    guard state.contactRate > 0 else { return }
    threats.instances[instance].contacts += 1
    threats.instances[instance].isContactAhead = true
    // The wait, and whom it is with.
    var draws = draws(Purpose.contact, state.stageKey, Int(state.contacts))
    let wait = draws.exponential() * 3600 / state.contactRate
    threats.instances[instance].contactAt = draws.unit()
    schedule(
      .contact, at: now + TimeSpan(seconds: wait), row: instance, generation: state.generation)
  }

  private func isOverNetwork(_ spread: Int32) -> Bool {
    model.drill.spreads[Int(spread)].relation.isNetwork
  }

  /// How many contacts an hour a subject has in its stage, whether or not anything comes of them,
  /// and with how many others.
  mutating func measureContacts(of instance: Row<ThreatInstance>, _ spreads: Range<Int32>) {
    let state = threats.instances[instance]
    var (rate, all) = (0.0, 0)
    for row in spreads {
      let spread = model.drill.spreads[Int(row)]
      let count = others(of: state.subject, state.threat, spread.relation)
      rate += spread.rate * Double(count)
      all += count
    }
    threats.instances[instance].contactRate = rate
    threats.instances[instance].others = Int32(all)
  }

  mutating func contact(_ instance: Row<ThreatInstance>, generation: Generation) {
    let state = threats.instances[instance]
    guard state.generation == generation else { return }
    threats.instances[instance].isContactAhead = false
    let spreads = model.drill.stages[state.stage].spreads
    var place = state.contactAt * state.contactRate
    defer { goOn(instance, generation) }
    for row in spreads {
      let spread = model.drill.spreads[Int(row)]
      let count = others(of: state.subject, state.threat, spread.relation)
      let rate = spread.rate * Double(count)
      guard place < rate || row == spreads.upperBound - 1 else {
        place -= rate
        continue
      }
      guard count > 0 else { return }
      let position = min(Int(place / spread.rate), count - 1)
      let target = other(position, of: state.subject, state.threat, spread.relation)
      meet(target, from: instance, spread.relation)
      return
    }
  }

  /// The next contact, unless as many as there are subjects have met nobody whom it can hit, and a
  /// look at all says that nobody is left.
  private mutating func goOn(_ instance: Row<ThreatInstance>, _ generation: Generation) {
    let state = threats.instances[instance]
    guard state.generation == generation else { return }
    if state.fruitless > state.others {
      threats.instances[instance].fruitless = 0
      if !canSpread(instance, evenIfCutOff: true) {
        threats.instances[instance].isSated = true
        threats.satedLinks.append(instance.index, to: &threats.sated)
      }
    }
    scheduleContact(of: instance)
  }

  /// A subject can be hit again: who had nobody left has.
  mutating func wake(_ threat: Row<Threat>) {
    for row in shared.index.subjects.rows(of: threat) { threats.groups[row].isSpent = false }
    var next = threats.sated.firstRow(of: ThreatInstance.self)
    while let instance = next {
      next =
        OptionalRow<ThreatInstance>(
          number: threats.satedLinks.next(Int32(instance.index))
        ).row
      guard threats.instances[instance].threat == threat else { continue }
      unsate(instance)
      scheduleContact(of: instance)
    }
  }

  mutating func unsate(_ instance: Row<ThreatInstance>) {
    threats.instances[instance].isSated = false
    threats.satedLinks.remove(instance.index, from: &threats.sated)
  }

  /// A contact comes to something if the other can be hit, and both are where the way goes.
  private mutating func meet(
    _ target: Row<Node>, from instance: Row<ThreatInstance>, _ relation: Relation
  ) {
    let (threat, source) = (threats.instances[instance].threat, threats.instances[instance].subject)
    guard isSusceptible(target, to: threat) else {
      threats.instances[instance].fruitless += 1
      return
    }
    threats.instances[instance].fruitless = 0
    if relation.isNetwork, !isConnected(source) || !isConnected(target) { return }
    hit(target, threat: threat, source: source)
  }

  /// Whether a threat can hit a subject now: it is one of those that it can at all.
  func isSusceptible(_ subject: Row<Node>, to threat: Row<Threat>) -> Bool {
    let state = threats[threat, subject]
    guard state.instance.isNone, !state.isImmune else { return false }
    let definition = model.drill.threats[threat]
    guard definition.share.value < 1 else { return true }
    let name = part(of: model.platform.nodes[subject].name, definition.name)
    return happens(definition.share, Purpose.vulnerable, name, 0)
  }

  // MARK: The others of a relation

  /// How many subjects a relation leads to, the source left out.
  mutating func others(of source: Row<Node>, _ threat: Row<Threat>, _ relation: Relation) -> Int {
    switch relation.search {
    case .own(let kind):
      guard let group = shared.index.subjects.group(of: source, kind) else { return 0 }
      let count = shared.index.subjects.range(of: group, kind, threat).count
      // The source is one of its own group, unless the script brought it to a class of its own.
      return shared.index.subjects.canHost(source, threat) ? count - 1 : count
    case .others(let kind):
      guard let group = shared.index.subjects.group(of: source, kind) else { return 0 }
      var count = 0
      forEachGroup(beside: group, kind) {
        count += shared.index.subjects.range(of: $0, kind, threat).count
      }
      return count
    case .behind(let isAtOnce): return walkBehind(source, threat, isAtOnce: isAtOnce)
    }
  }

  /// One of them, from 0, as soon as they have been counted.
  private func other(
    _ number: Int, of source: Row<Node>, _ threat: Row<Threat>, _ relation: Relation
  ) -> Row<Node> {
    switch relation.search {
    case .own(let kind):
      guard let group = shared.index.subjects.group(of: source, kind) else {
        preconditionFailure("a contact of a subject that is in no group")
      }
      let range = shared.index.subjects.range(of: group, kind, threat)
      let member = shared.index.subjects[range.lowerBound + number]
      // Members stand in the order of rows: from the source on, the next one is meant.
      guard shared.index.subjects.canHost(source, threat), member >= source else { return member }
      return shared.index.subjects[range.lowerBound + number + 1]
    case .others(let kind):
      var (rest, found) = (number, source)
      if let group = shared.index.subjects.group(of: source, kind) {
        forEachGroup(beside: group, kind) {
          let range = shared.index.subjects.range(of: $0, kind, threat)
          if rest >= 0, rest < range.count {
            found = shared.index.subjects[range.lowerBound + rest]
          }
          rest -= range.count
        }
      }
      return found
    case .behind: return walked[number]
    }
  }

  /// The groups that the platform connects with one, without itself.
  private func forEachGroup(
    beside group: Int, _ kind: SubjectGroups.Kind, _ body: (Int) -> Void
  ) {
    for position in shared.index.subjects.connections(of: group, kind) {
      body(shared.index.subjects.connectedGroup(at: position))
    }
  }

  /// Puts what hangs on a node and can host a threat into `walked`, in the order of the diagram:
  /// over gates alone, or over all. How many they are.
  private mutating func walkBehind(
    _ source: Row<Node>, _ threat: Row<Threat>, isAtOnce: Bool
  ) -> Int {
    beginWalk(at: source)
    var next = 0
    while next < walked.count {
      let node = walked[next]
      next += 1
      let kind = model.platform.nodes[node].kind
      guard node == source || !isAtOnce || kind == .gate || kind == .failoverSwitch else {
        continue
      }
      for position in model.platform.nodes[node].dependents {
        let dependent = model.platform.dependents[Int(position)]
        guard !isWalked.contains(dependent.index) else { continue }
        isWalked.insert(dependent.index)
        walked.append(dependent)
      }
    }
    var count = 0
    for position in 1..<max(1, walked.count)
    where shared.index.subjects.canHost(walked[position], threat) {
      walked[count] = walked[position]
      count += 1
    }
    return count
  }

  // MARK: Containment

  /// Whether a threat on a subject can go on to another now.
  ///
  /// - Parameter isAnyWay: whether or not traffic passes now.
  mutating func canSpread(
    _ instance: Row<ThreatInstance>, evenIfCutOff isAnyWay: Bool = false
  ) -> Bool {
    let state = threats.instances[instance]
    if state.isSated { return false }
    for row in model.drill.stages[state.stage].spreads {
      let relation = model.drill.spreads[Int(row)].relation
      let needsNetwork = relation.isNetwork && !isAnyWay
      if needsNetwork, !isConnected(state.subject) { continue }
      if reachesSomebody(state.subject, state.threat, relation, needsNetwork) { return true }
    }
    return false
  }

  private mutating func reachesSomebody(
    _ source: Row<Node>, _ threat: Row<Threat>, _ relation: Relation, _ needsNetwork: Bool
  ) -> Bool {
    switch relation.search {
    case .own(let kind):
      guard let group = shared.index.subjects.group(of: source, kind) else { return false }
      return hasTarget(shared.index.subjects.row(of: group, kind, threat), threat, needsNetwork)
    case .others(let kind):
      guard let group = shared.index.subjects.group(of: source, kind) else { return false }
      for position in shared.index.subjects.connections(of: group, kind) {
        let beside = shared.index.subjects.connectedGroup(at: position)
        if hasTarget(shared.index.subjects.row(of: beside, kind, threat), threat, needsNetwork) {
          return true
        }
      }
      return false
    case .behind(let isAtOnce):
      let count = walkBehind(source, threat, isAtOnce: isAtOnce)
      return (0..<count).contains { isTarget(walked[$0], threat, needsNetwork) }
    }
  }

  private func isTarget(_ node: Row<Node>, _ threat: Row<Threat>, _ needsNetwork: Bool) -> Bool {
    isSusceptible(node, to: threat) && (!needsNetwork || isConnected(node))
  }

  /// Whether somebody in a group can be hit; the source cannot, being hit. Many sources ask in one
  /// check, so the answer is kept: for that check, or, if nobody is left, until somebody is again.
  private mutating func hasTarget(_ row: Int, _ threat: Row<Threat>, _ needsNetwork: Bool) -> Bool {
    let state = threats.groups[row]
    if state.isSpent || (needsNetwork && state.unreachedIn == threats.checks) { return false }
    let members = shared.index.subjects.members(of: row)
    var isAnybodyLeft = false
    for step in 0..<members.count {
      // From the one that was found last.
      var position = Int(state.foundAt) + step
      if position >= members.count { position -= members.count }
      let member = shared.index.subjects[members.lowerBound + position]
      guard isSusceptible(member, to: threat) else { continue }
      isAnybodyLeft = true
      if !needsNetwork || isConnected(member) {
        threats.groups[row].foundAt = Int32(position)
        return true
      }
    }
    threats.groups[row].isSpent = !isAnybodyLeft
    threats.groups[row].unreachedIn = threats.checks
    return false
  }
}
