import Foundation
import Scenarios
import Statistics

/// What a drill's figures came to at some time, kept beside the drill to be compared with later: a
/// small file with a line for each figure.
package struct Baseline: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var unit: String
    /// What the values are of, where the name does not say it all; nil also in files that did not
    /// keep it.
    package var asks: String?
    package var value: SectionedValue

    /// Whether an earlier one is of the same: what it does not say is not held against it.
    func isOf(_ earlier: Entry) -> Bool {
      unit == earlier.unit && (earlier.asks == nil || asks == earlier.asks)
    }
  }

  package var version: String
  package var drill: String
  /// Of the drill's files.
  package var digest: String
  package var seed: UInt64
  package var runs: Int
  /// In the order of the bench.
  package var entries: [Entry]

  package init(_ bench: Bench) {
    version = bench.version
    drill = bench.drill.name
    digest = bench.drill.digest
    seed = bench.seed
    runs = bench.done
    entries = zip(bench.figures, bench.sums.figures).map { figure, sum in
      Entry(
        name: figure.name(in: bench.drill), unit: figure.unit.rawValue,
        asks: figure.definition(in: bench.drill), value: sum.sectioned)
    }
  }
}

/// Why a file is no baseline, or none of a drill.
package enum BaselineError: Error, Hashable, Sendable {
  /// Nothing in it, or no figure.
  case empty
  /// Not a file of this kind, or a broken one.
  case unreadable
  /// Of a format that this version does not know.
  case format(Int)
  /// Of the drill of that name, not of the one that is wanted.
  case otherDrill(String, wanted: String)
}

// MARK: In files

extension Baseline {
  private static let kind = "sandtable baseline"
  private static let format = 1

  private struct Head: Decodable {
    var kind: String
    var format: Int
  }

  private struct File: Decodable {
    struct Figure: Decodable {
      var name: String
      var unit: String
      var asks: String?
      var whole: Double?
      var sections: [Double?]

      /// Values of runs are whole numbers of 64 bits, so their ratios are no greater: differences
      /// and squares of what is read stay numbers.
      var isOfWholeNumbers: Bool {
        (sections + [whole]).allSatisfy { ($0?.magnitude ?? 0) <= 0x1p63 }
      }
    }

    var sandtable: String
    var drill: String
    var digest: String
    var seed: String
    var runs: Int
    var figures: [Figure]
  }

  /// The baseline that a file has.
  package init(text: String) throws(BaselineError) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty }
    let data = Data(text.utf8)
    guard let head = try? JSONDecoder().decode(Head.self, from: data), head.kind == Self.kind else {
      throw .unreadable
    }
    guard head.format == Self.format else { throw .format(head.format) }
    guard let file = try? JSONDecoder().decode(File.self, from: data), let seed = UInt64(file.seed),
      (1...BenchPlan.greatest).contains(file.runs),
      Set(file.figures.map(\.name)).count == file.figures.count
    else { throw .unreadable }
    if file.figures.isEmpty { throw .empty }
    let counts = [SectionedRatio.sectionCount, FigureAccumulator.quantileSections]
    guard file.figures.allSatisfy({ counts.contains($0.sections.count) && $0.isOfWholeNumbers })
    else { throw .unreadable }
    version = file.sandtable
    drill = file.drill
    digest = file.digest
    self.seed = seed
    runs = file.runs
    entries = file.figures.map {
      Entry(
        name: $0.name, unit: $0.unit, asks: $0.asks,
        value: SectionedValue(whole: $0.whole, sections: $0.sections))
    }
  }

  /// The file: JSON with a line for each figure, so that a change shows as the lines that changed.
  package var text: String {
    let head = [
      "\"kind\": \(Self.quoted(Self.kind))", "\"format\": \(Self.format)",
      "\"sandtable\": \(Self.quoted(version))", "\"drill\": \(Self.quoted(drill))",
      "\"digest\": \(Self.quoted(digest))", "\"seed\": \"\(seed)\"", "\"runs\": \(runs)",
    ]
    let lines = entries.map { entry in
      let sections = entry.value.sections.map(Self.number).joined(separator: ",")
      let asks = entry.asks.map { "\"asks\": \(Self.quoted($0)), " } ?? ""
      return "{\"name\": \(Self.quoted(entry.name)), \"unit\": \(Self.quoted(entry.unit)), "
        + asks + "\"whole\": \(Self.number(entry.value.whole)), \"sections\": [\(sections)]}"
    }
    return "{\n" + head.map { $0 + ",\n" }.joined() + "\"figures\": [\n"
      + lines.joined(separator: ",\n") + "\n]}\n"
  }

  /// The shortest text that reads back as the same number.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "null" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    do {
      return ControlCharacters.inJSON(String(decoding: try encoder.encode(text), as: UTF8.self))
    } catch {
      preconditionFailure("a text does not encode: \(error)")
    }
  }
}
