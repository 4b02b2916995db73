/// A cursor over a map with a fixed set of keys. Whoever reads it takes the keys that it knows and
/// then calls `finish`, which reports the rest; so the legal keys are written once, where they are
/// read.
package struct YAMLMap: Sendable {
  package let entries: [YAMLEntry]
  package let position: SourcePosition
  /// The keys that were asked for, in order, as often as they were.
  private var asked: [String] = []

  package init(_ entries: [YAMLEntry], at position: SourcePosition) {
    self.entries = entries
    self.position = position
  }

  /// The keys that were asked for, in order.
  package var known: [String] {
    var seen: Set<String> = []
    return asked.filter { seen.insert($0).inserted }
  }

  /// Whether anybody asked for a key.
  package func knows(_ key: String) -> Bool { asked.contains(key) }

  /// The value of a key that may be left out.
  package mutating func take(_ key: String) -> YAMLValue? {
    entry(key)?.value
  }

  /// The entry of a key that may be left out, for its position.
  package mutating func entry(_ key: String) -> YAMLEntry? {
    asked.append(key)
    return entries.firstIndex { $0.key == key }.map { entries[$0] }
  }

  /// The value of a key that must be there; a diagnostic and nil otherwise.
  package mutating func require(_ key: String, _ sink: inout DiagnosticSink) -> YAMLValue? {
    if let value = take(key) { return value }
    sink.error(
      .missingKey, position, zh: "缺少键 '\(key)'", en: "the key '\(key)' is missing")
    return nil
  }

  /// The one that is said of keys that exclude each other; a diagnostic and nil when none is, or
  /// several are, which is told at the second.
  package mutating func one(
    of keys: [String], _ what: Bilingual, at place: SourcePosition, _ sink: inout DiagnosticSink
  ) -> (key: String, value: YAMLValue)? {
    let said = keys.compactMap { key in take(key).map { (key: key, value: $0) } }
    let names = (said.isEmpty ? keys : said.map(\.key)).map { "'\($0)'" }
    if said.count == 1 { return said[0] }
    if said.isEmpty {
      sink.error(
        .missingKey, place, zh: "应有 \(keys.joined(separator: "、")) 之一",
        en: "one of \(names.joined(separator: ", ")) is wanted")
    } else {
      let count = said.count == 2 ? Bilingual(zh: "两", en: "two") : Bilingual("\(said.count)")
      sink.error(
        .unknownKey, said[1].value.position,
        zh: "有\(count.zh)个\(what.zh)：\(names.joined(separator: "、"))，只能有一个",
        en: "\(count.en) \(what.en): \(names.joined(separator: ", ")); one is wanted")
    }
    return nil
  }

  /// Reports every key that nobody asked for, with the nearest known one.
  package func finish(_ sink: inout DiagnosticSink) {
    let unknown = entries.filter { !knows($0.key) }
    guard !unknown.isEmpty else { return }
    let known = known
    let unused = known.filter { name in !entries.contains { $0.key == name } }
    for entry in unknown {
      // A key that is written already is meant only when it is near and no other is.
      let isOld =
        NearestName.of(entry.key, in: unused) == nil
        && NearestName.of(entry.key, in: known) != nil
      sink.error(
        .unknownKey, entry.keyPosition, zh: "未知的键 '\(entry.key)'",
        en: "unknown key '\(entry.key)'",
        hint: NearestName.hint(entry.key, in: unused.isEmpty || isOld ? known : unused))
    }
  }
}
