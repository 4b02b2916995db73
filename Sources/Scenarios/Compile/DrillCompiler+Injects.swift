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

  /// A component that a threat may be brought to; nil, with a diagnostic, when it does not attack
  /// it.
  func infected(
    _ name: Name, by threat: Name, _ sink: inout DiagnosticSink
  ) -> Row<Component>? {
    let threats = Names(Bilingual(zh: "威胁", en: "threat"), drill.threats.map(\.name.text))
    guard let row = component(name, &sink), threats.check(threat, &sink),
      let attacker = threatRows[threat.text]
    else { return nil }
    let objectClass = platform.components[row].objectClass
    let attacks = drill.threats[attacker.index].attacks
    guard attacks.contains(objectClass) else {
      sink.error(
        .badTarget, name.position,
        zh: "'\(threat.text)' 不攻击 \(objectClass.rawValue)，'\(name.text)' 不会感染",
        en: "'\(threat.text)' does not attack a \(objectClass.rawValue) such as '\(name.text)'",
        hint: NearestName.hint(objectClass.rawValue, in: attacks.map(\.rawValue)))
      return nil
    }
    return Row(row)
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
