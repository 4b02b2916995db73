/// A YAML node as the readers see it: text, list or map, with its place. Scalars stay the text that
/// was written (`on`, `no`, `12:30` and `1_000` are no truth values and no numbers).
package struct YAMLValue: Sendable {
  package enum Content: Sendable {
    case text(String)
    case list([YAMLValue])
    case map([YAMLEntry])

    /// The text; nil: it is none.
    var text: String? {
      if case .text(let text) = self { text } else { nil }
    }
  }

  package var content: Content
  /// Where the value begins.
  package var position: SourcePosition

  package init(_ content: Content, at position: SourcePosition) {
    self.content = content
    self.position = position
  }

  /// True for a key that was written without a value.
  package var isEmpty: Bool {
    if case .text(let text) = content { return text.isEmpty }
    return false
  }

  /// True for a map without keys.
  package var isEmptyMap: Bool {
    if case .map(let entries) = content { return entries.isEmpty }
    return false
  }
}

/// One `key: value` of a map, in the order of the file.
package struct YAMLEntry: Sendable {
  package var key: String
  package var keyPosition: SourcePosition
  package var value: YAMLValue
  /// How many members a key that is a range has, where a change says so; nil: as many as it names.
  package var memberCount: Int?

  package init(key: String, keyPosition: SourcePosition, value: YAMLValue) {
    self.key = key
    self.keyPosition = keyPosition
    self.value = value
  }
}

extension YAMLValue {
  /// What the value is, in the words of a diagnostic.
  package var kindName: Bilingual {
    switch content {
    case .text(let text) where text.isEmpty: Bilingual(zh: "空值", en: "nothing")
    case .text: Bilingual(zh: "文本", en: "text")
    case .list: Bilingual(zh: "列表", en: "a list")
    case .map: Bilingual(zh: "键值表", en: "a map")
    }
  }

  /// The text; a diagnostic and nil when it is a list or a map, or empty.
  package func text(_ sink: inout DiagnosticSink) -> String? {
    if case .text(let text) = content, !text.isEmpty { return text }
    wrongKind(Bilingual(zh: "文本", en: "text"), &sink)
    return nil
  }

  /// The elements of a list; a single text or map counts as a list of one.
  package func list() -> [YAMLValue] {
    if case .list(let values) = content { return values }
    return isEmpty ? [] : [self]
  }

  /// The elements of what must be a list; a diagnostic and nil otherwise.
  package func strictList(_ sink: inout DiagnosticSink) -> [YAMLValue]? {
    if case .list(let values) = content { return values }
    wrongKind(Bilingual(zh: "列表 [...]", en: "a list [...]"), &sink)
    return nil
  }

  /// A cursor over what must be a map; a diagnostic and nil otherwise.
  package func map(_ sink: inout DiagnosticSink) -> YAMLMap? {
    if case .map(let entries) = content { return YAMLMap(entries, at: position) }
    wrongKind(Bilingual(zh: "键值表", en: "a map of keys and values"), &sink)
    return nil
  }

  /// The entries of a map whose keys are names of the writer's own; none, with a diagnostic, when
  /// it is something else. An empty value is an empty map.
  package func entries(_ sink: inout DiagnosticSink) -> [YAMLEntry] {
    if case .map(let entries) = content { return entries }
    if !isEmpty { wrongKind(Bilingual(zh: "键值表", en: "a map of keys and values"), &sink) }
    return []
  }

  package func wrongKind(_ wanted: Bilingual, _ sink: inout DiagnosticSink) {
    sink.error(
      .wrongType, position, zh: "此处应为\(wanted.zh)，而不是\(kindName.zh)",
      en: "\(wanted.en) is wanted here, not \(kindName.en)")
  }
}
