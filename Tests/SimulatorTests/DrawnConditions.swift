import EventKernel
import Simulator

/// A drawn world in which every event starts a flow that waits for drawn conditions, of all facts
/// there are, one beside the other, and does something when one holds.
struct DrawnConditions {
  private var draws: RandomDraws
  private var model: Model

  static func model(seed: UInt64) -> Model {
    var drawing = DrawnConditions(
      draws: RandomSource(seed: seed, replication: 0)
        .draws(purpose: "drawn conditions", entity: "model", ordinal: 0),
      model: DrawnWorld.model(seed: seed))
    drawing.addFlow(waits: 2 + drawing.below(5))
    return drawing.model
  }

  private mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }

  /// start - fork - as many paths of a catching event, a step and the end.
  private mutating func addFlow(waits: Int) {
    let first = model.net.nodes.count
    let catching = first + 2
    let firstEdge = model.net.edges.count
    add("start", .start(.signal(.eventOccurred)), to: [first + 1])
    add("fork", .parallel, to: (0..<waits).map { catching + 3 * $0 })
    for wait in 0..<waits {
      let node = catching + 3 * wait
      let condition = condition(first..<catching + 3 * waits)
      add("wait\(wait)", .catching(.condition(condition)), to: [node + 1])
      add("step\(wait)", .task(step()), to: [node + 2])
      add("end\(wait)", .end(below(4) == 0 ? .terminate : .none), to: [])
    }
    precondition(model.net.edges.count == firstEdge + 1 + 3 * waits)
    model.net.flows.append(
      FlowDefinition(
        name: "watch", nodes: Int32(first)..<Int32(model.net.nodes.count), start: Row(first),
        startsOn: .eventOccurred))
  }

  private mutating func add(_ name: String, _ kind: FlowNode.Kind, to targets: [Int]) {
    let row = model.net.nodes.count
    let edges = Int32(model.net.edges.count)
    for target in targets {
      model.net.edges.append(
        FlowEdge(
          name: NameHash("watch.\(name)-\(target)"), from: Row(row), to: Row(target),
          condition: nil, share: nil))
    }
    model.net.nodes.append(
      FlowNode(
        name: NameHash("watch.\(name)"), flow: Row(model.net.flows.count), lane: nil, kind: kind,
        outgoing: edges..<Int32(model.net.edges.count),
        incomingCount: name == "start" ? 0 : 1))
  }

  private mutating func step() -> Row<Step> {
    let effects: [Act] = [
      .none, .classify, .grade, .scan, .clean, .isolate, .restoreData, .checkLimit, .startOrder,
      .accept, .block, .reconnect,
    ]
    model.net.steps.append(
      Step(
        effect: effects[below(effects.count)],
        takes: model.laws.add(.constant(Double(60 * below(3))))))
    return Row(model.net.steps.count - 1)
  }

  private mutating func condition(_ nodes: Range<Int>) -> Row<Condition> {
    var steps: [ConditionStep] = [compare(nodes)]
    for _ in 0..<below(3) {
      steps.append(compare(nodes))
      if below(4) == 0 { steps.append(.not) }
      steps.append(below(2) == 0 ? .and : .or)
    }
    model.conditions.append(Condition(steps: steps))
    return Row(model.conditions.count - 1)
  }

  private mutating func compare(_ nodes: Range<Int>) -> ConditionStep {
    let comparison = ConditionStep.Comparison.allCases[
      below(ConditionStep.Comparison.allCases.count)]
    if below(12) == 0 {
      return .compareCount(
        node: Row(nodes.lowerBound + below(nodes.count)), is: comparison, to: Int64(below(3)))
    }
    if below(12) == 0 {
      return .compareWaiting(
        node: Row(nodes.lowerBound + below(nodes.count)), is: comparison, to: Int64(below(3)))
    }
    let fact = Fact.allCases[below(Fact.allCases.count)]
    let literal: Int
    switch fact {
    case .lowestBattery: literal = 10 * below(11)
    case .highestTemperature: literal = 22 + below(20)
    case .minutesSinceDetected: literal = below(200)
    default: literal = below(4)
    }
    return .compare(fact: fact, is: comparison, to: Int64(literal))
  }
}
