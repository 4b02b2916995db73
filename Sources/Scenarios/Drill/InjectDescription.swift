import EventKernel
import Simulator

package struct InjectDescription: Sendable {
  package enum Cue: Sendable {
    case at(TimeSpan)
    case after(Law)
    case when(ConditionExpression)
    /// Again and again.
    case recurring(Recurrence)
  }

  package enum Action: Sendable {
    /// Of several components one is drawn each time; there is one at least.
    case fail(oneOf: [Name], mode: Name?)
    case infect(oneOf: [Name], threat: Name)
    case restore(Name)
    case tell(Name, Bilingual)
    case danger(Bool)
  }

  package var name: Name
  package var title: Bilingual?
  package var cue: Cue
  package var cuePosition: SourcePosition
  package var action: Action
}

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

// A new kind of inject: its case, how it is read and what it is compiled to are here; what it does
// is in World+Injects, and how it is described in DescriptionText+Drill.

extension DrillCompiler {
  /// What an inject does to rows of the model; nil, with a diagnostic, when something that it names
  /// is not there.
  func action(
    _ inject: InjectDescription, _ model: inout Model, _ lexicon: Lexicon,
    _ sink: inout DiagnosticSink
  ) -> Inject.Action? {
    switch inject.action {
    case .danger(let isOn): return .danger(isOn)
    case .restore(let name): return component(name, &sink).map { .restore(Row($0)) }
    case .fail(let names, let mode):
      var modes: [Row<FailureMode>] = []
      for name in names {
        let row = component(name, &sink).flatMap { self.mode(mode, of: $0, name, model, &sink) }
        if let row { modes.append(row) }
      }
      guard modes.count == names.count else { return nil }
      return modes.count == 1
        ? .fail(modes[0]) : .failOne(of: model.drill.targetModes.added(modes))
    case .infect(let names, let threat):
      let rows = names.compactMap { infected($0, by: threat, &sink) }
      guard rows.count == names.count, let threat = threatRows[threat.text] else { return nil }
      return rows.count == 1
        ? .infect(rows[0], threat)
        : .infectOne(of: model.drill.targetComponents.added(rows), threat)
    case .tell(let role, _):
      // A post, or a lane of a flow.
      var legal: [String] = support.posts.map(\.name.text)
      for lane in lexicon.lanes where !legal.contains(lane.key) { legal.append(lane.key) }
      guard Names(Bilingual(zh: "角色", en: "role"), legal).check(role, &sink) else { return nil }
      return .tell(receiver(role.text, model, lexicon))
    }
  }
}

extension Table {
  /// The rows that come of elements put at the end.
  fileprivate mutating func added(_ elements: [Element]) -> Range<Int32> {
    let first = Int32(count)
    for element in elements { append(element) }
    return first..<Int32(count)
  }
}
