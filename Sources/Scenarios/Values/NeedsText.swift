/// What a node needs, as written: names joined by all of, any of, k of.
package indirect enum Needs: Sendable {
  case name(Name)
  /// At least `least` of the parts; `SourcePosition` is where the expression stands.
  case some(least: Int, [Needs], SourcePosition)

  /// How many names are in it.
  var count: Int {
    switch self {
    case .name: 1
    case .some(_, let parts, _): parts.reduce(0) { $0 + $1.count }
    }
  }

  /// All names in it, in order.
  package var names: [Name] {
    switch self {
    case .name(let name): [name]
    case .some(_, let parts, _): parts.flatMap(\.names)
    }
  }
}

extension YAMLValue {
  /// A needs expression: a name or range (all of them), a list (all of it), `{any of: [...]}` or
  /// `{2 of: [...]}`, nested.
  package func needs(_ sink: inout DiagnosticSink) -> Needs? {
    switch content {
    case .text:
      let names = names(&sink).map { Needs.name($0) }
      if names.count == 1 { return names[0] }
      return names.isEmpty ? nil : .some(least: names.count, names, position)
    case .list(let values):
      let parts = values.flatMap { $0.needsParts(&sink) }
      return .some(least: parts.count, parts, position)
    case .map(let entries):
      guard entries.count == 1, let entry = entries.first else {
        badNeeds(position, &sink)
        return nil
      }
      return count(entry, &sink)
    }
  }

  private func count(_ entry: YAMLEntry, _ sink: inout DiagnosticSink) -> Needs? {
    let words = entry.key.split(separator: " ")
    guard words.count == 2, words[1] == "of" else {
      badNeeds(entry.keyPosition, &sink)
      return nil
    }
    let before = sink.errorCount
    let parts = entry.value.list().flatMap { $0.needsParts(&sink) }
    guard sink.errorCount == before else { return nil }
    let least: Int
    switch words[0] {
    case "any": least = 1
    case "all": least = parts.count
    default:
      guard let number = Int(words[0]), number >= 1 else {
        badNeeds(entry.keyPosition, &sink)
        return nil
      }
      least = number
    }
    guard !parts.isEmpty else {
      sink.error(.badNeeds, entry.keyPosition, zh: "没有列出所需", en: "nothing is listed here")
      return nil
    }
    guard least <= parts.count else {
      sink.error(
        .badNeeds, entry.keyPosition, zh: "只列出 \(parts.count) 个，却需要其中 \(least) 个",
        en: "\(least) of only \(parts.count) are needed")
      return nil
    }
    return .some(least: least, parts, entry.keyPosition)
  }

  /// The parts that an element of a list stands for: a range is several.
  private func needsParts(_ sink: inout DiagnosticSink) -> [Needs] {
    if case .text = content { return names(&sink).map { .name($0) } }
    return needs(&sink).map { [$0] } ?? []
  }

  private func badNeeds(_ position: SourcePosition, _ sink: inout DiagnosticSink) {
    sink.error(
      .badNeeds, position, zh: "无法理解的依赖", en: "this is no way to say what is needed",
      hint: Bilingual(
        zh: "可用：a；[a, b]；{any of: [a, b]}；{2 of: a-1..3}",
        en: "legal: a; [a, b]; {any of: [a, b]}; {2 of: a-1..3}"))
  }
}
