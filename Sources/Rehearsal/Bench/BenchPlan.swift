import EventKernel
import Scenarios
import Scoring
import Statistics

/// How many runs a bench makes.
package enum BenchPlan: Hashable, Sendable {
  /// So many.
  case replications(Int)
  /// Until every objective is decided, or is as precise as asked (relative to the rarer side, of a
  /// share); looked at after `first`, then twice as many, and so on up to `most`.
  case decided(precision: Probability?, first: Int, most: Int)

  /// Runs at most, whoever asks for them or says that they were played.
  package static let greatest = 10_000_000
  /// Runs of a drill without objectives that says no number.
  package static let usualReplications = 400
  /// Runs before the first look, and at most, when nobody says how many.
  package static let usualFirst = 64
  package static let usualMost = 4096

  /// The plan of a drill by what somebody asks for; nil is what nobody asked for.
  ///
  /// - Parameters:
  ///   - replications: that many, whatever the objectives; goes with no other.
  ///   - precision: until every objective is that precise, not only decided.
  ///   - most: runs at most.
  package init(
    for drill: CompiledDrill, replications: Int? = nil, precision: Probability? = nil,
    most: Int? = nil
  ) throws(BenchPlanError) {
    if let replications {
      self = .replications(replications)
    } else if !drill.objectives.isEmpty {
      self = .decided(
        precision: precision, first: Self.usualFirst, most: most ?? Self.usualMost)
    } else if precision == nil, most == nil {
      self = .replications(drill.replications ?? Self.usualReplications)
    } else {
      throw .noObjectives(drill: drill.name)
    }
  }
}

/// Why there is no such plan.
package enum BenchPlanError: Error, Hashable, Sendable {
  /// The drill states no objectives to be precise about.
  case noObjectives(drill: String)
}

/// The counts of runs at which a bench looks whether it knows enough, and what is enough.
struct BenchLooks {
  let counts: [Int]
  private let precision: Probability?

  init(_ precision: Probability?, first: Int, most: Int) {
    let rule = StoppingRule(
      [.relative(precision ?? .never)], first: Int64(min(max(2, first), most)),
      greatest: Int64(most))
    counts = rule.looks.map { Int($0) }
    self.precision = precision
  }

  /// Every objective is decided, or, where a precision is asked for, precise.
  func isEnough(_ bench: Bench) -> Bool {
    bench.verdicts.allSatisfy { verdict in
      guard let precision else { return verdict.outcome != .undecided }
      if verdict.finding.basis == .constant { return true }
      guard let interval = verdict.interval else { return false }
      return verdict.unit == .share
        ? Precision.relativeToRarer(precision).holds(for: interval)
        : Precision.relative(precision).holds(for: interval)
    }
  }
}
