import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// Many runs of a drill as text for a terminal.
package struct BenchText: Sendable {
  private let bench: Bench
  private let sentences: BenchSentences
  private let words: FigureWords
  private let language: Language
  private let width: Int
  private let ink: Ink

  /// The steps that are told: those that waited longest.
  private static let stepLimit = 8

  /// The outcome, the objectives, then what else the runs came to. Ends with a line feed.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal; at least 40 are used.
  ///   - colour: SGR colours; every sign has a word besides.
  package static func render(_ bench: Bench, language: Language, width: Int, colour: Bool) -> String
  {
    let text = BenchText(
      bench: bench, sentences: BenchSentences(bench: bench, language: language),
      words: FigureWords(drill: bench.drill, language: language), language: language,
      width: max(40, width), ink: Ink(isOn: colour))
    let parts = [
      text.head, text.objectives, text.clocks, text.wholes, text.steps, text.measures, text.foot,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private func heading(_ zh: String, _ en: String) -> String { ink.paint(phrase(zh, en), .bold) }

  private func heads(_ zh: [String], _ en: [String]) -> [TextTable.Cell] {
    (language == .zh ? zh : en).enumerated().map { TextTable.Cell($1, .dim, right: $0 > 0) }
  }

  /// An estimate of a figure at 95 %.
  private func estimate(_ row: Int) -> String {
    words.short(bench.figures[row], bench.sums.figures[row])
  }

  private var rows: BenchRows { BenchRows(bench: bench) }

  // MARK: Parts

  private var head: [String] {
    let (sign, colour) = Self.sign(bench.outcome)
    let title = bench.drill.title[language]
    return ["\(ink.paint(sign, colour)) \(ink.paint(title, .bold))", "  " + sentences.summary]
      + sentences.notes.flatMap { TextWidth.wrapped($0, to: width - 2) }.map { "  " + $0 }
  }

  private var objectives: [String] {
    let verdicts = bench.verdicts
    guard !verdicts.isEmpty else { return [] }
    var table = TextTable()
    for (row, verdict) in verdicts.enumerated() {
      let (sign, colour) = Self.sign(verdict.outcome)
      table.rows.append([
        TextTable.Cell("\(sign) \(Terms.word(verdict.outcome)[language])", colour),
        TextTable.Cell(bench.drill.lexicon.objectives[row].title[language]),
        TextTable.Cell(sentences.verdicts.estimate(verdict), right: true),
        TextTable.Cell(sentences.asked(verdict.objective), .dim),
      ])
    }
    return [heading("目标", "Objectives")] + table.lines(width: width, ink: ink)
      + verdicts.enumerated().flatMap { row, verdict in
        TextWidth.wrapped(sentences.grounds(row, verdict), to: width - 4)
          .enumerated().map { ink.paint(($0 == 0 ? "  " : "    ") + $1, .dim) }
      }
  }

  static func sign(_ outcome: ObjectiveVerdict.Outcome) -> (String, Ink.Colour) {
    switch outcome {
    case .met: ("✓", .green)
    case .missed: ("✗", .red)
    case .undecided: ("~", .yellow)
    }
  }

  private var clocks: [String] {
    var table = TextTable()
    table.rows.append(heads(["", "达标比例", "平均", "P95"], ["", "Met", "Mean", "p95"]))
    for clock in rows.clocks {
      table.rows.append(
        [TextTable.Cell(Terms.word(clock.kind)[language])]
          + ([clock.met] + clock.times).map { TextTable.Cell(estimate($0), right: true) })
    }
    guard table.rows.count > 1 else { return [] }
    return [heading("时限", "Clocks")] + table.lines(width: width, ink: ink)
  }

  private var wholes: [String] { list(rows.wholes, heading("平台与人员", "Platform and staff")) }

  private var measures: [String] { list(rows.measures, heading("测量", "Measures")) }

  private func list(_ rows: [Int], _ heading: String) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable()
    for row in rows {
      table.rows.append([
        TextTable.Cell(words.title(bench.figures[row])),
        TextTable.Cell(estimate(row), right: true),
      ])
    }
    return [heading] + table.lines(width: width, ink: ink)
  }

  /// Where tasks wait for people.
  private var steps: [String] {
    let longest = rows.steps.filter { (bench.sums.figures[$0.waiting].estimate ?? 0) > 0 }
    guard !longest.isEmpty else { return [] }
    var table = TextTable()
    table.rows.append(heads(["步骤", "等待", "处理"], ["Step", "Waiting", "Handling"]))
    for step in longest.prefix(Self.stepLimit) {
      table.rows.append(
        [TextTable.Cell(words.step(step.node))]
          + [step.waiting, step.handling].compactMap(\.self)
          .map { TextTable.Cell(estimate($0), right: true) })
    }
    return [heading("等待最久的步骤，每次推演", "Steps that wait longest, a run")]
      + table.lines(width: width, ink: ink)
  }

  private var foot: [String] {
    let line = phrase(
      "随机种子 \(bench.seed) · 版本 \(bench.version)", "seed \(bench.seed) · version \(bench.version)")
    return TextWidth.wrapped(sentences.rule, to: width).map { ink.paint($0, .dim) }
      + [ink.paint(line, .dim)]
  }
}
