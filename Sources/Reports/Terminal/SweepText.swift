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

  private var sentences: SweepSentences { SweepSentences(sweep: sweep, language: language) }

  private var head: [String] {
    let title = sweep.points.first.map { ink.paint($0.bench.drill.title[language], .bold) }
    let lines = [sentences.summary, sentences.shift].compactMap(\.self) + sentences.notes
    return [title].compactMap(\.self)
      + lines.flatMap { TextWidth.wrapped($0, to: width - 2) }.map { "  " + $0 }
  }

  private var table: [String] {
    guard let first = sweep.points.first?.bench else { return [] }
    var table = TextTable()
    let shown = BenchRows(bench: first).swept
    let words = FigureWords(drill: first.drill, language: language)
    table.rows.append(
      ([phrase("取值", "Value"), ""] + shown.map { words.title(first.figures[$0]) }).enumerated()
        .map { TextTable.Cell($1, .dim, right: $0 > 1) })
    for point in sweep.points {
      let bench = point.bench
      let (sign, colour): (String, Ink.Colour) =
        bench.verdicts.isEmpty ? ("", .dim) : BenchText.sign(bench.outcome)
      table.rows.append(
        [TextTable.Cell(point.value), TextTable.Cell(sign, colour)]
          + shown.map { row in
            let interval = bench.sums.figures[row].interval()
            return TextTable.Cell(words.short(interval, bench.figures[row].unit), right: true)
          })
    }
    return table.lines(width: max(width, 200), ink: ink)
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
