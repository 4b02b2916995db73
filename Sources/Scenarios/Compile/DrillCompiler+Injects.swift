import EventKernel
import Simulator

/// Injects: when they come, and what they hit.
extension DrillCompiler {
  func write(
    _ inject: InjectDescription, _ names: ConditionNames, _ model: inout Model,
    _ lexicon: inout Lexicon, _ sink: inout DiagnosticSink
  ) {
    guard let action = action(inject, &model, lexicon, &sink) else { return }
    model.drill.injects.append(
      Inject(
        name: NameHash("inject:" + inject.name.text), cue: cue(inject.cue, names, &model, &sink),
        action: action))
    var title = inject.title ?? Bilingual(inject.name.text)
    var receiver: Bilingual?
    if case .tell(let role, let text) = inject.action {
      title = text
      receiver = self.title(ofRole: role.text, lexicon)
    }
    lexicon.injects.append(Label(key: inject.name.text, title: title))
    lexicon.injectReceivers.append(receiver)
  }

  private func cue(
    _ cue: InjectDescription.Cue, _ names: ConditionNames, _ model: inout Model,
    _ sink: inout DiagnosticSink
  ) -> Inject.Cue {
    switch cue {
    case .at(let span): return .at(.zero + span)
    case .after(let law): return .after(model.laws.add(law))
    case .recurring(.every(let law)): return .every(model.laws.add(law))
    case .recurring(.rate(let function)): return .rate(model.drill.add(function))
    case .when(let expression):
      model.conditions.append(expression.compiled(names: names, &sink))
      return .when(Row(model.conditions.count - 1))
    }
  }

  /// What a threat may be brought to; nil, with a diagnostic, when it does not live on it.
  func subject(_ name: Name, of threat: Name, _ sink: inout DiagnosticSink) -> Row<Node>? {
    guard let description = threats.described.first(where: { $0.name.text == threat.text }) else {
      if threats.areAll {
        Names(Bilingual(zh: "威胁", en: "threat"), threats.described.map(\.name.text))
          .check(threat, &sink)
      }
      return nil
    }
    guard description.on == .component else {
      guard subjects.names(of: description.on).check(name, &sink) else { return nil }
      checkDestruction(from: name, by: description, &sink)
      checkCapacity(of: name, description, &sink)
      return subjects.row(of: name.text, description.on)
    }
    guard let row = component(name, &sink) else { return nil }
    let objectClass = platform.components[row].objectClass
    guard description.classes.contains(objectClass) else {
      sink.error(
        .badTarget, name.position,
        zh: "'\(threat.text)' 不在 \(objectClass.rawValue) 上发生，'\(name.text)' 不会受害",
        en: "'\(threat.text)' does not live on a \(objectClass.rawValue) such as '\(name.text)'",
        hint: NearestName.hint(objectClass.rawValue, in: description.classes.map(\.rawValue)))
      return nil
    }
    checkDestruction(from: name, by: description, &sink)
    return Row(row)
  }

  /// A service that is flooded says what it can bear.
  private func checkCapacity(
    of name: Name, _ threat: ThreatDescription, _ sink: inout DiagnosticSink
  ) {
    guard threat.on == .service,
      threat.stages.contains(where: { $0.impacts.contains { $0.impact == .load } }),
      platform.services.contains(where: { $0.name.text == name.text && $0.capacity <= 0 })
    else { return }
    sink.error(
      .threatFit, name.position,
      zh: "'\(threat.name.text)' 增加请求，而服务 '\(name.text)' 没有写明 capacity",
      en: "'\(threat.name.text)' sends requests, and the service '\(name.text)' says no 'capacity'")
  }

  /// What a threat destroys has a failure that says what becomes of it, wherever the threat can
  /// come to from where it begins.
  private func checkDestruction(
    from start: Name, by threat: ThreatDescription, _ sink: inout DiagnosticSink
  ) {
    guard threat.stages.contains(where: { $0.impacts.contains { $0.impact == .destroys } }) else {
      return
    }
    let lacking = components(reachedFrom: start.text, by: threat).filter { component in
      !component.failures.contains { $0.name.text == FailureDescription.destroyed }
    }
    guard let first = lacking.first else { return }
    let zh =
      "'\(threat.name.text)' 会损毁组件，而它从 '\(start.text)' 起所及的组件中 \(lacking.count) 个没有"
      + "故障模式 '\(FailureDescription.destroyed)'，例如 '\(first.name.text)'"
    let en =
      "'\(threat.name.text)' destroys components, and of those that it can come to from "
      + "'\(start.text)' \(lacking.count) have no failure mode "
      + "'\(FailureDescription.destroyed)', as '\(first.name.text)'"
    // A component that it is brought to it destroys; what it may come to from there, perhaps not.
    if threat.on != .component || lacking.contains(where: { $0.name.text == start.text }) {
      sink.error(.threatFit, start.position, zh: zh, en: en)
    } else {
      sink.warning(.threatFit, start.position, zh: zh, en: en)
    }
  }

  /// What a threat on a component, or on what stands in a room or at a site, can come to.
  private func components(
    reachedFrom start: String, by threat: ThreatDescription
  ) -> [ComponentDescription] {
    let relations = threat.stages.flatMap(\.spreads).filter { $0.rate > 0 }.map(\.relation)
    if threat.on == .component {
      return platform.components.filter {
        relations.isEmpty ? $0.name.text == start : threat.classes.contains($0.objectClass)
      }
    }
    if relations.contains(.all) {
      return platform.components.filter { threat.on == .site || $0.room != nil }
    }
    var places: Set<String> = [start]
    var queue = platform.rooms.filter { $0.name.text == start }
    while let room = queue.popLast() {
      for other in platform.rooms where !places.contains(other.name.text) {
        let isBeside =
          room.beside.contains { $0.text == other.name.text }
          || other.beside.contains { $0.text == room.name.text }
        guard
          relations.contains(.adjacentRoom) && isBeside
            || relations.contains(.sameSite) && room.site == other.site
        else { continue }
        places.insert(other.name.text)
        queue.append(other)
      }
    }
    let sites = Dictionary(
      platform.rooms.map { ($0.name.text, $0.site) }, uniquingKeysWith: { first, _ in first })
    return platform.components.filter { component in
      let room = component.room?.text
      return [room, component.site?.text, room.flatMap { sites[$0] }].contains {
        $0.map { places.contains($0) } ?? false
      }
    }
  }

  /// Whom a text for a lane, or for a post, is for: those of the lane of that name, else of the
  /// first lane that is for the post.
  func receiver(_ name: String, _ model: Model, _ lexicon: Lexicon) -> Receiver {
    var lane = lexicon.lanes.firstIndex { $0.key == name }
    if lane == nil, let post = support.posts.firstIndex(where: { $0.name.text == name }), post < 64
    {
      lane = model.net.lanes.firstIndex {
        guard case .people(let posts, _) = $0.performer else { return false }
        return posts & (1 << UInt64(post)) != 0
      }
    }
    return Receiver(
      role: lane.map { model.net.lanes[$0].role } ?? NameHash(role: name),
      lane: lane.map { Row($0) })
  }

  /// What a post, or a lane of that name, is called.
  private func title(ofRole name: String, _ lexicon: Lexicon) -> Bilingual? {
    support.posts.first { $0.name.text == name }?.title
      ?? lexicon.lanes.first { $0.key == name }?.title
  }

  func component(_ name: Name, _ sink: inout DiagnosticSink) -> Int? {
    componentNames.check(name, &sink) ? componentRows[name.text] : nil
  }

  func mode(
    _ mode: Name?, of row: Int, _ name: Name, _ model: Model, _ sink: inout DiagnosticSink
  ) -> Row<FailureMode>? {
    let component = platform.components[row]
    let modes = component.failures.map(\.name.text)
    guard !modes.isEmpty else {
      sink.error(
        .badTarget, name.position, zh: "组件 '\(name.text)' 没有故障模式",
        en: "the component '\(name.text)' has no failure mode")
      return nil
    }
    guard let mode else {
      if modes.count == 1 {
        return Row(Int(model.platform.components[row].failureModes.lowerBound))
      }
      sink.error(
        .missingKey, name.position, zh: "缺少 mode：'\(name.text)' 有多个故障模式",
        en: "the key 'mode' is missing: '\(name.text)' fails in several ways",
        hint: NearestName.hint("", in: modes))
      return nil
    }
    guard let index = modes.firstIndex(of: mode.text) else {
      Names(Bilingual(zh: "故障模式", en: "failure mode"), modes).check(mode, &sink)
      return nil
    }
    return Row(Int(model.platform.components[row].failureModes.lowerBound) + index)
  }
}

extension NameHash {
  /// The name of a role: that of its lanes, over all flows.
  init(role name: String) { self.init("role:" + name) }
}
