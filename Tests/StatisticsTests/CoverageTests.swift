import EventKernel
import Foundation
import Testing

@testable import Statistics

/// How many experiments a coverage study makes: 4,000 where SANDTABLE_ROUNDS is set (`make soak`).
private let experiments =
  ProcessInfo.processInfo.environment["SANDTABLE_ROUNDS"] == nil ? 1_000 : 4_000

/// Intervals of experiments whose truth is known are made again and again, and those that hold it
/// are counted. A wrong divisor, degree of freedom or independence shows here, if nowhere else.
@Suite("95 % intervals hold the truth")
struct CoverageTests {
  /// Expects that so many of the experiments' intervals hold the truth as the study allows; of few
  /// experiments, within three standard errors more.
  func expectCoverage(
    of truth: Double, in allowed: ClosedRange<Double> = 0.94...0.97, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation, _ experiment: (Int) -> Interval?
  ) throws {
    var held = 0
    for number in 0..<experiments {
      let interval = try #require(experiment(number))
      if interval.contains(truth) { held += 1 }
    }
    let share = Double(held) / Double(experiments)
    let slack = experiments < 4_000 ? 3 * (0.05 * 0.95 / Double(experiments)).squareRoot() : 0
    #expect(
      share >= allowed.lowerBound - slack && share <= allowed.upperBound + slack,
      "\(name): \(share)", sourceLocation: sourceLocation)
  }

  /// The source of one replication of one experiment.
  func source(_ experiment: Int, _ replication: Int) -> RandomSource {
    RandomSource(seed: UInt64(experiment), replication: UInt64(replication))
  }

  /// The draws at an ordinal of a replication.
  func draws(_ source: RandomSource, _ ordinal: Int) -> RandomDraws {
    source.draws(purpose: Self.purpose, entity: Self.entity, ordinal: UInt64(ordinal))
  }

  static let purpose = NameHash("draw")
  static let entity = NameHash("coverage")

  @Test("by Student, of the mean of 12 replications, skewed ones")
  func mean() throws {
    try expectCoverage(of: 10e6, "a mean") { experiment in
      var moments = Moments(largest: 1 << 40)
      for replication in 0..<12 {
        var draws = draws(source(experiment, replication), 0)
        // Ten stages of one second.
        let value = (0..<10).reduce(0) { sum, _ in sum + draws.exponential() }
        moments.add(Int64((value * 1e6).rounded()))
      }
      return moments.meanInterval()
    }
  }

  @Test("by Fieller, of a share whose tries depend on each other")
  func share() throws {
    try expectCoverage(of: 0.3, "a share") { experiment in
      var moments = RatioMoments(largest: 1_000)
      for replication in 0..<30 {
        let (hits, tries) = dependentTries(source(experiment, replication))
        moments.add(hits, over: tries)
      }
      return moments.ratioInterval()
    }
  }

  @Test("but not by counts of tries that depend on each other: in seven of ten only")
  func dependentShare() throws {
    try expectCoverage(of: 0.3, in: 0.65...0.78, "a share taken as independent") { experiment in
      var evidence = TryEvidence()
      for replication in 0..<30 {
        let (hits, tries) = dependentTries(source(experiment, replication))
        evidence.add(kept: hits, of: tries)
      }
      return evidence.interval()
    }
  }

  /// Between 20 and 60 tries with a chance from 0.1 to 0.5 in common.
  func dependentTries(_ source: RandomSource) -> (hits: Int64, tries: Int64) {
    var draws = draws(source, 0)
    let tries = 20 + Int64(draws.below(41))
    let chance = 0.1 + 0.4 * draws.unit()
    return ((0..<tries).reduce(0) { sum, _ in draws.unit() < chance ? sum + 1 : sum }, tries)
  }

  @Test("by Fieller, of a ratio of the time down to the time observed")
  func ratio() throws {
    // Four failures on average, of a mean of a fifth of the time between them.
    try expectCoverage(of: 0.2 / 1.2, "a ratio") { experiment in
      var moments = RatioMoments(largest: 1 << 40)
      for replication in 0..<30 {
        var draws = draws(source(experiment, replication), 0)
        var (down, observed) = (0.0, 0.0)
        for _ in 0..<(2 + draws.below(5)) {
          let repair = 0.2 * draws.exponential()
          down += repair
          observed += draws.exponential() + repair
        }
        moments.add(Int64((down * 1e6).rounded()), over: Int64((observed * 1e6).rounded()))
      }
      return moments.ratioInterval()
    }
  }

  @Test("by Clopper and Pearson, of independent tries of a rare thing: more often than they say")
  func clopperPearson() throws {
    try expectCoverage(of: 0.07, in: 0.95...0.985, "independent tries") { experiment in
      var evidence = TryEvidence()
      for replication in 0..<200 {
        var draws = draws(source(experiment, replication), 0)
        evidence.add(draws.unit() < 0.07)
      }
      return evidence.interval()
    }
  }

  @Test("by Hall, of the mean of 300 replications, skewed ones, and of a share")
  func hall() throws {
    try expectCoverage(of: 10e6, "a mean") { experiment in
      var sample = RatioSample()
      for replication in 0..<300 {
        var draws = draws(source(experiment, replication), 0)
        let value = (0..<3).reduce(0) { sum, _ in sum + draws.exponential() }
        sample.add(Int64((value * 1e7 / 3).rounded()), over: 1)
      }
      return sample.interval(.mean)
    }
    try expectCoverage(of: 0.3, in: 0.93...0.97, "a share") { experiment in
      var sample = RatioSample()
      for replication in 0..<300 {
        let (hits, tries) = dependentTries(source(experiment, replication))
        sample.add(hits, over: tries)
      }
      return sample.interval(.share)
    }
  }

  @Test("by order statistics, of the p95 of 59 and of 200 replications", arguments: [59, 200])
  func orderStatistics(count: Int) throws {
    let truth = -1e6 * Elementary.log(0.05)
    let p95 = Probability(clamped: 0.95)
    try expectCoverage(of: truth, in: 0.94...0.99, "a p95 of \(count) replications") { experiment in
      let values = (0..<count).map { replication in
        var draws = draws(source(experiment, replication), 0)
        return Int64((1e6 * draws.exponential()).rounded())
      }
      return OrderStatistics.interval(p95, ofSorted: values.sorted())
    }
  }

  @Test("by Student, of the difference of two policies that met the same nights")
  func paired() throws {
    try expectCoverage(of: -0.5e6, "a paired difference") { experiment in
      var moments = PairedMoments(largest: 1 << 40)
      for replication in 0..<5 {
        var draws = draws(source(experiment, replication), 0)
        let night = 5 * draws.normal()
        let (one, other) = (20 + night + draws.normal(), 19.5 + night + draws.normal())
        moments.add(Int64((one * 1e6).rounded()), Int64((other * 1e6).rounded()))
      }
      return moments.differenceInterval()
    }
  }
}

/// The same, of tickets of a queue that depend on each other: waits of M/M/1 with half the server
/// busy, from a stationary start.
extension CoverageTests {
  /// Calls with the waits of so many customers in turn, in units of the mean service time.
  ///
  /// A wait is 0 or, as often as the server is busy, exponential with mean 1 / (1 - 0.5); then
  /// D. V. Lindley's recursion, The theory of queues with a single server, 1952.
  func waits(_ source: RandomSource, _ customers: Int, _ take: (Double) -> Void) {
    var first = draws(source, 0)
    var wait = first.unit() < 0.5 ? 2 * first.exponential() : 0
    for customer in 1...customers {
      take(wait)
      var draws = draws(source, customer)
      wait = max(0, wait + draws.exponential() - 2 * draws.exponential())
    }
  }

  @Test("by sectioning, of the p95 of tickets")
  func ticketQuantile() throws {
    // P(wait > t) = 0.5 exp(-t / 2)
    let truth = 2e6 * Elementary.log(0.5 / 0.05)
    try expectCoverage(of: truth, "a p95 of tickets") { experiment in
      var quantiles = TicketQuantiles([Probability(clamped: 0.95)], largest: 1 << 40)
      var sketch = QuantileSketch(largest: 1 << 40)
      for replication in 0..<30 {
        sketch.removeAll()
        waits(source(experiment, replication), 1_000) { sketch.add(Int64(($0 * 1e6).rounded())) }
        quantiles.add(sketch)
      }
      return quantiles.interval(at: 0)
    }
  }

  @Test("by the jackknife, of the variance of tickets")
  func ticketVariance() throws {
    // E wait² = 0.5 * 2 * 2² and E wait = 0.5 * 2
    try expectCoverage(of: 3e12, in: 0.92...0.97, "a variance of tickets") { experiment in
      var variance = TicketVariance()
      for replication in 0..<64 {
        var sums = PowerSums()
        waits(source(experiment, replication), 500) { sums.add(Int64(($0 * 1e6).rounded())) }
        variance.add(sums, ofReplication: Int64(replication))
      }
      return variance.interval()
    }
  }
}
