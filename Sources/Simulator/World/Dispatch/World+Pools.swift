import EventKernel

/// Staff whom nobody tells apart.
extension World {
  /// Starts a task with staff of a pool, or with somebody who is at a less urgent one.
  @inline(__always)
  mutating func startPool(task row: Row<FlowTask>, queue: Int, needed: Int) -> Attempt {
    for position in flow.queues.queues[queue].pools {
      let pool = flow.queues.fittingPools[Int(position)]
      guard freeCount(ofPool: pool) >= needed else { continue }
      start(task: row, pool: pool, delay: .zero)
      return .started
    }
    guard flow.queues.queues[queue].preempts else { return .lacking }
    return takeOver(needed, for: row, queue: queue)
  }

  @inline(__always)
  func freeCount(ofPool row: Row<Pool>) -> Int {
    guard people.pools[row].isOnDuty else { return 0 }
    guard let count = model.support.pools[row].count else { return .max }
    return Int(count - people.pools[row].busy)
  }
}
