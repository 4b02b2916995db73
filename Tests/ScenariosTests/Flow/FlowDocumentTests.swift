import Foundation
import Simulator
import Testing

@testable import Scenarios

@Suite("The document of flows")
struct FlowDocumentTests {
  static let document = FlowFiles.tests.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/flows.md")

  @Test("it lists every fact with its kind, in order")
  func facts() throws {
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    let rows = Fact.allCases.map { fact in
      let kind =
        switch fact.domain {
        case .flag: "flag"
        case .choice(let words): "choice: " + words.map { "`\($0)`" }.joined(separator: " ")
        case .number(let unit): unit.isEmpty ? "measure" : "measure, in \(unit)"
        }
      return "| `\(fact.word)`\(fact.isOfThePlatform ? " *" : "") | \(kind) |"
    }
    // Behind name and kind stands what tells it.
    let told = text.split(separator: "\n").compactMap { line -> String? in
      let cells = line.split(separator: " | ")
      return cells.count == 3 ? "\(cells[0]) | \(cells[1]) |" : nil
    }
    let first = told.firstIndex(of: rows[0]) ?? told.endIndex
    #expect(Array(told[first...].prefix(rows.count)) == rows, "\(rows.joined(separator: "\n"))")
  }

  @Test("it names every element that the reader takes")
  func elements() throws {
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    for name in BPMN.tasks.union(BPMN.gateways).union(BPMN.events).sorted() {
      #expect(text.contains("`\(name)`"))
    }
  }
}
