/// A cursor over a map with a fixed set of keys. Whoever reads it takes the keys that it knows and
/// then calls `finish`, which reports the rest; so the legal keys are written once, where they are read.
package struct YAMLMap: Sendable {
  package let entries: [YAMLEntry]
  package let position: SourcePosition
  /// The keys that were asked for, in order.
  package private(set) var known: [String] = []

  package init(_ entries: [YAMLEntry], at position: SourcePosition) {
    self.entries = entries
    self.position = position
  }

  /// The value of a key that may be left out.
  package mutating func take(_ key: String) -> YAMLValue? {
    entry(key)?.value
  }

  /// The entry of a key that may be left out, for its position.
  package mutating func entry(_ key: String) -> YAMLEntry? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key == key }
  }

  /// The value of a key that must be there; a diagnostic and nil otherwise.
  package mutating func require(_ key: String, _ sink: inout DiagnosticSink) -> YAMLValue? {
    if let value = take(key) { return value }
    sink.error(
      .missingKey, position, zh: "缺少键 '\(key)'", en: "the key '\(key)' is missing")
    return nil
  }

  /// Reports every key that nobody asked for, with the nearest known one.
  package func finish(_ sink: inout DiagnosticSink) {
    let unknown = entries.filter { !known.contains($0.key) }
    guard !unknown.isEmpty else { return }
    let unused = known.filter { name in !entries.contains { $0.key == name } }
    for entry in unknown {
      sink.error(
        .unknownKey, entry.keyPosition, zh: "未知的键 '\(entry.key)'",
        en: "unknown key '\(entry.key)'",
        hint: NearestName.hint(entry.key, in: unused.isEmpty ? known : unused))
    }
  }
}
