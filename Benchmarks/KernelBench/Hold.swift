import EventKernel

/// Takes the earliest event and schedules another, over and over, at a constant number pending:
/// the hold model of event lists (D. W. Jones, An empirical comparison of priority-queue and
/// event-set implementations, CACM 29, 1986).
enum Hold {
  /// - Parameters:
  ///   - pending: how many events are in the list.
  ///   - operations: how many are taken and replaced.
  static func run(pending: Int, operations: UInt64) -> Outcome {
    let key = RandomSource(seed: 1, replication: 0).key(
      purpose: NameHash("hold"), entity: NameHash("list"))
    var list = EventList()
    for row in 0..<pending {
      list.schedule(at: .zero + span(key, UInt64(row)), rank: 0, kind: 0, row: row)
    }
    var ordinal = UInt64(pending)
    let end = ordinal + operations
    var rows: UInt64 = 0
    var now = SimulationTime.zero
    RunLoop.run(&list, until: .distantFuture) { list, event in
      now = event.time
      rows = rows &* 31 &+ UInt64(event.row)
      list.schedule(at: now + span(key, ordinal), rank: 0, kind: 0, row: event.index)
      ordinal &+= 1
      return ordinal < end
    }
    return Outcome(operations: operations, last: now, value: Double(rows >> 11))
  }

  @inline(__always)
  static func span(_ key: DrawKey, _ ordinal: UInt64) -> TimeSpan {
    var draws = key.draws(ordinal: ordinal)
    return TimeSpan(seconds: draws.exponential())
  }
}
