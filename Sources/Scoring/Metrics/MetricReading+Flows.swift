import EventKernel
import Simulator

// MARK: Cases of a stream

extension MetricReading {
  /// The cases of streams that a filter picks and that are counted.
  private func cases(_ filter: MetricFilter) -> [(came: SimulationTime, over: SimulationTime?)] {
    run.replication.incidents.indices.compactMap { row in
      let record = run.replication.incidents[row]
      guard record.stream != nil, run.suits(row, filter), let came = record[.occurred],
        isCounted(came, until: record[.closed], filter)
      else { return nil }
      return (came, record[.closed])
    }
  }

  /// How long each case was there.
  func timesInSystem(_ filter: MetricFilter) -> [MetricValue] {
    cases(filter).map { came, over in
      MetricValue((over ?? run.end).elapsed(since: came), since: came, isOpen: over == nil)
    }
  }

  /// When each case was over, as a time since the start.
  func finishedAt(_ filter: MetricFilter) -> [MetricValue] {
    cases(filter).map { instant($0.over) }
  }

  /// How many cases are over.
  func finishedCount(_ filter: MetricFilter) -> Int { cases(filter).count { $0.over != nil } }

  /// Whether each case that came was turned away.
  func turnedAway(_ filter: MetricFilter) -> [MetricValue] {
    let admitted = run.replication.incidents.indices.count { row in
      let record = run.replication.incidents[row]
      guard record.stream != nil, run.suits(row, filter), let came = record[.occurred] else {
        return false
      }
      return isCounted(came, until: came, filter)
    }
    let refused = run.replication.entries.count { entry in
      guard entry.kind == .caseTurnedAway, entry.subject >= 0 else { return false }
      let stream = Row<DemandStream>(Int(entry.subject))
      guard filter.stream == nil || filter.stream == stream else { return false }
      if let priority = filter.priority,
        run.model.drill.streams.at(stream)?.priority != priority
      {
        return false
      }
      return isCounted(entry.time, until: entry.time, filter)
    }
    return Array(repeating: MetricValue(0), count: admitted)
      + Array(repeating: MetricValue(1_000_000), count: refused)
  }
}

// MARK: Runs of flows

extension MetricReading {
  private func instances(_ filter: MetricFilter) -> [FlowInstance] {
    run.replication.instances.filter { instance in
      guard filter.flow == nil || filter.flow == instance.flow,
        isCounted(instance.started, until: instance.ended, filter)
      else { return false }
      guard filter.asksOfCase else { return true }
      return instance.incident.index < run.replication.incidents.count
        && run.suits(instance.incident.index, filter)
    }
  }

  /// How long each run of a flow took.
  func flowTimes(_ filter: MetricFilter) -> [MetricValue] {
    instances(filter).map { instance in
      MetricValue(
        (instance.ended ?? run.end).elapsed(since: instance.started), since: instance.started,
        isOpen: instance.ended == nil)
    }
  }

  /// When each run of a flow ended, as a time since the start.
  func flowsEndedAt(_ filter: MetricFilter) -> [MetricValue] {
    instances(filter).map { instant($0.ended) }
  }
}
