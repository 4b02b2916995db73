import ArgumentParser
import Rehearsal
import Scenarios

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the parts of a bench. 合并分片推演的结果。")

  @Argument(
    help: "Files that bench --shard wrote, in any order. 各分片的结果文件", transform: PathText.read)
  var parts: [String]

  @OptionGroup var outputs: BenchOutputs
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let bench = try InputFile.bench(at: parts, overall: try outputs.overallConfidence())
    let path = bench.drill.sources.first?.path ?? bench.drill.name
    let old = try outputs.baseline(of: bench.drill)
    var files = NamedFiles()
    files.reads(parts)
    try outputs.check(&files, of: bench.drill, seed: bench.seed)
    try Signals.holdingOff { try outputs.leave(bench, against: old, path: path, in: language) }
  }
}
