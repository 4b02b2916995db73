import Archive
import ArgumentParser
import Foundation
import Rehearsal
import Scenarios

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Play a drill once, with simulated people. 推演一场演练。")

  @Argument(
    help: "A drill file, or the name of one in scenarios/drills. 演练文件或名称",
    transform: PathText.read)
  var drill: String

  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  @Flag(help: "Print the result as JSON (docs/schema/run.schema.json). 输出 JSON")
  var json = false

  @Flag(help: "Print every entry of the record, not the key moments alone. 输出全部记录，而不只是关键时刻")
  var verbose = false

  @Option(
    name: .customLong("report"), help: "The folder of the HTML reports, zh and en. 报告文件夹",
    transform: PathText.read)
  var reportFolder = "out"

  @Flag(help: "Write no HTML report. 不写报告")
  var noReport = false

  @OptionGroup var archiveOption: ArchiveOption

  @Flag(help: "Don't keep the run. 不存档")
  var noArchive = false

  @Option(
    name: .customLong("decisions"), help: "Take the decisions from a log: a replay. 按决策记录重演",
    transform: PathText.read)
  var logPath: String?

  @Option(
    name: .customLong("write-decisions"), help: "Write the decisions taken. 写出决策记录",
    transform: PathText.read)
  var newLogPath: String?

  /// The result is printed and kept in as many places as can be, whatever one of them refuses.
  func run() throws {
    let began = ContinuousClock.now
    let language = languageOption.language
    var files = NamedFiles()
    let compiled = try Composition.drill(drill, in: language, reading: &files)
    let log = try logPath.map(InputFile.decisionLog)
    try checkOutputs(of: compiled, &files)
    let played = try Signals.holdingOff {
      try Rehearse.play(
        compiled, seed: seedOption.seed, replaying: log, while: { !Signals.wasInterrupted })
    }
    // Nothing is written yet: Ctrl-C may end the judging at once.
    let run = Rehearse.judge(played)
    guard !run.isPartial else { return try tellPartial(run, in: language) }
    try Signals.holdingOff {
      var outcomes = Outcomes()
      let number = noArchive ? nil : outcomes.attempt { try record(run) }
      try answer(run, in: language)
      if let newLogPath {
        outcomes.attempt { try OutputFile.write(DecisionLog(of: run).text, to: newLogPath) }
      }
      let reports = noReport ? nil : outcomes.attempt { try ReportFiles(reportFolder).write(run) }
      if let log, log.endedEarly(in: run) { tellEnd(of: log, in: language) }
      tell(run, number: number, reports: reports ?? [], took: .now - began, in: language)
      try outcomes.leave(language) { run.isMet }
    }
  }

  /// Prints what an interrupted run had come to; it is not kept, and has no reports.
  private func tellPartial(_ run: Run, in language: Language) throws {
    try answer(run, in: language)
    Streams.tell(
      Bilingual(
        zh: "已中断；以上是部分结果，没有存档\n",
        en: "interrupted; the result above is partial, and nothing was kept\n")[language])
    throw Exit.interrupted
  }

  private func answer(_ run: Run, in language: Language) throws {
    if json {
      try Streams.answer { try Composition.json(run, to: $0) }
    } else {
      try Streams.answer(Composition.text(run, in: language, verbose: verbose))
    }
  }

  /// Nothing that is read, and no file twice, may be written over.
  private func checkOutputs(of drill: CompiledDrill, _ files: inout NamedFiles) throws {
    files.reads([logPath].compactMap(\.self))
    let pages = ReportFiles(reportFolder).paths(of: drill, seed: seedOption.seed)
    try files.writes([newLogPath, noArchive ? nil : archiveOption.path] + (noReport ? [] : pages))
  }

  private func record(_ run: Run) throws -> Int64 {
    let archive = try archiveOption.open()
    return try Failure.naming { () throws(ArchiveError) in try archive.record(run, at: .now) }
  }

  private func tellEnd(of log: DecisionLog, in language: Language) {
    Streams.tell(
      Bilingual(
        zh: "决策记录只有 \(log.decisions.count) 条，其后由模拟人员决定\n",
        en: "the decision log ends after \(log.decisions.count) decisions; "
          + "simulated people went on from there\n")[language])
  }

  /// What is true of this machine and this moment: never part of the result.
  private func tell(
    _ run: Run, number: Int64?, reports: [String], took: Duration, in language: Language
  ) {
    let time = Elapsed.words(took)
    var lines: [Bilingual] = []
    if let number {
      lines.append(
        Bilingual(
          zh: "第 \(number) 号记录，存档 \(archiveOption.path)",
          en: "run \(number), kept in \(archiveOption.path)"))
    }
    lines.append(Bilingual(zh: "用时 \(time.zh)", en: "took \(time.en)"))
    lines += reports.map { Bilingual(zh: "报告 \($0)", en: "report \($0)") }
    Streams.tell(lines.map { ControlCharacters.inLine($0[language]) + "\n" }.joined())
  }
}
