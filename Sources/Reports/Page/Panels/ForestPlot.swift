import Rehearsal
import Scenarios
import Scoring
import Statistics

/// Differences below each other, each as a dot with its interval; what is worse is always to the
/// right of the upright line at no change.
struct ForestPlot: Sendable {
  /// What the axis is in: figures of different sizes are not put on one axis as they are.
  enum Axis: Sendable {
    /// The value before is one.
    case relative
    /// Points of a share.
    case points
    /// Microseconds.
    case time
  }

  var id: String
  var title: Bilingual
  var axis: Axis
  var rows: [ComparedFigure]
  /// As a share of the value before.
  var tolerance: Double

  private static let left = 8.0
  private static let right = Picture.panelWidth - 8
  private static let titleSize = 12
  /// Less than there is: some machines' letters are wider than the widths that are reckoned with.
  private static let textWidth = Int(Picture.panelWidth) - 46
  /// What changes by more than that much of the value before is drawn at the end of the axis, so
  /// that one figure does not squeeze all others.
  static let relativeLimit = 2.0

  /// Nothing where no row has a place on the axis.
  init?(
    _ id: String, _ title: Bilingual, _ axis: Axis, _ figures: [ComparedFigure],
    tolerance: Double
  ) {
    self.id = id
    self.title = title
    self.axis = axis
    self.tolerance = tolerance
    rows = figures.filter { Self.harm($0, axis) != nil }
    if rows.isEmpty { return nil }
  }

  // MARK: Numbers

  /// A change on the axis, more of it being worse.
  struct Harm: Sendable {
    var estimate: Double
    var least: Double
    var most: Double
    /// To either side.
    var tolerated: Double
  }

  /// Nothing without a difference, and on a relative axis of what was 0.
  static func harm(_ compared: ComparedFigure, _ axis: Axis, tolerance: Double = 0) -> Harm? {
    guard let difference = compared.difference, let before = compared.before else { return nil }
    let size = before.magnitude
    let scale = axis == .relative ? 1 / size : 1
    let sign: Double = compared.figure.isBetterHigher ? -1 : 1
    let ends = [difference.lower, difference.upper].map { $0 * sign * scale }
    let estimate = difference.estimate * sign * scale
    guard (ends + [estimate, scale]).allSatisfy(\.isFinite) else { return nil }
    return Harm(
      estimate: estimate, least: min(ends[0], ends[1]), most: max(ends[0], ends[1]),
      tolerated: tolerance * size * scale)
  }

  private var harms: [Harm] {
    rows.compactMap { Self.harm($0, axis, tolerance: tolerance) }
  }

  /// What plots beside each other need on one axis.
  static func ends(_ plots: [ForestPlot]) -> ClosedRange<Double> {
    let harms = plots.flatMap(\.harms)
    let low = harms.map { min($0.least, -$0.tolerated) }.min() ?? 0
    let high = harms.map { max($0.most, $0.tolerated) }.max() ?? 0
    return min(low, 0)...max(high, 0)
  }

  private func scale(_ ends: ClosedRange<Double>) -> NumberScale {
    let room = max(
      (ends.upperBound - ends.lowerBound) * 0.06, axis == .time ? 1e6 : 0.001)
    var (low, high) = (ends.lowerBound - room, ends.upperBound + room)
    if axis == .relative {
      (low, high) = (max(low, -Self.relativeLimit), min(high, Self.relativeLimit))
    }
    return NumberScale(low, high, from: Self.left, to: Self.right)
  }

  /// Some row goes beyond the axis.
  var isCut: Bool {
    let scale = scale(Self.ends([self]))
    return harms.contains { $0.least < scale.low || $0.most > scale.high }
  }

  // MARK: Drawing

  /// - Parameter ends: of the axis, where it is the same as another's; nil: what the rows need.
  func picture(_ context: ComparisonContext, ends: ClosedRange<Double>? = nil) -> Picture {
    let titles = rows.map { title(of: $0, context) }
    let tops = titles.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + Self.height($1)) }
    let bottom = tops[tops.count - 1] + 4
    var picture = context.panel(
      id, height: bottom + 36, title: title[context.language], summary: summary(context))
    let scale = scale(ends ?? Self.ends([self]))
    for (number, compared) in rows.enumerated() {
      row(compared, titles[number], top: tops[number], scale, &picture, context)
    }
    picture.line(Self.left, bottom, Self.right, bottom, style: "axis")
    let ticks = axis == .time ? scale.timeTicks(most: 4) : scale.evenTicks(most: 4)
    picture.levelAxis(scale, at: ticks, y: bottom) { tick($0, context) }
    picture.text(
      "← " + Terms.word(Change.better)[context.language], x: Self.left, y: bottom + 32, size: 11,
      style: "th")
    picture.text(
      Terms.word(Change.worse)[context.language] + " →", x: Self.right, y: bottom + 32, size: 11,
      style: "th", anchor: .end)
    return picture
  }

  /// How much it is; which way is said by the side on which it stands.
  private func tick(_ value: Double, _ context: ComparisonContext) -> String {
    switch axis {
    case .relative: context.words.value(value.magnitude, .share)
    case .points: context.words.size(ofChange: value.magnitude, .share)
    case .time: context.duration(value.magnitude)
    }
  }

  /// Lines of its title; a step is told without what the plot is of.
  private func title(of compared: ComparedFigure, _ context: ComparisonContext) -> [String] {
    let title =
      compared.figure.step.map { context.words.step($0) } ?? context.words.title(compared.figure)
    return TextWidth.lines(
      Format.capital(title), width: Self.textWidth, size: Self.titleSize, most: 2)
  }

  private static func height(_ title: [String]) -> Double { 41 + 14 * Double(title.count) }

  private func row(
    _ compared: ComparedFigure, _ title: [String], top: Double, _ scale: NumberScale,
    _ picture: inout Picture, _ context: ComparisonContext
  ) {
    guard let harm = Self.harm(compared, axis, tolerance: tolerance) else { return }
    for (number, line) in title.enumerated() {
      picture.text(line, x: Self.left, y: top + 14 * Double(number + 1), size: Self.titleSize)
    }
    let word = Terms.word(compared.change)[context.language] + context.phrase("：", ": ")
    let told =
      "\(Terms.sign(compared.change)) \(compared.change == .unclear ? "" : word)"
      + context.sentences.change(compared)
    let y = top + Self.height(title) - 12
    picture.text(
      TextWidth.fitted(told, width: Self.textWidth, size: 11), x: Self.left, y: y - 14, size: 11,
      style: "ts")
    if harm.tolerated > 0 {
      let (from, to) = (scale.place(-harm.tolerated), scale.place(harm.tolerated))
      picture.band(x: from, y: y - 8, width: to - from, height: 16, style: "tolerated")
    }
    picture.line(scale.place(0), y - 10, scale.place(0), y + 10, style: "zero")
    mark(compared, harm, y: y, scale, &picture, context)
  }

  private func mark(
    _ compared: ComparedFigure, _ harm: Harm, y: Double, _ scale: NumberScale,
    _ picture: inout Picture, _ context: ComparisonContext
  ) {
    let line = context.sentences.line(compared)
    picture.interval(y: y, on: scale, from: harm.least, to: harm.most, style: "range", tip: line)
    let (dot, style) = Self.mark(compared.change)
    let x = scale.place(harm.estimate)
    guard harm.estimate < scale.low || harm.estimate > scale.high else {
      return picture.dot(dot, x: x, y: y, radius: 5.5, style: style, tip: line)
    }
    let way = harm.estimate > 0 ? -1.0 : 1.0
    picture.polygon(
      [(x, y), (x + way * 11, y - 6), (x + way * 11, y + 6)], style: style, tip: line)
  }

  /// A shape for each outcome, beside its colour.
  static func mark(_ change: Change) -> (Picture.Dot, style: String) {
    switch change {
    case .better: VerdictDot.of(.met)
    case .worse: VerdictDot.of(.missed)
    case .same, .unclear, .incomparable: VerdictDot.of(.undecided)
    }
  }

  /// `2 worse, 1 better, 3 no change to be told; most: recovery time, mean, +48 min (+40 to +56
  /// min)`.
  private func summary(_ context: ComparisonContext) -> String {
    let counts = [Change.worse, .better, .unclear].compactMap { change -> String? in
      let count = rows.count { $0.change == change }
      let word = Terms.word(change)[context.language]
      return count == 0 ? nil : context.phrase("\(count) 项\(word)", "\(count) \(word)")
    }
    let all = counts.joined(separator: context.phrase("，", ", "))
    let told = rows.filter { $0.change == .worse || $0.change == .better }
    let most = told.max { one, other in
      (Self.harm(one, axis)?.estimate ?? 0).magnitude
        < (Self.harm(other, axis)?.estimate ?? 0).magnitude
    }
    guard let most else { return all }
    let title = context.words.title(most.figure)
    let change = context.sentences.change(most)
    return all
      + context.phrase("；变化最大的是“\(title)”，\(change)", "; most of all '\(title)', \(change)")
  }
}
