import EventKernel
import Simulator

extension Scorer {
  /// The hard precedences of the flows, in each incident where they came up: the first act was
  /// offered (or done), and the second was done. An act that never came is an order broken too:
  /// the second was done without it. Equal times are in order.
  static func precedences(_ run: ScoredRun) -> [ScoreItem] {
    run.incidents.flatMap { incident in
      Precedence.allCases.compactMap { precedence in
        isKept(precedence, run, incident).map { kept in
          ScoreItem(
            dimension: .conformance, weight: Milli(bounded(run.rubric.orderCost)),
            quality: kept ? .full : .zero,
            finding: .precedence(precedence, incident: Row(incident), kept: kept), binds: true)
        }
      }
    }
  }

  /// nil: it did not come up.
  private static func isKept(
    _ precedence: Precedence, _ run: ScoredRun, _ incident: Int
  ) -> Bool? {
    let record = run.replication.incidents[incident]
    func act(_ effects: Act...) -> Occasion? {
      let tasks = effects.flatMap { run.tasks(of: incident, $0) }
      return tasks.isEmpty ? nil : Occasion(done: tasks.compactMap(\.done).min())
    }
    func passed(_ milestone: Milestone) -> Occasion? {
      run.passed(milestone, of: incident).map { Occasion(done: $0) }
    }
    switch precedence {
    case .verifyBeforeGrade:
      return isKept(act(.verifyAlarm), before: passed(.graded))
    case .gradeBeforeStart:
      return isKept(passed(.graded) ?? act(.grade), before: passed(.ordered))
    case .contactBeforeGroup:
      return areReportsInOrder(run, incident)
    case .evidenceBeforeEradicate:
      let secured = record.evidenceSecured.map { Occasion(done: $0) }
      return isKept(
        secured ?? act(.secureEvidence), before: record.evidenceDestroyed.map { Occasion(done: $0) }
      )
    case .backUpBeforeClean:
      // A disk is lost from when somebody begins to clean it.
      let begun = run.tasks(of: incident, .clean, .rebuild).compactMap(\.begun).min()
      return isKept(act(.backUp), before: begun.map { Occasion(done: $0) })
    case .verifyBeforeReconnect:
      let reconnected = act(.reconnect)
      let conditions = [act(.clean, .rebuild), act(.verify)]
        .compactMap { isKept($0, before: reconnected) }
      return conditions.isEmpty ? nil : conditions.allSatisfy { $0 }
    case .closeAfterAssessment:
      return isKept(act(.verify), before: passed(.closed))
    }
  }

  /// What came up; `done` nil: it was not done.
  private struct Occasion {
    var done: SimulationTime?
  }

  private static func isKept(_ first: Occasion?, before second: Occasion?) -> Bool? {
    guard let first, let second = second?.done else { return nil }
    guard let done = first.done else { return false }
    return done <= second
  }

  /// Whoever passes a report on has got it first: finder to contact, contact to leading group. The
  /// flow says which reports follow one another.
  private static func areReportsInOrder(_ run: ScoredRun, _ incident: Int) -> Bool? {
    var kept: Bool?
    for instance in run.instances[incident] {
      let flow = run.replication.instances[instance].flow
      for chain in reportChains(run, flow) {
        let offered = run.tasks[incident].contains {
          run.replication.tasks[$0].instance.index == instance
            && run.replication.tasks[$0].node == chain.first
        }
        let messages = run.replication.messages.filter { $0.instance.index == instance }
        let arrived = messages.filter { $0.node == chain.first }.compactMap(\.arrived).min()
        let sent = messages.filter { $0.node == chain.second }.map(\.sent).min()
        let first = offered || arrived != nil ? Occasion(done: arrived) : nil
        guard let inOrder = isKept(first, before: sent.map { Occasion(done: $0) }) else { continue }
        kept = (kept ?? true) && inOrder
      }
    }
    return kept
  }

  /// Pairs of reports of a flow of which the second is sent by the receiver of the first, onwards,
  /// and stands behind it in the flow.
  private static func reportChains(
    _ run: ScoredRun, _ flow: Row<Flow>
  ) -> [(first: Row<FlowNode>, second: Row<FlowNode>)] {
    guard let nodes = run.model.net.flows.at(flow)?.nodes else { return [] }
    let reports = nodes.compactMap { row -> (node: Row<FlowNode>, message: FlowMessage)? in
      guard row >= 0 else { return nil }
      let node = Row<FlowNode>(Int(row))
      guard let step = run.step(of: node), step.effect == .report, let message = step.message
      else { return nil }
      return (node, message)
    }
    var chains: [(Row<FlowNode>, Row<FlowNode>)] = []
    for first in reports {
      for second in reports
      where first.message.to == second.message.from && second.message.to != first.message.from
        && run.leads(first.node, to: second.node) && !run.leads(second.node, to: first.node)
      {
        chains.append((first.node, second.node))
      }
    }
    return chains
  }
}

extension ScoredRun {
  /// Whether a token at one node can come to another.
  func leads(_ from: Row<FlowNode>, to target: Row<FlowNode>) -> Bool {
    let net = model.net
    var isSeen = net.nodes.map { _ in false }
    var waiting = [from]
    while let row = waiting.popLast() {
      guard let node = net.nodes.at(row), !isSeen[row.index] else { continue }
      isSeen[row.index] = true
      for edge in node.outgoing where net.edges.indices.contains(Int(edge)) {
        let next = net.edges[Int(edge)].to
        if next == target { return true }
        waiting.append(next)
      }
    }
    return false
  }
}
