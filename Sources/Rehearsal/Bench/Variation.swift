import Foundation

/// What a sweep sets, and to what one after the other: `PATH=VALUES`.
package struct Variation: Hashable, Sendable {
  /// A path of `changes`, or of the drill's file itself when it begins with `drill`.
  package var path: String
  /// As they were written, each once.
  package var values: [String]

  private static let valueLimit = 200

  /// `support.pools.agents.count=2..6`, `flows.answer.steps.serve.takes=30 min,45 min`,
  /// `drill.demand.calls.rate=3 /h,6 /h`; nothing when a text is not so.
  package init?(_ text: String) {
    guard let sign = text.firstIndex(of: "="),
      let values = Self.values(String(text[text.index(after: sign)...]))
    else { return nil }
    path = String(text[..<sign]).trimmingCharacters(in: .whitespaces)
    self.values = values
    guard !path.isEmpty, !path.contains(where: \.isNewline), !values.isEmpty,
      values.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isNewline) }),
      Set(values).count == values.count
    else { return nil }
  }

  /// The changes that set the values, each as YAML; the path is quoted, the value is the writer's
  /// YAML.
  package var settings: [String] {
    let quoted = path.replacing("'", with: "''")
    return values.map { "'\(quoted)': \($0)\n" }
  }

  private static func values(_ list: String) -> [String]? {
    let ends = list.components(separatedBy: "..")
    if ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]) {
      let (span, isHuge) = last.subtractingReportingOverflow(first)
      guard first <= last, !isHuge, span < valueLimit else { return nil }
      return (first...last).map { "\($0)" }
    }
    // A comma within brackets is part of a value: {uniform: [10 min, 20 min]}.
    var depth = 0
    let values = list.split(omittingEmptySubsequences: false) { character in
      if "[{".contains(character) { depth += 1 }
      if "]}".contains(character) { depth -= 1 }
      return character == "," && depth == 0
    }.map { $0.trimmingCharacters(in: .whitespaces) }
    return values.count <= valueLimit ? values : nil
  }
}
