import EventKernel
import Simulator

extension InjectDescription {
  /// One inject: one cue (`at`, `after`, `when`) and one action.
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)?.numbered(entry.number)
    let cue = Self.cue(&map, entry, &sink)
    let action = Self.action(&map, entry, &sink)
    map.finish(&sink)
    guard let cue, let action else { return nil }
    self.init(
      name: entry.name, title: title, cue: cue.0, cuePosition: cue.1, action: action)
  }

  private static func cue(
    _ map: inout YAMLMap, _ entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> (Cue, SourcePosition)? {
    let at = map.take("at")
    let after = map.take("after")
    let when = map.take("when")
    guard [at, after, when].compactMap({ $0 }).count == 1 else {
      sink.error(
        .missingKey, entry.name.position, zh: "应有 at、after、when 之一",
        en: "one of 'at', 'after', 'when' is wanted")
      return nil
    }
    if let at { return at.duration(&sink).map { (.at($0), at.position) } }
    if let after { return after.law(&sink).map { (.after($0), after.position) } }
    guard let when else { return nil }
    return when.condition(scope: .platform, &sink).map { (.when($0), when.position) }
  }

  private static func action(
    _ map: inout YAMLMap, _ entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> Action? {
    let fail = map.take("fail")
    let infect = map.take("infect")
    let restore = map.take("restore")
    let tell = map.take("tell")
    let danger = map.take("danger")
    guard [fail, infect, restore, tell, danger].compactMap({ $0 }).count == 1 else {
      sink.error(
        .missingKey, entry.name.position, zh: "应有 fail、infect、restore、tell、danger 之一",
        en: "one of 'fail', 'infect', 'restore', 'tell', 'danger' is wanted")
      return nil
    }
    if let fail {
      let mode = map.take("mode")?.name(&sink)
      return fail.name(&sink).map { .fail(component: $0, mode: mode) }
    }
    if let infect {
      let threat = map.require("with", &sink)?.name(&sink)
      guard let component = infect.name(&sink), let threat else { return nil }
      return .infect(component: component, threat: threat)
    }
    if let restore { return restore.name(&sink).map { .restore($0) } }
    if let tell {
      let text = map.require("text", &sink)?.title(&sink)
      guard let role = tell.name(&sink), let text else { return nil }
      return .tell(role, text)
    }
    return danger?.flag(&sink).map { .danger($0) }
  }
}
