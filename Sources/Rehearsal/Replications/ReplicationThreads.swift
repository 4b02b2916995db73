import Dispatch
import Foundation
import Simulator
import Synchronization

extension Rehearse {
  /// Gives what the measures came to in one replication; stops by `RunInterrupted` when the closure
  /// that it is given says no.
  package typealias Replicate = (_ replication: Int, _ mayGoOn: () -> Bool) throws ->
    [MeasureResult]

  /// Runs replications 0..<`count` on threads and merges what they came to.
  ///
  /// - Parameter worker: makes, on each thread, what runs its replications.
  /// - Throws: what the first replication that throws does.
  package static func merged(
    _ statistics: [Measure.Statistic], count: Int, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool, worker: @escaping @Sendable () -> Replicate
  ) throws -> (done: Int, accumulators: [MeasureAccumulator]) {
    precondition(count > 0, "\(count) replications")
    precondition(threads > 0, "\(threads) threads")
    let empty = statistics.map { MeasureAccumulator($0, planned: count) }
    let blocks = ReplicationBlocks(count: count, merging: empty)
    let finished = DispatchSemaphore(value: 0)
    let workers = min(threads, count)
    for _ in 0..<workers {
      let thread = Thread {
        blocks.work(worker(), from: empty)
        finished.signal()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    var working = workers
    while working > 0 {
      if finished.wait(timeout: .now() + .milliseconds(100)) == .success {
        working -= 1
      } else if !mayGoOn(blocks.doneCount) {
        blocks.stop(before: 0)
      }
    }
    return try blocks.outcome()
  }
}

/// The replications that are still to be run, handed out in blocks, and what came of the others.
///
/// Threads touch it once a block; in between each has an accumulator of its own.
private final class ReplicationBlocks: Sendable {
  /// Blocks at most; the last thread waits for the others no longer than a block takes.
  private static let blockLimit = 256

  private struct Outcome {
    var done = 0
    var accumulators: [MeasureAccumulator]
    var failure: (replication: Int, error: any Error)?

    mutating func merge(_ other: Outcome) {
      done += other.done
      for (measure, others) in other.accumulators.enumerated() {
        accumulators[measure].merge(others)
      }
      guard let theirs = other.failure else { return }
      if let ours = failure, ours.replication < theirs.replication { return }
      failure = theirs
    }
  }

  private let count: Int
  private let blockSize: Int
  private let next = Atomic(0)
  private let done = Atomic(0)
  /// Replications from here on are not run: all are, or one has failed, or the caller said stop.
  private let end: Atomic<Int>
  private let merged: Mutex<Outcome>

  init(count: Int, merging empty: [MeasureAccumulator]) {
    self.count = count
    blockSize = max(1, count / ReplicationBlocks.blockLimit)
    end = Atomic(count)
    merged = Mutex(Outcome(accumulators: empty))
  }

  var doneCount: Int { done.load(ordering: .relaxed) }

  func stop(before replication: Int) { end.min(replication, ordering: .relaxed) }

  private func mayRun(_ replication: Int) -> Bool { replication < end.load(ordering: .relaxed) }

  /// Runs blocks of replications until there are none left.
  func work(_ replicate: Rehearse.Replicate, from empty: [MeasureAccumulator]) {
    var own = Outcome(accumulators: empty)
    var isStopped = false
    while !isStopped {
      let first = next.add(blockSize, ordering: .relaxed).oldValue
      let block = min(first, count)..<min(first + blockSize, count)
      let before = own.done
      isStopped = !run(block, replicate, into: &own)
      done.add(own.done - before, ordering: .relaxed)
    }
    let outcome = own
    merged.withLock { $0.merge(outcome) }
  }

  /// Whether there may be more to do.
  private func run(
    _ block: Range<Int>, _ replicate: Rehearse.Replicate, into own: inout Outcome
  ) -> Bool {
    for replication in block {
      guard mayRun(replication) else { return false }
      do {
        let results = try replicate(replication) { mayRun(replication) }
        precondition(
          results.count == own.accumulators.count,
          "replication \(replication) has \(results.count) of \(own.accumulators.count) measures")
        for (measure, result) in results.enumerated() {
          own.accumulators[measure].add(result, ofReplication: replication)
        }
        own.done += 1
      } catch is RunInterrupted {
        return false
      } catch {
        // Those before it go on, so that it is the same one that is told of, however many threads.
        stop(before: replication)
        own.failure = (replication, error)
        return false
      }
    }
    return !block.isEmpty
  }

  func outcome() throws -> (done: Int, accumulators: [MeasureAccumulator]) {
    let outcome = merged.withLock { $0 }
    if let failure = outcome.failure { throw failure.error }
    return (outcome.done, outcome.accumulators)
  }
}
