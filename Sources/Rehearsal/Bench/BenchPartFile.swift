import EventKernel
import Foundation
import Scenarios
import Statistics

/// What a part's file has, as plain values: decoding looks at their shape alone. A drill is made of
/// its texts by ``BenchPart/init(_:)``.
package struct BenchPartFile: Codable, Sendable {
  package struct Source: Codable, Sendable {
    package var path: String
    package var text: String
  }

  private var kind: String
  private var format: Int
  package var sandtable: String
  package var seed: String
  package var planned: Int
  package var first: Int
  package var end: Int
  package var looks: Int
  /// The names of the figures, in the order of the sums.
  package var figures: [String]
  package var sums: BenchSums
  /// The drill's files, the drill first.
  package var sources: [Source]

  /// Looks at most: each is at twice as many runs as the one before.
  private static let mostLooks = 64
  private static let kind = "sandtable bench part"
  private static let format = 2

  private struct Head: Decodable {
    var kind: String
    var sandtable: String
  }

  package init(_ part: BenchPart) {
    let bench = part.bench
    kind = Self.kind
    format = Self.format
    sandtable = bench.version
    seed = String(bench.seed)
    planned = bench.planned
    first = part.replications.lowerBound
    end = part.replications.upperBound
    looks = bench.looks
    figures = bench.figures.map { $0.name(in: bench.drill) }
    sums = bench.sums
    sources = bench.drill.sources.map { Source(path: $0.path, text: $0.text) }
  }

  /// Whether the numbers of runs and looks could be a bench's.
  fileprivate var isCounted: Bool {
    (1...BenchPartFile.mostLooks).contains(looks) && (1...BenchPlan.greatest).contains(planned)
      && first >= 0 && first <= end && end <= planned
  }

  /// What the bytes of a file say. Those of another version are told from broken ones first: they
  /// may have any shape.
  package init(_ data: Data) throws(BenchPartError) {
    let decoder = JSONDecoder()
    guard let head = try? decoder.decode(Head.self, from: data), head.kind == Self.kind else {
      throw .unreadable
    }
    guard head.sandtable == sandtableVersion else { throw .version(head.sandtable) }
    guard let file = try? decoder.decode(BenchPartFile.self, from: data),
      file.format == Self.format
    else { throw .unreadable }
    self = file
  }

  /// The file: one line, which is not for reading.
  package var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return ControlCharacters.inJSON(
        String(decoding: try encoder.encode(self), as: UTF8.self) + "\n")
    } catch {
      preconditionFailure("a part does not encode: \(error)")
    }
  }
}

extension BenchPart {
  /// The part that a file tells of, with the drill made of the texts in it. Everything is checked:
  /// a file may say anything.
  package init(_ file: BenchPartFile) throws(BenchPartError) {
    guard let seed = UInt64(file.seed), file.isCounted else { throw .unreadable }
    let sources = file.sources.map { SourceFile(path: $0.path, text: $0.text) }
    guard let drill = ScenarioReader.drill(sources: sources).drill else { throw .drill }
    let empty = BenchSums(drill).figures
    let runs = Int64(file.end - file.first)
    guard file.figures == Figure.all(of: drill).map({ $0.name(in: drill) }),
      file.sums.figures.count == empty.count,
      zip(file.sums.figures, empty).allSatisfy({ $0.isLike($1) && $0.count == runs }),
      file.sums.isOpen(ofRuns: runs), file.sums.details.isOf(runs: runs, of: drill)
    else { throw .unreadable }
    self.init(
      Bench(
        drill: drill, seed: seed, sums: file.sums, planned: file.planned, done: Int(runs),
        looks: file.looks),
      replications: file.first..<file.end)
  }
}
