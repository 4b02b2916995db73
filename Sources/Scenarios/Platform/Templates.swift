/// The templates of a platform: attributes said once. One may build on another.
struct Templates {
  private var entries: [YAMLEntry] = []
  private var used: Set<String> = []

  init(_ value: YAMLValue?, _ sink: inout DiagnosticSink) {
    for entry in value?.entries(&sink) ?? [] {
      guard YAMLValue.checkName(entry.key, at: entry.keyPosition, &sink),
        case .map = entry.value.content
      else {
        _ = entry.value.map(&sink)
        continue
      }
      entries.append(entry)
    }
    for entry in entries { checkCycle(from: entry, &sink) }
  }

  /// The map of a component with the attributes of its template behind its own.
  mutating func apply(to value: YAMLValue, _ sink: inout DiagnosticSink) -> YAMLValue {
    var merged = value
    var visited: Set<String> = []
    while let (name, position) = Self.template(of: merged) {
      merged = merged.without("template")
      guard visited.insert(name).inserted else { break }
      guard let template = entries.first(where: { $0.key == name }) else {
        sink.error(
          .unknownReference, position, zh: "未知的模板 '\(name)'", en: "unknown template '\(name)'",
          hint: NearestName.hint(name, in: entries.map(\.key)))
        break
      }
      used.insert(name)
      merged = merged.merged(over: template.value)
    }
    return merged
  }

  /// A template that no component has is probably misspelled somewhere, or left over.
  func reportUnused(_ sink: inout DiagnosticSink) {
    for entry in entries where !used.contains(entry.key) {
      sink.warning(
        .unusedTemplate, entry.keyPosition, zh: "模板 '\(entry.key)' 没有被使用",
        en: "the template '\(entry.key)' is not used")
    }
  }

  private static func template(of value: YAMLValue) -> (String, SourcePosition)? {
    guard case .map(let entries) = value.content,
      let entry = entries.first(where: { $0.key == "template" }),
      case .text(let name) = entry.value.content
    else { return nil }
    return (name, entry.value.position)
  }

  private func checkCycle(from start: YAMLEntry, _ sink: inout DiagnosticSink) {
    var path = [start.key]
    var current = start
    while let (name, _) = Self.template(of: current.value) {
      guard let next = entries.first(where: { $0.key == name }) else { return }
      if let position = Self.template(of: start.value)?.1, name == start.key {
        let circle = (path + [name]).joined(separator: " -> ")
        sink.error(
          .cyclicTemplate, position, zh: "模板循环：\(circle)", en: "templates in a circle: \(circle)")
        return
      }
      guard !path.contains(name) else { return }
      path.append(name)
      current = next
    }
  }
}

extension YAMLValue {
  func without(_ key: String) -> YAMLValue {
    guard case .map(let entries) = content else { return self }
    return YAMLValue(.map(entries.filter { $0.key != key }), at: position)
  }

  /// This map over a template's: own attributes win; `failures` are merged mode by mode, and each
  /// mode attribute by attribute.
  func merged(over base: YAMLValue, depth: Int = 0) -> YAMLValue {
    guard case .map(var entries) = content, case .map(let inherited) = base.content else {
      return self
    }
    for entry in inherited {
      guard let own = entries.firstIndex(where: { $0.key == entry.key }) else {
        entries.append(entry)
        continue
      }
      if entry.key == "failures" && depth == 0 || depth == 1 {
        let deeper = depth == 0 ? 1 : 2
        entries[own].value = entries[own].value.merged(over: entry.value, depth: deeper)
      }
    }
    return YAMLValue(.map(entries), at: position)
  }
}
