import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// How many runs a bench makes.
package enum BenchPlan: Hashable, Sendable {
  /// So many.
  case replications(Int)
  /// Until every objective is decided, or is as precise as asked (relative to the rarer side, of a
  /// share); looked at after `first`, then twice as many, and so on up to `most`.
  case decided(precision: Probability?, first: Int, most: Int)

  /// Runs when nobody says how many: looked at from 64 on, 4,096 at most.
  package static let usual = BenchPlan.decided(precision: nil, first: 64, most: 4096)
  /// Runs of a drill without objectives.
  package static let usualReplications = 400
}

extension Rehearse {
  /// Runs a drill many times and gives what its figures came to: the same bytes for any number of
  /// threads. The stopping point depends on the results at the looks alone.
  ///
  /// - Parameters:
  ///   - overall: how sure all objectives' intervals together are to be.
  ///   - mayGoOn: told now and then on the caller's thread how many runs of how many are done;
  ///   false
  ///     stops them, and the result is partial.
  /// - Throws: what `Simulation.run` does, of the first replication that throws.
  package static func bench(
    _ drill: CompiledDrill, plan: BenchPlan, seed: UInt64, threads: Int = allCores,
    overall: Confidence = .ninetyFive,
    while mayGoOn: (_ done: Int, _ planned: Int) -> Bool = { _, _ in true }
  ) throws -> Bench {
    switch plan {
    case .replications(let count):
      let (done, sums) = try benchSums(
        drill, 0..<count, seed: seed, threads: threads, while: { mayGoOn($0, count) })
      return Bench(
        drill: drill, seed: seed, sums: sums, planned: count, done: done, overall: overall)
    case .decided(let precision, let first, let most):
      let looks = BenchLooks(precision, first: first, most: most)
      var bench: Bench?
      for (place, count) in looks.counts.enumerated() {
        let before = bench?.done ?? 0
        let (done, sums) = try benchSums(
          drill, before..<count, seed: seed, threads: threads,
          while: { mayGoOn(before + $0, count) })
        var all = bench?.sums ?? sums
        if bench != nil { all.merge(sums) }
        let now = Bench(
          drill: drill, seed: seed, sums: all, planned: count, done: before + done,
          looks: looks.counts.count, overall: overall)
        if now.isPartial || looks.isEnough(now) || place == looks.counts.count - 1 { return now }
        bench = now
      }
      preconditionFailure("a bench that looks at no count")
    }
  }

  /// Runs some replications, of one seed, and gives their sums.
  package static func benchSums(
    _ drill: CompiledDrill, _ replications: Range<Int>, seed: UInt64, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool
  ) throws -> (done: Int, sums: BenchSums) {
    // Threads that counted references to one model would wait for each other.
    let worker: @Sendable () -> Replicate<BenchSums> = {
      var own = drill
      own.model = drill.model.separate()
      let runner = ReplicationRunner(SharedModel(own.model), isTraced: true)
      let reader = BenchReader(own)
      return { replication, mayGoOn, sums in
        let record = try runner.run(
          seed: seed, replication: UInt64(replication), while: mayGoOn)
        reader.add(record, ofReplication: replication, to: &sums)
      }
    }
    let (done, sums) = try merged(
      replications, from: BenchSums(drill), threads: threads,
      merge: { $0.merge($1) }, while: mayGoOn, worker: worker)
    return (done, sums)
  }
}

/// The counts of runs at which a bench looks whether it knows enough, and what is enough.
private struct BenchLooks {
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
      guard let interval = verdict.interval else { return false }
      switch verdict.objective.test {
      case .every, .share: return Precision.relativeToRarer(precision).holds(for: interval)
      case .mean, .quantile: return Precision.relative(precision).holds(for: interval)
      }
    }
  }
}
