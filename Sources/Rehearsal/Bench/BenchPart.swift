import EventKernel
import Scenarios
import Statistics

/// Some of a bench's runs as a file: what shards hand over, and what a later comparison reads.
///
/// It has the drill's files with it, so that it can be merged and told of anywhere.
package struct BenchPart: Sendable {
  package var drill: CompiledDrill
  package var bench: Bench
  /// The replications that it tells of, of 0..<`Bench.planned`.
  package var replications: Range<Int>

  package init(_ bench: Bench, replications: Range<Int>) {
    drill = bench.drill
    self.bench = bench
    self.replications = replications
  }
}

/// Why a file cannot be used as a part, or parts not merged.
package enum BenchPartError: Error, Hashable, Sendable {
  /// Not a file of this kind, or a broken one.
  case unreadable
  /// Written by another version, whose sums mean something else.
  case version(String)
  /// The drill's files in it cannot be read by this version.
  case drill
  /// Two parts are of different drills, seeds or numbers of runs.
  case different
  /// Replications that two parts have.
  case doubled(Range<Int>)
  /// Replications that no part has.
  case missing(Range<Int>)
}

extension BenchPart {
  /// The parts of one bench as if it had been run in one go, in whatever order they come.
  package static func merged(_ parts: [BenchPart]) throws(BenchPartError) -> Bench {
    let parts = parts.sorted { $0.replications.lowerBound < $1.replications.lowerBound }
    guard var bench = parts.first?.bench else { throw .missing(0..<1) }
    var end = 0
    for (number, part) in parts.enumerated() {
      guard part.bench.drill.digest == bench.drill.digest, part.bench.seed == bench.seed,
        part.bench.planned == bench.planned, part.bench.looks == bench.looks
      else { throw .different }
      if part.replications.lowerBound > end { throw .missing(end..<part.replications.lowerBound) }
      if part.replications.lowerBound < end {
        throw .doubled(part.replications.lowerBound..<min(end, part.replications.upperBound))
      }
      end = part.replications.upperBound
      if number > 0 { bench.sums.merge(part.bench.sums) }
    }
    if end < bench.planned { throw .missing(end..<bench.planned) }
    bench.done = end
    return bench
  }

  /// The replications of shard `number` of `count`, from 1: as many in each, give or take one.
  package static func shard(_ number: Int, of count: Int, replications: Int) -> Range<Int> {
    replications * (number - 1) / count..<replications * number / count
  }
}

// MARK: In files

/// The file's shape.
private struct PartFile: Codable {
  struct Source: Codable {
    var path: String
    var text: String
  }

  var kind: String
  var format: Int
  var sandtable: String
  var seed: String
  var planned: Int
  var first: Int
  var end: Int
  var looks: Int
  var figures: [String]
  var sums: BenchSums
  var sources: [Source]
}

extension BenchPart: Codable {
  private static let kind = "sandtable bench part"

  package func encode(to encoder: any Encoder) throws {
    try PartFile(
      kind: Self.kind, format: 2, sandtable: bench.version, seed: String(bench.seed),
      planned: bench.planned, first: replications.lowerBound, end: replications.upperBound,
      looks: bench.looks, figures: bench.figures.map { $0.name(in: drill) }, sums: bench.sums,
      sources: drill.sources.map { PartFile.Source(path: $0.path, text: $0.text) }
    ).encode(to: encoder)
  }

  /// The part that a decoder has. Everything is checked: a file may say anything.
  ///
  /// - Throws: `BenchPartError`.
  package init(from decoder: any Decoder) throws {
    struct Head: Decodable {
      var kind: String
      var sandtable: String
    }
    guard let head = try? Head(from: decoder), head.kind == Self.kind else {
      throw BenchPartError.unreadable
    }
    guard head.sandtable == sandtableVersion else { throw BenchPartError.version(head.sandtable) }
    guard let file = try? PartFile(from: decoder), file.format == 2,
      let seed = UInt64(file.seed), file.looks > 0, file.planned > 0,
      file.first >= 0, file.first <= file.end, file.end <= file.planned
    else { throw BenchPartError.unreadable }
    let sources = file.sources.map { SourceFile(path: $0.path, text: $0.text) }
    guard let drill = ScenarioReader.drill(sources: sources).drill else {
      throw BenchPartError.drill
    }
    let figures = Figure.all(of: drill)
    let empty = BenchSums(drill).figures
    guard file.figures == figures.map({ $0.name(in: drill) }),
      file.sums.figures.count == empty.count,
      zip(file.sums.figures, empty).allSatisfy({
        $0.isLike($1) && $0.count == Int64(file.end - file.first)
      }),
      file.sums.details.isOf(runs: Int64(file.end - file.first), of: drill)
    else { throw BenchPartError.unreadable }
    self.init(
      Bench(
        drill: drill, seed: seed, sums: file.sums, planned: file.planned,
        done: file.end - file.first, looks: file.looks),
      replications: file.first..<file.end)
  }
}
