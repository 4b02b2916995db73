import EventKernel
import Scenarios
import Simulator

/// The level of a battery, or the warmth of a room, over the run: straight lines between points.
struct ReserveHistory: Sendable {
  struct Point: Hashable, Sendable {
    var time: SimulationTime
    /// In the reserve's unit: thousandths of a per cent, or of a degree.
    var level: Double
  }

  var reserve: Reserve
  private(set) var points: [Point] = []

  /// Full, empty.
  var bounds: (Double, Double) { (Double(reserve.levelFull), Double(reserve.levelEmpty)) }

  /// The fullest and the emptiest of it that was seen, in the reserve's unit.
  var extreme: Double {
    let isFalling = reserve.levelEmpty < reserve.levelFull
    let levels = points.map(\.level)
    return (isFalling ? levels.min() : levels.max()) ?? Double(reserve.levelFull)
  }

  /// Histories of the reserves that were drawn on.
  static func touched(_ facts: RunFacts) -> [ReserveHistory] {
    facts.model.platform.reserves.compactMap { reserve in
      var history = ReserveHistory(reserve: reserve)
      history.read(facts.replication.entries.filter { Int($0.subject) == reserve.node.index })
      if history.points.isEmpty { return nil }
      history.finish(at: facts.end)
      return history
    }
  }

  private enum Phase {
    case resting
    case draining
    case empty
    case refilling
  }

  private var phase = Phase.resting
  private var since: SimulationTime = .zero
  /// Share left, at `since`.
  private var share = 1.0

  init(reserve: Reserve) {
    self.reserve = reserve
  }

  private mutating func read(_ entries: [Entry]) {
    for entry in entries {
      switch entry.kind {
      case .onReserve:
        settle(at: entry.time)
        let lasts = max(1, Double(reserve.lasts.microseconds))
        enter(.draining, at: entry.time, share: min(1, Double(entry.value) / lasts))
      case .offReserve:
        settle(at: entry.time)
        enter(.refilling, at: entry.time, share: share)
      case .reserveEmpty:
        settle(at: entry.time)
        enter(.empty, at: entry.time, share: 0)
      case .cameUp where phase == .empty:
        enter(.refilling, at: entry.time, share: 0)
      default: break
      }
    }
  }

  private mutating func finish(at end: SimulationTime) {
    settle(at: end)
    add(end)
  }

  /// Follows the present phase up to a moment, with a point where it reaches full.
  private mutating func settle(at time: SimulationTime) {
    let passed = (time - since).seconds
    switch phase {
    case .resting, .empty: break
    case .draining:
      share = max(0, share - passed / max(1e-6, reserve.lasts.seconds))
    case .refilling:
      let needed = (1 - share) * reserve.refills.seconds
      if passed >= needed {
        share = 1
        since = min(time, since + TimeSpan(seconds: needed))
        phase = .resting
        add(since)
      } else {
        share += passed / reserve.refills.seconds
      }
    }
    since = time
  }

  private mutating func enter(_ next: Phase, at time: SimulationTime, share: Double) {
    if points.isEmpty { points.append(Point(time: .zero, level: level(1))) }
    self.share = share
    phase = next
    since = time
    add(time)
  }

  private mutating func add(_ time: SimulationTime) {
    points.append(Point(time: time, level: level(share)))
  }

  private func level(_ share: Double) -> Double {
    let (full, empty) = bounds
    return empty + (full - empty) * share
  }
}
