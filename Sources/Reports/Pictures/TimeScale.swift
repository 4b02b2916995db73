import EventKernel
import Scenarios

/// From moments to x, in stretches that are linear each. Long ones in which nothing happened are
/// folded to a narrow strip; and the acute part of a drill has a wider scale than what follows.
/// Both are marked, and every stretch has its own labels: a drill of three days whose night is told
/// in two hours stays legible.
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
  /// The part of the width that the acute part of the drill is given.
  static let focusShare = 0.62

  let segments: [Segment]
  let left: Double
  let right: Double
  /// Where the acute part ends and a narrower scale begins; nil: one scale throughout.
  let focus: SimulationTime?

  /// - Parameters:
  ///   - moments: ascending, the moments to have room for; the start is among them.
  ///   - acute: the end of the acute part; it gets a scale of its own when it is short of the rest.
  ///   - end: the end of the drill, not before the last of them.
  init(
    moments: [SimulationTime], acute: SimulationTime, end: SimulationTime, left: Double,
    right: Double
  ) {
    self.left = left
    self.right = right
    let gaps = Self.gaps(moments, end)
    let folded = Self.folded(gaps)
    let shown = gaps.indices.filter { !folded.contains($0) }
      .reduce(Int64(0)) { $0 + (gaps[$1].end - gaps[$1].start).microseconds }
    let margin = folded.isEmpty ? 0 : shown / 40
    var pieces: [Piece] = []
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
    pieces = Self.joined(pieces.filter { $0.start < $0.end })
    focus = Self.focus(pieces, acute)
    if let focus { pieces = pieces.flatMap { Self.split($0, at: focus) } }
    segments = Self.laid(pieces, focus, left, right)
  }

  private typealias Piece = (start: SimulationTime, end: SimulationTime, isFolded: Bool)

  /// The end of the acute part, if it is less than two fifths of what is shown but not nothing.
  private static func focus(_ pieces: [Piece], _ acute: SimulationTime) -> SimulationTime? {
    let all = shownSeconds(pieces)
    let before = shownSeconds(pieces.flatMap { split($0, at: acute) }.filter { $0.end <= acute })
    return before > 0.02 * all && before < 0.4 * all ? acute : nil
  }

  /// Neighbours that are both shown become one.
  private static func joined(_ pieces: [Piece]) -> [Piece] {
    pieces.reduce(into: []) { joined, piece in
      if let last = joined.last, !last.isFolded, !piece.isFolded {
        joined[joined.count - 1].end = piece.end
      } else {
        joined.append(piece)
      }
    }
  }

  private static func split(_ piece: Piece, at time: SimulationTime) -> [Piece] {
    guard piece.start < time, time < piece.end else { return [piece] }
    return [(piece.start, time, piece.isFolded), (time, piece.end, piece.isFolded)]
  }

  private static func shownSeconds(_ pieces: [Piece]) -> Double {
    pieces.filter { !$0.isFolded }.reduce(0.0) { $0 + ($1.end - $1.start).seconds }
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

  /// The longest gaps, as long as one is over a fifth of what stays shown and over an hour and a
  /// half.
  private static func folded(_ gaps: [(start: SimulationTime, end: SimulationTime)]) -> Set<Int> {
    var folded: Set<Int> = []
    guard gaps.count > 3 else { return folded }
    let lengths = gaps.map { ($0.end - $0.start).microseconds }
    var shown = lengths.reduce(0, +)
    let order = gaps.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    for row in order.prefix(min(6, gaps.count - 3)) {
      guard lengths[row] > TimeSpan.minutes(90).microseconds, lengths[row] > shown / 5 else {
        break
      }
      folded.insert(row)
      shown -= lengths[row]
    }
    return folded
  }

  private static func laid(
    _ pieces: [Piece], _ focus: SimulationTime?, _ left: Double, _ right: Double
  ) -> [Segment] {
    let folds = Double(pieces.filter(\.isFolded).count)
    let room = right - left - folds * foldWidth
    let border = focus ?? .distantFuture
    let early = shownSeconds(pieces.filter { $0.end <= border })
    let late = shownSeconds(pieces.filter { $0.end > border })
    let share = focus == nil ? 1 : focusShare
    var x = left
    return pieces.map { piece in
      let perSecond =
        piece.end <= border ? room * share / max(1, early) : room * (1 - share) / max(1, late)
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

  /// Civil clock times at round steps of the stretch, at least 62 units apart, none in a fold.
  func ticks(_ clock: CivilClock) -> [Tick] {
    let shown = segments.filter { !$0.isFolded }
    let first = Int64(clock.start.hour * 60 + clock.start.minute)
    var times: [SimulationTime] = []
    for segment in shown {
      let step = Self.step(segment)
      func found(every step: Int64) -> [SimulationTime] {
        Self.round(segment, every: step, first).filter { isClear(x($0)) }
      }
      let round = found(every: step)
      // After a fold at least one, at a finer step, so that each stretch can be read.
      times += round.isEmpty ? found(every: 5).prefix(1) : round[...]
    }
    return labelled(times, clock)
  }

  /// Minutes between the labels of a stretch.
  private static func step(_ segment: Segment) -> Int64 {
    let perSecond = (segment.right - segment.left) / max(1, (segment.end - segment.start).seconds)
    let steps: [Int64] = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
    return steps.first { Double($0) * 60 * perSecond >= 62 } ?? 1440
  }

  /// The moments of a segment at full multiples of some minutes of the civil clock.
  private static func round(_ segment: Segment, every step: Int64, _ first: Int64)
    -> [SimulationTime]
  {
    let from = (segment.start.microseconds + 59_999_999) / 60_000_000 + first
    let to = segment.end.microseconds / 60_000_000 + first
    return stride(from: (from + step - 1) / step * step, through: to, by: Int(step)).map {
      SimulationTime.zero + .minutes($0 - first)
    }
  }

  /// The ticks, without those too near to the one before.
  private func labelled(_ times: [SimulationTime], _ clock: CivilClock) -> [Tick] {
    var ticks: [Tick] = []
    var lastDate = ""
    for time in times where x(time) - (ticks.last?.x ?? left - 100) >= 46 {
      let date = clock.moment(time).date
      ticks.append(
        Tick(
          time: time, x: x(time), date: date == lastDate ? nil : date,
          clock: clock.hourMinute(time)))
      lastDate = date
    }
    return ticks
  }

  /// Off the folds, whose own words (`20 小时`) stand in the same line as those of ticks (`T+51:00`).
  private func isClear(_ x: Double) -> Bool {
    !segments.contains { $0.isFolded && abs(x - ($0.left + $0.right) / 2) < 44 }
  }
}
