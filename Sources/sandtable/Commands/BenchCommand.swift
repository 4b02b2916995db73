import ArgumentParser
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Play a drill many times against its objectives. 多次推演，对照目标。")

  @Argument(
    help: "A drill file, or the name of one in scenarios/drills. 演练文件或名称",
    transform: PathText.read)
  var drill: String

  @Option(
    parsing: .unconditional,
    help: "Runs; without, until every objective is decided. 推演次数，不写则到各目标判定为止")
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: "Runs until every objective is known to that share of itself, e.g. 1%. 相对精度")
  var precision: String?

  @Option(name: .customLong("at-most"), parsing: .unconditional, help: "Runs at most. 次数上限")
  var most: Int?

  @Option(parsing: .unconditional, help: "Threads; as many as there are cores. 线程数")
  var threads: Int?

  @Option(help: "Play one part only, e.g. 3/16, and print it for merge. 只推演一个分片")
  var shard: String?

  @Option(
    name: .customLong("vary"), parsing: .unconditionalSingleValue,
    help:
      "Change a path of the files and play each value, e.g. support.pools.agents.count=2..6. 逐值改变一个设置"
  )
  var variations: [String] = []

  private var vary: String? { variations.first }

  @OptionGroup var outputs: BenchOutputs
  @OptionGroup var seedOption: SeedOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    try Self.checkCounts([replications, most].compactMap(\.self), threads)
    if replications != nil, most != nil || precision != nil {
      throw ValidationError(
        "--replications says how many runs; --precision and --at-most leave it open. "
          + "--replications 不能与 --precision、--at-most 同用。")
    }
    _ = try relativePrecision()
    _ = try chosenShard()
    _ = try variation()
    if variations.count > 1 {
      throw ValidationError("--vary is given once. --vary 只能写一次。")
    }
    // One run has no interval, and a look needs one.
    if let most, most < 2 {
      throw ValidationError("--at-most wants 2 runs at least. --at-most 至少为 2。")
    }
    if vary != nil, shard != nil || outputs.save != nil || outputs.judges {
      throw ValidationError(
        "--vary has a table and a --report of its own; shards, baselines and other files are of one "
          + "bench. --vary 只有对比表和 --report，不能与分片、基线和其他输出文件同用。")
    }
    if vary != nil, precision != nil || most != nil {
      throw ValidationError(
        "--vary plays the same number of runs for each value: --replications. "
          + "--vary 的各取值推演次数相同：用 --replications。")
    }
    if shard != nil, outputs.json || outputs.confidence != nil || outputs.judgesOrReports {
      throw ValidationError(
        "a shard is judged when all are merged: give these options to merge. "
          + "分片合并之后才能判定：请把这些选项用于 merge。")
    }
  }

  static func checkCounts(_ counts: [Int], _ threads: Int?) throws {
    for count in counts where !(1...BenchPlan.greatest).contains(count) {
      throw ValidationError(
        "\(count) runs: 1 to \(BenchPlan.greatest) are possible. "
          + "推演次数应为 1 到 \(BenchPlan.greatest)。")
    }
    if let threads, !(1...1_000).contains(threads) {
      throw ValidationError("\(threads) threads: 1 to 1000 are possible. 线程数应为 1 到 1000。")
    }
  }

  /// `3/16`.
  private func chosenShard() throws -> Shard? {
    guard let shard else { return nil }
    let words = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard words.count == 2, let number = words[0], let count = words[1],
      (1...100_000).contains(count), (1...count).contains(number)
    else {
      throw ValidationError("'\(shard)' is no shard: one such as 3/16 is wanted. 分片应写成 3/16。")
    }
    guard let replications, replications >= count else {
      throw ValidationError(
        "--shard wants --replications, of all shards together and as many at least. "
          + "--shard 须写明全部分片合计的 --replications，且不少于分片数。")
    }
    return Shard(number, of: count)
  }

  private func relativePrecision() throws -> Probability? {
    guard let precision else { return nil }
    return try Share.read(precision, from: 1e-6)
  }

  private func variation() throws -> Variation? {
    guard let vary else { return nil }
    guard let variation = Variation(vary) else {
      throw ValidationError(
        "'\(vary)': a path and its values are wanted, such as support.pools.agents.count=2..6 or "
          + "flows.answer.steps.serve.takes=30 min,45 min. 应写成 路径=值,值 或 路径=2..6。")
    }
    return variation
  }

  func run() throws {
    let language = languageOption.language
    let (date, began) = (Date(), ContinuousClock.now)
    if let variation = try variation() { return try sweep(variation, in: language) }
    var files = NamedFiles()
    let compiled = try Composition.drill(drill, in: language, reading: &files)
    try outputs.check(&files, of: compiled, seed: seedOption.seed)
    if let shard = try chosenShard(), let replications {
      return try play(shard, of: replications, compiled, in: language)
    }
    let plan = try BenchPlan(
      for: compiled, replications: replications, precision: try relativePrecision(), most: most)
    let old = try outputs.baseline(of: compiled)
    try Signals.holdingOff {
      let bench = try BenchProgress.watching(in: language) { mayGoOn in
        try Rehearse.bench(
          compiled, plan: plan, seed: seedOption.seed, threads: threads ?? Rehearse.allCores,
          overall: outputs.overallConfidence(), while: mayGoOn)
      }
      let took = ContinuousClock.now - began
      tell(bench, took: took, in: language)
      try outputs.leave(
        bench, against: old, path: try Composition.drillPath(drill),
        time: PlayingTime(began: date, seconds: took / .seconds(1)), in: language)
    }
  }

  /// Plays every value of a setting over the same nights.
  private func sweep(_ variation: Variation, in language: Language) throws {
    // All values are checked before any is played.
    var files = NamedFiles()
    let drills = try variation.settings.map {
      try Composition.drill(drill, settings: $0, in: language, reading: &files)
    }
    if let folder = outputs.reportFolder, let first = drills.first {
      try files.writes(
        ReportFiles(folder).paths(ofSweep: variation.path, first, seed: seedOption.seed))
    }
    let sweep = try Signals.holdingOff {
      try BenchProgress.watching(in: language) { mayGoOn in
        try Rehearse.sweep(
          variation, drills, replications: replications, seed: seedOption.seed,
          threads: threads ?? Rehearse.allCores, overall: outputs.overallConfidence(),
          while: mayGoOn)
      }
    }
    if outputs.json {
      try Streams.answer(json: Composition.json(sweep))
    } else {
      try Streams.answer(Composition.text(sweep, in: language))
    }
    var outcomes = Outcomes()
    if let folder = outputs.reportFolder {
      outcomes.report(language) { try ReportFiles(folder).write(sweep) }
    }
    try outcomes.leave(language, isPartial: sweep.isPartial) { sweep.isMet }
  }

  /// Plays a part and prints it; an interrupted part is none.
  private func play(
    _ shard: Shard, of planned: Int, _ drill: CompiledDrill, in language: Language
  ) throws {
    let part = try Signals.holdingOff {
      try BenchProgress.watching(in: language) { mayGoOn in
        try Rehearse.part(
          shard, of: planned, drill, seed: seedOption.seed,
          threads: threads ?? Rehearse.allCores, while: mayGoOn)
      }
    }
    guard let part, !Signals.wasInterrupted else { throw Exit.interrupted }
    let text = BenchPartFile(part).text
    if let path = outputs.save {
      try OutputFile.write(text, to: path)
    } else {
      try Streams.answer(json: text)
    }
  }

  /// What is true of this machine and this moment: never part of the result.
  private func tell(_ bench: Bench, took: Duration, in language: Language) {
    let rate = Double(bench.done) / max(1e-9, took / .seconds(1))
    let time = Elapsed.words(took)
    let words = Bilingual(
      zh: "用时 \(time.zh)，每秒 \(Int(rate)) 次\n",
      en: "took \(time.en), \(Int(rate)) runs a second\n")
    Streams.tell(words[language])
  }
}
