import EventKernel
import Testing

@testable import Statistics

@Suite("Moments")
struct MomentsTests {
  @Test("Twice as many as 1e9 replications of the largest magnitude do not overflow")
  func enormous() throws {
    let largest = Moments.largestMagnitude
    var moments = Moments(largest: largest)
    for value in [largest, -largest, largest] { moments.add(value) }
    for _ in 0..<30 {
      let half = moments
      moments.merge(half)
    }
    #expect(moments.count == 3 << 30)
    #expect(moments.sums.sum == Int128(largest) << 30)
    expectNear(moments.mean, Double(largest) / 3)
    // 8/9 of the square, but for count - 1.
    expectNear(moments.variance, 8.0 / 9 * Double(largest) * Double(largest), within: 1e-9)
    #expect(moments.outside == 0)
  }

  @Test("Three values apart among 5 * 2^55 have their whole share in the variance")
  func apart() {
    for (usual, other) in [(8, 7), (7, 8), (-8, -7), (-7, -8)] as [(Int64, Int64)] {
      var sums = PowerSums()
      for _ in 0..<5 { sums.add(usual) }
      for _ in 0..<55 {
        let half = sums
        sums.merge(half)
      }
      for _ in 0..<3 { sums.add(other) }
      // The sum of squared deviations is 3 - 9 / count.
      expectNear(sums.variance, 3 / 0x5p55, within: 1e-11)
    }
  }

  @Test("Products of 256 bits are those that wide arithmetic gives, of every sign")
  func products() {
    let values: [Int128] = [0, 1, -1, 7, Int128(Int64.max), -(1 << 100), (1 << 126) - 3]
    for value in values {
      for factor in [0, 1, -1, 3, -5, Int64.max, Int64.min] {
        let product = Int256(value, times: factor)
        let (high, low) = value.multipliedFullWidth(by: Int128(factor))
        #expect(product == Int256(high: high, low: low))
        expectNear(product.double, Double(value) * Double(factor), within: 1e-15)
        #expect(product &- product == Int256(0))
        #expect(product &+ Int256(1) &- product == Int256(1))
        // Three factors: what a sum of cubes takes in.
        #expect((product &* 3) &- product &- product == product)
        #expect(product &* Int64.min == (product &* -2) &* (1 << 62))
      }
    }
  }

  @Test("The least number of 256 bits, which has no negative, is told as any other")
  func least() {
    #expect(Int256(high: .min, low: 0).double == -0x1p255)
    #expect(Int256(high: .min, low: 1 << 127).double == -0x1p255 + 0x1p127)
  }

  @Test("A value beyond the declared largest counts as the largest, and is told")
  func outside() {
    var moments = Moments(largest: 100)
    for value in [101, 100, -100, -5_000, Int64.min, Int64.max, 7] { moments.add(value) }
    #expect(moments.outside == 4)
    #expect(moments.least == -100 && moments.greatest == 100)
    #expect(moments.sums.sum == 7)
    var ratio = RatioMoments(largest: 10)
    ratio.add(11, over: 12)
    ratio.add(3, over: 4)
    #expect(ratio.outside == 1 && ratio.ratio == 13.0 / 14)
    var pair = PairedMoments(largest: 10)
    pair.add(-30, 30)
    #expect(pair.first.outside == 1 && pair.second.outside == 1 && pair.difference.outside == 0)
    #expect(pair.difference.greatest == 20)
  }

  @Test("Of no or one value there is no interval, of equal ones one without length")
  func few() throws {
    var moments = Moments(largest: 9)
    #expect(moments.mean == nil && moments.least == nil && moments.meanInterval() == nil)
    moments.add(4)
    #expect(moments.mean == 4 && moments.variance == nil && moments.meanInterval() == nil)
    moments.add(4)
    let interval = try #require(moments.meanInterval())
    #expect(interval.lower == 4 && interval.upper == 4 && interval.side(of: 4) == .undecided)
    #expect(RatioMoments(largest: 9).ratioInterval() == nil)
    #expect(TicketVariance().interval() == nil)
    #expect(TryEvidence().interval() == nil && RatioSample().interval(.mean) == nil)
    #expect(TicketQuantiles([.certain], largest: 9).interval(at: 0) == nil)
  }

  @Test("Where what is below the line is constant, a ratio's interval is that of the mean over it")
  func constantDenominator() throws {
    var ratio = RatioMoments(largest: 1_000_000)
    var moments = Moments(largest: 1_000_000)
    for replication in 0..<25 {
      let value = Draws.value("down", replication, seed: 3, upTo: 1_000_000)
      ratio.add(value, over: 4_000)
      moments.add(value)
    }
    let (one, other) = (try #require(ratio.ratioInterval()), try #require(moments.meanInterval()))
    expectNear(one.lower, other.lower / 4_000)
    expectNear(one.upper, other.upper / 4_000)
  }

  @Test("A ratio over what cannot be told from 0 has no interval")
  func noDenominator() {
    var ratio = RatioMoments(largest: 1_000)
    for (above, below) in [(1, 50), (2, -49), (3, 51), (4, -50)] as [(Int64, Int64)] {
      ratio.add(above, over: below)
    }
    #expect(ratio.ratio == 5 && ratio.ratioInterval() == nil)
    var none = RatioMoments(largest: 1_000)
    none.add(1, over: 0)
    none.add(2, over: 0)
    #expect(none.ratio == nil && none.ratioInterval() == nil)
  }

  @Test("The integral of a level is that of its steps, and its mean in thousandths is rounded")
  func level() {
    func at(_ microseconds: Int64) -> SimulationTime { SimulationTime(microseconds: microseconds) }
    var queue = LevelIntegral(level: 2, from: at(-10))
    #expect(queue.mean(until: at(-10)) == nil && queue.mean(until: at(-10), inPartsOf: 9) == nil)
    queue.change(to: 5, at: at(0))
    queue.change(to: 0, at: at(0))
    queue.change(to: 1, at: at(20))
    #expect(queue.area(until: at(23)) == 23)
    expectNear(queue.mean(until: at(23)), 23.0 / 33)
    #expect(queue.mean(until: at(23), inPartsOf: 1_000) == 697)
    queue.change(to: -3, at: at(23))
    #expect(queue.mean(until: at(30), inPartsOf: 1_000) == 50)
    #expect(queue.mean(until: at(50), inPartsOf: 10) == -10)
    #expect(queue.mean(until: at(48), inPartsOf: 1_000) == -897)
  }

  @Test("The integral of the largest level over the longest time is exact")
  func largestLevel() {
    var level = LevelIntegral(level: .max, from: .zero)
    level.change(to: .min, at: .distantFuture)
    #expect(level.area(until: .distantFuture) == Int128(Int64.max) << 62)
    #expect(level.mean(until: .distantFuture, inPartsOf: 1) == .max)
    #expect(level.mean(until: .distantFuture, inPartsOf: 1_000) == .max)
  }
}
