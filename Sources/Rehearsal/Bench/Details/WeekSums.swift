import EventKernel
import Scenarios
import Simulator
import Statistics

/// How many people were at work and how many tasks waited, by the hour of the week over many runs:
/// 168 cells from Monday 00:00 of the drill's own zone.
package struct WeekSums: Hashable, Sendable {
  package static let hourCount = 168
  private static let hour = TimeSpan.hours(1).microseconds

  /// Microseconds that were played, by cell.
  package private(set) var played: [Int128]
  /// Tasks that waited times microseconds.
  private var waiting: [Int128]
  /// By `Tier` order: people at work, travel included, times microseconds.
  private var atWork: [[Int128]]

  /// The sums of no run.
  package init() {
    played = Array(repeating: 0, count: WeekSums.hourCount)
    waiting = played
    atWork = Tier.allCases.map { _ in Array(repeating: 0, count: WeekSums.hourCount) }
  }

  /// The mean number of tasks that waited in a cell; nothing where it was never played.
  package func waiting(_ cell: Int) -> Double? { mean(waiting[cell], cell) }

  /// The mean number of a tier's people who were at work in a cell; nothing where it was never
  /// played.
  package func atWork(_ tier: Tier, _ cell: Int) -> Double? { mean(atWork[tier.place][cell], cell) }

  /// People of a tier times microseconds, over the whole week and all runs.
  package func work(_ tier: Tier) -> Int128 { atWork[tier.place].reduce(0, +) }

  private func mean(_ sum: Int128, _ cell: Int) -> Double? {
    played[cell] > 0 ? Double(sum) / Double(played[cell]) : nil
  }

  /// Microseconds from Monday 00:00 to a drill's start.
  static func offset(of start: CivilTime) -> Int64 {
    Int64((start.weekday - 1) * 1440 + start.minuteOfDay) * TimeSpan.minutes(1).microseconds
  }

  // MARK: Adding up

  /// What is added to.
  enum Series {
    case played
    case waiting
    case atWork(Int)
  }

  /// An hour of the week, for sums of what lies close together: most of it needs no division.
  struct Hour {
    fileprivate var start: Int64 = 0
    fileprivate var end: Int64 = 0
    fileprivate var cell = 0

    fileprivate init(at time: Int64) {
      let hours = time / hour
      start = hours * hour
      end = start + hour
      cell = Int(hours % Int64(hourCount))
    }

    init() {}
  }

  /// Adds a level that held between two instants, in microseconds from Monday 00:00.
  ///
  /// - Parameter last: the hour that was added to last, to be kept from one time to the next.
  mutating func add(
    _ level: Int64, _ series: Series, from: Int64, to: Int64, _ last: inout Hour
  ) {
    guard level != 0, to > from else { return }
    switch series {
    case .played: WeekSums.add(level, from, to, &last, &played)
    case .waiting: WeekSums.add(level, from, to, &last, &waiting)
    case .atWork(let tier): WeekSums.add(level, from, to, &last, &atWork[tier])
    }
  }

  private static func add(
    _ level: Int64, _ from: Int64, _ to: Int64, _ last: inout Hour, _ cells: inout [Int128]
  ) {
    var at = from
    while at < to {
      if at < last.start || at >= last.end { last = Hour(at: at) }
      let next = min(to, last.end)
      cells[last.cell] += Int128(level) * Int128(next - at)
      at = next
    }
  }

  mutating func merge(_ other: WeekSums) {
    for cell in 0..<WeekSums.hourCount {
      played[cell] += other.played[cell]
      waiting[cell] += other.waiting[cell]
      for tier in atWork.indices { atWork[tier][cell] += other.atWork[tier][cell] }
    }
  }

  /// Whether it could be of so many runs of such a length: what is read from a file may say
  /// anything.
  func isOf(runs: Int64, horizon: TimeSpan) -> Bool {
    // No level reaches a billion.
    let most = Int128(runs) * Int128(horizon.microseconds)
    return ([waiting] + atWork).allSatisfy { zip($0, played).allSatisfy { $0 <= $1 << 30 } }
      && played.allSatisfy { $0 <= most } && played.reduce(0, +) <= most
  }
}

extension WeekSums: Codable {
  private enum Key: String, CodingKey {
    case played, waiting, atWork
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init()
    played = try WeekSums.cells(container.decode([String].self, forKey: .played))
    waiting = try WeekSums.cells(container.decode([String].self, forKey: .waiting))
    let tiers = try container.decode([[String]].self, forKey: .atWork)
    guard tiers.count == atWork.count else { throw BrokenSum() }
    atWork = try tiers.map(WeekSums.cells)
  }

  private static func cells(_ texts: [String]) throws -> [Int128] {
    let cells = texts.compactMap { Int128($0) }
    // Not beyond what the sum of many files holds.
    guard texts.count == hourCount, cells.count == hourCount,
      cells.allSatisfy({ (0...(1 << 110)).contains($0) })
    else { throw BrokenSum() }
    return cells
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(played.map { "\($0)" }, forKey: .played)
    try container.encode(waiting.map { "\($0)" }, forKey: .waiting)
    try container.encode(atWork.map { $0.map { "\($0)" } }, forKey: .atWork)
  }
}

extension Tier {
  /// Position in tables by tier.
  var place: Int {
    switch self {
    case .hotline: 0
    case .tier1: 1
    case .tier2: 2
    case .vendor: 3
    case .management: 4
    }
  }
}
