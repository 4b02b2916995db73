import EventKernel
import Scoring
import Simulator
import Statistics
import Testing

@testable import Rehearsal

/// Runs whose law is known, and an objective on them, whose bound is the truth or beside it.
struct VerdictKind: Sendable, CustomTestStringConvertible {
  enum Promise: Sendable {
    /// Wrong in 2.5 % a side at most, whatever the law.
    case exact
    /// The same of "missed" alone: there is no exact "met".
    case exactMissed
    /// Wrong in 5 % at most, for this kind.
    case largeSample
    /// Measured, and not promised.
    case none

    var word: String {
      switch self {
      case .exact: "exact"
      case .exactMissed: "exact (missed)"
      case .largeSample: "large-sample"
      case .none: "no"
      }
    }
  }

  var name: String
  var promise: Promise
  /// Found in nine of ten seeds within 4,096 runs, with the truth at half the bound.
  var isPowerful = false
  var objective: Objective
  var bound: ObjectiveBound
  /// What one run comes to, where the truth is better than the bound by a margin: a mean of bound /
  /// (1 + margin), a share that falls short of all by so much less.
  var run: @Sendable (_ margin: Double, _ draws: inout RandomDraws) -> ObjectiveSample

  var testDescription: String { name }

  struct Decision {
    var outcome: ObjectiveVerdict.Outcome
    var runs: Int64
  }

  /// Runs until it is decided, at the looks of a bench that nobody told anything.
  func decide(seed: Int, margin: Double) -> Decision {
    let rule = StoppingRule(
      [.relative(.never)], first: Int64(BenchPlan.usualFirst),
      greatest: Int64(BenchPlan.usualMost))
    let assurance = Assurance(looks: rule.looks.count)
    let (purpose, entity) = (NameHash("verdict"), NameHash(name))
    var evidence = ObjectiveEvidence(bound)
    for look in rule.looks {
      while evidence.runs < look {
        let source = RandomSource(seed: UInt64(seed), replication: UInt64(evidence.runs))
        var draws = source.draws(purpose: purpose, entity: entity, ordinal: 0)
        evidence.add(ObjectiveSeen(run(margin, &draws)))
      }
      let verdict = BenchVerdict(
        objective, evidence, assurance, quantile: nil, runsDraw: true)
      if verdict.outcome != .undecided { return Decision(outcome: verdict.outcome, runs: look) }
    }
    return Decision(outcome: .undecided, runs: evidence.runs)
  }
}

// MARK: The kinds

extension VerdictKind {
  static var all: [VerdictKind] { exact + largeSample + notPromised }

  private static var exact: [VerdictKind] {
    [0.5, 0.9, 0.95, 0.99, 0.995].map(every) + [
      allAgree, quantileOfRuns, runMaximum, openValues, boundedMean, boundedShare,
      mean("missed of a lognormal mean, cv 4", .exactMissed) { lognormal(4, &$0) },
      mean("missed of a rare mean, 1 in 45", .exactMissed) { rare(45, &$0) },
    ]
  }

  private static var largeSample: [VerdictKind] {
    [
      mean("mean of an exponential", .largeSample, isPowerful: true) { $0.exponential() },
      mean("mean of a lognormal, cv 1", .largeSample, isPowerful: true) { lognormal(1, &$0) },
      mean("mean of a lognormal, cv 2", .largeSample) { lognormal(2, &$0) },
      mean("mean, one run in 10 has any", .largeSample) { rare(10, &$0) },
      mean("mean, one run in 45 has any", .largeSample) { rare(45, &$0) },
      mean("mean, one run in 200 has any", .largeSample) { rare(200, &$0) },
      dependentShare, fewEvents,
    ]
  }

  private static var notPromised: [VerdictKind] {
    [
      mean("mean of a lognormal, cv 4", .none) { lognormal(4, &$0) },
      mean("mean of a Pareto, index 2.5", .none) { Elementary.pow($0.openUnit(), -0.4) * 0.6 },
      mean("mean, one night in 100 ten times as bad", .none) { draws in
        draws.exponential() * (draws.bernoulli(0.01) ? 10 : 1) / 1.09
      },
    ]
  }

  private static func lognormal(_ cv: Double, _ draws: inout RandomDraws) -> Double {
    let variance = Elementary.log1p(cv * cv)
    return Elementary.exp(draws.normal() * variance.squareRoot() - variance / 2)
  }

  private static func rare(_ count: Int, _ draws: inout RandomDraws) -> Double {
    draws.bernoulli(1 / Double(count)) ? Double(count) * draws.exponential() : 0
  }

  // MARK: Shares of runs

  private static func every(_ share: Double) -> VerdictKind {
    let share = Probability(clamped: share)
    return VerdictKind(
      name: "every, at \(share.value)", promise: .exact, isPowerful: share.value <= 0.9,
      objective: Objective(
        name: "every", metric: .overtime, test: .every(.lessOrEqual, 1), runs: share),
      bound: .tries(share)
    ) { margin, draws in
      .tried(draws.unit() >= (1 - share.value) / (1 + margin))
    }
  }

  /// Half an hour of overtime at most in nine runs of ten, three of which have just that.
  private static var quantileOfRuns: VerdictKind {
    let objective = Objective(
      name: "p90", metric: .overtime,
      test: .quantile(Probability(clamped: 0.9), .lessOrEqual, 1_800_000_000))
    return VerdictKind(
      name: "p90 of runs, three in ten on the bound", promise: .exact, objective: objective,
      bound: .tries(Probability(clamped: 0.9))
    ) { margin, draws in
      let unit = draws.unit()
      let place = unit < 0.6 ? unit / 0.6 : unit < 1 - 0.1 / (1 + margin) ? 1 : 1 + unit
      return sample(
        [MetricValue(Int64((place * 1.8e9).rounded()))], objective, .tries(.never))
    }
  }

  /// The longest of 20 exponential times, which keeps the bound in 95 runs of 100.
  private static var runMaximum: VerdictKind {
    let objective = Objective(
      name: "longest", metric: .handlingTime, test: .every(.lessOrEqual, 3_600_000_000))
    return VerdictKind(
      name: "the longest of 20 in a run", promise: .exact, objective: objective,
      bound: .tries(Objective.usualRuns)
    ) { margin, draws in
      // P(all within) = (1 - e^-x)^20.
      let wanted = 1 - 0.05 / (1 + margin)
      let each = -Elementary.expm1(Elementary.log(wanted) / 20)
      let scale = 3.6e9 / -Elementary.log(each)
      let values = (0..<20).map { _ in
        MetricValue(Int64((draws.exponential() * scale).rounded()))
      }
      return sample(values, objective, .tries(.never))
    }
  }

  /// Times that begin all through ten hours and may go on beyond the end: of those that could have
  /// passed an hour, each does with a chance of one in a thousand times as many as there are.
  private static var openValues: VerdictKind {
    let objective = Objective(
      name: "each", metric: .handlingTime, test: .every(.lessOrEqual, 3_600_000_000))
    return VerdictKind(
      name: "every, with values open at the end", promise: .exact, objective: objective,
      bound: .tries(Objective.usualRuns)
    ) { margin, draws in
      let end = SimulationTime.zero + .hours(10)
      // 18 of 20 begin more than an hour before the end, give or take.
      let values = (0..<20).map { place -> MetricValue in
        let began = SimulationTime.zero + .minutes(Int64(place) * 30 + 1)
        let wanted = 1 - 0.05 / (1 + margin)
        let each = -Elementary.expm1(Elementary.log(wanted) / 18)
        let span = TimeSpan(
          microseconds: Int64((draws.exponential() * 3.6e9 / -Elementary.log(each)).rounded()))
        let isOpen = began + span > end
        return MetricValue(isOpen ? end - began : span, since: began, isOpen: isOpen)
      }
      return sample(values, objective, .tries(.never), end: end)
    }
  }

  private static func sample(
    _ values: [MetricValue], _ objective: Objective, _ bound: ObjectiveBound,
    end: SimulationTime = .distantFuture
  ) -> ObjectiveSample {
    var count = StandingCount()
    for value in values {
      guard let limit = objective.limit else { continue }
      count.add(value.standing(limit.comparison, limit.bound, at: end))
    }
    return ObjectiveSeen(count, against: bound).sample
  }

  // MARK: Means

  /// A mean of runs whose law has mean 1, held against a minute.
  private static func mean(
    _ name: String, _ promise: Promise, isPowerful: Bool = false,
    _ value: @escaping @Sendable (inout RandomDraws) -> Double
  ) -> VerdictKind {
    VerdictKind(
      name: name, promise: promise, isPowerful: isPowerful, objective: meanObjective,
      bound: .ratio(RatioBound(.mean, 60_000_000, mostBelow: 1))
    ) { margin, draws in
      meanSample(value(&draws) / (1 + margin) * 6e7)
    }
  }

  private static func meanSample(_ value: Double) -> ObjectiveSample {
    let above = Int64(min(value, 1e18).rounded())
    return .ratio(above: above, most: above, below: 1)
  }

  private static var meanObjective: Objective {
    Objective(name: "mean", metric: .overtime, test: .mean(.lessOrEqual, 60_000_000))
  }

  /// The cube of a uniform number, with the greatest value declared.
  private static var boundedMean: VerdictKind {
    VerdictKind(
      name: "mean of runs, its greatest declared", promise: .exact, isPowerful: true,
      objective: meanObjective,
      bound: .ratio(RatioBound(.mean, 60_000_000, mostAbove: 240_000_000, mostBelow: 1))
    ) { margin, draws in
      let unit = draws.unit()
      return meanSample(unit * unit * unit * 2.4e8 / (1 + margin))
    }
  }

  // MARK: Shares of values

  private static func share(
    _ name: String, _ promise: Promise, atLeast parts: Int64, isPowerful: Bool = false,
    mostBelow: Int64? = nil,
    _ run:
      @escaping @Sendable (_ short: Double, _ draws: inout RandomDraws) -> (
        hits: Int64, tries: Int64
      )
  ) -> VerdictKind {
    let share = Double(parts) / 1_000
    return VerdictKind(
      name: name, promise: promise, isPowerful: isPowerful,
      objective: Objective(
        name: "share", metric: .waitingTime,
        test: .share(within: 1, atLeast: Probability(clamped: share))),
      bound: .ratio(RatioBound(.share, parts, over: 1_000, mostBelow: mostBelow))
    ) { margin, draws in
      let (hits, tries) = run((1 - share) / (1 + margin), &draws)
      return .ratio(above: hits, most: hits, below: tries)
    }
  }

  /// A run hits with all of its tries or with none.
  private static var allAgree: VerdictKind {
    share("share, runs hit or miss as one", .exact, atLeast: 950, mostBelow: 40) { short, draws in
      let tries = 1 + Int64(draws.below(40))
      return (draws.unit() < short ? 0 : tries, tries)
    }
  }

  private static var boundedShare: VerdictKind {
    share(
      "share, its greatest declared", .exact, atLeast: 700, isPowerful: true, mostBelow: 60
    ) { dependent($0, &$1) }
  }

  private static var dependentShare: VerdictKind {
    share("share of dependent values", .largeSample, atLeast: 700) { dependent($0, &$1) }
  }

  /// Between 20 and 60 tries with a chance in common.
  private static func dependent(
    _ short: Double, _ draws: inout RandomDraws
  ) -> (hits: Int64, tries: Int64) {
    let tries = 20 + Int64(draws.below(41))
    // From a third of the mean to five thirds of it.
    let chance = short * (1 / 3.0 + 4 / 3.0 * draws.unit())
    return ((0..<tries).reduce(0) { sum, _ in draws.unit() < chance ? sum : sum + 1 }, tries)
  }

  /// A run in 20 misses with 100 of its 1,000 tries.
  private static var fewEvents: VerdictKind {
    share("share, one run in 20 has an event", .largeSample, atLeast: 995) { short, draws in
      (draws.unit() < short / 0.1 ? 900 : 1_000, 1_000)
    }
  }
}
