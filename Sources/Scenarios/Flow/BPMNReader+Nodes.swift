extension BPMNReader {
  /// A flow node; nil for what is none, and for what has no id.
  mutating func node(_ element: MarkupElement, _ sink: inout DiagnosticSink) -> BPMNNode? {
    guard !BPMN.ignored.contains(element.name) else { return nil }
    guard let id = takeID(of: element, &sink) else { return nil }
    var node = BPMNNode(
      id: id.id, name: element["name"]?.value ?? "", position: id.position, kind: .refused)
    node.kind = kind(of: element, id.position, &sink)
    node.defaultFlow = element["default"].map {
      BPMNReference(id: $0.value, position: $0.position)
    }
    node.multiple = multiple(element, node, &sink)
    return node
  }

  private func kind(
    of element: MarkupElement, _ position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> BPMNNode.Kind {
    switch element.name {
    case "exclusiveGateway": return .exclusive
    case "parallelGateway": return .parallel
    case "inclusiveGateway": return .inclusive
    case "eventBasedGateway": return .eventBased
    case "receiveTask":
      guard let message = message(of: element, &sink) else { return .task }
      return .catching(.message(message))
    case "sendTask":
      guard let message = message(of: element, &sink) else { return .task }
      return .throwing(message)
    case "callActivity":
      guard let called = require("calledElement", of: element, &sink) else { return .refused }
      return .call(called)
    case let name where BPMN.tasks.contains(name): return .task
    case let name where BPMN.events.contains(name): return event(element, position, &sink)
    default:
      unsupported(element, at: position, &sink)
      return .refused
    }
  }

  func unsupported(
    _ element: MarkupElement, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) {
    unsupported(element.name, at: position, hint: Self.instead[element.name], &sink)
  }

  func unsupported(
    _ name: String, at position: SourcePosition, hint: Bilingual?, _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .flowUnsupported, position, zh: "不支持 \(name)", en: "\(name) is not supported", hint: hint)
  }

  private static let separateFile = Bilingual(
    zh: "请放到单独的流程文件，用 callActivity 调用", en: "put it in a flow of its own and call it (callActivity)"
  )

  /// What to draw instead of what is not supported.
  private static let instead: [String: Bilingual] = [
    "subProcess": separateFile,
    "adHocSubProcess": separateFile,
    "transaction": separateFile,
    "subChoreography": separateFile,
    "complexGateway": Bilingual(
      zh: "请用排他、并行或包容网关", en: "use an exclusive, parallel or inclusive gateway"),
    "standardLoopCharacteristics": Bilingual(
      zh: "请用网关画出循环，条件用 count(...)",
      en: "draw the loop with a gateway and a condition with count(...)"),
    "multiInstanceLoopCharacteristics": Bilingual(
      zh: "只有有工作的任务和调用活动可以是多实例",
      en: "only a task with work of its own or a call may be multi-instance"),
    "childLaneSet": Bilingual(zh: "泳道不能嵌套", en: "lanes cannot be nested"),
    "signalEventDefinition": Bilingual(zh: "请用消息事件", en: "use a message event"),
    "escalationEventDefinition": Bilingual(zh: "请用消息事件", en: "use a message event"),
    "linkEventDefinition": Bilingual(zh: "请直接连线", en: "draw the sequence flow itself"),
    "errorEventDefinition": Bilingual(
      zh: "错误事件只能是调用活动的边界事件，或结束事件",
      en: "an error event sits on a call activity, or is an end"),
    "cancelEventDefinition": Bilingual(zh: "请用错误事件", en: "use an error event"),
    "compensateEventDefinition": Bilingual(
      zh: "请画出回退的任务", en: "draw the tasks that roll back"),
  ]
}
