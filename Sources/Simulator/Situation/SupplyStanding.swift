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
  /// In the unit of `Reserve.fullRate`: above zero it drains, below it refills, or is full.
  package internal(set) var rate: Int64
  package internal(set) var since = SimulationTime.zero
  /// What was left at `since`, as time that it lasts at its full rate.
  package internal(set) var left: TimeSpan

  /// A reserve as it is at the start.
  package init(full reserve: Reserve) {
    rate = -reserve.fullRate
    left = reserve.lasts
  }

  init(rate: Int64, since: SimulationTime, left: TimeSpan) {
    self.rate = rate
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
  /// What is left of a reserve at an instant.
  package func left(_ standing: ReserveStanding, at time: SimulationTime) -> TimeSpan {
    left(standing.left, rate: standing.rate, after: time.elapsed(since: standing.since))
  }

  /// When a reserve is full again; nil: it does not refill.
  package func full(_ standing: ReserveStanding) -> SimulationTime? {
    time(toRefill: lasts - standing.left, rate: standing.rate).map { standing.since + $0 }
  }
}
