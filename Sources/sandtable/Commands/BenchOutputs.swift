import ArgumentParser
import EventKernel
import Rehearsal
import Reports
import Scenarios
import Statistics

/// What a bench is compared with, and where its result goes: for `bench` and `merge`.
struct BenchOutputs: ParsableArguments {
  @Flag(help: "Print the result as JSON (docs/schema/bench.schema.json). 输出 JSON")
  var json = false

  @Option(
    help: "Compare with this baseline; a regression ends with 1. 与基线比较", transform: PathText.read)
  var baseline: String?

  @Option(help: "Keep the result as a baseline. 写出基线", transform: PathText.read)
  var writeBaseline: String?

  @Option(
    parsing: .unconditional,
    help: "A change for the worse up to that share is none, e.g. 2%. 容许变差的比例")
  var tolerance: String?

  @Option(
    parsing: .unconditional,
    help: "How sure all objectives' intervals together are; 95 %. 各目标区间合起来的置信度")
  var confidence: String?

  @Option(
    help: "Keep the whole result, for compare and merge. 保存完整结果", transform: PathText.read)
  var save: String?

  @Option(
    name: .customLong("report"),
    help: "Write HTML reports, zh and en, into this folder. 把 HTML 报告写入此文件夹",
    transform: PathText.read)
  var reportFolder: String?

  @OptionGroup var job: CIOutputs

  func validate() throws {
    _ = try toleratedShare()
    _ = try overallConfidence()
    if tolerance != nil, baseline == nil {
      throw ValidationError("--tolerance wants --baseline. --tolerance 须与 --baseline 同用。")
    }
  }

  /// Something is asked for that only one bench has.
  var judges: Bool {
    baseline != nil || writeBaseline != nil || job.areAskedFor
  }

  /// Something is asked for that only what is whole has.
  var judgesOrReports: Bool { judges || reportFolder != nil }

  /// Throws when one of the outputs is a file that the command reads, or is named twice.
  ///
  /// - Parameter files: with what else the command reads.
  func check(_ files: inout NamedFiles, of drill: CompiledDrill, seed: UInt64) throws {
    files.reads([baseline].compactMap(\.self))
    let pages = reportFolder.map { ReportFiles($0).paths(ofBench: drill, seed: seed) } ?? []
    try job.check(&files, [writeBaseline, save] + pages)
  }

  /// The baseline of a drill, read before anything is played; nil: none is asked for.
  func baseline(of drill: CompiledDrill) throws -> Baseline? {
    try baseline.map { try InputFile.baseline(of: drill, at: $0) }
  }

  /// How sure the objectives' intervals are to be.
  func overallConfidence() throws -> Confidence {
    guard let confidence else { return .ninetyFive }
    // In hundredths of a per cent, since 1 less 0.999 has lost digits.
    let miss = 10_000 - (try Share.read(confidence, from: 50).value * 10_000).rounded()
    guard let miss = Probability(miss / 10_000), miss.value > 0 else {
      throw ValidationError(
        "'\(confidence)': --confidence is 50% to 99.99%. --confidence 应为 50% 到 99.99%。")
    }
    return Confidence(missing: miss)
  }

  func toleratedShare() throws -> Probability {
    guard let tolerance else { return .never }
    return try Share.read(tolerance, from: 0)
  }

  /// Prints and writes everything, whatever one of them refuses, and ends the command by the
  /// gravest of what happened.
  ///
  /// What an interruption left is told, and kept neither as a baseline nor as a result: which of
  /// the runs were played depends on the threads.
  ///
  /// - Parameters:
  ///   - old: the baseline.
  ///   - path: of the drill file, for annotations.
  ///   - time: that the runs took.
  func leave(
    _ bench: Bench, against old: Baseline?, path: String, time: PlayingTime? = nil,
    in language: Language
  ) throws {
    let comparison = try old.map {
      Comparison(bench, with: $0, tolerance: try toleratedShare())
    }
    var outcomes = Outcomes()
    try answer(bench, comparison, language)
    if let path = writeBaseline, !bench.isPartial {
      outcomes.attempt { try OutputFile.write(Baseline(bench).text, to: path) }
    }
    if let path = save, !bench.isPartial {
      outcomes.attempt {
        try OutputFile.write(BenchPartFile(BenchPart(whole: bench)).text, to: path)
      }
    }
    let path = ShownPath.of(path, else: bench.drill.sources.first?.path ?? bench.drill.name)
    job.write(
      &outcomes,
      junit: {
        BenchJUnit.render(bench, comparison, path: path, time: time, language: language)
      }, page: BenchMarkdown.render(bench, comparison, language: language),
      annotations: { BenchAnnotations.render(bench, comparison, path: path, language: language) })
    if let folder = reportFolder {
      outcomes.report(language) { try ReportFiles(folder).write(bench, comparison) }
    }
    try outcomes.leave(language, isPartial: bench.isPartial) {
      bench.isMet && comparison?.isPassed ?? true
    }
  }

  private func answer(
    _ bench: Bench, _ comparison: Comparison?, _ language: Language
  ) throws {
    if json { return try Streams.answer(json: Composition.json(bench, comparison)) }
    let told = comparison.map { Composition.text($0, in: language) + "\n" } ?? ""
    try Streams.answer(told + Composition.text(bench, in: language))
  }
}
