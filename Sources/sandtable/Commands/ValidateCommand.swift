import ArgumentParser
import Foundation
import Rehearsal
import Scenarios

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Compare drills with the values that are known of them. 与已知值比较。")

  @Argument(help: "Drills, and folders of them; scenarios/validation. 演练文件和文件夹")
  var paths: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Replications of every drill, whatever it says itself. 每场演练的重复仿真次数")
  var replications: Int?

  @Option(parsing: .unconditional, help: "Threads; as many as there are cores. 线程数")
  var threads: Int?

  @Flag(help: "Also the known values that need a very long run. 包括需要很长运行的已知值")
  var slow = false

  @Flag(help: "Print the result as JSON (docs/schema/validation.schema.json). 输出 JSON")
  var json = false

  @Option(name: .customLong("markdown"), help: "Write the result as a page, too. 写出 Markdown 页面")
  var pagePath: String?

  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if paths.contains("") || pagePath == "" { throw ValidationError("A path is empty.") }
    if let replications, !(1...10_000_000).contains(replications) {
      throw ValidationError(
        "\(replications) replications: 1 to 10000000 are possible. 重复仿真次数应为 1 到 10000000。")
    }
    if let threads, !(1...1_000).contains(threads) {
      throw ValidationError("\(threads) threads: 1 to 1000 are possible. 线程数应为 1 到 1000。")
    }
  }

  func run() throws {
    let language = languageOption.language
    let drills = try Composition.drillsToValidate(paths, in: language)
    let plan = ValidationPlan(drills, replications: replications, withSlow: slow)
    guard plan.caseCount > 0 else { throw nothingToDo(plan) }
    let validation = try Signals.holdingOff { try result(of: plan) }
    try Streams.answer(
      json ? Composition.json(validation) : Composition.text(validation, in: language))
    if Signals.wasInterrupted { throw interrupted(validation, in: language) }
    if let pagePath {
      let page = Composition.markdown(validation, command: command(writing: pagePath))
      try OutputFile.write(page, to: pagePath)
    }
    if !validation.isGreen { throw Exit.missed }
  }

  /// The command that gives the same page again: what it was given, but for the number of threads,
  /// on which nothing depends.
  private func command(writing page: String) -> String {
    let count = replications.map { ["--replications", "\($0)"] } ?? []
    let words =
      ["sandtable", "validate"] + paths + count + (slow ? ["--slow"] : [])
      + ["--seed", "\(seedOption.seed)", "--markdown", page]
    return words.joined(separator: " ")
  }

  private func interrupted(_ validation: Validation, in language: Language) -> Exit {
    let words =
      validation.isPartial
      ? Bilingual(zh: "已中断；以上是部分结果\n", en: "interrupted; the result above is partial\n")
      : Bilingual(zh: "已中断；以上结果是完整的\n", en: "interrupted; the result above is whole\n")
    Streams.tell(words[language])
    return .interrupted
  }

  /// Runs drill after drill, each on all threads, until the last one or Ctrl-C.
  private func result(of plan: ValidationPlan) throws -> Validation {
    var progress = ProgressLine()
    defer { progress.clear() }
    var done: [ValidatedDrill] = []
    for (number, item) in plan.items.enumerated() {
      let drill = try Composition.validated(
        item, among: plan.caseCount, seed: seedOption.seed, threads: threads ?? Rehearse.allCores
      ) { replications in
        progress.show(
          "\(number + 1)/\(plan.items.count)  \(100 * replications / item.replications) %")
        return !Signals.wasInterrupted
      }
      guard let drill else { break }
      done.append(drill)
      if Signals.wasInterrupted { break }
    }
    return Validation(
      seed: seedOption.seed, drills: done, planned: plan.caseCount, slowLeftOut: plan.slowLeftOut)
  }

  private func nothingToDo(_ plan: ValidationPlan) -> Failure {
    guard plan.slowLeftOut > 0 else {
      return Failure(
        .files, zh: "没有一场演练写有已知值（known）", en: "no drill there has known values ('known')")
    }
    return Failure(
      .files, zh: "已知值都需要很长的运行：用 --slow",
      en: "all known values there need a very long run: --slow")
  }
}
