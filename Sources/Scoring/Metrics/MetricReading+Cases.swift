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
  func suits(_ incident: Int, _ filter: MetricFilter) -> Bool {
    let record = replication.incidents[incident]
    if let priority = filter.priority, record.priority != priority { return false }
    if let stream = filter.stream, record.stream != stream { return false }
    guard filter.asksOfFault else { return true }
    guard record.stream == nil else { return false }
    if let level = filter.level, record.level != level { return false }
    switch filter.caseClass {
    case nil: break
    case .object(let objectClass):
      guard
        model.platform.components.at(Row<Component>(alike: faultySubject(of: record)))?.objectClass
          == objectClass
      else { return false }
    case .emergency(let emergency):
      guard record.emergency != .none, record.plan == emergency else { return false }
    }
    guard let service = filter.service else { return true }
    return service.components.at(Row<Component>(alike: faultySubject(of: record))) == true
  }

  /// What the fault is of, or of a false alarm what it was about.
  private func faultySubject(of record: Incident) -> Row<Node> {
    record.fault.flatMap { replication.faults.at($0)?.subject } ?? record.subject
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
      let record = run.replication.incidents[incident]
      let closed = record[.closed]
      guard !handOvers.tiers.isEmpty,
        isCounted(record[.detected] ?? .zero, until: closed, filter)
      else { return nil }
      return MetricValue(
        Int64(count(handOvers)), isOpen: closed == nil, began: record[.detected] ?? .zero)
    }
  }

  /// How long users went without: of each incident that took a service down, from its fault until
  /// they had back what they had, in whatever way.
  func serviceRestorations(_ filter: MetricFilter) -> [MetricValue] {
    var tookServicesDown = run.replication.incidents.map { _ in false }
    for outage in run.course.outages where outage.isService {
      tookServicesDown[run.cause(of: outage.incident)] = true
    }
    return run.incidents.compactMap { incident in
      guard tookServicesDown[incident], !run.isFalseAlarm(incident),
        let start = run.passed(.occurred, of: incident), run.fits(incident, filter)
      else { return nil }
      let back = run.passed(.serviceRestored, of: incident)
      guard isCounted(start, until: back, filter) else { return nil }
      return MetricValue(
        (back ?? run.end).elapsed(since: start), since: start, isOpen: back == nil)
    }
  }

  /// When each incident was closed, as a time since the start; of those that are open the time so
  /// far.
  func closedAt(_ filter: MetricFilter) -> [MetricValue] {
    run.incidents.compactMap { incident in
      let record = run.replication.incidents[incident]
      guard run.fits(incident, filter),
        isCounted(record[.detected] ?? .zero, until: record[.closed], filter)
      else { return nil }
      return instant(record[.closed])
    }
  }

  /// An instant as a time since the start, which runs on for what has not come yet.
  func instant(_ time: SimulationTime?) -> MetricValue {
    MetricValue(
      (time ?? run.end).elapsed(since: .zero), since: .zero, isOpen: time == nil)
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
  /// One value for each task that people or a vendor do and that was not left out, of a time that
  /// began when it was taken up.
  func taskValues(
    _ filter: MetricFilter, _ time: (FlowTask) -> (span: TimeSpan, isOpen: Bool)?
  ) -> [MetricValue] {
    tasks(filter).compactMap { task in
      guard let began = task.started, let (span, isOpen) = time(task),
        isCounted(began, until: isOpen ? nil : began + span, filter)
      else { return nil }
      return MetricValue(span, since: began, isOpen: isOpen)
    }
  }

  /// How long each task waited.
  func waits(_ filter: MetricFilter) -> [MetricValue] {
    tasks(filter).compactMap { task in
      let (span, isOpen) = task.waited(until: run.end)
      // Called off, and nobody's patience ran out.
      if task.started == nil, task.outcome == .interrupted { return nil }
      guard isCounted(task.offered, until: isOpen ? nil : task.offered + span, filter) else {
        return nil
      }
      return MetricValue(
        span, since: task.offered, isOpen: isOpen,
        isGivenUp: task.started == nil && task.outcome == .lapsed)
    }
  }

  private func tasks(_ filter: MetricFilter) -> [FlowTask] {
    let isMeant = tasksMeant(filter)
    return run.replication.tasks.filter { task in
      guard isMeant.at(task.node) == true, task.outcome != .skipped,
        filter.tier == nil || filter.tier == task.tier
      else { return false }
      guard filter.asksOfCase else { return true }
      return run.incident(of: task.instance).map { run.suits($0.index, filter) } ?? false
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
