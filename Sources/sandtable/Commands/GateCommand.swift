import ArgumentParser
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Whether a change makes any drill worse, or asks less of one. 改动是否使演练变差或放宽。",
    discussion: """
      BASE and HEAD are folders of drills, or revisions of the repository: REV, or REV:FOLDER. \
      Ends with 1 when something got worse, asks less than before, was deleted, or is missed and \
      was met; what was missed before and is no worse is told.
      两边是演练文件夹，或版本库的版本：版本，或 版本:文件夹。变差、放宽、删除，或原先达到而现在未达到，退出码为 1；\
      原先就未达到且没有更差的只作提示。
      """)

  @Argument(help: "Before. 改动之前", transform: PathText.read)
  var base: String

  @Argument(
    help: "After; the working folder's own. 改动之后，默认为当前文件", transform: PathText.read)
  var head: String?

  @Option(
    parsing: .unconditional,
    help: "Runs of each side; 1000, or what a drill says. 每一边的推演次数")
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: "A change for the worse up to that share is none, e.g. 2%. 容许变差的比例")
  var tolerance: String?

  @Option(
    name: .customLong("allow"), parsing: .unconditionalSingleValue,
    help: "An objective (NAME or DRILL/NAME) or a drill that may ask less or go. 准许放宽或删除的名称")
  var allowed: [String] = []

  @Flag(help: "Every objective must be met, whatever it was before. 每项目标都须达到")
  var strict = false

  @Option(parsing: .unconditional, help: "Threads; as many as there are cores. 线程数")
  var threads: Int?

  @Flag(help: "Print the result as JSON (docs/schema/gate.schema.json). 输出 JSON")
  var json = false

  @OptionGroup var outputs: CIOutputs
  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    try BenchCommand.checkCounts([replications].compactMap(\.self), threads)
    if let replications, replications < 2 {
      throw ValidationError("--replications wants 2 runs at least. --replications 至少为 2。")
    }
    _ = try rules()
  }

  private func rules() throws -> GateRules {
    GateRules(
      tolerance: try tolerance.map { try Share.read($0, from: 0) } ?? .never,
      allowed: Set(allowed), isStrict: strict)
  }

  func run() throws {
    let language = languageOption.language
    let rules = try rules()
    var files = NamedFiles()
    let (old, new) = try trees(in: language, reading: &files)
    try outputs.check(&files)
    let pairs = DrillPair.all(old, new)
    try Signals.holdingOff {
      let (drills, times) = try played(pairs, rules, in: language)
      let gate = Gate(drills, planned: pairs.count, seed: seedOption.seed, rules: rules)
      if json {
        try Streams.answer(json: Composition.json(gate))
      } else {
        try Streams.answer(Composition.text(gate, in: language))
      }
      var outcomes = Outcomes()
      outputs.write(
        &outcomes, junit: { GateJUnit.render(gate, times: times, language: language) },
        page: GateMarkdown.render(gate, language: language),
        annotations: { GateAnnotations.render(gate, language: language) })
      try outcomes.leave(language, isPartial: gate.isPartial) { gate.isPassed }
    }
  }

  /// Both trees: what is wrong in either is told before the command ends.
  private func trees(
    in language: Language, reading files: inout NamedFiles
  ) throws -> (old: [TreeDrill], new: [TreeDrill]) {
    let named = try head ?? DrillTree.folder(of: base)
    let old = Result { try DrillTree.drills(base, in: language, reading: &files) }
    let new = Result { try DrillTree.drills(named, in: language, reading: &files) }
    if case .failure(let failure as Failure) = old, case .failure = new {
      failure.tell(in: language)
    }
    return (old: try new.flatMap { _ in old }.get(), new: try new.get())
  }

  /// The drills one after the other, with the time that each took; those before an interruption.
  private func played(
    _ pairs: [DrillPair], _ rules: GateRules, in language: Language
  ) throws -> (drills: [GatedDrill], times: [PlayingTime]) {
    var drills: [GatedDrill] = []
    var times: [PlayingTime] = []
    try BenchProgress.watching(in: language) { mayGoOn in
      for pair in pairs {
        let (began, clock) = (Date(), ContinuousClock.now)
        let drill = try Rehearse.gate(
          pair, replications: replications, seed: seedOption.seed,
          threads: threads ?? Rehearse.allCores, tolerance: rules.tolerance, while: mayGoOn)
        guard let drill, !Signals.wasInterrupted else { return }
        drills.append(drill)
        times.append(
          PlayingTime(began: began, seconds: (ContinuousClock.now - clock) / .seconds(1)))
      }
    }
    return (drills, times)
  }
}
