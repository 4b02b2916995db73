import Rehearsal
import Scenarios
import Statistics

/// The charts of a comparison, as data: times in seconds, shares from 0 to 1.
package struct ComparisonCharts: Sendable {
  let comparison: Comparison

  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// All of them, in the order of the report. What a baseline does not hold is empty.
  package var all: [ChartData] { [changes, causes, recovery, survival] }

  private var clock: CivilClock { CivilClock(start: comparison.after.drill.start) }
  private var numbers: ChartNumbers { ChartNumbers(drill: comparison.after.drill) }
  private static let side: ChartNumbers.Column = ("side", "前后", "before or now", .text)

  /// What is judged and not exactly the same.
  var changes: ChartData {
    table(
      "changes", Bilingual(zh: "判据的变化", en: "Changes of what is judged"), comparison.judged)
  }

  /// The steps that account for it.
  var causes: ChartData {
    table(
      "causes", Bilingual(zh: "步骤的变化，每次推演", en: "Changes of steps, a run"), comparison.causes)
  }

  private func table(
    _ name: String, _ title: Bilingual, _ figures: [ComparedFigure]
  ) -> ChartData {
    let drill = comparison.after.drill
    let (zh, en) = (
      FigureWords(drill: drill, language: .zh), FigureWords(drill: drill, language: .en)
    )
    return ChartData(
      name, title,
      [
        ("figure", "项目", "figure", .text), ("change", "结论", "outcome", .text),
        ("worse", "变差的方向", "worse when", .text), ("before", "之前", "before", .number),
        ("now", "现在", "now", .number),
      ] + ChartNumbers.difference + [("detectable", "可察觉", "would show", .number)],
      .dots(at: "difference", row: "figure", colour: "change"),
      figures.map { compared in
        let figure = compared.figure
        let way =
          figure.isBetterHigher
          ? Bilingual(zh: "变低", en: "lower") : Bilingual(zh: "变高", en: "higher")
        let title = Bilingual(zh: zh.title(figure), en: en.title(figure))
        let detectable = compared.detectable.map { least -> ChartData.Value in
          numbers.size(ofChange: least, figure.unit)
        }
        return [
          .text(title), .text(Terms.word(compared.change)), .text(way),
          numbers.number(compared.before, figure.unit), numbers.number(compared.after, figure.unit),
        ] + numbers.difference(compared.difference, figure.unit) + [detectable ?? .none]
      }, clock)
  }

  private var sides: [(ComparedSide, Bench)] {
    comparison.earlier.map { [(.before, $0), (.now, comparison.after)] } ?? []
  }

  /// Where the time until recovery went, and goes.
  var recovery: ChartData {
    ChartData(
      "recovery", ChartNumbers.recoveryTitle, [Self.side] + ChartNumbers.recovery,
      .bars(length: "estimate", row: "side", colour: "part"),
      sides.flatMap { side, bench in
        numbers.rows(of: bench.sums.details.recovery).map { [.text(Terms.word(side))] + $0 }
      }, clock)
  }

  /// The curves of both sides, of what both have.
  var curves: [SurvivalCurve] {
    comparison.earlier.map { SurvivalCurve.all(of: comparison.after, beside: $0) } ?? []
  }

  /// How long the clocks took, and take.
  var survival: ChartData {
    ChartData(
      "survival", ChartNumbers.survivalTitle, [Self.side] + ChartNumbers.survival,
      .curves(at: "time", height: "share", colour: "side", isLog: true),
      curves.flatMap { curve in
        curve.lines.flatMap { line in
          numbers.rows(of: line, curve.title).map { row in
            [line.side.map { .text(Terms.word($0)) } ?? .none] + row
          }
        }
      }, clock)
  }
}
