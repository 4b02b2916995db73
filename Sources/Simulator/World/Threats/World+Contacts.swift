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
    let rate = contactRate(of: state.subject, state.threat, spreads)
    guard rate > 0 else { return }
    threats.instances[instance].contacts += 1
    threats.instances[instance].isContactAhead = true
    // The wait, and whom it is with.
    var draws = draws(Purpose.contact, stageKey(of: instance), Int(state.contacts))
    let wait = draws.exponential() * 3600 / rate
    threats.instances[instance].contactAt = draws.unit()
    schedule(
      .contact, at: now + TimeSpan(seconds: wait), row: instance, generation: state.generation)
  }

  private func isOverNetwork(_ spread: Int32) -> Bool {
    model.drill.spreads[Int(spread)].relation.isNetwork
  }

  /// Contacts an hour of a subject, whether or not anything comes of them.
  private mutating func contactRate(
    of subject: Row<Node>, _ threat: Row<Threat>, _ spreads: Range<Int32>
  ) -> Double {
    spreads.reduce(0) { rate, row in
      let spread = model.drill.spreads[Int(row)]
      return rate + spread.rate * Double(others(of: subject, threat, spread.relation))
    }
  }

  mutating func contact(_ instance: Row<ThreatInstance>, generation: Generation) {
    let state = threats.instances[instance]
    guard state.generation == generation else { return }
    threats.instances[instance].isContactAhead = false
    let spreads = model.drill.stages[state.stage].spreads
    var place = state.contactAt * contactRate(of: state.subject, state.threat, spreads)
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
      meet(target, from: state.subject, state.threat, spread.relation)
      return
    }
  }

  /// The next contact, unless as many as there are subjects have met nobody whom it can hit, and a
  /// look at all says that nobody is left.
  private mutating func goOn(_ instance: Row<ThreatInstance>, _ generation: Generation) {
    let state = threats.instances[instance]
    guard state.generation == generation else { return }
    let spreads = model.drill.stages[state.stage].spreads
    let all = spreads.reduce(0) { count, row in
      count + others(of: state.subject, state.threat, model.drill.spreads[Int(row)].relation)
    }
    if Int(state.fruitless) > all {
      threats.instances[instance].fruitless = 0
      threats.instances[instance].isSated = !canSpread(instance, evenIfCutOff: true)
    }
    scheduleContact(of: instance)
  }

  /// A subject can be hit again: who had nobody left has.
  mutating func wake(_ threat: Row<Threat>) {
    var next = threats.first
    while let instance = next {
      next = threats.next(instance)
      guard threats.instances[instance].threat == threat, threats.instances[instance].isSated else {
        continue
      }
      threats.instances[instance].isSated = false
      scheduleContact(of: instance)
    }
  }

  /// A contact comes to something if the other can be hit, and both are where the way goes.
  private mutating func meet(
    _ target: Row<Node>, from source: Row<Node>, _ threat: Row<Threat>, _ relation: Relation
  ) {
    guard isSusceptible(target, to: threat) else {
      if let instance = threats[threat, source].instance.row {
        threats.instances[instance].fruitless += 1
      }
      return
    }
    if let instance = threats[threat, source].instance.row {
      threats.instances[instance].fruitless = 0
    }
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

  /// One of them, from 0.
  mutating func other(
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
    case .behind(let isAtOnce):
      _ = walkBehind(source, threat, isAtOnce: isAtOnce)
      return walked[number]
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
      if relation.isNetwork, !isAnyWay, !isConnected(state.subject) { continue }
      for position in 0..<others(of: state.subject, state.threat, relation) {
        let target = other(position, of: state.subject, state.threat, relation)
        if isSusceptible(target, to: state.threat),
          isAnyWay || !relation.isNetwork || isConnected(target)
        {
          return true
        }
      }
    }
    return false
  }
}
