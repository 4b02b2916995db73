import EventKernel
import Testing

@testable import Statistics

@Suite("Quantile sketch")
struct SketchTests {
  @Test("Buckets follow each other without gap, each at most 1/256 of its lower edge wide")
  func buckets() {
    var next: Int64 = 0
    let last = QuantileSketch.bucket(of: Moments.largestMagnitude)
    #expect(last < 14_336)
    for bucket in 0...last {
      let (lower, width) = QuantileSketch.edge(of: bucket)
      #expect(lower == next && (width == 1 || width <= lower / 256))
      #expect(QuantileSketch.bucket(of: lower) == bucket)
      #expect(QuantileSketch.bucket(of: lower + (width - 1)) == bucket)
      next = lower + width
    }
    #expect(next - 1 == Moments.largestMagnitude)
  }

  @Test("A quantile is off by less than 1/256 of itself, whatever the values", arguments: 0..<40)
  func error(seed: Int) throws {
    var sketch = QuantileSketch(largest: Moments.largestMagnitude)
    let values = (0..<(1 + 13 * seed)).map {
      Draws.value("sketch", $0, seed: UInt64(seed), upTo: Moments.largestMagnitude).magnitude
    }.map { Int64($0) }.sorted()
    for value in values.reversed() { sketch.add(value) }
    #expect(sketch.least == values.first && sketch.greatest == values.last)
    for share in [0, 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 1] {
      let probability = Probability(clamped: share)
      let exact = try #require(Quantile.value(probability, ofSorted: values))
      let quantile = try #require(sketch.quantile(probability))
      #expect((quantile - exact).magnitude <= exact.magnitude / 256, "\(share)")
      let rank = Quantile.rank(probability, of: sketch.count)
      let bounds = try #require(sketch.bounds(ofRank: rank))
      #expect(bounds.least <= exact && exact <= bounds.greatest)
    }
  }

  @Test("Quantiles of evenly spread values are off by far less than a bucket")
  func even() throws {
    var sketch = QuantileSketch(largest: 10_000_000)
    for value in 0..<1_000_000 as Range<Int64> { sketch.add(10 * value) }
    for share in [0.123, 0.5, 0.77, 0.95, 0.999] {
      let quantile = try #require(sketch.quantile(Probability(clamped: share)))
      expectNear(Double(quantile), 1e7 * share, within: 2e-5)
    }
  }

  @Test("Values below 0 or beyond the largest are told, and counted as 0 or the largest")
  func outside() {
    var sketch = QuantileSketch(largest: 1_000)
    for value in [-3, 0, 1_000, 1_001, Int64.max, Int64.min] { sketch.add(value) }
    #expect(sketch.outside == 4 && sketch.count == 6)
    #expect(sketch.least == 0 && sketch.greatest == 1_000)
    #expect(sketch.quantile(.never) == 0 && sketch.quantile(.certain) == 1_000)
  }

  @Test("A sketch that was emptied is as a new one")
  func removeAll() {
    let empty = QuantileSketch(largest: 1_000)
    #expect(empty.quantile(.certain) == nil)
    var sketch = empty
    sketch.add(5_000)
    #expect(sketch != empty)
    sketch.removeAll()
    #expect(sketch == empty)
  }

  @Test("Its order statistics hold those of the values, a bucket wider at most")
  func orderStatistics() throws {
    var sketch = QuantileSketch(largest: 1 << 40)
    let values = (0..<200).map { place -> Int64 in
      var draws = Draws.of("order statistics", place)
      return Int64(1e6 * draws.exponential())
    }.sorted()
    for value in values { sketch.add(value) }
    let p95 = Probability(clamped: 0.95)
    let exact = try #require(OrderStatistics.interval(p95, ofSorted: values))
    let bucketed = try #require(sketch.orderStatisticInterval(p95))
    #expect(bucketed.lower <= exact.lower && bucketed.upper >= exact.upper)
    expectNear(bucketed.lower, exact.lower, within: 1.0 / 256)
    expectNear(bucketed.upper, exact.upper, within: 1.0 / 256)
    #expect(QuantileSketch(largest: 9).orderStatisticInterval(p95) == nil)
  }
}
