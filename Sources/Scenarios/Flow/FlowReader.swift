import EventKernel
import Simulator

/// Reads a flow from its drawing and the YAML file beside it.
package struct FlowReader {
  var graph: FlowGraph
  var lanes: [FlowLane?]
  var steps: [FlowStep?]
  var defaultTakes: Law?

  /// The flow of two files that the sink knows; nil, with diagnostics of both, when it cannot run.
  ///
  /// - Parameter changes: what a drill changes of the file beside the drawing.
  static func read(
    bpmn: Int, yaml: Int, changes: [Overlay.Change] = [], _ sink: inout DiagnosticSink
  ) -> FlowDescription? {
    let before = sink.errorCount
    let root = YAMLReader.read(file: yaml, &sink).map { Overlay.apply(changes, to: $0, &sink) }
    guard let process = BPMNReader.read(file: bpmn, &sink) else { return nil }
    var reader = FlowReader(graph: FlowGraph(process, &sink))
    let description = root.flatMap { reader.description(of: $0, yaml: yaml, &sink) }
    FlowCheck(graph: reader.graph, knowsShares: root != nil).run(&sink)
    guard sink.errorCount == before, var description else { return nil }
    description.graph.pairInclusive()
    FlowCheck(graph: description.graph, knowsShares: true).checkTokens(&sink)
    return sink.errorCount == before ? description : nil
  }

  init(graph: FlowGraph) {
    self.graph = graph
    lanes = graph.lanes.map { _ in nil }
    steps = graph.nodes.map { _ in nil }
  }

  private mutating func description(
    of root: YAMLValue, yaml: Int, _ sink: inout DiagnosticSink
  ) -> FlowDescription? {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("flow", &sink)?.name(&sink)
    let title = map.require("title", &sink)?.title(&sink)
    let clause = map.take("clause").flatMap { $0.text(&sink) } ?? ""
    if let name { checkName(name, yaml, &sink) }
    if let entry = map.require("lanes", &sink) { readLanes(entry, &sink) }
    if let entry = map.require("default", &sink) { readDefault(entry, &sink) }
    readSteps(map.take("steps"), &sink)
    readBranches(map.take("branches"), &sink)
    map.finish(&sink)
    checkPlainTasks(yaml, &sink)
    guard let name, let title, let defaultTakes else { return nil }
    return FlowDescription(
      name: name.text, title: title, clause: clause, position: name.position, graph: graph,
      lanes: lanes, defaultTakes: defaultTakes, steps: steps)
  }

  /// The two files and the flow have one name, by which steps are named in drills.
  private func checkName(_ name: Name, _ yaml: Int, _ sink: inout DiagnosticSink) {
    let stem = ScenarioPath.stem(sink.sources[yaml].path)
    guard stem != name.text else { return }
    sink.error(
      .badName, name.position, zh: "流程名 '\(name.text)' 与文件名 '\(stem)' 不同",
      en: "the flow is called '\(name.text)', its file '\(stem)'",
      hint: Bilingual(zh: "写作 flow: \(stem)", en: "write 'flow: \(stem)'"))
  }

  private mutating func readDefault(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = value.map(&sink) else { return }
    defaultTakes = map.require("takes", &sink)?.law(&sink)
    map.finish(&sink)
  }

  /// A task that nothing is said about runs, so that any edit made in a modeller runs; but it is
  /// told.
  private func checkPlainTasks(_ yaml: Int, _ sink: inout DiagnosticSink) {
    for (index, node) in graph.nodes.enumerated() where node.drawn.isTask {
      guard steps[index] == nil else { continue }
      let stem = sink.sources[yaml].path.split(separator: "/").last ?? ""
      sink.warning(
        .flowPlainTask, node.position,
        zh: "任务 '\(node.id)' 在 \(stem) 中没有条目：按默认时长的普通工作处理",
        en: "the task '\(node.id)' has no entry in \(stem): plain work of the default duration")
    }
  }
}
