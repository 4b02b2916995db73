import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Scoring
import Testing

/// Baselines in their files.
@Suite("Baseline")
struct BaselineTests {
  private static func baseline() throws -> Baseline {
    Baseline(try BenchTests.bench(try DrillFiles(BenchTests.worm).compiled(), 8))
  }

  @Test("keeps all that objectives ask, and what they came to")
  func questions() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let bench = try BenchTests.bench(drill, 8)
    let kept = try Baseline(text: Baseline(bench).text).objectives
    #expect(kept.map(\.name) == drill.objectives.map(\.name))
    #expect(kept.map(\.outcome) == bench.verdicts.map(\.outcome))
    #expect(kept.map(\.question) == drill.objectives.map { ObjectiveQuestion($0, in: drill) })
    #expect(kept[0].question.form == .share && kept[0].question.part == Probability(0.95))
    #expect(kept[1].question.runs == Probability(0.95))
  }

  @Test("says the line of any change, of any line that goes, comes or moves")
  func edited() throws {
    let text = try Self.baseline().text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for row in lines.indices.dropLast() {
      for change in [String(lines[row].dropLast()) + "x", " " + lines[row], "x"] {
        var changed = lines
        changed[row] = change
        expect(changed, wrongAt: row)
      }
      var doubled = lines
      doubled.insert(lines[row], at: row)
      #expect(throws: BaselineError.self) { try Baseline(text: doubled.joined(separator: "\n")) }
      var gone = lines
      gone.remove(at: row)
      #expect(throws: BaselineError.self) { try Baseline(text: gone.joined(separator: "\n")) }
    }
    // Line ends of another system are no change.
    #expect(try Baseline(text: text.replacing("\n", with: "\r\n")).text == text)
  }

  private func expect(_ lines: [String], wrongAt row: Int) {
    do throws(BaselineError) {
      _ = try Baseline(text: lines.joined(separator: "\n"))
      Issue.record("line \(row + 1) may be '\(lines[row])'")
    } catch {
      // The kind and the format say whether there are digests at all.
      let isHead = error == .unreadable && (0...2).contains(row)
      if case .format = error, row == 2 { return }
      #expect(isHead || error == .edited(line: row + 1), "\(row + 1): \(error)")
    }
  }

  @Test("says the line of one changed digit of a value or a bound")
  func digits() throws {
    let lines = try Self.baseline().text.split(separator: "\n").map(String.init)
    var tried = 0
    for (row, line) in lines.enumerated() where row > 2 {
      for mark in ["\"runs\": 0.9", "\"limit\": ", "\"whole\": ", "\"sections\": ["] {
        guard let place = line.range(of: mark)?.upperBound, line[place].isNumber else { continue }
        var changed = lines
        let digit = line[place] == "7" ? "8" : "7"
        changed[row].replaceSubrange(place...place, with: digit)
        #expect(throws: BaselineError.edited(line: row + 1)) {
          try Baseline(text: changed.joined(separator: "\n") + "\n")
        }
        tried += 1
      }
    }
    #expect(tried > 20, "\(tried)")
  }
}
