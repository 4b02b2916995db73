import EventKernel
import Simulator

/// What conditions of a drill may ask for by name: its streams, and the tasks and roles of its
/// flows.
package struct ConditionNames {
  private let streams: Names
  private let tasks: [String: Int]
  private let taskNames: Names
  private let lanes: [String]
  private let roleNames: Names
  let threats: ThreatNames
  /// False when flows are missing, so that none of their steps and roles can be called unknown.
  private let knowsSteps: Bool

  /// - Parameters:
  ///   - streams: in the order of the drill.
  ///   - tasks: by `FLOW.STEP`: the row of the node.
  ///   - lanes: of all flows, by row; those of one name are one role.
  ///   - threats: that the drill uses, and that its files know.
  package init(
    streams: [String] = [], tasks: [(path: String, node: Int)] = [], lanes: [String] = [],
    threats: ThreatNames = ThreatNames(), knowsSteps: Bool = true
  ) {
    self.threats = threats
    self.streams = Names(Bilingual(zh: "需求流", en: "stream"), streams)
    self.tasks = Dictionary(
      tasks.map { ($0.path, $0.node) }, uniquingKeysWith: { first, _ in first })
    taskNames = Names(Bilingual(zh: "步骤", en: "step"), tasks.map(\.path))
    self.lanes = lanes
    roleNames = Names(Bilingual(zh: "角色", en: "role"), Set(lanes).sorted())
    self.knowsSteps = knowsSteps
  }

  /// The stream of a name; nil when there is none, which is told.
  func stream(_ name: Name, _ sink: inout DiagnosticSink) -> Row<DemandStream>? {
    guard streams.check(name, &sink) else { return nil }
    return streams.names.firstIndex(of: name.text).map { Row($0) }
  }

  /// The first lane of a role; nil, with a diagnostic when all flows could be read, when there is
  /// none.
  func role(_ name: Name, _ sink: inout DiagnosticSink) -> Row<Lane>? {
    if let row = lanes.firstIndex(of: name.text) { return Row(row) }
    if knowsSteps { roleNames.check(name, &sink) }
    return nil
  }

  /// The task of a path; nil, with a diagnostic when all flows could be read, when there is none.
  func task(_ name: Name, _ sink: inout DiagnosticSink) -> Row<FlowNode>? {
    if let row = tasks[name.text] { return Row(row) }
    if knowsSteps { taskNames.check(name, &sink) }
    return nil
  }
}
