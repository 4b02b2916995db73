import EventKernel

/// What stages of threats do to their subjects.
extension World {
  /// What a stage does begins, and then what the one before did ends; what both do goes on.
  mutating func changeImpacts(
    of instance: Row<ThreatInstance>, from before: Row<ThreatStage>?
  ) {
    let state = threats.instances[instance]
    let impacts = model.drill.stages[state.stage].impacts
    let old = before.map { model.drill.stages[$0].impacts } ?? 0..<0
    if impacts.isEmpty != old.isEmpty { harmChanges(by: impacts.isEmpty ? -1 : 1) }
    threats.moving = OptionalRow(state.subject)
    for position in impacts where !goesOn(position, among: old) {
      let row = model.drill.impacts[Int(position)].impact.row
      if !row.isNetwork || !state.isCutOff { row.begins(&self, impact(position, of: instance)) }
    }
    for position in old where !goesOn(position, among: impacts) {
      let row = model.drill.impacts[Int(position)].impact.row
      if !row.isNetwork || !state.isCutOff { row.ends(&self, impact(position, of: instance)) }
    }
    threats.moving = .none
    if let service = serviceRow(ofNode: state.subject) { serviceChanged(service) }
  }

  /// Whether an impact is among others, and needs nothing to go on.
  private func goesOn(_ position: Int32, among others: Range<Int32>) -> Bool {
    let impact = model.drill.impacts[Int(position)]
    return impact.impact != .destroys
      && others.contains {
        model.drill.impacts[Int($0)].impact == impact.impact
          && model.drill.impacts[Int($0)].value == impact.value
      }
  }

  mutating func endImpacts(of instance: Row<ThreatInstance>) {
    let state = threats.instances[instance]
    let impacts = model.drill.stages[state.stage].impacts
    if !impacts.isEmpty { harmChanges(by: -1) }
    for position in impacts {
      let row = model.drill.impacts[Int(position)].impact.row
      if !row.isNetwork || !state.isCutOff { row.ends(&self, impact(position, of: instance)) }
    }
  }

  private func impact(_ position: Int32, of instance: Row<ThreatInstance>) -> ImpactInHand {
    let state = threats.instances[instance]
    let value = model.drill.impacts[Int(position)].value
    return ImpactInHand(
      instance: instance, subject: state.subject, fault: state.fault,
      root: platform.faults[state.fault].record.root, value: value)
  }

  /// Its subject is cut off, or connected again: what goes over the network rests, or goes on.
  mutating func connectionChanged(of instance: Row<ThreatInstance>, isCutOff: Bool) {
    let stage = model.drill.stages[threats.instances[instance].stage]
    for position in stage.impacts {
      let row = model.drill.impacts[Int(position)].impact.row
      guard row.isNetwork else { continue }
      let impact = impact(position, of: instance)
      if isCutOff { row.ends(&self, impact) } else { row.begins(&self, impact) }
    }
  }

  /// Whether a threat does harm on its subject that somebody could stop.
  func doesHarm(_ instance: Row<ThreatInstance>) -> Bool {
    let state = threats.instances[instance]
    let stage = model.drill.stages[state.stage]
    return !stage.isHeld
      && stage.impacts.contains {
        let row = model.drill.impacts[Int($0)].impact.row
        return row.goesOn && !(row.isNetwork && state.isCutOff)
      }
  }

  // MARK: Symptoms

  /// The subject stops; of a place, what stands there.
  mutating func takeDown(_ impact: ImpactInHand) {
    note(
      .harmed, incident: incident(ofRoot: impact.root), subject: impact.subject.index, value: 1)
    guard isPlace(impact.subject) else { return strike(impact.fault, symptom: .down) }
    changeBadPlaces(impact, by: 1)
  }

  mutating func bringUp(_ impact: ImpactInHand) {
    if isPlace(impact.subject) {
      changeBadPlaces(impact, by: -1)
    } else {
      lift(.down, of: impact.fault)
    }
  }

  private func isPlace(_ node: Row<Node>) -> Bool {
    model.platform.nodes[node].kind == .room || model.platform.nodes[node].kind == .site
  }

  private mutating func changeBadPlaces(_ impact: ImpactInHand, by step: Int16) {
    forEachComponent(at: impact.subject) { world, component in
      world.platform.nodes[component.node].hotRooms += step
      world.recheck(component.node, cause: step > 0 ? impact.root : nil)
    }
  }

  /// Does something to each component that stands in a room, or in the rooms of a site and outside
  /// of them.
  mutating func forEachComponent(
    at place: Row<Node>, _ body: (inout World, Row<Component>) -> Void
  ) {
    for position in shared.index.places.range(of: place, model.platform) {
      body(&self, shared.index.places[position])
    }
  }

  // MARK: Places

  mutating func starve(_ impact: ImpactInHand, by step: Int16) {
    forEachComponent(at: impact.subject) { world, component in
      world.platform.nodes[component.node].starved += step
      world.recheck(component.node, cause: step > 0 ? impact.root : nil)
    }
  }

  mutating func uncool(_ impact: ImpactInHand, by step: Int16) {
    for room in model.platform.rooms
    where room.node == impact.subject || model.platform.siteNodes[room.site.index] == impact.subject
    {
      guard model.platform.nodes[room.node].reserve != nil else { continue }
      platform.nodes[room.node].starved += step
      recheck(room.node, cause: step > 0 ? impact.root : nil)
    }
  }

  mutating func closePlace(_ impact: ImpactInHand, by step: Int16) {
    threats.closings += Int32(step)
    platform.nodes[impact.subject].closings += step
    if step > 0 { evacuate(impact) } else { enterPlaces() }
    mustDispatch = true
  }

  mutating func endanger(_ impact: ImpactInHand, by step: Int16) {
    platform.nodes[impact.subject].dangers += step
    threats.dangers += Int32(step)
  }

  // MARK: Destruction

  /// The next of the components that stand there, each as likely as any other; one that is
  /// destroyed already makes no difference.
  mutating func scheduleDestruction(_ impact: ImpactInHand) {
    guard impact.value > 0 else { return }
    var count = 0
    if isPlace(impact.subject) {
      count = shared.index.places.range(of: impact.subject, model.platform).count
    } else if componentRow(ofNode: impact.subject) != nil {
      count = 1
    }
    guard count > 0 else { return }
    let ordinal = Int(threats.instances[impact.instance].destructions)
    threats.instances[impact.instance].destructions += 1
    let key = threats.instances[impact.instance].stageKey
    var draws = draws(Purpose.destruction, key, ordinal)
    let wait = draws.exponential() * 3600 / (impact.value * Double(count))
    threats.instances[impact.instance].destructionAt = draws.unit()
    schedule(
      .destruction, at: now + TimeSpan(seconds: wait), row: impact.instance,
      generation: threats.instances[impact.instance].generation)
  }

  mutating func destroy(by instance: Row<ThreatInstance>, generation: Generation) {
    let state = threats.instances[instance]
    guard state.generation == generation else { return }
    let stage = model.drill.stages[state.stage]
    guard
      let position = stage.impacts.first(where: {
        model.drill.impacts[Int($0)].impact == .destroys
      })
    else { return }
    let impact = impact(position, of: instance)
    scheduleDestruction(impact)
    if let component = componentRow(ofNode: state.subject) {
      return destroy(component, by: impact)
    }
    let range = shared.index.places.range(of: state.subject, model.platform)
    let number = min(Int(state.destructionAt * Double(range.count)), range.count - 1)
    destroy(shared.index.places[range.lowerBound + number], by: impact)
  }

  private mutating func destroy(_ component: Row<Component>, by impact: ImpactInHand) {
    guard let mode = model.platform.components[component].destroyed else { return }
    let before = platform.faultCount
    beginFault(mode: mode, origin: .threat, root: impact.root)
    if platform.faultCount != before { record.destroyedCount += 1 }
  }

  // MARK: Failures and links

  mutating func changePace(_ impact: ImpactInHand, isOn: Bool) {
    if let component = componentRow(ofNode: impact.subject) {
      return changePace(of: component, by: impact.value, isOn: isOn)
    }
    forEachComponent(at: impact.subject) { $0.changePace(of: $1, by: impact.value, isOn: isOn) }
  }

  mutating func cutLink(_ impact: ImpactInHand, by step: Int32) {
    guard let component = componentRow(ofNode: impact.subject) else { return }
    platform.components[component].cuts += step
    if step > 0 {
      strike(impact.fault, symptom: .down)
    } else {
      lift(.down, of: impact.fault)
    }
    circumstancesChanged(of: component.node)
  }

  // MARK: Counting

  /// One subject more is in a stage that does something to it, or one fewer.
  private mutating func harmChanges(by step: Int) {
    threats.harmed.change(by: Double(step), at: now)
  }
}

/// The components of each room and of each site, in the order of rows.
struct ComponentsOfPlaces {
  /// By room, then by site; and the end of all.
  private let starts: Table<Int32>
  private let members: Table<Row<Component>>

  init(_ model: Model) {
    guard model.drill.threats.contains(where: { $0.on == .room || $0.on == .site }) else {
      (starts, members) = ([], [])
      return
    }
    let platform = model.platform
    var groups = [[Row<Component>]](
      repeating: [], count: platform.rooms.count + platform.siteCount)
    for (row, component) in platform.components.enumerated() {
      if let room = component.room.flatMap({ platform.roomRow(ofNode: $0) }) {
        groups[room.index].append(Row(row))
      }
      groups[platform.rooms.count + component.site.index].append(Row(row))
    }
    var starts: [Int32] = [0]
    for group in groups { starts.append(starts[starts.count - 1] + Int32(group.count)) }
    self.starts = Table(starts)
    members = Table(groups.flatMap(\.self))
  }

  /// Positions of those of a room or a site; of any other node none.
  func range(of place: Row<Node>, _ platform: Platform) -> Range<Int> {
    guard starts.count > 0 else { return 0..<0 }
    let group: Int
    switch platform.nodes[place].kind {
    case .room: group = platform.roomRow(ofNode: place)?.index ?? 0
    case .site: group = platform.rooms.count + (platform.site(of: place)?.index ?? 0)
    default: return 0..<0
    }
    return Int(starts[group])..<Int(starts[group + 1])
  }

  subscript(position: Int) -> Row<Component> { members[position] }
}

/// What a number that changes in steps comes to over time.
struct StepIntegral {
  private(set) var level = 0.0
  private(set) var since = SimulationTime.zero
  private var area = 0.0

  mutating func change(by step: Double, at time: SimulationTime) { set(to: level + step, at: time) }

  mutating func set(to value: Double, at time: SimulationTime) {
    set(to: value, at: time, counting: time - since)
  }

  /// The same, where so much of the time since the last change counts.
  mutating func set(to value: Double, at time: SimulationTime, counting span: TimeSpan) {
    area += level * Double(span.microseconds)
    level = value
    since = time
  }

  /// Everything counts from now on only.
  mutating func restart(at time: SimulationTime) {
    area = 0
    since = time
  }

  /// Level times microseconds.
  func area(until time: SimulationTime) -> Double {
    area(counting: time - since)
  }

  /// The same, where so much of the time since the last change counts.
  func area(counting span: TimeSpan) -> Double {
    area + level * Double(span.microseconds)
  }
}
