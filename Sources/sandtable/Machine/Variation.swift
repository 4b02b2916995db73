import ArgumentParser
import Foundation
import Scenarios

/// `--vary PATH=VALUES`: what is set, and to what one after the other.
struct Variation {
  var path: String
  var values: [String]

  private static let valueLimit = 200

  /// `support.pools.agents.count=2..6`, `flows.answer.steps.serve.takes=30 min,45 min`,
  /// `drill.demand.calls.rate=3 /h,6 /h`.
  init(_ text: String) throws {
    guard let sign = text.firstIndex(of: "=") else { throw Self.wrong(text) }
    path = String(text[..<sign]).trimmingCharacters(in: .whitespaces)
    let list = text[text.index(after: sign)...]
    values = try Self.values(String(list), text)
    guard !path.isEmpty, !path.contains(where: \.isNewline), !values.isEmpty,
      values.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isNewline) }),
      Set(values).count == values.count
    else { throw Self.wrong(text) }
  }

  /// The change that sets a value, as YAML; the path is quoted, the value is the writer's YAML.
  func settings(_ value: String) -> String {
    let quoted = path.replacing("'", with: "''")
    return "'\(quoted)': \(value)\n"
  }

  private static func values(_ list: String, _ text: String) throws -> [String] {
    let ends = list.components(separatedBy: "..")
    if ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]) {
      guard first <= last, last - first < valueLimit else { throw wrong(text) }
      return (first...last).map { "\($0)" }
    }
    // A comma within brackets is part of a value: {uniform: [10 min, 20 min]}.
    var depth = 0
    let values = list.split(omittingEmptySubsequences: false) { character in
      if "[{".contains(character) { depth += 1 }
      if "]}".contains(character) { depth -= 1 }
      return character == "," && depth == 0
    }.map { $0.trimmingCharacters(in: .whitespaces) }
    guard values.count <= valueLimit else { throw wrong(text) }
    return values
  }

  private static func wrong(_ text: String) -> ValidationError {
    ValidationError(
      "'\(text)': a path and its values are wanted, such as support.pools.agents.count=2..6 or "
        + "flows.answer.steps.serve.takes=30 min,45 min. 应写成 路径=值,值 或 路径=2..6。")
  }
}
