import EventKernel
import Simulator

extension InjectDescription {
  /// One inject: one cue (`at`, `after`, `when`, `every`, `rate`) and one action.
  ///
  /// - Parameter start: see `Recurrence`.
  init?(_ entry: NamedEntry, start: CivilTime, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)?.numbered(entry.number)
    let cue = Self.cue(&map, entry, start, &sink)
    let action = Self.action(&map, entry, &sink)
    map.finish(&sink)
    guard let cue, let action else { return nil }
    self.init(
      name: entry.name, title: title, cue: cue.0, cuePosition: cue.1, action: action)
  }

  private static func cue(
    _ map: inout YAMLMap, _ entry: NamedEntry, _ start: CivilTime, _ sink: inout DiagnosticSink
  ) -> (Cue, SourcePosition)? {
    let cue = map.one(
      of: ["at", "after", "when"] + Recurrence.keys, Bilingual(zh: "时机", en: "cues"),
      at: entry.name.position, &sink)
    guard let (key, value) = cue else { return nil }
    switch key {
    case "at": return value.duration(&sink).map { (.at($0), value.position) }
    case "after": return value.law(&sink).map { (.after($0), value.position) }
    case "every", "rate":
      return Recurrence(key, value, start: start, &sink)
        .map { (.recurring($0), value.position) }
    default:
      return value.condition(scope: .platform, &sink).map { (.when($0), value.position) }
    }
  }

  private static func action(
    _ map: inout YAMLMap, _ entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> Action? {
    let action = map.one(
      of: ["fail", "infect", "restore", "tell", "danger"], Bilingual(zh: "动作", en: "actions"),
      at: entry.name.position, &sink)
    guard let (key, value) = action else { return nil }
    switch key {
    case "fail":
      let mode = map.take("mode")?.name(&sink)
      return value.targets(&sink).map { .fail(oneOf: $0, mode: mode) }
    case "infect":
      let threat = map.require("with", &sink)?.name(&sink)
      guard let components = value.targets(&sink), let threat else { return nil }
      return .infect(oneOf: components, threat: threat)
    case "restore": return value.name(&sink).map { .restore($0) }
    case "tell":
      let text = map.require("text", &sink)?.title(&sink)
      guard let role = value.name(&sink), let text else { return nil }
      return .tell(role, text)
    default: return value.flag(&sink).map { .danger($0) }
    }
  }
}

extension YAMLValue {
  /// A component, or several of which one is drawn: `{one of: desktop-1..24}`.
  fileprivate func targets(_ sink: inout DiagnosticSink) -> [Name]? {
    guard case .map = content, var map = map(&sink) else { return name(&sink).map { [$0] } }
    let value = map.require("one of", &sink)
    let names = value?.names(&sink) ?? []
    map.finish(&sink)
    if let value, value.list().isEmpty {
      sink.error(
        .missingKey, value.position, zh: "没有列出组件", en: "no component is listed here")
    }
    return names.isEmpty ? nil : names
  }
}
