import Archive
import ArgumentParser
import Rehearsal
import Reports
import Scenarios

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "The decisions of a kept run, and the same night with another choice. 另作选择会怎样。",
    discussion: """
      Without --at it lists the decisions. What nobody knew that night stays as it was: hindsight, \
      not skill.
      不带 --at 时列出各次决策。当晚无人知道的事实保持不变：这是事后之见，不作评分。
      """)

  @Argument(help: ArgumentHelp("The run's number, as `runs` lists it 记录编号", valueName: "run"))
  var number: Int64

  @Option(name: .customLong("at"), help: "The decision's number in the list. 决策编号")
  var decision: Int?

  @Option(name: .customLong("choose"), help: "The number of another option. 另选的选项编号")
  var option: Int?

  @Flag(help: "List also whom the work was given to. 也列出派谁的决策")
  var all = false

  @Flag(help: "Print the result as JSON (docs/schema/what-if.schema.json). 输出 JSON")
  var json = false

  @OptionGroup var archiveOption: ArchiveOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard option == nil || decision != nil else {
      throw ValidationError("--choose wants --at NUMBER. --choose 须与 --at 同用。")
    }
  }

  func run() throws {
    let language = languageOption.language
    let kept = try archiveOption.read { (archive) throws(ArchiveError) in
      try archive.run(number)
    }
    guard let kept else {
      throw Failure(ArchiveError(.unknownRun(number), path: archiveOption.path))
    }
    let run = try Composition.run(of: kept, in: language)
    guard !run.wasPlayed else {
      throw Failure(
        .files, zh: "第 \(number) 号记录有人扮演角色，尚不能另作选择",
        en: "people played roles in run \(number): what-if can't take those up yet")
    }
    let decisions = try Rehearse.decisions(of: run)
    let words = WhatIfText(run, language)
    guard let decision else {
      if json {
        try Streams.answer(json: JSONText.render(WhatIfAnswer(run, decisions)))
      } else {
        try Streams.answer(words.list(decisions, all: all))
      }
      return
    }
    try tell(decision, of: decisions, run, words, in: language)
  }

  private func tell(
    _ decision: Int, of decisions: [RunDecision], _ run: Run, _ words: WhatIfText,
    in language: Language
  ) throws {
    guard decisions.indices.contains(decision - 1) else {
      throw Failure(
        .usage, zh: "没有第 \(decision) 次决策，共 \(decisions.count) 次",
        en: "there is no decision \(decision): the run has \(decisions.count)")
    }
    let meant = decisions[decision - 1]
    guard let option else {
      if json { return try Streams.answer(json: JSONText.render(WhatIfAnswer(run, [meant]))) }
      return try Streams.answer(words.decision(meant).joined(separator: "\n") + "\n")
    }
    guard meant.options.indices.contains(option - 1) else {
      throw Failure(
        .usage, zh: "选项只有 1 到 \(meant.options.count)",
        en: "the options are 1 to \(meant.options.count)")
    }
    guard option - 1 != meant.chosen else {
      throw Failure(
        .usage, zh: "选项 \(option) 就是当晚所选", en: "option \(option) is what was chosen that night")
    }
    let whatIf = try Rehearse.otherwise(run, at: decision, choosing: option - 1)
    if json {
      try Streams.answer(json: JSONText.render(WhatIfAnswer(whatIf)))
    } else {
      try Streams.answer(words.comparison(whatIf))
    }
  }
}
