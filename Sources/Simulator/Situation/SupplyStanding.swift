import EventKernel

/// How a part stands in its store.
package struct PartStanding: Hashable, Sendable, BitwiseCopyable {
  /// Pieces on the stock.
  package internal(set) var left: Int32
  /// Pieces that branch stores wait for.
  package internal(set) var owed: Int32 = 0
  /// Pieces on order for the stock, and for incidents that wait for them.
  var forStock: Int32 = 0
  var forIncidents: Int32 = 0

  package var onOrder: Int { Int(forStock) + Int(forIncidents) }

  init(left: Int32) { self.left = left }

  /// What is on the stock goes to the branch stores that wait.
  mutating func serveBranches() {
    let served = min(left, owed)
    left -= served
    owed -= served
  }
}

/// How a battery, or the coolness of a room, stands.
package struct ReserveStanding: Hashable, Sendable, BitwiseCopyable {
  package enum Phase: UInt8, Sendable, BitwiseCopyable {
    case draining
    /// Used up, and what it is for still lacks what it needs.
    case empty
    /// Filling up again, or full.
    case refilling
  }

  package internal(set) var phase = Phase.refilling
  package internal(set) var since = SimulationTime.zero
  /// What was left at `since`, as time that it lasts.
  package internal(set) var left: TimeSpan

  /// A reserve as it is at the start.
  package init(full reserve: Reserve) { left = reserve.lasts }

  init(_ phase: Phase, since: SimulationTime, left: TimeSpan) {
    self.phase = phase
    self.since = since
    self.left = left
  }
}

/// How a data set stands.
package struct DataStanding: Hashable, Sendable, BitwiseCopyable {
  /// What is lost of it and not restored, as time since the last copy; zero: nothing.
  package internal(set) var lost = TimeSpan.zero
  /// The most that one event took; restoring does not bring it back.
  package internal(set) var lostMost = TimeSpan.zero
}

extension Reserve {
  /// What is left of a reserve some time after so much was left of it: it drains with the clock,
  /// and refills faster or slower by the ratio of its two lengths.
  package func left(_ left: TimeSpan, isDraining: Bool, after passed: TimeSpan) -> TimeSpan {
    // In a record that is damaged time may go back.
    let passed = max(.zero, passed)
    if isDraining { return max(.zero, left - passed) }
    guard refills > .zero else { return lasts }
    // In Double, whose rounding is the same everywhere, and back to whole microseconds.
    let gained =
      (Double(passed.microseconds) * Double(lasts.microseconds) / Double(refills.microseconds))
      .rounded()
    guard gained < Double(lasts.microseconds) else { return lasts }
    return min(lasts, left + TimeSpan(microseconds: Int64(gained)))
  }

  /// What is left of a reserve at an instant.
  package func left(_ standing: ReserveStanding, at time: SimulationTime) -> TimeSpan {
    standing.phase == .empty
      ? .zero
      : left(
        standing.left, isDraining: standing.phase == .draining,
        after: time.elapsed(since: standing.since))
  }

  /// When a reserve is full again; nil: it does not refill.
  package func full(_ standing: ReserveStanding) -> SimulationTime? {
    guard standing.phase == .refilling else { return nil }
    let lacking = Double((lasts - standing.left).microseconds)
    let wait = (lacking * Double(refills.microseconds) / Double(max(1, lasts.microseconds)))
      .rounded()
    return standing.since + TimeSpan(microseconds: Int64(wait))
  }
}
