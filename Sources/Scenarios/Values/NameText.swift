/// A name as it stands in a file.
package struct Name: Hashable, Sendable {
  package var text: String
  package var position: SourcePosition

  package init(_ text: String, at position: SourcePosition) {
    self.text = text
    self.position = position
  }
}

/// The members of a name or of a range of names, `app-1..8`.
package struct NameRange {
  /// More members than this are a mistake.
  package static let limit = 1_000
  /// All ranges of a reading of so many bytes together; ranges that need ranges multiply. A short
  /// text is written out to no more than a few hundred megabytes; a platform of a million
  /// components names 1.3 million in 13 MB.
  static func totalLimit(bytes: Int) -> Int { min(max(200_000, bytes / 8), 2_000_000) }
  /// What the members of all ranges of a reading of so many bytes say together, in values: each
  /// says what its range says. A platform of a million components says 15 million in 13 MB.
  static func sizeLimit(bytes: Int) -> Int { min(max(2_000_000, bytes * 4), 60_000_000) }

  /// The names, with the number of each as written (`01`); nil for a name that is no range.
  package var members: [(name: String, number: String?)]

  /// nil, with a diagnostic, when it looks like a range and is none.
  ///
  /// - Parameter count: how many members a range has, 0 to `limit`, from its first number on; nil:
  ///   up to its last number.
  package init?(
    _ text: String, count: Int? = nil, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) {
    guard let (head, last) = text.cut(at: "..") else {
      members = [(text, nil)]
      return
    }
    let digits = head.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let first = head.suffix(digits)
    let stem = head.dropLast(digits)
    guard digits > 0, digits <= 6, last.count <= 6, !stem.isEmpty,
      last.allSatisfy({ $0.isASCII && $0.isNumber }), let low = Int(first), let high = Int(last)
    else {
      sink.error(
        .badRange, position, zh: "'\(text)' 不是范围", en: "'\(text)' is not a range",
        hint: Bilingual(zh: "例如 app-1..8", en: "e.g. app-1..8"))
      return nil
    }
    guard abs(high - low) < Self.limit else {
      sink.error(
        .badRange, position, zh: "范围 '\(text)' 超过 \(Self.limit) 个",
        en: "the range '\(text)' has more than \(Self.limit) members")
      return nil
    }
    let count = count ?? abs(high - low) + 1
    guard sink.countNames(count) else {
      sink.error(
        .yamlBomb, position, zh: "所有范围合计超过 \(sink.nameLimit) 个名称",
        en: "all ranges together have more than \(sink.nameLimit) names")
      return nil
    }
    if low > high {
      sink.error(
        .badRange, position, zh: "范围 '\(text)' 倒序", en: "the range '\(text)' runs backwards")
    }
    members = (0..<count).map { offset in
      let number = min(low, high) + offset
      let digits = String(number)
      let padded = String(repeating: "0", count: max(0, first.count - digits.count)) + digits
      return (stem + padded, padded)
    }
  }
}

extension YAMLValue {
  /// One name.
  package func name(_ sink: inout DiagnosticSink) -> Name? {
    text(&sink).map { Name($0, at: position) }
  }

  /// A name, a range or a list of those, written out.
  package func names(_ sink: inout DiagnosticSink) -> [Name] {
    list().flatMap { value -> [Name] in
      guard let text = value.text(&sink),
        let range = NameRange(text, at: value.position, &sink)
      else { return [] }
      return range.members.map { Name($0.name, at: value.position) }
    }
  }

  /// How many values it has, itself among them.
  var size: Int {
    switch content {
    case .text: 1
    case .list(let values): values.reduce(1) { $0 + $1.size }
    case .map(let entries): entries.reduce(1) { $0 + $1.value.size }
    }
  }

  /// Whether a text of it has a `#`.
  var hasNumber: Bool {
    switch content {
    case .text(let text): text.utf8.contains(0x23)
    case .list(let values): values.contains(where: \.hasNumber)
    case .map(let entries): entries.contains(where: \.value.hasNumber)
    }
  }

  /// The value with `#` replaced in every text.
  func replacingNumber(_ number: String) -> YAMLValue {
    guard hasNumber else { return self }
    switch content {
    case .text(let text):
      return YAMLValue(
        .text(
          text.split(separator: "#", omittingEmptySubsequences: false)
            .joined(separator: number)), at: position)
    case .list(let values):
      return YAMLValue(.list(values.map { $0.replacingNumber(number) }), at: position)
    case .map(let entries):
      return YAMLValue(
        .map(
          entries.map { entry in
            var entry = entry
            entry.value = entry.value.replacingNumber(number)
            return entry
          }), at: position)
    }
  }
}

/// One named thing of a map such as `components`, ranges written out.
package struct NamedEntry: Sendable {
  package var name: Name
  /// The member's number when the key is a range.
  package var number: String?
  package var value: YAMLValue
}

/// One key of a map of named things: a name, or a range of them that say the same.
struct NamedRange {
  var members: [(name: Name, number: String?)]
  /// As it is written, with `#`.
  var value: YAMLValue

  /// A member with its own number in place of `#`.
  func entry(_ member: (name: Name, number: String?)) -> NamedEntry {
    NamedEntry(
      name: member.name, number: member.number,
      value: member.number.map { value.replacingNumber($0) } ?? value)
  }
}

extension YAMLValue {
  /// The entries of a map of named things in the order of the file: ranges written out, names
  /// checked, duplicates reported.
  package func named(_ sink: inout DiagnosticSink) -> [NamedEntry] {
    namedRanges(&sink).flatMap { range in range.members.map { range.entry($0) } }
  }

  /// The same, the members of a range together.
  func namedRanges(_ sink: inout DiagnosticSink) -> [NamedRange] {
    var result: [NamedRange] = []
    var seen: Set<String> = []
    for entry in entries(&sink) {
      guard
        let range = NameRange(entry.key, count: entry.memberCount, at: entry.keyPosition, &sink)
      else { continue }
      var members: [(name: Name, number: String?)] = []
      for member in range.members {
        guard Self.checkName(member.name, at: entry.keyPosition, &sink) else { break }
        guard seen.insert(member.name).inserted else {
          sink.error(
            .duplicateName, entry.keyPosition, zh: "名称 '\(member.name)' 重复",
            en: "the name '\(member.name)' is used twice")
          continue
        }
        members.append((Name(member.name, at: entry.keyPosition), member.number))
      }
      if members.isEmpty { continue }
      guard members.count == 1 || sink.countValues(members.count * entry.value.size) else {
        sink.tellTooLarge(at: entry.keyPosition)
        continue
      }
      result.append(NamedRange(members: members, value: entry.value))
    }
    return result
  }

  /// Names are lower-case words with hyphens (and points, as in `disk-2.5`).
  static func checkName(
    _ text: String, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> Bool {
    let words = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x2E }
    let isRight = words.allSatisfy { word in
      !word.isEmpty
        && word.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
    guard !isRight else { return true }
    sink.error(
      .badName, position, zh: "'\(text)' 不能作名称", en: "'\(text)' cannot be a name",
      hint: Bilingual(
        zh: "名称用小写字母、数字和连字符，例如 ups-a1",
        en: "names are lower-case letters, digits and hyphens, e.g. ups-a1"))
    return false
  }
}
