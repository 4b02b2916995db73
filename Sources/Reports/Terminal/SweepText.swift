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
    let courses = SweepCourse.all(of: sweep)
    let words = FigureWords(drill: first.drill, language: language)
    table.rows.append(
      ([phrase("取值", "Value"), ""] + courses.map { words.title($0.figure) }).enumerated()
        .map { TextTable.Cell($1, .dim, right: $0 > 1) })
    for (number, point) in sweep.points.enumerated() {
      let bench = point.bench
      let (sign, colour): (String, Ink.Colour) =
        bench.verdicts.isEmpty ? ("", .dim) : BenchText.sign(bench.outcome)
      table.rows.append(
        [TextTable.Cell(point.value), TextTable.Cell(sign, colour)]
          + courses.map { cell($0.points[number], $0.unit, words) })
    }
    return table.lines(width: max(width, 200), ink: ink)
  }

  /// An estimate, with the sign of its own verdict where it is an objective's.
  private func cell(
    _ point: SweepCourse.Point, _ unit: Figure.Unit, _ words: FigureWords
  ) -> TextTable.Cell {
    let number =
      point.interval.map { words.estimate($0, unit) }
      ?? point.estimate.map { words.value($0, unit) } ?? "–"
    guard let verdict = point.verdict else { return TextTable.Cell(number, right: true) }
    let (sign, colour) = BenchText.sign(verdict.outcome)
    return TextTable.Cell("\(number) \(sign)", colour, right: true)
  }

  private var foot: [String] {
    guard let first = sweep.points.first?.bench else { return [] }
    return [
      ink.paint(
        phrase(
          "括号内为区间 · ✓ 达到 · ✗ 未达到 · ~ 未定 · 随机种子 \(first.seed) · 版本 \(first.version)",
          "intervals in brackets · ✓ met · ✗ missed · ~ undecided · seed \(first.seed) · version "
            + first.version), .dim)
    ]
  }
}
