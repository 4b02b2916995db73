import EventKernel
import Testing

@testable import Statistics

/// Against estimates.tsv, which numpy and scipy made.
@Suite("Estimates and intervals")
struct EstimateTests {
  /// The largest magnitude of the metrics in the table.
  static let largest = Moments.largestMagnitude

  @Test("A mean has scipy's Student interval, also where it is 1e18 times its spread")
  func means() throws {
    let rows = try Table.rows("estimates.tsv", of: "mean")
    #expect(rows.count == 6)
    for row in rows {
      var moments = Moments(largest: Self.largest)
      for value in try row[1].wholes() { moments.add(value) }
      let interval = try #require(moments.meanInterval(row[0].confidence()))
      expectNear(interval.estimate, try row[2].number())
      // The ends of an interval about 2^61 are rounded to 2^8: the half is looked at by itself.
      let wanted = try row[3].number()
      let rounding = interval.estimate.ulp
      #expect((interval.halfWidth - wanted).magnitude <= wanted * 1e-11 + rounding)
      expectNear(moments.variance, try row[4].number())
    }
  }

  @Test("A share of independent tries has scipy's interval by Clopper and Pearson")
  func shares() throws {
    let rows = try Table.rows("estimates.tsv", of: "clopper-pearson")
    #expect(rows.count == 7)
    for row in rows {
      let counts = try row[1...2].map { try #require(Int64($0)) }
      var evidence = TryEvidence()
      evidence.add(kept: counts[0], of: counts[1])
      let interval = try #require(evidence.interval(try row[0].confidence()))
      expectNear(interval.estimate, try row[3].number())
      #expect((interval.lower - (try row[4].number())).magnitude < 1e-12)
      #expect((interval.upper - (try row[5].number())).magnitude < 1e-12)
    }
  }

  @Test("Skewness and Hall's score of a ratio against a bound are numpy's")
  func scores() throws {
    let rows = try Table.rows("estimates.tsv", of: "hall")
    #expect(rows.count == 6)
    for row in rows {
      var moments = RatioMoments(largest: Self.largest)
      for (above, below) in zip(try row[0].wholes(), try row[1].wholes()) {
        moments.add(above, over: below)
      }
      let bound = try row[2].number()
      expectNear(moments.skewness(at: bound), try row[3].number(), within: 1e-9)
      expectNear(moments.score(at: bound), try row[4].number(), within: 1e-9)
    }
  }

  @Test("A ratio's interval holds the ratios that a t test does not reject")
  func ratios() throws {
    let rows = try Table.rows("estimates.tsv", of: "fieller")
    #expect(rows.count == 5)
    for row in rows {
      var moments = RatioMoments(largest: Self.largest)
      for (above, below) in zip(try row[1].wholes(), try row[2].wholes()) {
        moments.add(above, over: below)
      }
      let interval = try #require(moments.ratioInterval(row[0].confidence()))
      expectNear(interval.estimate, try row[3].number())
      expectNear(interval.lower, try row[4].number(), within: 1e-9)
      expectNear(interval.upper, try row[5].number(), within: 1e-9)
    }
  }

  @Test("Paired differences have scipy's interval, correlation and, within 2 %, power")
  func pairs() throws {
    let rows = try Table.rows("estimates.tsv", of: "paired")
    #expect(rows.count == 4)
    for row in rows {
      var moments = PairedMoments(largest: Self.largest)
      for (one, other) in zip(try row[2].wholes(), try row[3].wholes()) { moments.add(one, other) }
      let confidence = try row[0].confidence()
      let interval = try #require(moments.differenceInterval(confidence))
      expectNear(interval.estimate, try row[4].number())
      expectNear(interval.lower, try row[5].number())
      expectNear(interval.upper, try row[6].number())
      expectNear(moments.correlation, try row[7].number())
      let power = try row[1].probability()
      let detectable = moments.minimumDetectableDifference(confidence, power: power)
      expectNear(detectable, try row[8].number(), within: 0.02)
    }
  }

  @Test("The variance of tickets has the jackknife's interval, with groups of one size or of two")
  func variances() throws {
    let rows = try Table.rows("estimates.tsv", of: "variance")
    #expect(rows.count == 3)
    for row in rows {
      var variance = TicketVariance()
      for (replication, tickets) in try row[1].lists().enumerated() {
        var sums = PowerSums()
        for ticket in tickets { sums.add(ticket) }
        variance.add(sums, ofReplication: Int64(replication))
      }
      let interval = try #require(variance.interval(row[0].confidence()))
      expectNear(interval.estimate, try row[2].number())
      expectNear(interval.halfWidth, try row[3].number())
    }
  }

  @Test("A quantile of tickets is numpy's inverted distribution, its interval by sectioning")
  func sections() throws {
    let rows = try Table.rows("estimates.tsv", of: "sectioning")
    #expect(rows.count == 3)
    for row in rows {
      // Below 512 the sketch is exact.
      var quantiles = TicketQuantiles([try row[0].probability()], largest: 511)
      for tickets in try row[2].lists() {
        var sketch = QuantileSketch(largest: 511)
        for ticket in tickets { sketch.add(ticket) }
        quantiles.add(sketch)
      }
      let interval = try #require(quantiles.interval(at: 0, row[1].confidence()))
      expectNear(interval.estimate, try row[3].number())
      expectNear(interval.halfWidth, try row[4].number())
    }
  }

  @Test("A quantile of values is the one whose rank is the share of them, rounded up")
  func quantiles() throws {
    let rows = try Table.rows("estimates.tsv", of: "quantile")
    #expect(rows.count == 8)
    for row in rows {
      let quantile = Quantile.value(try row[0].probability(), ofSorted: try row[1].wholes())
      #expect(quantile == Int64(row[2]))
    }
  }

  @Test("Order statistics are the fewest ranks that are sure enough, by trying all pairs")
  func ranks() throws {
    let rows = try Table.rows("estimates.tsv", of: "order")
    #expect(rows.count == 19)
    for row in rows {
      let count = try #require(Int64(row[2]))
      let ranks = OrderStatistics.ranks(
        try row[0].probability(), of: count, try row[1].confidence())
      let wanted = try row[3...4].map { try #require(Int64($0)) }
      #expect([ranks?.lower ?? 0, ranks?.upper ?? 0] == wanted, "\(row)")
    }
  }

  @Test("An interval by order statistics needs as many values as two powers say: 59 for a p95")
  func needed() throws {
    let rows = try Table.rows("estimates.tsv", of: "needed")
    #expect(rows.count == 7)
    for row in rows {
      let (probability, confidence) = (try row[0].probability(), try row[1].confidence())
      let needed = OrderStatistics.needed(probability, confidence)
      #expect(needed == Int64(row[2]))
      #expect(OrderStatistics.ranks(probability, of: needed - 1, confidence) == nil)
      #expect(OrderStatistics.ranks(probability, of: needed, confidence) != nil)
    }
    #expect(OrderStatistics.needed(try "0.95".probability()) == 59)
  }

  @Test(
    "Where every run is no worse, an exact finding is never worse",
    arguments: 0..<40 as Range<UInt64>)
  func neverWorse(seed: UInt64) {
    let assurance = Assurance(bounds: 2, looks: 3)
    let bound = RatioBound(.share, 7, over: 10, mostBelow: 20)
    let mean = RatioBound(.mean, 40, mostAbove: 100, mostBelow: 1)
    var (worse, better) = (TryEvidence(), TryEvidence())
    var (low, high) = (RatioEvidence(bound), RatioEvidence(bound))
    var (more, less) = (RatioEvidence(mean), RatioEvidence(mean))
    var found = 0
    for replication in 0..<400 {
      var draws = Draws.of("run", replication, seed: seed)
      let (first, second) = (draws.unit(), draws.unit())
      let chance = 0.6 + 0.01 * Double(seed)
      worse.add(first < chance)
      better.add(first < chance || second < 0.05)
      let hits = Int64((20 * first).rounded(.down))
      low.add(hits, over: 20)
      high.add(min(20, hits + Int64(draws.below(3))), over: 20)
      let value = Int64(100 * second)
      more.add(value, over: 1)
      less.add(max(0, value - Int64(draws.below(3))), over: 1)
      let share = Probability(clamped: 0.75)
      let pairs = [
        (worse.finding(share, assurance), better.finding(share, assurance), Interval.Side.above),
        (low.finding(assurance), high.finding(assurance), .above),
        (more.finding(assurance), less.finding(assurance), .below),
      ]
      for (one, other, met) in pairs where one.basis?.isExact == true && one.side == met {
        found += 1
        #expect(other.side == met && other.basis?.isExact == true)
      }
      for (one, other, met) in pairs
      where other.basis?.isExact == true && other.side != met && other.side != .undecided {
        found += 1
        #expect(one.side == other.side && one.basis?.isExact == true)
      }
    }
    #expect(found > 0)
  }
}
