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

  /// Components, or what else a threat lives on, one at least.
  package enum Targets: Sendable {
    /// All of them are hit, in this order.
    case all([Name])
    /// One of them is drawn each time.
    case oneOf([Name])

    package var names: [Name] {
      switch self {
      case .all(let names), .oneOf(let names): names
      }
    }

    package var areAllHit: Bool {
      if case .all = self { true } else { false }
    }
  }

  package enum Action: Sendable {
    case fail(Targets, mode: Name?)
    case hit(Targets, threat: Name)
    case restore(Targets)
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
  /// What drills of before threats were files say for `hit`.
  private static let hitOfBefore = "infect"

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
      of: ["fail", "hit", Self.hitOfBefore, "restore", "tell", "danger"],
      Bilingual(zh: "动作", en: "actions"),
      at: entry.name.position, &sink)
    guard let (key, value) = action else { return nil }
    switch key {
    case "fail":
      let mode = map.take("mode")?.name(&sink)
      return value.targets(&sink).map { .fail($0, mode: mode) }
    case "hit", Self.hitOfBefore:
      let threat = map.require("with", &sink)?.name(&sink)
      guard let subjects = value.targets(&sink), let threat else { return nil }
      return .hit(subjects, threat: threat)
    case "restore":
      let targets = value.targets(&sink)
      guard case .oneOf? = targets else { return targets.map { .restore($0) } }
      sink.error(
        .wrongType, value.position, zh: "'restore' 恢复列出的全部组件，不抽取其一",
        en: "'restore' restores all that it lists, and draws none of them")
      return nil
    case "tell":
      let text = map.require("text", &sink)?.title(&sink)
      guard let role = value.name(&sink), let text else { return nil }
      return .tell(role, text)
    default: return value.flag(&sink).map { .danger($0) }
    }
  }
}

extension YAMLValue {
  /// Components that are all hit, by name, range or list; or several of which one is drawn:
  /// `{one of: desktop-1..24}`.
  fileprivate func targets(_ sink: inout DiagnosticSink) -> InjectDescription.Targets? {
    guard case .map = content, var map = map(&sink) else {
      let names = listed(&sink)
      if tellRepeated(names, &sink) { return nil }
      return names.isEmpty ? nil : .all(names)
    }
    let names = map.require("one of", &sink)?.listed(&sink) ?? []
    map.finish(&sink)
    return names.isEmpty ? nil : .oneOf(names)
  }

  /// The names of a list, of which one at least is wanted.
  private func listed(_ sink: inout DiagnosticSink) -> [Name] {
    if list().isEmpty {
      sink.error(.missingKey, position, zh: "没有列出组件", en: "no component is listed here")
    }
    return names(&sink)
  }

  /// Reports the first name that is there twice; false when none is.
  private func tellRepeated(_ names: [Name], _ sink: inout DiagnosticSink) -> Bool {
    var seen: Set<String> = []
    guard let twice = names.first(where: { !seen.insert($0.text).inserted }) else { return false }
    sink.error(
      .duplicateName, twice.position, zh: "'\(twice.text)' 列了两次",
      en: "'\(twice.text)' is listed twice")
    return true
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
    case .restore(let targets):
      let rows = targets.names.compactMap { component($0, &sink).map { Row<Component>($0) } }
      guard rows.count == targets.names.count else { return nil }
      return rows.count == 1
        ? .restore(rows[0]) : .restoreAll(of: model.drill.targetNodes.added(rows.map(\.node)))
    case .fail(let targets, let mode):
      let modes = targets.names.compactMap { name in
        component(name, &sink).flatMap { self.mode(mode, of: $0, name, model, &sink) }
      }
      guard modes.count == targets.names.count else { return nil }
      if modes.count == 1 { return .fail(modes[0]) }
      let rows = model.drill.targetModes.added(modes)
      return targets.areAllHit ? .failAll(of: rows) : .failOne(of: rows)
    case .hit(let targets, let threat):
      let subjects = targets.names.compactMap { subject($0, of: threat, &sink) }
      guard subjects.count == targets.names.count, let threat = threats.rows[threat.text] else {
        return nil
      }
      if subjects.count == 1 { return .hit(subjects[0], threat) }
      let rows = model.drill.targetNodes.added(subjects)
      return targets.areAllHit ? .hitAll(of: rows, threat) : .hitOne(of: rows, threat)
    case .tell(let role, _):
      // A post, or a lane of a flow.
      var legal: [String] = support.posts.map(\.name.text)
      for lane in lexicon.lanes where !legal.contains(lane.key) { legal.append(lane.key) }
      guard Names(Bilingual(zh: "角色", en: "role"), legal).check(role, &sink) else { return nil }
      return .tell(receiver(role.text, model, lexicon))
    }
  }
}
