import EventKernel
import Foundation
import Scenarios
import Simulator
import Statistics

/// Many runs of a drill, whole or in parts.
extension Rehearse {
  /// Runs a drill many times and gives what its figures came to: the same bytes for any number of
  /// threads. The stopping point depends on the results at the looks alone.
  ///
  /// - Parameters:
  ///   - overall: how sure all objectives' intervals together are to be.
  ///   - mayGoOn: told now and then on the caller's thread how many runs of how many are done;
  ///     false stops them, and the result is partial.
  /// - Throws: what the first replication that fails does.
  package static func bench(
    _ drill: CompiledDrill, plan: BenchPlan, seed: UInt64, threads: Int = allCores,
    overall: Confidence = .ninetyFive,
    while mayGoOn: (_ done: Int, _ planned: Int) -> Bool = { _, _ in true }
  ) throws(RunFailure) -> Bench {
    switch plan {
    case .replications(let count):
      let (done, sums) = try benchSums(
        drill, 0..<count, seed: seed, threads: threads, while: { mayGoOn($0, count) })
      return try settled(
        Bench(drill: drill, seed: seed, sums: sums, planned: count, done: done, overall: overall))
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
        let now = try settled(
          Bench(
            drill: drill, seed: seed, sums: all, planned: count, done: before + done,
            looks: looks.counts.count, overall: overall))
        if now.isPartial || looks.isEnough(now) || place == looks.counts.count - 1 { return now }
        bench = now
      }
      preconditionFailure("a bench that looks at no count")
    }
  }

  /// Runs one shard of a bench.
  ///
  /// - Parameters:
  ///   - planned: replications of all shards together.
  ///   - mayGoOn: told how many runs of how many of the shard are done.
  /// - Returns: nothing when `mayGoOn` stopped it: half a part is none.
  package static func part(
    _ shard: Shard, of planned: Int, _ drill: CompiledDrill, seed: UInt64,
    threads: Int = allCores,
    while mayGoOn: (_ done: Int, _ planned: Int) -> Bool = { _, _ in true }
  ) throws(RunFailure) -> BenchPart? {
    let replications = shard.replications(of: planned)
    let (done, sums) = try benchSums(
      drill, replications, seed: seed, threads: threads,
      while: { mayGoOn($0, replications.count) })
    guard done == replications.count else { return nil }
    return BenchPart(
      Bench(drill: drill, seed: seed, sums: sums, planned: planned, done: done),
      replications: replications)
  }

  /// The part of a bench, or the whole of one, that the bytes of a file have.
  package static func part(in data: Data) throws(BenchPartError) -> BenchPart {
    try BenchPart(try BenchPartFile(data))
  }

  /// The parts of one bench as if it had been run in one go, in whatever order they come.
  ///
  /// - Parameter overall: how sure all objectives' intervals together are to be.
  package static func merge(
    _ parts: [BenchPart], overall: Confidence = .ninetyFive
  ) throws(BenchPartError) -> Bench {
    var bench = try BenchPart.merged(parts)
    bench.overall = overall
    return (try? settled(bench)) ?? bench
  }

  /// A bench of which it is known whether its runs draw random numbers: where all came to the same
  /// in an objective, one is played again to see.
  private static func settled(_ bench: Bench) throws(RunFailure) -> Bench {
    guard bench.hasConstant else { return bench }
    var bench = bench
    bench.runsDraw = try RunFailure.naming(bench.drill) {
      try Simulation.drawsRandomNumbers(bench.drill.model, seed: bench.seed)
    }
    return bench
  }

  /// The baseline of a drill that a file's text has.
  package static func baseline(
    in text: String, of drill: CompiledDrill
  ) throws(BaselineError) -> Baseline {
    let baseline = try Baseline(text: text)
    guard baseline.drill == drill.name else {
      throw .otherDrill(baseline.drill, wanted: drill.name)
    }
    return baseline
  }

  /// Runs some replications, of one seed, and gives their sums.
  private static func benchSums(
    _ drill: CompiledDrill, _ replications: Range<Int>, seed: UInt64, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool
  ) throws(RunFailure) -> (done: Int, sums: BenchSums) {
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
    return try RunFailure.naming(drill) {
      let (done, sums) = try merged(
        replications, from: BenchSums(drill), threads: threads,
        merge: { $0.merge($1) }, while: mayGoOn, worker: worker)
      return (done, sums)
    }
  }
}
