import Simulator
import Statistics

/// Where the time until recovery went over many runs: for each level of fault and each part, the
/// microseconds of a run over the incidents of that level in it.
///
/// The parts of an incident add up to its recovery time, to the microsecond.
package struct RecoverySums: Hashable, Sendable {
  /// By `FaultLevel` order, then by `RecoveryPart` order.
  private var levels: [[RatioMoments]]

  /// The sums of no run.
  package init() {
    let empty = RatioMoments(largest: Moments.largestMagnitude)
    levels = FaultLevel.allCases.map { _ in RecoveryPart.allCases.map { _ in empty } }
  }

  /// Takes in one run.
  ///
  /// - Parameter spent: microseconds by `FaultLevel` order, then by `RecoveryPart` order.
  mutating func add(_ spent: [[Int64]], incidents: [Int64]) {
    for level in levels.indices {
      for part in levels[level].indices {
        levels[level][part].add(spent[level][part], over: incidents[level])
      }
    }
  }

  mutating func merge(_ other: RecoverySums) {
    for level in levels.indices {
      for part in levels[level].indices { levels[level][part].merge(other.levels[level][part]) }
    }
  }

  /// Microseconds a part took, of an incident of the level; nothing where there was none.
  package func mean(_ part: RecoveryPart, _ level: FaultLevel) -> Double? {
    moments(part, level).ratio
  }

  /// The same with its interval; nothing where the runs do not tell one.
  package func interval(_ part: RecoveryPart, _ level: FaultLevel) -> Interval? {
    moments(part, level).ratioInterval()
  }

  /// Microseconds that a part took, of all incidents of the level together.
  package func total(_ part: RecoveryPart, _ level: FaultLevel) -> Int128 {
    moments(part, level).numerator.sum
  }

  /// How many incidents of the level there were.
  package func incidents(_ level: FaultLevel) -> Int128 {
    moments(.repair, level).denominator.sum
  }

  private func moments(_ part: RecoveryPart, _ level: FaultLevel) -> RatioMoments {
    levels[level.place][part.rawValue]
  }

  /// Whether it could be of so many runs; see `ObjectiveCourse`.
  func isOf(runs: Int64) -> Bool {
    levels.allSatisfy { parts in
      parts.allSatisfy { part in
        part.count == runs && part.largest == Moments.largestMagnitude
          && part.denominator == parts[0].denominator
          && part.numerator.isWithin(part.largest) && part.denominator.isWithin(part.largest)
      }
    }
  }
}

extension RecoverySums: Codable {
  package init(from decoder: any Decoder) throws {
    let kept = try decoder.singleValueContainer().decode([[RatioMoments]].self)
    self.init()
    guard kept.map(\.count) == levels.map(\.count) else { throw BrokenSum() }
    levels = kept
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(levels)
  }
}

extension FaultLevel {
  /// Position in tables by level.
  package var place: Int { self == .general ? 0 : 1 }
}

extension PowerSums {
  /// Whether so many values from 0 to `largest` could have that sum.
  fileprivate func isWithin(_ largest: Int64) -> Bool {
    sum >= 0 && sum <= Int128(count) * Int128(largest)
  }
}
