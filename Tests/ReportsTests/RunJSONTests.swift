import Foundation
import Reports
import Testing

@Suite struct RunJSONTests {
  @Test("the JSON of a run is the golden one")
  func golden() throws {
    try expectGolden(RunJSON.render(Fixture.run()), "run.json")
  }

  @Test("the same run gives the same bytes")
  func stable() {
    #expect(RunJSON.render(Fixture.run()) == RunJSON.render(Fixture.run()))
  }

  @Test("the document keeps to its published schema")
  func schema() throws {
    let document = try JSONSerialization.jsonObject(
      with: Data(RunJSON.render(Fixture.run(extra: 5)).utf8))
    let checker = try SchemaChecker.published("run")
    #expect(checker.faults(in: document) == [])
  }

  @Test("a document that breaks the schema is told so")
  func broken() throws {
    let schema: [String: Any] = [
      "type": "object", "required": ["a"], "additionalProperties": false,
      "properties": ["a": ["type": "integer", "minimum": 0], "b": ["enum": ["x"]]],
    ]
    let checker = try #require(SchemaChecker(schema))
    #expect(checker.faults(in: ["a": 1, "b": "x"]) == [])
    #expect(checker.faults(in: ["b": "y", "c": 1]).count == 3)
    #expect(checker.faults(in: ["a": -1]).count == 1)
    #expect(checker.faults(in: ["a": "1"]).count == 1)
  }
}
