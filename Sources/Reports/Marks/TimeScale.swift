import EventKernel
import Scenarios

/// From moments to x: linear, but for long stretches in which nothing happened, which are folded to a narrow
/// strip and marked as such. A drill of three days whose night is told in two hours stays legible.
struct TimeScale: Sendable {
  struct Segment: Sendable {
    var start: SimulationTime
    var end: SimulationTime
    var left: Double
    var right: Double
    var isFolded: Bool
  }

  struct Tick: Sendable {
    var time: SimulationTime
    var x: Double
    /// The date, where it is the first tick of a day.
    var date: String?
    var clock: String
  }

  static let foldWidth = 34.0

  let segments: [Segment]
  let left: Double
  let right: Double

  /// - Parameters:
  ///   - moments: ascending, the moments to have room for; the start is among them.
  ///   - end: the end of the drill, not before the last of them.
  init(moments: [SimulationTime], end: SimulationTime, left: Double, right: Double) {
    self.left = left
    self.right = right
    let gaps = Self.gaps(moments, end)
    let folded = Self.folded(gaps)
    let shown = gaps.indices.filter { !folded.contains($0) }
      .reduce(Int64(0)) { $0 + (gaps[$1].end - gaps[$1].start).microseconds }
    let margin = folded.isEmpty ? 0 : shown / 40
    var pieces: [(start: SimulationTime, end: SimulationTime, isFolded: Bool)] = []
    for (row, gap) in gaps.enumerated() {
      guard folded.contains(row) else {
        pieces.append((gap.start, gap.end, false))
        continue
      }
      let from = gap.start + TimeSpan(microseconds: margin)
      let to = gap.end - TimeSpan(microseconds: gap.end == end ? 0 : margin)
      pieces.append((gap.start, from, false))
      pieces.append((from, to, true))
      pieces.append((to, gap.end, false))
    }
    segments = Self.laid(pieces.filter { $0.start < $0.end }, left, right)
  }

  private static func gaps(_ moments: [SimulationTime], _ end: SimulationTime)
    -> [(start: SimulationTime, end: SimulationTime)]
  {
    var gaps: [(start: SimulationTime, end: SimulationTime)] = []
    var last: SimulationTime = .zero
    for moment in moments + [end] where moment > last && moment <= end {
      gaps.append((last, moment))
      last = moment
    }
    return gaps
  }

  /// The longest gaps, as long as one is over a sixth of what stays shown and over half an hour.
  private static func folded(_ gaps: [(start: SimulationTime, end: SimulationTime)]) -> Set<Int> {
    var folded: Set<Int> = []
    guard gaps.count > 3 else { return folded }
    let lengths = gaps.map { ($0.end - $0.start).microseconds }
    var shown = lengths.reduce(0, +)
    let order = gaps.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    for row in order.prefix(min(8, gaps.count - 3)) {
      guard lengths[row] > TimeSpan.minutes(30).microseconds, lengths[row] > shown / 6 else { break }
      folded.insert(row)
      shown -= lengths[row]
    }
    return folded
  }

  private static func laid(
    _ pieces: [(start: SimulationTime, end: SimulationTime, isFolded: Bool)], _ left: Double,
    _ right: Double
  ) -> [Segment] {
    let folds = Double(pieces.filter(\.isFolded).count)
    let shown = pieces.filter { !$0.isFolded }.reduce(0.0) { $0 + ($1.end - $1.start).seconds }
    let perSecond = (right - left - folds * foldWidth) / max(1, shown)
    var x = left
    return pieces.map { piece in
      let width = piece.isFolded ? foldWidth : (piece.end - piece.start).seconds * perSecond
      defer { x += width }
      return Segment(
        start: piece.start, end: piece.end, left: x, right: x + width, isFolded: piece.isFolded)
    }
  }

  func x(_ time: SimulationTime) -> Double {
    guard let segment = segments.first(where: { time <= $0.end }) else { return right }
    if time <= segment.start { return segment.left }
    let share = (time - segment.start).seconds / (segment.end - segment.start).seconds
    return segment.left + share * (segment.right - segment.left)
  }

  /// The places between two moments at which the scale bends.
  func bends(between start: SimulationTime, and end: SimulationTime) -> [SimulationTime] {
    segments.map(\.start).filter { start < $0 && $0 < end }
  }

  /// Civil clock times at round steps, at least 62 units apart, none in a fold.
  func ticks(_ clock: CivilClock) -> [Tick] {
    let shown = segments.filter { !$0.isFolded }
    let perSecond =
      shown.reduce(0.0) { $0 + $1.right - $1.left }
      / max(1, shown.reduce(0.0) { $0 + ($1.end - $1.start).seconds })
    let steps: [Int64] = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
    let step = steps.first { Double($0) * 60 * perSecond >= 62 } ?? 1440
    let first = Int64(clock.start.hour * 60 + clock.start.minute)
    var ticks: [Tick] = []
    var lastX = left - 100
    var lastDay: Int?
    for segment in shown {
      let from = segment.start.microseconds / 60_000_000 + first
      var minute = (from + step - 1) / step * step
      while true {
        let time = SimulationTime.zero + .minutes(minute - first)
        if time > segment.end { break }
        let x = self.x(time)
        if time >= segment.start, x - lastX >= 46, isClear(x) {
          let civil = clock.moment(time)
          let date = civil.day == lastDay ? nil : String(clock.full(time).prefix(10))
          ticks.append(Tick(time: time, x: x, date: date, clock: clock.hourMinute(time)))
          lastX = x
          lastDay = civil.day
        }
        minute += step
      }
    }
    return ticks
  }

  /// Off the folds, whose own words stand in the same line.
  private func isClear(_ x: Double) -> Bool {
    !segments.contains { $0.isFolded && x > $0.left - 20 && x < $0.right + 20 }
  }
}
