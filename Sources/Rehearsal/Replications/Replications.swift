import EventKernel
import Foundation
import Scenarios
import Simulator

/// Many replications of a drill, as a value: what its measures came to.
package struct Replications: Sendable {
  package var seed: UInt64
  /// How many there were to be: replications 0..<`planned`.
  package var planned: Int
  /// How many were run.
  package var done: Int
  /// By row of the drill's measures.
  package var measures: [MeasureAccumulator]

  /// They were stopped before the end, and tell of those that were done.
  package var isPartial: Bool { done < planned }
}

extension Rehearse {
  /// As many threads as there are cores.
  package static var allCores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// Runs replications 0..<`count` of a drill, and gives what its measures came to: the same bytes
  /// for any number of threads.
  ///
  /// - Parameters:
  ///   - count: 1 or more.
  ///   - threads: 1 or more.
  ///   - mayGoOn: told now and then on the caller's thread how many replications are done; false
  ///     stops them, and the result is partial.
  /// - Throws: what `Simulation.run` does, of the first replication that throws.
  package static func replications(
    of model: Model, seed: UInt64, count: Int, threads: Int = allCores,
    while mayGoOn: (_ done: Int) -> Bool = { _ in true }
  ) throws -> Replications {
    let measures = try merged(
      model.drill.measures.map(\.statistic), count: count, threads: threads, while: mayGoOn
    ) {
      // Threads that counted references to one model would wait for each other.
      let runner = ReplicationRunner(
        SharedModel(model.separate()), isTraced: false, eventLimit: .max)
      return { replication, mayGoOn in
        try runner.run(seed: seed, replication: UInt64(replication), while: mayGoOn).measures
      }
    }
    return Replications(
      seed: seed, planned: count, done: measures.done, measures: measures.accumulators)
  }

  /// Runs replications 0..<`count` on threads and merges what their measures came to.
  ///
  /// - Parameter worker: makes, on each thread, what gives the results of a replication's measures.
  /// - Throws: what the first replication that throws does.
  package static func merged(
    _ statistics: [Measure.Statistic], count: Int, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool,
    worker: @escaping @Sendable () -> (Int, () -> Bool) throws -> [MeasureResult]
  ) throws -> (done: Int, accumulators: [MeasureAccumulator]) {
    let adding: @Sendable () -> Replicate<[MeasureAccumulator]> = {
      let replicate = worker()
      return { replication, mayGoOn, sum in
        let results = try replicate(replication, mayGoOn)
        precondition(
          results.count == sum.count,
          "replication \(replication) has \(results.count) of \(sum.count) measures")
        for (measure, result) in results.enumerated() {
          sum[measure].add(result, ofReplication: replication)
        }
      }
    }
    let (done, sum) = try merged(
      0..<count, from: statistics.map { MeasureAccumulator($0, planned: count) },
      threads: threads,
      merge: { sum, other in
        for (measure, others) in other.enumerated() { sum[measure].merge(others) }
      }, while: mayGoOn, worker: adding)
    return (done, sum)
  }
}
