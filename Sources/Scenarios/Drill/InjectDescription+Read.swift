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
    let cues = [("at", at), ("after", after), ("when", when)]
    if isTwice(cues, Bilingual(zh: "时机", en: "cues"), &sink) { return nil }
    guard cues.contains(where: { $0.1 != nil }) else {
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

  /// Whether more than one of keys that exclude each other is said; told at the second.
  private static func isTwice(
    _ keys: [(String, YAMLValue?)], _ what: Bilingual, _ sink: inout DiagnosticSink
  ) -> Bool {
    let said = keys.compactMap { key, value in value.map { (key: key, value: $0) } }
    guard said.count > 1 else { return false }
    let names = said.map { "'\($0.key)'" }
    sink.error(
      .unknownKey, said[1].value.position,
      zh:
        "有\(said.count == 2 ? "两" : "\(said.count)")个\(what.zh)：\(names.joined(separator: "、"))，只能有一个",
      en:
        "\(said.count == 2 ? "two" : "\(said.count)") \(what.en): \(names.joined(separator: ", ")); one is wanted"
    )
    return true
  }

  private static func action(
    _ map: inout YAMLMap, _ entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> Action? {
    let fail = map.take("fail")
    let infect = map.take("infect")
    let restore = map.take("restore")
    let tell = map.take("tell")
    let danger = map.take("danger")
    let actions = [
      ("fail", fail), ("infect", infect), ("restore", restore), ("tell", tell), ("danger", danger),
    ]
    if isTwice(actions, Bilingual(zh: "动作", en: "actions"), &sink) { return nil }
    guard actions.contains(where: { $0.1 != nil }) else {
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
