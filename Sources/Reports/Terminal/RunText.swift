import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// A run as text for a terminal: the outcome, what was judged and how, then what happened.
package struct RunText: Sendable {
  let facts: RunFacts
  let names: Names
  let sentences: RunSentences
  let judgement: JudgementSentences
  let width: Int
  let ink: Ink

  private init(_ run: Run, _ language: Language, _ width: Int, _ colour: Bool) {
    facts = RunFacts(run)
    names = facts.names(language)
    sentences = RunSentences(facts, language)
    judgement = JudgementSentences(facts, language)
    self.width = max(40, width)
    ink = Ink(isOn: colour)
  }

  /// The whole report of a run. Ends with a line feed.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal; at least 40 are used.
  ///   - colour: SGR colours; every sign has a shape besides.
  ///   - verbose: every entry of the record instead of the key moments.
  package static func render(
    _ run: Run, language: Language, width: Int, colour: Bool, verbose: Bool = false
  ) -> String {
    let text = RunText(run, language, width, colour)
    let blocks = [
      text.head, text.objectives, text.demand, text.measures, text.clocks, text.outages, text.score,
      text.notEvaluated, text.timeline(all: verbose), text.foot,
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  var language: Language { names.language }
  var card: Scorecard { facts.run.scorecard }
  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func duration(_ span: TimeSpan) -> String { Format.duration(span, language) }
  func heading(_ zh: String, _ en: String) -> String { ink.paint(phrase(zh, en), .bold) }

  private var head: [String] {
    let (sign, word, colour) = verdict
    let room = max(24, width - TextWidth.cells("\(sign) \(word)") - 2)
    let lines = TextWidth.wrapped(sentences.headline, to: room)
    let hanging = String(repeating: " ", count: width - room)
    var title = [ink.paint(facts.run.drill.title[language], .bold)]
    if facts.run.isPartial {
      let time = facts.clock.full(facts.replication.end)
      title.append(
        phrase("部分结果：推演到 \(time) 时被中断", "partial result: interrupted at \(time)"))
    }
    let first =
      title + [
        "\(ink.paint("\(sign) \(word)", colour))  \(lines[0])"
      ]
    let words = sentences.story + [sentences.knowing].compactMap { $0 }
    let told = words.flatMap { TextWidth.wrapped($0, to: width) }
    return first + lines.dropFirst().map { hanging + $0 } + [""] + told
  }

  private var verdict: (String, String, Ink.Colour) {
    let word = Terms.word(sentences.outcome.conclusion)[language]
    return switch sentences.outcome.conclusion {
    case .met: ("✓", word, .green)
    case .challenged, .unrestored: ("!", word, .yellow)
    case .exposed, .missed: ("✗", word, .red)
    case .undecided, .unstated: ("~", word, .yellow)
    }
  }

  private var foot: [String] {
    let run = facts.run
    let line = phrase(
      "随机种子 \(run.seed) · 版本 \(run.version) · 演练文件摘要 \(run.drill.digest)",
      "seed \(run.seed) · version \(run.version) · digest of the drill's files \(run.drill.digest)")
    return [ink.paint(line, .dim)]
  }

  private func timeline(all: Bool) -> [String] {
    let timeline = Timeline(facts, language)
    let lines = all ? timeline.lines(all: true) : timeline.keyLines()
    var table = TextTable()
    let isOne = facts.platformIncidents.count < 2
    for line in lines {
      let number = line.incident.map { "\($0.index + 1)" } ?? ""
      let incident = isOne ? [] : [TextTable.Cell(number, .dim, right: true)]
      table.rows.append(
        [
          TextTable.Cell(Format.elapsed(line.time), .dim, right: true),
          TextTable.Cell(facts.clock.short(line.time), right: true),
          TextTable.Cell(line.tone.sign, line.tone.colour),
        ] + incident + [
          TextTable.Cell(line.text, line.tone == .bad ? .red : .plain)
        ])
    }
    let until = facts.clock.full(facts.end)
    let key = isOne ? "" : phrase("；数字为事故号", "; the number is the incident's")
    let title =
      all
      ? phrase("时间线（至 \(until)\(key)）", "Timeline, until \(until)\(key)")
      : phrase("关键时刻（至 \(until)\(key)）", "Key moments, until \(until)\(key)")
    return [ink.paint(title, .bold)] + table.lines(width: width, ink: ink)
      + (all ? [] : more(shown: lines.count, of: timeline.lines().count))
  }

  /// Where the rest is told: the report has one line for what happened together, `--verbose` one
  /// for each entry of the record.
  private func more(shown: Int, of all: Int) -> [String] {
    if shown >= all { return [] }
    let entries = facts.replication.entries.count
    let text = phrase(
      "以上 \(shown) 行；报告的时间线共 \(all) 行；--verbose 列出全部 \(entries) 条记录",
      "\(Plural.count(shown, "line", "lines")) of the timeline's \(all), which the report has; --verbose tells all \(entries) entries"
    )
    return TextWidth.wrapped(text, to: width - 2).map { "  " + ink.paint($0, .dim) }
  }
}
