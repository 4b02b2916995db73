extension BPMNReader {
  /// The kind of an event by its one definition. A start or an end that was refused stays one, so
  /// that nothing is told twice.
  func event(
    _ element: MarkupElement, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNNode.Kind {
    let definitions = element.children.filter {
      $0.namespace == BPMN.model && $0.name.hasSuffix("EventDefinition")
    }
    guard definitions.count <= 1 else {
      unsupported(
        "\(definitions.count) eventDefinitions", at: position,
        hint: Bilingual(zh: "一个事件只能有一个定义", en: "an event has one definition"), &sink)
      return .refused
    }
    switch element.name {
    case "endEvent":
      return end(definitions.first, position, &sink).map { .end($0) } ?? .end(.none)
    case "intermediateThrowEvent":
      return thrown(definitions.first, position, &sink)
    case "startEvent":
      return trigger(definitions.first, position, &sink).map { .start($0) } ?? .start(.none)
    default:
      return caught(element, definitions.first, position, &sink)
    }
  }

  private func caught(
    _ element: MarkupElement, _ definition: MarkupElement?, _ position: SourcePosition,
    _ sink: inout DiagnosticSink
  ) -> BPMNNode.Kind {
    guard definition != nil else {
      sink.error(
        .flowMissingAttribute, position, zh: "事件没有说明等待什么",
        en: "the event does not say what it waits for",
        hint: Bilingual(
          zh: "请加定时、消息、条件或错误定义", en: "give it a timer, message, conditional or error definition"))
      return .refused
    }
    let isBoundary = element.name == "boundaryEvent"
    // Only what it sits on can raise an error to an event.
    let raises = isBoundary && definition?.name == "errorEventDefinition"
    let caught = raises ? definition.map { BPMNTrigger.error(error(of: $0, &sink)) } : nil
    guard let trigger = caught ?? trigger(definition, position, &sink) else { return .refused }
    guard isBoundary else { return .catching(trigger) }
    guard let activity = require("attachedToRef", of: element, &sink) else { return .refused }
    let beside = element["cancelActivity"].flatMap { $0.value == "false" ? $0 : nil }
    if raises, let beside {
      sink.error(
        .flowBoundary, beside.position, zh: "错误边界事件总是中断活动",
        en: "an error event always interrupts its activity",
        hint: Bilingual(zh: "请删去 cancelActivity", en: "leave cancelActivity out"))
    }
    return .boundary(trigger, on: activity, interrupts: beside == nil)
  }

  /// The error that an event refers to, at the reference; nil without one. One that is not in the
  /// file gets a diagnostic, and stands for itself.
  private func error(
    of definition: MarkupElement, _ sink: inout DiagnosticSink
  ) -> BPMNError? {
    guard let reference = definition["errorRef"] else { return nil }
    // A QName: a prefix may stand before the id.
    let id = reference.value.split(separator: ":").last.map(String.init) ?? ""
    guard let code = errors[reference.value] ?? errors[id] else {
      sink.error(
        .flowDangling, reference.position, zh: "错误 '\(reference.value)' 不存在",
        en: "there is no error '\(reference.value)'",
        hint: NearestName.hint(reference.value, in: errors.keys.sorted()))
      return BPMNError(code: reference.value, position: reference.position)
    }
    return BPMNError(code: code.isEmpty ? nil : code, position: reference.position)
  }

  /// nil when it was refused.
  private func trigger(
    _ definition: MarkupElement?, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNTrigger? {
    guard let definition else { return BPMNTrigger.none }
    switch definition.name {
    case "timerEventDefinition":
      return timer(definition, position, &sink)
    case "messageEventDefinition":
      return requireMessage(of: definition, position, &sink).map { .message($0) }
    case "conditionalEventDefinition":
      guard let condition = definition.children("condition").first else {
        missing("condition", position, &sink)
        return nil
      }
      return .condition(condition.text.trimmed)
    default:
      unsupported(definition, at: position, &sink)
      return nil
    }
  }

  private func timer(
    _ definition: MarkupElement, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNTrigger? {
    for name in ["timeDate", "timeCycle"] {
      guard let other = definition.children(name).first else { continue }
      unsupported(
        name, at: other.position,
        hint: Bilingual(zh: "请用 timeDuration，如 PT30M", en: "use timeDuration, such as PT30M"), &sink
      )
      return nil
    }
    guard let duration = definition.children("timeDuration").first else {
      missing("timeDuration", position, &sink)
      return nil
    }
    return .timer(duration.text.trimmed)
  }

  private func thrown(
    _ definition: MarkupElement?, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNNode.Kind {
    guard let definition else { return .throwing(nil) }
    guard definition.name == "messageEventDefinition" else {
      unsupported(definition, at: position, &sink)
      return .refused
    }
    return requireMessage(of: definition, position, &sink).map { .throwing($0) } ?? .refused
  }

  private func end(
    _ definition: MarkupElement?, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNEnd? {
    guard let definition else { return BPMNEnd.none }
    switch definition.name {
    case "terminateEventDefinition": return .terminate
    case "errorEventDefinition": return .error(error(of: definition, &sink))
    case "messageEventDefinition":
      return requireMessage(of: definition, position, &sink).map { .message($0) }
    default:
      unsupported(definition, at: position, &sink)
      return nil
    }
  }

  /// The message that an element refers to, at the reference; nil without one. One that is not in
  /// the file gets a diagnostic, and stands for itself.
  func message(
    of element: MarkupElement, _ sink: inout DiagnosticSink
  ) -> BPMNReference? {
    guard let reference = element["messageRef"] else { return nil }
    // A QName: a prefix may stand before the id.
    let id = reference.value.split(separator: ":").last.map(String.init) ?? ""
    if let message = messages[reference.value] ?? messages[id] {
      return BPMNReference(id: message.id, position: message.position)
    }
    sink.error(
      .flowDangling, reference.position, zh: "消息 '\(reference.value)' 不存在",
      en: "there is no message '\(reference.value)'",
      hint: NearestName.hint(reference.value, in: messages.keys.sorted()))
    return nil
  }

  private func requireMessage(
    of definition: MarkupElement, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNReference? {
    if definition["messageRef"] == nil { missing("messageRef", position, &sink) }
    return message(of: definition, &sink)
  }

  private func missing(
    _ name: String, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .flowMissingAttribute, position, zh: "事件缺少 \(name)", en: "the event has no \(name)")
  }
}
