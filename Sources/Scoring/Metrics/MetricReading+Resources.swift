import EventKernel
import Simulator
import Statistics

// MARK: Staff

extension MetricReading {
  private func people(_ filter: MetricFilter) -> [Int] {
    let people = run.model.support.people
    return people.indices.filter { filter.tier == nil || people[$0].tier == filter.tier }
  }

  /// Work outside of shifts, of all people that a filter picks together, microseconds.
  package func overtime(_ filter: MetricFilter = MetricFilter()) -> Int64 {
    people(filter).lazy.map { run.replication.overtime.at(Row<Person>($0))?.microseconds ?? 0 }
      .clampedSum
  }

  /// In milliseconds, so that a hundred thousand people for a hundred years fit.
  private func sum(_ spans: some Sequence<TimeSpan>) -> Int64 {
    spans.lazy.map(\.microseconds).clampedSum / 1000
  }

  private func busy(_ rows: [Int]) -> Int64 {
    sum(rows.lazy.map { run.replication.busy.at(Row<Person>($0)) ?? .zero })
  }

  /// Time at work over all time, milliseconds.
  package func timeAtWork(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let rows = people(filter)
    return (busy(rows), Int64(rows.count) * (run.end.microseconds / 1000))
  }

  /// Time on duty without work over time on duty.
  func idleTime(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let rows = people(filter)
    let duty = sum(
      rows.lazy.map { row in
        run.model.support.people[row].shift
          .map { run.model.support.shifts[$0.index].timeOn(until: run.end) }
          ?? run.end.elapsed(since: .zero)
      })
    let over = sum(rows.lazy.map { run.replication.overtime.at(Row<Person>($0)) ?? .zero })
    return (max(0, duty - max(0, busy(rows) - over)), duty)
  }
}

// MARK: Platform and spares

extension MetricReading {
  /// The time without abnormal down time over all time.
  func uptime(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let down =
      filter.service.map { run.replication.downtime.at($0.node) ?? .zero } ?? allowanceUse.used
    let span = run.end.elapsed(since: .zero).microseconds
    return (max(0, span - max(0, down.microseconds)), span)
  }

  /// Wants of parts that were filled at once, of all.
  func fills(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let rows = filter.parts ?? run.replication.stock.indices.map { Row($0) }
    return rows.reduce(into: (above: Int64(0), below: Int64(0))) { sum, row in
      guard let part = run.replication.stock.at(row) else { return }
      sum.above = sum.above.addingClamped(Int64(max(0, part.filledAtOnce)))
      sum.below = sum.below.addingClamped(Int64(max(0, part.wanted)))
    }
  }
}
