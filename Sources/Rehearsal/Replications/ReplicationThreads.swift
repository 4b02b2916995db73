import Dispatch
import Foundation
import Simulator
import Synchronization

extension Rehearse {
  /// Runs one replication and adds what it came to; stops by `RunInterrupted` when the closure that
  /// it is given says no.
  package typealias Replicate<Sum> = (
    _ replication: Int, _ mayGoOn: () -> Bool, _ sum: inout Sum
  ) throws -> Void

  /// Runs replications on threads and merges what they came to.
  ///
  /// - Parameters:
  ///   - replications: their numbers, at least one.
  ///   - empty: the sum of none.
  ///   - merge: adds a sum of other replications, exactly: in any order.
  ///   - mayGoOn: told now and then on the caller's thread how many are done; false stops them.
  ///   - worker: makes, on each thread, what runs its replications.
  /// - Throws: what the first replication that throws does.
  package static func merged<Sum: Sendable>(
    _ replications: Range<Int>, from empty: Sum, threads: Int,
    merge: @escaping @Sendable (inout Sum, Sum) -> Void, while mayGoOn: (_ done: Int) -> Bool,
    worker: @escaping @Sendable () -> Replicate<Sum>
  ) throws -> (done: Int, sum: Sum) {
    precondition(!replications.isEmpty, "no replications")
    precondition(threads > 0, "\(threads) threads")
    let blocks = ReplicationBlocks(replications, from: empty, merge: merge)
    let finished = DispatchSemaphore(value: 0)
    let workers = min(threads, replications.count)
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
private final class ReplicationBlocks<Sum: Sendable>: Sendable {
  /// Blocks at most; the last thread waits for the others no longer than a block takes.
  private static var blockLimit: Int { 256 }

  private struct Outcome {
    var done = 0
    var sum: Sum
    var failure: (replication: Int, error: any Error)?

    mutating func merge(_ other: Outcome, by merge: (inout Sum, Sum) -> Void) {
      done += other.done
      merge(&sum, other.sum)
      guard let theirs = other.failure else { return }
      if let ours = failure, ours.replication < theirs.replication { return }
      failure = theirs
    }
  }

  private let replications: Range<Int>
  private let blockSize: Int
  private let next: Atomic<Int>
  private let done = Atomic(0)
  /// Replications from here on are not run: all are, or one has failed, or the caller said stop.
  private let end: Atomic<Int>
  private let merged: Mutex<Outcome>
  private let merge: @Sendable (inout Sum, Sum) -> Void

  init(
    _ replications: Range<Int>, from empty: Sum, merge: @escaping @Sendable (inout Sum, Sum) -> Void
  ) {
    self.replications = replications
    self.merge = merge
    blockSize = max(1, replications.count / Self.blockLimit)
    next = Atomic(replications.lowerBound)
    end = Atomic(replications.upperBound)
    merged = Mutex(Outcome(sum: empty))
  }

  var doneCount: Int { done.load(ordering: .relaxed) }

  func stop(before replication: Int) { end.min(replication, ordering: .relaxed) }

  private func mayRun(_ replication: Int) -> Bool { replication < end.load(ordering: .relaxed) }

  /// Runs blocks of replications until there are none left.
  func work(_ replicate: Rehearse.Replicate<Sum>, from empty: Sum) {
    var own = Outcome(sum: empty)
    var isStopped = false
    while !isStopped {
      let first = next.add(blockSize, ordering: .relaxed).oldValue
      let last = replications.upperBound
      let block = min(first, last)..<min(first + blockSize, last)
      let before = own.done
      isStopped = !run(block, replicate, into: &own)
      done.add(own.done - before, ordering: .relaxed)
    }
    let outcome = own
    merged.withLock { $0.merge(outcome, by: merge) }
  }

  /// Whether there may be more to do.
  private func run(
    _ block: Range<Int>, _ replicate: Rehearse.Replicate<Sum>, into own: inout Outcome
  ) -> Bool {
    for replication in block {
      guard mayRun(replication) else { return false }
      do {
        try replicate(replication, { mayRun(replication) }, &own.sum)
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

  func outcome() throws -> (done: Int, sum: Sum) {
    let outcome = merged.withLock { $0 }
    if let failure = outcome.failure { throw failure.error }
    return (outcome.done, outcome.sum)
  }
}
