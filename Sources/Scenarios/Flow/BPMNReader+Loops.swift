extension BPMNReader {
  /// The marker of multi-instance, with what it says; nil without one. Any other loop is drawn.
  func multiple(
    _ element: MarkupElement, _ node: BPMNNode, _ sink: inout DiagnosticSink
  ) -> BPMNMultiple? {
    for loop in element.children("standardLoopCharacteristics") {
      unsupported(loop, at: node.position, &sink)
    }
    for compensation in element.attributes
    where compensation.name == "isForCompensation" && compensation.value == "true" {
      unsupported("isForCompensation", at: compensation.position, hint: nil, &sink)
    }
    guard let marker = element.children("multiInstanceLoopCharacteristics").first else {
      return nil
    }
    guard node.isActivity else {
      if !node.isRefused { unsupported(marker, at: node.position, &sink) }
      return nil
    }
    refuseDetails(of: marker, &sink)
    var multiple = BPMNMultiple(position: marker.position)
    multiple.isSequential = ["true", "1"].contains(marker["isSequential"]?.value)
    if let cardinality = marker.children("loopCardinality").first {
      multiple.cardinality = self.cardinality(cardinality.text.trimmed, &sink)
    } else if node.isCall {
      sink.error(
        .flowMultiInstance, marker.position,
        zh: "多实例的调用活动没有次数", en: "nothing says how often the call is done",
        hint: Bilingual(
          zh: "请给出 loopCardinality；只有任务可以对事件的每个组件各做一次",
          en: "give it a loopCardinality; only a task is done for each component of the case"))
    }
    return multiple
  }

  /// The most parts that an activity may have.
  static let cardinalityLimit = 1000

  /// A whole number; a diagnostic otherwise.
  private func cardinality(_ text: PlacedText, _ sink: inout DiagnosticSink) -> Int {
    let digits = text.string
    if digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(digits),
      count <= Self.cardinalityLimit
    {
      return count
    }
    sink.error(
      .flowMultiInstance, text.position,
      zh: "loopCardinality '\(digits)' 不是 0 到 \(Self.cardinalityLimit) 的整数",
      en: "the loopCardinality '\(digits)' is no whole number of 0 to \(Self.cardinalityLimit)",
      hint: Bilingual(
        zh: "不计算表达式；不写则对事件的每个组件各做一次",
        en:
          "expressions are not evaluated; without it the task is done for each component of the case"
      ))
    return 0
  }

  /// What a marker may say beside its number and its order changes what happens, and is not
  /// understood.
  private func refuseDetails(of marker: MarkupElement, _ sink: inout DiagnosticSink) {
    for child in marker.children where child.namespace == BPMN.model {
      switch child.name {
      case "loopCardinality", "documentation": break
      case "extensionElements":
        for loop in child.children where loop.name == "loopCharacteristics" {
          refuse(loop.name, at: loop.position, &sink)
        }
      default: refuse(child.name, at: child.position, &sink)
      }
    }
    for attribute in marker.attributes {
      let name = attribute.name.split(separator: ":").last.map(String.init) ?? ""
      switch name {
      case "collection", "elementVariable", "oneBehaviorEventRef", "noneBehaviorEventRef":
        refuse(name, at: attribute.position, &sink)
      case "behavior" where attribute.value != "All":
        refuse("behavior=\"\(attribute.value)\"", at: attribute.position, &sink)
      default: break
      }
    }
  }

  private func refuse(_ name: String, at place: SourcePosition, _ sink: inout DiagnosticSink) {
    unsupported(
      name, at: place,
      hint: Bilingual(
        zh: "多实例活动只看次数（loopCardinality）和是否依次（isSequential），全部完成才结束；"
          + "不写次数则对事件的每个组件各做一次",
        en:
          "of a multi-instance activity only loopCardinality and isSequential count, and it ends with "
          + "its last part; without a number it is done for each component of the case"), &sink)
  }
}
