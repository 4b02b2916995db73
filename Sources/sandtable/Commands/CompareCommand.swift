import ArgumentParser
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "What a change makes of a drill, on the same nights. 比较改动前后，在同样的夜晚。",
    discussion: """
      Each side is a drill, a drill at a revision of the repository (HEAD~1:PATH), or a result \
      that bench --save kept (.json).
      每一边是一个演练，版本库某一版本的演练（HEAD~1:路径），或 bench --save 保存的结果（.json）。
      """)

  @Argument(help: "Before. 改动之前", transform: PathText.read)
  var before: String

  @Argument(help: "After. 改动之后", transform: PathText.read)
  var after: String

  @Option(parsing: .unconditional, help: "Runs of each side. 每一边的推演次数")
  var replications = 1000

  @Option(parsing: .unconditional, help: "Threads; as many as there are cores. 线程数")
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: "A change for the worse up to that share is none, e.g. 2%. 容许变差的比例")
  var tolerance: String?

  @Option(
    name: .customLong("report"),
    help: "Write HTML reports, zh and en, into this folder. 把 HTML 报告写入此文件夹",
    transform: PathText.read)
  var reportFolder: String?

  @Flag(help: "Print the result as JSON (docs/schema/comparison.schema.json). 输出 JSON")
  var json = false

  @OptionGroup var outputs: CIOutputs
  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    try BenchCommand.checkCounts([replications], threads)
    _ = try tolerance.map { try Share.read($0, from: 0) }
  }

  func run() throws {
    let language = languageOption.language
    let (date, began) = (Date(), ContinuousClock.now)
    let comparison = try Signals.holdingOff {
      let (old, new) = try sides(in: language)
      let tolerated = try tolerance.map { try Share.read($0, from: 0) } ?? .never
      return try BenchProgress.watching(in: language) { mayGoOn in
        try Rehearse.compare(
          old, new, replications: replications, seed: seedOption.seed,
          threads: threads ?? Rehearse.allCores, tolerance: tolerated, while: mayGoOn)
      }
    }
    guard let comparison else { throw Exit.interrupted }
    if json {
      try Streams.answer(json: Composition.json(comparison))
    } else {
      try Streams.answer(Composition.text(comparison, in: language))
    }
    var outcomes = Outcomes()
    let path = try shownPath(comparison.after.drill)
    let took = PlayingTime(began: date, seconds: (ContinuousClock.now - began) / .seconds(1))
    outputs.write(
      &outcomes,
      junit: {
        BenchJUnit.render(comparison, path: path, time: isPlayed ? took : nil, language: language)
      }, page: BenchMarkdown.render(comparison, language: language),
      annotations: { BenchAnnotations.render(comparison, path: path, language: language) })
    if let folder = reportFolder {
      outcomes.report(language) { try ReportFiles(folder).write(comparison) }
    }
    try outcomes.leave(language) { comparison.isPassed }
  }

  /// A side is a drill, which is played.
  private var isPlayed: Bool { !InputFile.isResult(before) || !InputFile.isResult(after) }

  /// The file of the drill after, as whoever reads the result finds it.
  private func shownPath(_ drill: CompiledDrill) throws -> String {
    let inside = drill.sources.first?.path ?? drill.name
    if InputFile.isResult(after) { return inside }
    if let path = Revision.path(in: after) { return path }
    return ShownPath.of(try Composition.drillPath(after), else: inside)
  }

  /// Both sides, whose files the reports must not be written over.
  private func sides(in language: Language) throws -> (old: ComparedSide, new: ComparedSide) {
    var files = NamedFiles()
    let old = try side(before, in: language, reading: &files)
    let new = try side(after, in: language, reading: &files)
    try outputs.check(&files)
    if let reportFolder {
      let (drill, seed) =
        switch new {
        case .kept(let bench): (bench.drill, bench.seed)
        case .drill(let drill): (drill, seedOption.seed)
        }
      try files.writes(ReportFiles(reportFolder).paths(ofComparison: drill, seed: seed))
    }
    return (old, new)
  }

  /// One side: a kept result, or a drill that is yet to be run.
  private func side(
    _ path: String, in language: Language, reading files: inout NamedFiles
  ) throws -> ComparedSide {
    if InputFile.isResult(path) {
      files.reads([path])
      return .kept(try InputFile.bench(at: [path]))
    }
    guard let revision = Revision(path) else {
      return .drill(try Composition.drill(path, in: language, reading: &files))
    }
    return .drill(try Composition.drill(of: revision, in: language))
  }
}
