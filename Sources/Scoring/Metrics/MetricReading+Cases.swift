import EventKernel
import Simulator

// MARK: Incidents

extension ScoredRun {
  /// Whether an incident is one that a filter picks.
  func fits(_ incident: Int, _ filter: MetricFilter) -> Bool {
    guard suits(incident, filter) else { return false }
    return filter.tier == nil || filter.tier == highestTier(of: incident)
  }

  /// The same, whoever worked on it. A case of demand has no fault to be asked about.
  fileprivate func suits(_ incident: Int, _ filter: MetricFilter) -> Bool {
    let record = replication.incidents[incident]
    if let priority = filter.priority, record.priority != priority { return false }
    guard filter.asksOfFault else { return true }
    guard record.stream == nil else { return false }
    if let level = filter.level, record.level != level { return false }
    switch filter.caseClass {
    case nil: break
    case .object(let objectClass):
      guard model.platform.components.at(faultyComponent(of: record))?.objectClass == objectClass
      else { return false }
    case .emergency(let emergency):
      guard record.emergency != .none, record.plan == emergency else { return false }
    }
    guard let service = filter.service else { return true }
    return service.components.at(faultyComponent(of: record)) == true
  }

  /// The component whose fault it is, or of a false alarm the one that it was about.
  private func faultyComponent(of record: Incident) -> Row<Component> {
    record.fault.flatMap { replication.faults.at($0)?.component } ?? record.component
  }

  /// The highest of the tiers that set to work on an incident; nil: none did.
  private func highestTier(of incident: Int) -> Tier? {
    handOvers(of: incident).tiers.max { ($0.rung ?? 0) < ($1.rung ?? 0) }
  }
}

extension MetricReading {
  /// One value for each incident that has a fault of its own and that people worked on.
  func changesOfTier(
    _ filter: MetricFilter, _ count: (HandOvers) -> Int
  ) -> [MetricValue] {
    run.incidents.compactMap { incident in
      guard !run.isFalseAlarm(incident), !run.isDuplicate(incident), run.fits(incident, filter)
      else { return nil }
      let handOvers = run.handOvers(of: incident)
      guard !handOvers.tiers.isEmpty else { return nil }
      let isClosed = run.replication.incidents[incident][.closed] != nil
      return MetricValue(Int64(count(handOvers)), isOpen: !isClosed)
    }
  }
}

// MARK: Tasks

extension FlowTask {
  /// How long it waited for people, until it was given up or until an instant.
  package func waited(until end: SimulationTime) -> (span: TimeSpan, isOpen: Bool) {
    ((started ?? ended ?? end).elapsed(since: offered), started == nil && ended == nil)
  }

  /// How long people were on their way to it; nil: nobody set out.
  func travelled(until end: SimulationTime) -> (span: TimeSpan, isOpen: Bool)? {
    started.map {
      ((arrived ?? ended ?? end).elapsed(since: $0), arrived == nil && ended == nil)
    }
  }

  /// How long people were at it, travel and pauses included; nil: nobody set out.
  package func handled(until end: SimulationTime) -> (span: TimeSpan, isOpen: Bool)? {
    started.map { ((ended ?? end).elapsed(since: $0), ended == nil) }
  }
}

extension MetricReading {
  /// One value for each task that people or a vendor do and that was not left out.
  func taskValues(
    _ filter: MetricFilter, _ time: (FlowTask) -> (span: TimeSpan, isOpen: Bool)?
  ) -> [MetricValue] {
    let isMeant = tasksMeant(filter)
    return run.replication.tasks.compactMap { task in
      guard isMeant.at(task.node) == true, task.outcome != .skipped,
        filter.tier == nil || filter.tier == task.tier, let value = time(task)
      else { return nil }
      if filter.asksOfFault || filter.priority != nil {
        guard let incident = run.incident(of: task.instance), run.suits(incident.index, filter)
        else { return nil }
      }
      return MetricValue(value.span.microseconds, isOpen: value.isOpen)
    }
  }

  /// By node: whether it is a task that people or a vendor do, and one of those asked for.
  private func tasksMeant(_ filter: MetricFilter) -> [Bool] {
    let net = run.model.net
    let isByPeople = net.nodes.map { node in
      guard case .task = node.kind, let lane = node.lane else { return false }
      switch net.lanes[lane.index].performer {
      case .people, .vendor: return true
      case .outside, .automatic: return false
      }
    }
    guard let steps = filter.steps else { return isByPeople }
    var isMeant = isByPeople.map { _ in false }
    for step in steps where isMeant.indices.contains(step.index) {
      isMeant[step.index] = isByPeople[step.index]
    }
    return isMeant
  }
}
