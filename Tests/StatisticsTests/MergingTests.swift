import EventKernel
import Testing

@testable import Statistics

/// Draws for the tests, each at its own address.
enum Draws {
  static func of(_ purpose: String, _ ordinal: Int, seed: UInt64 = 5) -> RandomDraws {
    RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash(purpose), entity: NameHash("statistics"), ordinal: UInt64(ordinal))
  }

  /// A whole number of any size and sign up to a largest magnitude.
  static func value(_ purpose: String, _ ordinal: Int, seed: UInt64, upTo largest: Int64) -> Int64 {
    var draws = of(purpose, ordinal, seed: seed)
    let bits = Int64(draws.below(63))
    let size = Int64(draws.below(UInt64(min(largest, 1 << bits)) + 1))
    return draws.bernoulli(0.5) ? size : -size
  }
}

@Suite("Merging")
struct MergingTests {
  /// Deals replications to a drawn number of shards in a drawn order, merges the shards pairwise in
  /// a drawn order, and expects what one accumulator that saw them in turn holds.
  private func expectExact<Accumulator: Equatable>(
    _ empty: Accumulator, count: Int, seed: UInt64, add: (inout Accumulator, Int) -> Void,
    merge: (inout Accumulator, Accumulator) -> Void
  ) {
    var whole = empty
    for replication in 0..<count { add(&whole, replication) }
    #expect(whole != empty)
    for split in 0..<8 {
      let address = Int(seed) * 8 + split
      var order = Array(0..<count)
      var draws = Draws.of("order", address)
      for index in order.indices.reversed() {
        order.swapAt(index, Int(draws.below(UInt64(index + 1))))
      }
      var shards = Array(repeating: empty, count: 1 + Int(draws.below(12)))
      for replication in order {
        add(&shards[Int(draws.below(UInt64(shards.count)))], replication)
      }
      while shards.count > 1 {
        let taken = shards.remove(at: Int(draws.below(UInt64(shards.count))))
        merge(&shards[Int(draws.below(UInt64(shards.count)))], taken)
      }
      #expect(shards[0] == whole, "seed \(seed), split \(split)")
    }
  }

  @Test("Moments merge to the same, however split and ordered", arguments: 0..<12 as Range<UInt64>)
  func moments(seed: UInt64) {
    let largest: Int64 = seed % 2 == 0 ? Moments.largestMagnitude : 1_000
    expectExact(Moments(largest: largest), count: 90, seed: seed) {
      // Up to twice the largest, so that some are outside.
      $0.add(Draws.value("value", $1, seed: seed, upTo: 2 * largest))
    } merge: {
      $0.merge($1)
    }
  }

  @Test("Ratios merge to the same", arguments: 0..<12 as Range<UInt64>)
  func ratios(seed: UInt64) {
    let largest: Int64 = seed % 2 == 0 ? Moments.largestMagnitude : 1_000
    expectExact(RatioMoments(largest: largest), count: 90, seed: seed) {
      let above = Draws.value("above", $1, seed: seed, upTo: 2 * largest)
      $0.add(above, over: Draws.value("below", $1, seed: seed, upTo: largest))
    } merge: {
      $0.merge($1)
    }
  }

  @Test("Pairs merge to the same", arguments: 0..<12 as Range<UInt64>)
  func pairs(seed: UInt64) {
    let largest = Moments.largestMagnitude
    expectExact(PairedMoments(largest: largest), count: 90, seed: seed) {
      let first = Draws.value("first", $1, seed: seed, upTo: largest)
      $0.add(first, Draws.value("second", $1, seed: seed, upTo: largest))
    } merge: {
      $0.merge($1)
    }
  }

  @Test("Quantiles of tickets and sketches merge to the same", arguments: 0..<12 as Range<UInt64>)
  func quantiles(seed: UInt64) {
    let probabilities = [0, 0.5, 0.95, 1].map { Probability(clamped: $0) }
    let largest: Int64 = 1 << 40
    expectExact(TicketQuantiles(probabilities, largest: largest), count: 40, seed: seed) {
      var sketch = QuantileSketch(largest: largest)
      for ticket in 0..<($1 % 7) {
        sketch.add(Draws.value("ticket", $1 * 7 + ticket, seed: seed, upTo: 2 * largest))
      }
      $0.add(sketch)
    } merge: {
      $0.merge($1)
    }
  }

  @Test("Variances of tickets merge to the same", arguments: 0..<12 as Range<UInt64>)
  func variances(seed: UInt64) {
    expectExact(TicketVariance(), count: 150, seed: seed) {
      var sums = PowerSums()
      for ticket in 0..<($1 % 5) {
        let place = $1 * 5 + ticket
        sums.add(Draws.value("ticket", place, seed: seed, upTo: Moments.largestMagnitude))
      }
      $0.add(sums, ofReplication: Int64($1))
    } merge: {
      $0.merge($1)
    }
  }

  @Test("Counts of runs merge to the same", arguments: 0..<12 as Range<UInt64>)
  func tries(seed: UInt64) {
    expectExact(TryEvidence(), count: 90, seed: seed) {
      var draws = Draws.of("hit", $1, seed: seed)
      $0.add(draws.bernoulli(0.1) ? nil : draws.bernoulli(0.3))
    } merge: {
      $0.merge($1)
    }
  }

  @Test("Evidence against a bound merges to the same", arguments: 0..<12 as Range<UInt64>)
  func evidence(seed: UInt64) {
    let most: Int64 = seed.isMultiple(of: 2) ? 1_000 : 1 << 61
    let bounds = [
      RatioBound(.mean, most / 5, mostAbove: most, mostBelow: 1),
      RatioBound(.share, 3, over: 10, mostBelow: 40), RatioBound(.share, 3, over: 10),
      // All that one run gives ruins who stakes everything on the other side.
      RatioBound(.mean, 1, mostAbove: most, mostBelow: 1),
    ]
    for bound in bounds {
      expectExact(RatioEvidence(bound), count: 90, seed: seed) {
        var draws = Draws.of("pair", $1, seed: seed)
        let below = bound.kind == .mean ? 1 : Int64(draws.below(41))
        let above =
          bound.kind == .mean
          ? Int64(draws.below(UInt64(most) + 1)) : Int64(draws.below(UInt64(below) + 1))
        $0.add(above, over: below)
      } merge: {
        $0.merge($1)
      }
    }
  }
}
