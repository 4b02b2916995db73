import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// One picture of survival curves: a clock by the levels of faults, or core down time of runs; or
/// one level of a clock before and after a change.
struct SurvivalCurve: Sendable {
  struct Line: Sendable {
    /// nil: of whole runs.
    var level: FaultLevel?
    var sketch: QuantileSketch
    /// Microseconds; nil: none is set.
    var target: Double?
    /// The side of a comparison; nil: nothing is compared.
    var side: ComparedSide?

    /// What tells it from the other lines of its picture.
    func word(_ curve: Bilingual) -> Bilingual {
      side.map { Terms.word($0) } ?? level.map { Terms.word($0) } ?? curve
    }
  }

  /// How the pictures are read.
  static let meaning = Bilingual(
    zh: "曲线为超过某一时间的比例 P(T > t)，两轴均为对数；竖线为目标。",
    en:
      "The curves show the share that took longer, P(T > t), on two logarithmic axes; the upright lines are the targets."
  )

  var id: String
  var title: Bilingual
  var lines: [Line]

  /// Of every clock that ran, and of core down time where there was some.
  static func all(of bench: Bench) -> [SurvivalCurve] {
    let details = bench.sums.details
    var curves: [SurvivalCurve] = []
    for (row, rule) in bench.drill.model.agreement.clocks.enumerated() {
      let lines = FaultLevel.allCases.compactMap { level -> Line? in
        let sketch = details.clocks[row][level]
        guard sketch.greatest ?? 0 > 0 else { return nil }
        return Line(
          level: level, sketch: sketch,
          target: rule.kind == .summary
            ? nil : rule.target(level).map { Double($0.microseconds) })
      }
      if lines.isEmpty { continue }
      curves.append(
        SurvivalCurve(
          id: "survival-\(rule.kind.rawValue)", title: Terms.word(rule.kind), lines: lines))
    }
    guard details.coreDown.greatest ?? 0 > 0 else { return curves }
    let asked = bench.drill.objectives.first { $0.metric == .coreDowntime }
    var target: Double?
    if let asked, case .every(_, let limit) = asked.test { target = Double(limit) }
    let line = Line(level: nil, sketch: details.coreDown, target: target)
    return curves + [
      SurvivalCurve(id: "survival-core", title: Terms.word(Metric.coreDowntime), lines: [line])
    ]
  }

  /// The curves of a bench beside those of an earlier one: a picture for each level of a clock that
  /// both have.
  static func all(of bench: Bench, beside earlier: Bench) -> [SurvivalCurve] {
    let before = all(of: earlier)
    return all(of: bench).flatMap { curve in
      curve.lines.compactMap { line -> SurvivalCurve? in
        guard let other = before.first(where: { $0.id == curve.id }),
          var old = other.lines.first(where: { $0.level == line.level })
        else { return nil }
        var new = line
        (old.side, new.side) = (.before, .now)
        let level = line.level.map { Terms.word($0) }
        return SurvivalCurve(
          id: curve.id + (line.level.map { "-" + $0.rawValue } ?? ""),
          title: level.map {
            Bilingual(zh: "\(curve.title.zh)，\($0.zh)", en: "\(curve.title.en), \($0.en)")
          } ?? curve.title, lines: [old, new])
      }
    }
  }

  static func style(_ level: FaultLevel?) -> String {
    level == .major ? "curve-major" : "curve-general"
  }

  static func style(_ side: ComparedSide) -> String {
    side == .before ? "curve-before" : "curve-general"
  }

  private static func style(_ line: Line) -> String {
    line.side.map { style($0) } ?? style(line.level)
  }

  /// `12 % of 456 major faults beyond 8 h`.
  func summary(_ context: some PanelContext) -> String {
    lines.map { line in
      let side = line.side.map { Terms.word($0)[context.language] + context.phrase("：", ": ") }
      return (side ?? "") + summary(line, context)
    }.joined(separator: context.phrase("；", "; "))
  }

  private func summary(_ line: Line, _ context: some PanelContext) -> String {
    let count = line.sketch.count
    let what =
      line.level.map { Terms.word($0)[context.language] } ?? context.phrase("推演", "run")
    let many = context.phrase(
      "\(count) 次\(what)", Plural.count(Int(count), what, what + "s"))
    guard let target = line.target else {
      guard line.level != nil else {
        let ever = MeasureWords(language: context.language)
          .percent(Double(line.sketch.count(above: 0)) / Double(max(1, count)))
        return context.phrase("\(many)中 \(ever) 有停机", "some in \(ever) of \(many)")
      }
      let median = line.sketch.quantile(Probability(clamped: 0.5))
        .map { context.duration(Double($0)) }
      return context.phrase(
        "\(many)的中位数 \(median ?? "–")", "median of \(many) \(median ?? "–")")
    }
    let above = Double(line.sketch.count(above: Int64(target))) / Double(max(1, count))
    let share = MeasureWords(language: context.language).percent(above)
    let limit = context.duration(target)
    return context.phrase("\(many)中 \(share) 超过 \(limit)", "\(share) of \(many) beyond \(limit)")
  }

  // MARK: Drawing

  func picture(_ context: some PanelContext) -> Picture {
    var picture = context.panel(
      id, height: 214, title: Format.capital(title[context.language]), summary: summary(context))
    let most = lines.map { Double($0.sketch.count) }.max() ?? 1
    let across = NumberScale(low, high, from: 44, to: Picture.panelWidth - 8, isLog: true)
    let up = NumberScale(min(0.1, max(1e-5, 1 / most)), 1, from: 180, to: 24, isLog: true)
    axes(&picture, across, up, context)
    for line in lines { target(line, &picture, across, context) }
    for line in lines {
      picture.polyline(
        points(line, across, up), style: Self.style(line), tip: line.word(title)[context.language])
    }
    return picture
  }

  /// From a little below the least time that is seen, a second or more and three decades at most.
  private var low: Double {
    let seen = lines.compactMap { line in line.sketch.survival.first { $0.value > 0 }?.value }
    let targets = lines.compactMap(\.target).min() ?? .infinity
    let least = max(1e6, Double(seen.min() ?? 0) * 0.8, high / 1000)
    return min(least, targets / 2)
  }

  private var high: Double {
    let greatest = lines.compactMap { $0.sketch.greatest }.max() ?? 0
    return max(Double(greatest), (lines.compactMap(\.target).max() ?? 0) * 1.3)
  }

  private func axes(
    _ picture: inout Picture, _ across: NumberScale, _ up: NumberScale, _ context: some PanelContext
  ) {
    for value in [1, 0.1, 0.01, 0.001, 1e-4, 1e-5] where value >= up.low * 0.999 {
      let y = up.place(value)
      picture.line(across.from, y, across.to, y, style: "grid")
      picture.text(
        context.words.value(value, .share), x: across.from - 5, y: y + 4, size: 11, style: "ts",
        anchor: .end)
    }
    picture.line(across.from, up.from, across.to, up.from, style: "axis")
    for value in across.logTimeTicks(apart: 46) {
      let x = across.place(value)
      picture.line(x, up.from, x, up.from + 4, style: "axis")
      picture.place(
        context.duration(value),
        at: [(x, up.from + 17, .middle), (x + 4, up.from + 17, .end)], size: 11, style: "ts")
    }
    picture.text("P(T > t)", x: 0, y: 12, size: 11, style: "ts")
    picture.text("t", x: across.to, y: up.from + 30, size: 11, style: "ts", anchor: .end)
  }

  private func target(
    _ line: Line, _ picture: inout Picture, _ across: NumberScale, _ context: some PanelContext
  ) {
    guard let target = line.target else { return }
    let x = across.place(target)
    picture.line(
      x, 18, x, 180,
      style: line.side == .before
        ? "mark-before" : line.level == .major && line.side == nil ? "mark-major" : "mark-general")
    picture.place(
      context.duration(target), at: [(x, 13, .middle), (x, 13, .end), (x, 13, .start)],
      size: 11, style: "th")
  }

  /// A step curve, without the steps that nobody could see.
  private func points(
    _ line: Line, _ across: NumberScale, _ up: NumberScale
  ) -> [(x: Double, y: Double)] {
    let count = Double(line.sketch.count)
    var points: [(x: Double, y: Double)] = []
    func add(_ x: Double, _ y: Double) {
      if let last = points.last, (last.x - x).magnitude < 0.7, (last.y - y).magnitude < 0.7 {
        return
      }
      points.append((x, y))
    }
    var height = up.place(1)
    add(across.from, height)
    for step in line.sketch.survival {
      let x = across.place(max(Double(step.value), across.low))
      add(x, height)
      height = step.above > 0 ? up.place(Double(step.above) / count) : up.from
      add(x, height)
    }
    return points
  }
}
