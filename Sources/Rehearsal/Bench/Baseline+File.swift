import EventKernel
import Foundation
import Scenarios
import Scoring
import Simulator
import Statistics

/// Baselines in files: JSON with a line for each figure, so that a change shows as the lines that
/// changed; and each line with a digest, so that one that was changed by hand is told.
extension Baseline {
  private static let kind = "sandtable baseline"
  private static let format = 3

  private struct Head: Decodable {
    var kind: String
    var format: Int
  }

  /// The file. Its shape: `docs/schema/baseline.schema.json`.
  package var text: String {
    var lines = ["{", "\"kind\": \(Self.quoted(Self.kind)),", "\"format\": \(Self.format),"]
    func add(_ members: String, isLast: Bool = false) {
      lines.append(KeptLines.line(members, lines.count + 1) + (isLast ? "" : ","))
    }
    lines.append("\"of\":")
    add(head)
    lines.append("\"files\": [")
    for (row, file) in files.enumerated() {
      add(
        "\"path\": \(Self.quoted(file.path)), \"digest\": \(Self.quoted(file.digest))",
        isLast: row == files.count - 1)
    }
    lines += ["],", "\"figures\": ["]
    for (row, entry) in entries.enumerated() {
      add(Self.members(entry), isLast: row == entries.count - 1)
    }
    lines.append("],")
    lines.append(Self.last(lines.joined(separator: "\n")))
    return lines.joined(separator: "\n") + "\n"
  }

  /// The last line, with a digest of all before it.
  private static func last(_ text: String) -> String {
    "\"sum\": \"\(KeptLines.digest(text))\"}"
  }

  private var head: String {
    "\"sandtable\": \(Self.quoted(version)), \"drill\": \(Self.quoted(drill)), "
      + "\"digest\": \(Self.quoted(digest)), \"seed\": \"\(seed)\", \"runs\": \(runs)"
  }

  private static func members(_ entry: Entry) -> String {
    let sections = entry.value.sections.map(number).joined(separator: ",")
    let words = [
      "\"name\": \(quoted(entry.name))", "\"unit\": \(quoted(entry.unit))",
      entry.asks.map { "\"asks\": \(quoted($0))" },
      entry.judged.map { "\"question\": \(json(KeptQuestion($0)))" },
      "\"whole\": \(number(entry.value.whole))", "\"sections\": [\(sections)]",
    ]
    return words.compactMap(\.self).joined(separator: ", ")
  }

  /// The shortest text that reads back as the same number.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "null" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  private static func quoted(_ text: String) -> String { json(text) }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    do {
      return ControlCharacters.inJSON(String(decoding: try encoder.encode(value), as: UTF8.self))
    } catch {
      preconditionFailure("texts and numbers do not encode: \(error)")
    }
  }
}

// MARK: Reading

extension Baseline {
  /// The baseline that a file has.
  package init(text: String) throws(BaselineError) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty }
    let format = try Self.format(of: text)
    guard format == Self.format else {
      throw (1..<Self.format).contains(format) ? .older(format: format) : .format(format)
    }
    if let line = Self.firstWrongLine(of: text) { throw .edited(line: line) }
    try self.init(unchecked: Data(text.utf8))
  }

  /// What a file says, whether or not it is as it was written: digests can be made up.
  package init(unchecked data: Data) throws(BaselineError) {
    guard let kept = try? JSONDecoder().decode(KeptBaseline.self, from: data) else {
      throw .unreadable
    }
    if kept.figures.isEmpty { throw .empty }
    guard let baseline = Baseline(kept) else { throw .unreadable }
    self = baseline
  }

  /// A line that says the format, also where the rest can't be read as JSON.
  private static func format(of text: String) throws(BaselineError) -> Int {
    if let head = try? JSONDecoder().decode(Head.self, from: Data(text.utf8)) {
      guard head.kind == kind else { throw .unreadable }
      return head.format
    }
    let lines = text.split(whereSeparator: isLineEnd).prefix(3)
    guard lines.count == 3, lines[1] == "\"kind\": \"\(kind)\",",
      lines[2].hasPrefix("\"format\": "),
      let format = Int(lines[2].dropFirst(10).prefix { $0.isNumber })
    else { throw .unreadable }
    return format
  }

  /// The first line that is not as it was written; nil: all are.
  private static func firstWrongLine(of text: String) -> Int? {
    // A checkout may have other line ends.
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd)
    while lines.last?.isEmpty == true { lines.removeLast() }
    let fixed: [Int: String] = [
      1: "{", 2: "\"kind\": \"\(kind)\",", 3: "\"format\": \(format),", 4: "\"of\":",
      6: "\"files\": [",
    ]
    let lists = ["],", "\"figures\": ["]
    func isRight(_ row: Int) -> Bool {
      let (line, number) = (lines[row], row + 1)
      return fixed[number].map { $0 == line }
        ?? (KeptLines.isAsWritten(line, number) || lists.contains(String(line)))
    }
    if let row = lines.indices.dropLast().first(where: { !isRight($0) }) { return row + 1 }
    guard let end = lines.last, let row = lines.indices.last else { return 1 }
    if String(end) == last(lines.dropLast().joined(separator: "\n")) { return nil }
    // The file may end too early, behind a line that is right.
    return isRight(row) ? row + 2 : row + 1
  }

  private static func isLineEnd(_ character: Character) -> Bool {
    character == "\n" || character == "\r\n"
  }
}
