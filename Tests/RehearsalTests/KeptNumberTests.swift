import Foundation
import Rehearsal
import Scenarios
import Statistics
import Testing

/// Files that are kept and read again may say anything: what no bench could have written is
/// refused, and all else is merged and told without a trap.
@Suite("Numbers of kept files")
struct KeptNumberTests {
  private static let huge = ["-1", "2147483648", "\(Int64.max)", "\(Int128.min)"]

  /// A small drill that has something of everything.
  private static func drill() throws -> CompiledDrill {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let path = tests.appending(path: "CommandLineTests/Findings/attack/mini-base/mini.yaml").path
    return try #require(ScenarioReader.drill(at: path).drill)
  }

  /// A number of a document, as itself or within a text.
  private struct Place {
    var path: [String]
    var old: String
    /// Of several numbers in a text, which.
    var number: Int?
  }

  /// A place of each shape: numbers that are alike but for a position in a list are one shape.
  private static func places(_ value: Any) -> [Place] {
    var found: [String: [Place]] = [:]
    func walk(_ value: Any, _ path: [String]) {
      let shape = path.map { Int($0) == nil ? $0 : "*" }.joined(separator: "/")
      switch value {
      case let map as [String: Any]:
        for (key, inner) in map.sorted(by: { $0.key < $1.key }) { walk(inner, path + [key]) }
      case let list as [Any]:
        for (row, inner) in list.enumerated() { walk(inner, path + ["\(row)"]) }
      case let number as NSNumber:
        found[shape, default: []].append(Place(path: path, old: "\(number)"))
      case let text as String where text.allSatisfy { "-0123456789:/".contains($0) }:
        for (row, word) in text.split(whereSeparator: { ":/".contains($0) }).enumerated() {
          found["\(shape) \(row)", default: []]
            .append(Place(path: path, old: String(word), number: row))
        }
      default: break
      }
    }
    walk(value, [])
    return found.sorted { $0.key < $1.key }.map { $0.value[$0.value.count / 2] }
  }

  private static func changed(
    _ value: Any, _ path: ArraySlice<String>, _ new: (Any) -> Any
  ) -> Any {
    guard let key = path.first else { return new(value) }
    if var map = value as? [String: Any], let inner = map[key] {
      map[key] = changed(inner, path.dropFirst(), new)
      return map
    }
    if var list = value as? [Any], let row = Int(key) {
      list[row] = changed(list[row], path.dropFirst(), new)
      return list
    }
    return value
  }

  private static func changed(_ document: Any, at place: Place, to number: String) throws -> Data {
    let edited = changed(document, place.path[...]) { old in
      guard let row = place.number, let text = old as? String else {
        return NSDecimalNumber(string: number)
      }
      let separator: Character = text.contains(":") ? ":" : "/"
      var words = text.split(separator: separator).map(String.init)
      words[row] = number
      return words.joined(separator: String(separator))
    }
    return try JSONSerialization.data(withJSONObject: edited)
  }

  /// All that is asked of a bench that was read.
  private static func read(_ bench: Bench) {
    _ = (bench.verdicts, bench.outcome, bench.isMet)
    for figure in bench.sums.figures { _ = (figure.interval(), figure.sectioned) }
    for course in bench.sums.details.courses { _ = course.points(bench.assurance.confidence) }
    _ = Comparison(bench, with: Baseline(bench))
    _ = Baseline(bench).text
    _ = BenchPartFile(BenchPart(whole: bench)).text
  }

  @Test("of a part are refused, or merged with another part and read")
  func parts() throws {
    let drill = try Self.drill()
    let parts = try (1...2).map {
      try #require(try Rehearse.part(Shard($0, of: 2), of: 6, drill, seed: 1, threads: 1))
    }
    let document = try JSONSerialization.jsonObject(with: Data(BenchPartFile(parts[0]).text.utf8))
    let places = Self.places(document)
    var (refused, merged) = (0, 0)
    for place in places {
      for number in Self.huge where number != place.old {
        let data = try Self.changed(document, at: place, to: number)
        guard let part = try? Rehearse.part(in: data),
          let bench = try? Rehearse.merge([part, parts[1]])
        else {
          refused += 1
          continue
        }
        merged += 1
        Self.read(bench)
      }
    }
    let told = "\(places.count) places: \(refused) refused, \(merged) read"
    #expect(places.count > 50 && refused > 150 && merged > 20, "\(told)")
  }

  @Test("of a baseline are refused, or compared with")
  func baselines() throws {
    let drill = try Self.drill()
    let bench = try BenchTests.bench(drill, 4)
    let document = try JSONSerialization.jsonObject(with: Data(Baseline(bench).text.utf8))
    for place in Self.places(document) {
      for number in Self.huge + ["1e300", "-1e300", "1e18", "0.5"] where number != place.old {
        let data = try Self.changed(document, at: place, to: number)
        let isOfRuns = place.path == ["of", "runs"]
        // As whoever makes up the digests, too, would have it read.
        guard let old = try? Baseline(unchecked: data) else {
          let isOfAQuestion = ["limit", "part", "runs"].contains(place.path.last ?? "")
          #expect(
            isOfRuns || isOfAQuestion || place.path == ["format"] || place.path == ["of", "seed"]
              || (Double(number) ?? 0).magnitude > 0x1p63, "\(place): \(number)")
          continue
        }
        #expect(!isOfRuns || (1...BenchPlan.greatest).contains(old.runs))
        for figure in Comparison(bench, with: old).figures {
          let ends = figure.difference.map { [$0.estimate, $0.lower, $0.upper] } ?? []
          let isFinite = (ends + [figure.detectable ?? 0]).allSatisfy { $0.isFinite }
          #expect(isFinite, "\(place): \(number)")
        }
      }
    }
  }
}
