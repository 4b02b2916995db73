/// Reads a `.bpmn` file into a `BPMNProcess`: what is drawn, by the words of the file. What is not
/// supported gets a diagnostic that names it. Whether the flow makes sense is checked later, with
/// the `.yaml` file beside it (`FlowCheck`).
struct BPMNReader {
  /// Messages of the file by id: their names.
  var messages: [String: BPMNReference] = [:]
  /// Errors of the file by id: their codes, "" without one.
  var errors: [String: String] = [:]
  /// Every id with a meaning, to find it used twice.
  var ids: Set<String> = []

  /// The process of a file that the sink knows; nil, with a diagnostic, when there is none.
  static func read(file: Int, _ sink: inout DiagnosticSink) -> BPMNProcess? {
    guard let root = MarkupReader.read(file: file, &sink) else { return nil }
    guard root.namespace == BPMN.model, root.name == "definitions" else {
      sink.error(
        .flowNotBPMN, root.position, zh: "根元素不是 BPMN 2.0 的 definitions",
        en: "the root is not 'definitions' of BPMN 2.0",
        hint: Bilingual(zh: "xmlns 应为 \(BPMN.model)", en: "its xmlns should be \(BPMN.model)"))
      return nil
    }
    var reader = BPMNReader()
    return reader.process(of: root, &sink)
  }

  private mutating func process(
    of root: MarkupElement, _ sink: inout DiagnosticSink
  ) -> BPMNProcess? {
    readMessages(root, &sink)
    for error in root.children("error") {
      guard let id = takeID(of: error, &sink) else { continue }
      errors[id.id] = error["errorCode"]?.value ?? ""
    }
    checkPools(root, &sink)
    let processes = root.children("process")
    guard let element = processes.first else {
      sink.error(.flowNotBPMN, root.position, zh: "文件中没有 process", en: "there is no process")
      return nil
    }
    for other in processes.dropFirst() {
      sink.error(
        .flowNotBPMN, other["id"]?.position ?? other.position, zh: "一个文件只能有一个 process",
        en: "a file may hold only one process",
        hint: Bilingual(
          zh: "请放到另一个文件，用 callActivity 调用", en: "put it in a file of its own and call it"))
    }
    guard let id = takeID(of: element, &sink) else { return nil }
    var process = BPMNProcess(id: id, name: element["name"]?.value ?? "")
    for child in element.children where child.namespace == BPMN.model {
      if let node = node(child, &sink) { process.nodes.append(node) }
    }
    process.flows = element.children("sequenceFlow").compactMap { sequenceFlow($0, &sink) }
    guard isWithinLimits(process, &sink) else { return nil }
    process.lanes = lanes(of: element, &sink)
    readDrawing(root, into: &process)
    return process
  }

  /// What a person can still read; checks compare elements with one another.
  private func isWithinLimits(_ process: BPMNProcess, _ sink: inout DiagnosticSink) -> Bool {
    let counts: [(Int, Int, String, String)] = [
      (process.nodes.count, 2000, "节点", "elements"),
      (process.flows.count, 2000, "连线", "sequence flows"),
      (process.nodes.count(where: \.isInclusive), 200, "包容网关", "inclusive gateways"),
    ]
    for (count, limit, zh, en) in counts where count > limit {
      sink.error(
        .tooMany, process.id.position, zh: "流程有 \(count) 个\(zh)，最多 \(limit) 个",
        en: "the flow has \(count) \(en); \(limit) is the most",
        hint: Bilingual(
          zh: "请拆成几个流程，用 callActivity 调用", en: "split it into flows that call each other"))
    }
    return counts.allSatisfy { $0.0 <= $0.1 }
  }

  private mutating func readMessages(_ root: MarkupElement, _ sink: inout DiagnosticSink) {
    for message in root.children("message") {
      guard let id = takeID(of: message, &sink) else { continue }
      let name = message["name"]
      messages[id.id] = BPMNReference(
        id: name?.value ?? id.id, position: name?.position ?? id.position)
    }
  }

  /// A collaboration is accepted with the one pool that modellers put around lanes.
  private func checkPools(_ root: MarkupElement, _ sink: inout DiagnosticSink) {
    let pools = root.children("collaboration").flatMap { $0.children("participant") }
    for pool in pools.dropFirst() {
      sink.error(
        .flowUnsupported, pool["id"]?.position ?? pool.position,
        zh: "只支持一个泳池（participant）", en: "only one pool (participant) is supported",
        hint: Bilingual(zh: "外部单位请画作泳道", en: "draw outside parties as lanes"))
    }
  }

  /// The id of an element, which must be there and be its own; a diagnostic otherwise.
  mutating func takeID(
    of element: MarkupElement, _ sink: inout DiagnosticSink
  ) -> BPMNReference? {
    guard let id = element["id"], !id.value.isEmpty else {
      sink.error(
        .flowMissingAttribute, element.position, zh: "\(element.name) 缺少 id",
        en: "\(element.name) has no id")
      return nil
    }
    guard ids.insert(id.value).inserted else {
      sink.error(
        .duplicateName, id.position, zh: "id '\(id.value)' 重复",
        en: "the id '\(id.value)' occurs more than once")
      return nil
    }
    return BPMNReference(id: id.value, position: id.position)
  }

  /// A reference that must be there; a diagnostic otherwise.
  func require(
    _ attribute: String, of element: MarkupElement, _ sink: inout DiagnosticSink
  ) -> BPMNReference? {
    guard let value = element[attribute], !value.value.isEmpty else {
      sink.error(
        .flowMissingAttribute, element["id"]?.position ?? element.position,
        zh: "\(element.name) 缺少 \(attribute)", en: "\(element.name) has no \(attribute)")
      return nil
    }
    return BPMNReference(id: value.value, position: value.position)
  }

  private mutating func sequenceFlow(
    _ element: MarkupElement, _ sink: inout DiagnosticSink
  ) -> BPMNSequenceFlow? {
    guard let id = takeID(of: element, &sink),
      let source = require("sourceRef", of: element, &sink),
      let target = require("targetRef", of: element, &sink)
    else { return nil }
    return BPMNSequenceFlow(
      id: id.id, name: element["name"]?.value ?? "", position: id.position, source: source,
      target: target, condition: element.children("conditionExpression").first?.text.trimmed)
  }

  private mutating func lanes(
    of element: MarkupElement, _ sink: inout DiagnosticSink
  ) -> [BPMNLane] {
    var lanes: [BPMNLane] = []
    for lane in element.children("laneSet").flatMap({ $0.children("lane") }) {
      guard let id = takeID(of: lane, &sink) else { continue }
      if let nested = lane.children("childLaneSet").first {
        unsupported(nested, at: nested.position, &sink)
      }
      let members = lane.children("flowNodeRef").map { member in
        let id = member.text.trimmed
        return BPMNReference(id: id.string, position: id.position)
      }
      lanes.append(
        BPMNLane(
          id: id.id, name: lane["name"]?.value ?? "", position: id.position, members: members))
    }
    return lanes
  }
}
