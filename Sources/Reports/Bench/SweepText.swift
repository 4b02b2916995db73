import Rehearsal
import Scenarios
import Scoring
import Statistics

/// A sweep as text for a terminal: a line for each value, a column for each objective.
package struct SweepText: Sendable {
  private let sweep: Sweep
  private let language: Language
  private let width: Int
  private let ink: Ink

  /// Ends with a line feed.
  package static func render(_ sweep: Sweep, language: Language, width: Int, colour: Bool) -> String
  {
    let text = SweepText(
      sweep: sweep, language: language, width: max(40, width), ink: Ink(isOn: colour))
    return [text.head, text.table, text.foot].filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var head: [String] {
    guard let first = sweep.points.first?.bench else {
      return [phrase("已中断，没有结果", "interrupted, no result")]
    }
    let runs = first.done
    var lines = [
      ink.paint(first.drill.title[language], .bold),
      phrase(
        "  改变 \(sweep.path)：\(sweep.points.count) 个取值，各推演同样的 \(runs) 个夜晚",
        "  varying \(sweep.path): \(sweep.points.count) values, each over the same \(runs) nights"),
    ]
    if sweep.isPartial {
      lines.append(
        "  " + phrase("部分结果：已中断", "partial result: interrupted"))
    }
    return lines
  }

  private var table: [String] {
    guard let first = sweep.points.first?.bench else { return [] }
    var table = TextTable()
    let shown = Self.shown(of: first)
    let words = FigureWords(drill: first.drill, language: language)
    table.rows.append(
      ([phrase("取值", "Value"), ""] + shown.map { words.title(first.figures[$0]) }).enumerated()
        .map { TextTable.Cell($1, .dim, right: $0 > 1) })
    for point in sweep.points {
      let bench = point.bench
      let (sign, colour): (String, Ink.Colour) =
        bench.verdicts.contains { $0.outcome == .missed }
        ? ("✗", .red) : bench.isMet ? ("✓", .green) : ("~", .yellow)
      table.rows.append(
        [TextTable.Cell(point.value), TextTable.Cell(sign, colour)]
          + shown.map { row in
            let interval = bench.sums.figures[row].interval()
            return TextTable.Cell(words.short(interval, bench.figures[row].unit), right: true)
          })
    }
    return table.lines(width: max(width, 200), ink: ink)
  }

  /// The figures that a sweep tells: the objectives, else the measures, else the means of clocks.
  static func shown(of bench: Bench) -> [Int] {
    func rows(_ isWanted: (Figure) -> Bool) -> [Int] {
      bench.figures.indices.filter { isWanted(bench.figures[$0]) }
    }
    let objectives = rows { if case .objective = $0.subject { true } else { false } }
    let measures = rows { if case .measure = $0.subject { true } else { false } }
    if !objectives.isEmpty { return objectives }
    if !measures.isEmpty { return measures }
    return rows { if case .metric = $0.subject { $0.statistic == .mean } else { false } }
  }

  private var foot: [String] {
    guard let first = sweep.points.first?.bench else { return [] }
    return [
      ink.paint(
        phrase(
          "± 为 95 % 置信区间的半宽 · 随机种子 \(first.seed) · 版本 \(first.version)",
          "± is the half-width at 95 % · seed \(first.seed) · version \(first.version)"), .dim)
    ]
  }
}
