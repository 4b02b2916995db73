import EventKernel
import Simulator
import Statistics

// MARK: Staff

extension MetricReading {
  /// The sum of one time of each person that a filter picks, microseconds, and how many they are.
  private func sum(
    _ spans: [TimeSpan], _ filter: MetricFilter
  ) -> (microseconds: Int64, people: Int64) {
    let people = run.model.support.people
    var (sum, count) = (Int64(0), Int64(0))
    for row in people.indices where filter.tier == nil || people[row].tier == filter.tier {
      count += 1
      if row < spans.count { sum = sum.addingClamped(spans[row].microseconds) }
    }
    return (sum, count)
  }

  /// Work outside of shifts, of all people that a filter picks together, microseconds.
  package func overtime(_ filter: MetricFilter = MetricFilter()) -> Int64 {
    sum(run.replication.overtime, filter).microseconds
  }

  // In milliseconds, so that a hundred thousand people for a hundred years fit.

  /// Time at work over all time, milliseconds.
  package func timeAtWork(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let busy = sum(run.replication.busy, filter)
    return (busy.microseconds / 1000, busy.people * (counted.microseconds / 1000))
  }

  /// Time on duty without work over time on duty.
  func idleTime(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let duty =
      sum(
        run.model.support.people.map { person in
          person.shift.map { shift in
            let pattern = run.model.support.shifts[shift.index]
            return pattern.timeOn(until: run.end) - pattern.timeOn(until: run.warm)
          } ?? counted
        }, filter
      ).microseconds / 1000
    let busy = sum(run.replication.busy, filter).microseconds / 1000
    let over = sum(run.replication.overtime, filter).microseconds / 1000
    return (max(0, duty - max(0, busy - over)), duty)
  }
}

// MARK: Platform and spares

extension MetricReading {
  /// The time without abnormal down time over all time.
  func uptime(_ filter: MetricFilter) -> (above: Int64, below: Int64) {
    let down =
      filter.service.map { run.replication.downtime.at($0.node) ?? .zero } ?? allowanceUse.used
    let span = counted.microseconds
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
