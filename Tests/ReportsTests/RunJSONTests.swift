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
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "docs/schema/run.schema.json")
    let schema = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    let document = try JSONSerialization.jsonObject(
      with: Data(RunJSON.render(Fixture.run(extra: 5)).utf8))
    let checker = try #require(SchemaChecker(schema))
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

/// What of JSON Schema 2020-12 the published schema uses: type, const, enum, pattern, minimum,
/// maximum, required, properties, additionalProperties false, items, references to `$defs`.
private struct SchemaChecker {
  private let root: [String: Any]

  init?(_ schema: Any) {
    guard let root = schema as? [String: Any] else { return nil }
    self.root = root
  }

  func faults(in document: Any) -> [String] { faults(document, root, "$") }

  private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacing("#/$defs/", with: "")
      let definitions = root["$defs"] as? [String: [String: Any]]
      guard let target = definitions?[name] else { return ["\(path): no \(reference)"] }
      return faults(value, target, path)
    }
    var faults: [String] = []
    if let type = schema["type"] as? String, !matches(value, type) {
      return ["\(path): not \(type)"]
    }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      faults.append("\(path): \(value) is not of \(words)")
    }
    if let const = schema["const"] as? Int, value as? Int != const {
      faults.append("\(path): not \(const)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(path): '\(text)' is not like \(pattern)")
    }
    if let number = value as? Int {
      if let least = schema["minimum"] as? Int, number < least {
        faults.append("\(path): \(number)")
      }
      if let most = schema["maximum"] as? Int, number > most { faults.append("\(path): \(number)") }
    }
    return faults + inner(value, schema, path)
  }

  private func inner(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      return list.enumerated().flatMap { faults($1, items, "\(path)[\($0)]") }
    }
    guard let object = value as? [String: Any] else { return [] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    return missing.map { "\(path): no \($0)" }
      + object.keys.sorted().flatMap { key -> [String] in
        guard let property = properties[key] else {
          return schema["additionalProperties"] as? Bool == false ? ["\(path): \(key)?"] : []
        }
        return faults(object[key] ?? "", property, "\(path).\(key)")
      }
  }

  private func matches(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": value is Int && !(value is String)
    default: false
    }
  }
}
