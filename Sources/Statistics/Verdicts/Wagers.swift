import EventKernel

/// Bets against a bound: what is left of one unit that is staked on every run anew.
///
/// A run gives x, from -1 on; who stakes the share s of what they have gets 1 + s x of each unit.
/// If the mean of x is not above 0, nobody gains on average, whatever the law and however long they
/// play, so what has grown to w is wrong in one case of w at most (J. Ville, 1939; G. Shafer, V.
/// Vovk, Game-Theoretic Foundations for Probability and Finance, 2019). It may be looked at after
/// every run.
///
/// Sixteen players stake 1, 2^-1/2, 2^-1 ... 2^-7.5, and what all of them together have counts: the
/// one who plays best is not known beforehand. Kept is the logarithm of what each has, in whole
/// numbers of 2^-40, every step rounded down: so the order of runs does not matter, and sharing a
/// bench among machines changes nothing.
package struct Wagers: Hashable, Sendable {
  /// How many players there are.
  package static let count = 16

  /// By player: the sum of logarithms; `ruined` has nothing any more.
  private var logs = [Int128](repeating: 0, count: Wagers.count)

  private static let unit = 0x1p40
  private static let ruined = -(Int128(1) << 100)
  /// The stakes.
  private static let stakes: [Double] = (0..<count).map { player in
    let whole = 1 / Double(1 << (player / 2))
    return player.isMultiple(of: 2) ? whole : whole * 0.7071067811865475
  }

  /// The players before the first run.
  package init() {}

  /// A run gives so much of a unit.
  ///
  /// - Parameter gain: -1 or more.
  package mutating func add(_ gain: Double) {
    if gain == 0 { return }
    for player in logs.indices {
      let log = Elementary.log1p(max(-1, Wagers.stakes[player] * gain))
      if log.isFinite {
        logs[player] += Int128((log * Wagers.unit).rounded(.down))
      } else {
        logs[player] = Wagers.ruined
      }
      if logs[player] < Wagers.ruined / 2 { logs[player] = Wagers.ruined }
    }
  }

  /// Takes in what the same players came to over other runs.
  package mutating func merge(_ other: Wagers) {
    for player in logs.indices {
      logs[player] += other.logs[player]
      if logs[player] < Wagers.ruined / 2 { logs[player] = Wagers.ruined }
    }
  }

  /// The logarithm of what the players have together, over how many they are.
  package var evidence: Double {
    let each = logs.map { Double($0) / Wagers.unit }
    let greatest = each.max() ?? 0
    let sum = each.reduce(0) { $0 + Elementary.exp($1 - greatest) }
    return greatest + Elementary.log(sum / Double(Wagers.count))
  }
}

extension Wagers: Codable {
  package init(from decoder: any Decoder) throws {
    let texts = try decoder.singleValueContainer().decode([String].self)
    let logs = texts.compactMap { Int128($0) }
    // What 10^7 runs can come to: the logarithm of 2^64 a run.
    guard texts.count == Wagers.count, logs.count == Wagers.count,
      logs.allSatisfy({ $0 >= Wagers.ruined && $0 < Int128(1) << 90 })
    else { throw BrokenSum() }
    self.logs = logs
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(logs.map { "\($0)" })
  }
}
