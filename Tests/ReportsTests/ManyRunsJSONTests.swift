import Foundation
import Rehearsal
import Testing

@testable import Reports

@Suite("The JSON of many runs")
struct ManyRunsJSONTests {
  private func faults(_ text: String, _ schema: String) throws -> [String] {
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try SchemaChecker.published(schema).faults(in: document)
  }

  @Test("a bench keeps to its published schema, however few its runs", arguments: [1, 2, 40])
  func bench(runs: Int) throws {
    #expect(try faults(BenchJSON.render(Fixture.bench(runs)), "bench") == [])
  }

  @Test("so does a sweep")
  func sweep() throws {
    #expect(try faults(SweepJSON.render(Fixture.sweep()), "sweep") == [])
  }
}
