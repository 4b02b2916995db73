import ArgumentParser
import Foundation
import Rehearsal
import Scenarios

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Compare drills with the values that are known of them. 与已知值比较。")

  @Argument(
    help: "Drills, and folders of them; scenarios/validation. 演练文件和文件夹",
    transform: PathText.read)
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

  @Option(
    name: .customLong("markdown"), help: "Write the result as a page, too. 写出 Markdown 页面",
    transform: PathText.read)
  var pagePath: String?

  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
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
    var files = NamedFiles()
    let drills = try Composition.drills(paths, in: language, reading: &files)
    try files.writes([pagePath])
    let plan = try ValidationPlan(drills, replications: replications, withSlow: slow)
    let validation = try Signals.holdingOff { try result(of: plan) }
    if json {
      try Streams.answer(json: Composition.json(validation))
    } else {
      try Streams.answer(Composition.text(validation, in: language))
    }
    if let pagePath, !Signals.wasInterrupted {
      let page = Composition.markdown(validation, command: command(writing: pagePath))
      try OutputFile.write(page, to: pagePath)
    }
    try Outcomes().leave(language, isPartial: validation.isPartial) { validation.isGreen }
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

  /// Shows how far it is meanwhile, and stops at Ctrl-C.
  private func result(of plan: ValidationPlan) throws -> Validation {
    var progress = ProgressLine()
    defer { progress.clear() }
    return try Rehearse.validate(
      plan, seed: seedOption.seed, threads: threads ?? Rehearse.allCores
    ) { place, done in
      let (count, planned) = (plan.items.count, plan.items[place].replications)
      progress.show("\(place + 1)/\(count)  \(100 * done / planned) %")
      return !Signals.wasInterrupted
    }
  }
}
