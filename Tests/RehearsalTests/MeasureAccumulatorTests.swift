import EventKernel
import Rehearsal
import Simulator
import Statistics
import Testing

/// What replications came to, taken in and merged.
@Suite("A measure's accumulator")
struct MeasureAccumulatorTests {
  static let statistics: [Measure.Statistic] = [
    .mean, .moreThan(5), .ofNumber(3), .variance, .quantile(Probability(clamped: 0.5)),
  ]

  /// A replication with some tickets, of values that are anything but even.
  static func result(_ replication: Int) -> MeasureResult {
    var result = MeasureResult()
    var sketch = QuantileSketch(largest: 1 << 40)
    for ticket in 0..<(replication * 7 % 11) {
      let value = Int64((replication * 7_919 + ticket * 104_729) % 100_003)
      result.above += value
      result.below += 1
      result.tickets.add(value)
      sketch.add(value)
    }
    result.sketch = sketch
    return result
  }

  static func accumulator(
    _ statistic: Measure.Statistic, _ replications: [Int], of planned: Int
  ) -> MeasureAccumulator {
    var accumulator = MeasureAccumulator(statistic, planned: planned)
    for replication in replications {
      accumulator.add(result(replication), ofReplication: replication)
    }
    return accumulator
  }

  @Test("comes to the same however the replications were split", arguments: 0..<statistics.count)
  func merging(statistic: Int) {
    let statistic = Self.statistics[statistic]
    for planned in [2, 30, 64, 65, 500] {
      let whole = Self.accumulator(statistic, Array(0..<planned), of: planned)
      for parts in [2, 3, 7] {
        var merged = MeasureAccumulator(statistic, planned: planned)
        for part in (0..<parts).reversed() {
          let own = (0..<planned).filter { $0 % parts == part }
          merged.merge(Self.accumulator(statistic, own.reversed(), of: planned))
        }
        #expect(merged == whole)
      }
    }
  }

  @Test("counts the replications in which nothing was seen", arguments: 0..<statistics.count)
  func missing(statistic: Int) {
    let accumulator = Self.accumulator(Self.statistics[statistic], Array(0..<110), of: 110)
    // Every eleventh has no ticket.
    #expect(accumulator.count == 110)
    #expect(accumulator.missing == 10)
    #expect(accumulator.constant == nil)
  }

  @Test("tells Student's interval of the mean where each replication gives one value")
  func student() throws {
    var accumulator = MeasureAccumulator(.mean, planned: 50)
    var moments = Moments(largest: Moments.largestMagnitude)
    for replication in 0..<50 {
      let value = Int64(replication * replication)
      var result = MeasureResult()
      (result.above, result.below) = (value, 1)
      accumulator.add(result, ofReplication: replication)
      moments.add(value)
    }
    let found = try #require(accumulator.interval())
    let mean = try #require(moments.meanInterval())
    #expect((found.estimate - mean.estimate).magnitude < 1e-9)
    #expect((found.halfWidth - mean.halfWidth).magnitude < 1e-9)
  }

  @Test("has an interval without width, and a constant, where all replications are equal")
  func constant() throws {
    var accumulator = MeasureAccumulator(.mean, planned: 30)
    var result = MeasureResult()
    (result.above, result.below) = (30, 4)
    for replication in 0..<30 { accumulator.add(result, ofReplication: replication) }
    #expect(accumulator.constant == 7.5)
    #expect(try #require(accumulator.interval()).halfWidth == 0)
    var other = MeasureAccumulator(.mean, planned: 30)
    (result.above, result.below) = (15, 2)
    other.add(result, ofReplication: 0)
    #expect(other.constant == 7.5)
  }

  @Test("cuts a quantile's replications into sections that are blocks of neighbours")
  func sections() throws {
    // One value a replication: only a section has a quantile of its own.
    var accumulator = MeasureAccumulator(.quantile(Probability(clamped: 0.5)), planned: 6_400)
    for replication in 0..<6_400 {
      var result = MeasureResult()
      var sketch = QuantileSketch(largest: 1_000)
      sketch.add(Int64(replication % 100))
      result.sketch = sketch
      accumulator.add(result, ofReplication: replication)
    }
    let interval = try #require(accumulator.interval())
    #expect(interval.count == 64)
    #expect(interval.estimate == 49)
    #expect(interval.halfWidth == 0)
  }

  @Test("has no interval of one replication, nor of none with tickets")
  func nothing() {
    for statistic in Self.statistics {
      #expect(Self.accumulator(statistic, [1], of: 2).interval() == nil)
      #expect(Self.accumulator(statistic, [0, 11, 22], of: 23).interval() == nil)
    }
  }
}
