import Foundation
import Testing

/// What of JSON Schema 2020-12 the published schemas use: type, const, enum, pattern, minimum,
/// maximum, required, properties, additionalProperties false, items, references to `$defs`.
struct SchemaChecker {
  private let root: [String: Any]

  init?(_ schema: Any) {
    guard let root = schema as? [String: Any] else { return nil }
    self.root = root
  }

  /// The schema of that name in `docs/schema`.
  static func published(_ name: String) throws -> SchemaChecker {
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = repository.appending(path: "docs/schema/\(name).schema.json")
    let schema = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    return try #require(SchemaChecker(schema))
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
    case "number": value is Double && !(value is String)
    default: false
    }
  }
}
