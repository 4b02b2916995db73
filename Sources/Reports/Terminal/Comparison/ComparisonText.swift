import Rehearsal
import Scenarios
import Statistics

/// A bench beside an earlier one as text for a terminal.
package struct ComparisonText: Sendable {
  private let comparison: Comparison
  private let sentences: ComparisonSentences
  private let words: FigureWords
  private let language: Language
  private let width: Int
  private let ink: Ink

  private static let causeLimit = 8

  /// The outcome, what changed, and which steps account for it. Ends with a line feed.
  package static func render(
    _ comparison: Comparison, language: Language, width: Int, colour: Bool
  ) -> String {
    let text = ComparisonText(
      comparison: comparison,
      sentences: ComparisonSentences(comparison: comparison, language: language),
      words: FigureWords(drill: comparison.after.drill, language: language), language: language,
      width: max(40, width), ink: Ink(isOn: colour))
    return [text.head, text.gates, text.causes, text.foot].filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var head: [String] {
    let (sign, colour): (String, Ink.Colour) =
      comparison.isPassed ? ("✓", .green) : ("✗", .red)
    return ["\(ink.paint(sign, colour)) \(sentences.summary)"]
      + sentences.notes.flatMap { TextWidth.wrapped($0, to: width - 2) }
      .map { "  " + ink.paint($0, .dim) }
  }

  private func colour(_ change: Change) -> Ink.Colour {
    switch change {
    case .worse: .red
    case .better: .green
    case .incomparable: .yellow
    case .same, .unclear: .dim
    }
  }

  private func table(_ figures: [ComparedFigure]) -> [String] {
    var table = TextTable()
    let heads = [
      "", phrase("项目", "Figure"), phrase("之前", "Before"), phrase("现在", "Now"),
      phrase("可察觉", "Would show"), phrase("差异", "Change"),
    ]
    table.rows.append(
      heads.enumerated().map { TextTable.Cell($1, .dim, right: (2...4).contains($0)) })
    for compared in figures {
      let unit = compared.figure.unit
      table.rows.append([
        TextTable.Cell(sentences.word(compared), colour(compared.change)),
        TextTable.Cell(words.title(compared.figure)),
        TextTable.Cell(compared.before.map { words.value($0, unit) } ?? "–", right: true),
        TextTable.Cell(compared.after.map { words.value($0, unit) } ?? "–", right: true),
        TextTable.Cell(sentences.detectable(compared), .dim, right: true),
        TextTable.Cell(sentences.change(compared)),
      ])
    }
    return table.lines(width: width, ink: ink)
  }

  private var gates: [String] {
    if comparison.isSame { return [] }
    let judged = comparison.judged
    guard !judged.isEmpty else { return [] }
    return [ink.paint(sentences.judgedTitle, .bold)] + table(judged)
  }

  private var causes: [String] {
    let causes = comparison.causes.prefix(Self.causeLimit)
    guard !causes.isEmpty else { return [] }
    return [
      ink.paint(sentences.causesTitle, .bold)
    ] + table(Array(causes))
  }

  private var foot: [String] {
    TextWidth.wrapped(sentences.rule, to: width).map { ink.paint($0, .dim) }
  }
}
