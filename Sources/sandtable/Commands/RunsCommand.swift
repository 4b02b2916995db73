import Archive
import ArgumentParser
import Foundation
import Reports
import Scenarios
import Scoring

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the kept runs, or delete some. 历史记录。")

  @Option(name: .customLong("delete"), help: "Delete a run of this number (may be repeated). 删除")
  var doomed: [Int64] = []

  @Flag(help: "Print the list as JSON. 输出 JSON")
  var json = false

  @OptionGroup var archiveOption: ArchiveOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let path = archiveOption.path
    if !doomed.isEmpty {
      try Failure.naming { () throws(ArchiveError) in try Archive.delete(doomed, at: path) }
    }
    let runs = try archiveOption.read { (archive) throws(ArchiveError) in try archive.runs() } ?? []
    if json {
      try Streams.answer(json: JSONText.render(runs.map(RunAnswer.init)))
    } else {
      try Streams.answer(table(runs, in: language))
    }
    let place = ControlCharacters.inLine(path)
    Streams.tell(Bilingual(zh: "存档 \(place)\n", en: "archive \(place)\n")[language])
  }

  private func table(_ runs: [RunSummary], in language: Language) -> String {
    guard !runs.isEmpty else {
      return Bilingual(zh: "没有记录\n", en: "no runs\n")[language]
    }
    let head =
      language == .zh
      ? ["编号", "时间", "演练", "随机种子", "得分", "评估覆盖率", "目标达到", "版本"]
      : ["run", "when", "drill", "seed", "score", "coverage", "objectives met", "version"]
    let rows = runs.map { run in
      [
        "\(run.id)",
        run.created.map(RunAnswer.local) ?? Bilingual(zh: "日期已损坏", en: "damaged date")[language],
        run.title[language], "\(run.seed)",
        run.score.map { Format.points(Milli($0)) } ?? "-", Format.percent(Milli(run.coverage)),
        "\(run.objectivesMet)/\(run.objectivesMet + run.objectivesMissed + run.objectivesUndecided)",
        run.version,
      ]
    }
    return PlainTable(head: head, rows: rows).text
  }
}

/// A kept run as `runs --json` prints it.
private struct RunAnswer: Encodable {
  struct Objectives: Encodable {
    var met: Int
    var missed: Int
    var undecided: Int
  }

  var run: Int64
  /// Absent: what is stored is no date.
  var created: String?
  var drill: String
  var seed: UInt64
  var version: String
  var digest: String
  /// Points of 100; absent: nothing could be evaluated.
  var score: Double?
  var coverage: Double
  var rating: String?
  var objectives: Objectives

  init(_ summary: RunSummary) {
    run = summary.id
    created = summary.created?.ISO8601Format()
    drill = summary.drill
    seed = summary.seed
    version = summary.version
    digest = summary.digest
    score = summary.score.map { Double($0) / 10 }
    coverage = Double(summary.coverage) / 1000
    rating = summary.rating
    objectives = Objectives(
      met: summary.objectivesMet, missed: summary.objectivesMissed,
      undecided: summary.objectivesUndecided)
  }

  /// By the machine's own zone, to the minute.
  static func local(_ date: Date) -> String {
    let style = Date.ISO8601FormatStyle(
      dateTimeSeparator: .space, timeSeparator: .colon, timeZone: .current)
    return String(
      date.formatted(style.year().month().day().time(includingFractionalSeconds: false))
        .prefix(16))
  }
}
