import Archive
import ArgumentParser
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator

struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill", abstract: "Play a role of a drill yourself. 亲自扮演演练中的一个角色。",
    discussion: """
      The world goes on until something concerns you; type 'help' there. All that you do is kept \
      before it takes effect: a session that broke off goes on with --resume.
      世界推进到与您有关之处便停下；输入“帮助”看命令。每条命令生效前已存档，中断后可用 --resume 接着演练。
      """)

  @Argument(
    help: "A drill file, or the name of one in scenarios/drills. 演练文件或名称",
    transform: PathText.read)
  var drill: String

  @Option(name: .customLong("as"), help: "The role that you play. 您扮演的角色")
  var role: String

  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  @Option(help: "Take the commands from a file. 从文件读命令", transform: PathText.read)
  var script: String?

  @Flag(help: "Print the result as JSON, and what is said on standard error. 结果输出为 JSON")
  var json = false

  @Flag(help: "Go on with the last session of this drill, role and seed. 接着上次的演练")
  var resume = false

  @Option(
    name: .customLong("answers-within"),
    help: "Your stand-in decides after that time, e.g. '10 min'. 逾时由替身决定")
  var answersWithin: String?

  @Option(
    help: "step: the clock stands while you think; a number: it runs so many times as fast. 时钟快慢")
  var pace = "step"

  @OptionGroup var archiveOption: ArchiveOption

  @Option(
    name: .customLong("report"), help: "The folder of the HTML reports, zh and en. 报告文件夹",
    transform: PathText.read)
  var reportFolder = "out"

  @Flag(help: "Write no HTML report. 不写报告")
  var noReport = false

  func validate() throws {
    if let answersWithin, TypedDuration.read(answersWithin) == nil {
      throw ValidationError(
        "'\(answersWithin)' is no duration like '10 min'. 应为“10 min”这样的时长。")
    }
    if pace != "step", Pace(pace) == nil {
      throw ValidationError(
        "'\(pace)' is no pace: step, or a number from 1 to 3600. 快慢应为 step 或 1 到 3600 的数。")
    }
  }

  func run() throws {
    let language = languageOption.language
    var files = NamedFiles()
    let compiled = try Composition.drill(drill, in: language, reading: &files)
    let role = try PlayedRole.named(role, in: compiled, language)
    files.reads([script].compactMap(\.self))
    let pages = ReportFiles(reportFolder).paths(of: compiled, seed: seedOption.seed)
    try files.writes([archiveOption.path] + (noReport ? [] : pages))
    let input: any DrillInput =
      try script.map { try ScriptInput($0, isAside: json) } ?? TerminalInput(isAside: json)
    let archive = try archiveOption.open()
    var table = try sitDown(compiled, role, archive, language)
    let ending = try DrillDialogue(
      language: language, pace: Pace(pace), input: input
    ).hold(&table)
    guard ending == .over else {
      Streams.tell(
        Bilingual(
          zh: "演练尚未结束，已存为第 \(table.number) 号会话；用 --resume 接着演练\n",
          en: "the drill is not over; it is kept as session \(table.number): go on with --resume\n"
        )[language])
      if ending == .interrupted { throw Exit.interrupted }
      return
    }
    try finish(&table, archive, language)
  }

  /// A new session, or the last one of this drill, role and seed, played up to where it was left.
  private func sitDown(
    _ drill: CompiledDrill, _ role: PlayedRole, _ archive: Archive, _ language: Language
  ) throws -> DrillTable {
    let words = PlayText(drill, language)
    if resume {
      let kept = try Failure.naming { () throws(ArchiveError) in
        try archive.openSession(of: drill, seed: seedOption.seed, role: role.title.en)
      }
      guard let kept else {
        throw Failure(
          .files, zh: "没有可接着的会话（同一演练、角色和种子）",
          en: "there is no session of this drill, role and seed to go on with")
      }
      let log = try kept.lines.enumerated().map { number, text in
        guard let entry = SessionEntry(text: text) else {
          throw Failure(
            .machine, zh: "存档中第 \(kept.number) 号会话的第 \(number + 1) 行有误",
            en: "line \(number + 1) of session \(kept.number) in the archive is damaged")
        }
        return entry
      }
      let session = try Self.replay(log, drill, seedOption.seed)
      return DrillTable(session, as: role, in: archive, number: kept.number, words)
    }
    try tellOfUnfinished(drill, role, archive, language)
    let number = try Failure.naming { () throws(ArchiveError) in
      try archive.beginSession(
        of: drill, seed: seedOption.seed, role: role.title.en, version: sandtableVersion, at: .now)
    }
    var table = DrillTable(
      LiveSession(drill, seed: seedOption.seed), as: role, in: archive, number: number, words)
    let within = answersWithin.flatMap(TypedDuration.read)
    _ = try table.give(.take(role.row, answersWithin: within), byFacilitator: true)
    return table
  }

  private func tellOfUnfinished(
    _ drill: CompiledDrill, _ role: PlayedRole, _ archive: Archive, _ language: Language
  ) throws {
    let kept = try Failure.naming { () throws(ArchiveError) in
      try archive.openSession(of: drill, seed: seedOption.seed, role: role.title.en)
    }
    guard let kept else { return }
    Streams.tell(
      Bilingual(
        zh: "另有未完的第 \(kept.number) 号会话（--resume 可接着演练）；现在重新开始\n",
        en: "session \(kept.number) is not over (--resume goes on with it); this is a new one\n"
      )[language])
  }

  private static func replay(
    _ log: [SessionEntry], _ drill: CompiledDrill, _ seed: UInt64
  ) throws -> LiveSession {
    do {
      return try LiveSession.replaying(log, of: drill, seed: seed)
    } catch let mismatch as SessionMismatch {
      throw Failure(
        .machine, zh: "会话无法重演：第 \(mismatch.line + 1) 条命令与现在的版本或文件不符",
        en: "the session can't be played again: its command \(mismatch.line + 1) does not fit "
          + "this version or these files")
    }
  }

  /// The drill is over: it is judged, kept and reported as any run is.
  private func finish(
    _ table: inout DrillTable, _ archive: Archive, _ language: Language
  ) throws {
    let run = Rehearse.judge(table.session.finish())
    let session = table.number
    try Signals.holdingOff {
      var outcomes = Outcomes()
      let number = outcomes.attempt {
        try Failure.naming { () throws(ArchiveError) in
          let number = try archive.record(run, at: .now)
          try archive.endSession(session, run: number)
          return number
        }
      }
      if json {
        try Streams.answer { try Composition.json(run, to: $0) }
      } else {
        try Streams.answer(Composition.text(run, in: language, verbose: false))
      }
      let reports = noReport ? nil : outcomes.attempt { try ReportFiles(reportFolder).write(run) }
      var lines: [Bilingual] = []
      if let number {
        lines.append(
          Bilingual(
            zh: "第 \(number) 号记录，存档 \(archiveOption.path)",
            en: "run \(number), kept in \(archiveOption.path)"))
      }
      lines += (reports ?? []).map { Bilingual(zh: "报告 \($0)", en: "report \($0)") }
      Streams.tell(lines.map { ControlCharacters.inLine($0[language]) + "\n" }.joined())
      try outcomes.leave(language) { run.isMet }
    }
  }
}

/// How fast the drill's clock runs while somebody thinks.
struct Pace {
  /// Times as fast as the wall's.
  var factor: Double

  /// nil: no pace, the clock stands.
  init?(_ text: String) {
    guard let factor = Double(text), factor >= 1, factor <= 3_600 else { return nil }
    self.factor = factor
  }
}
