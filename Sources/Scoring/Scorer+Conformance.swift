import EventKernel
import Simulator

extension Scorer {
  /// 1 - cost / worst of an alignment of what was done with the flow (`Alignment`), over all flow
  /// instances together.
  ///
  /// Each deviation is an item of its own that weighs what it costs, and what is left of the worst
  /// is the item of the steps followed: so the items of an instance add up to its worst cost, and
  /// their mean is the formula. A mandatory step that is missing from its place and was done
  /// elsewhere is an order broken: it costs that (unless leaving it out would cost less), and the
  /// doing elsewhere costs nothing more. Weights are thousandths of a step.
  static func conformance(_ run: ScoredRun) -> [ScoreItem] {
    var nets: [Int: PetriNet] = [:]
    var traces = run.replication.instances.map { _ in [(TaskRecord, Int)]() }
    for (row, task) in run.replication.tasks.enumerated()
    where traces.indices.contains(task.instance.index) && task.done != nil {
      traces[task.instance.index].append((task, row))
    }
    var items: [ScoreItem] = []
    for (row, instance) in run.replication.instances.enumerated() {
      guard run.model.net.flows.at(instance.flow) != nil else { continue }
      let net =
        nets[instance.flow.index] ?? PetriNet(net: run.model.net, flow: instance.flow)
      nets[instance.flow.index] = net
      let trace = traces[row].sorted { ($0.0.ended ?? .zero, $0.1) < ($1.0.ended ?? .zero, $1.1) }
      items += follow(trace.map(\.0.node), net: net, instance: row, run)
    }
    return items
  }

  private static func follow(
    _ trace: [Row<FlowNode>], net: PetriNet, instance row: Int, _ run: ScoredRun
  ) -> [ScoreItem] {
    let rubric = run.rubric
    let instance = run.replication.instances[row]
    let costs = Alignment.Costs(
      skipped: bounded(rubric.skippedCost), extra: bounded(rubric.extraCost))
    // An instance that was cut off, or still runs, owes nothing of what was to come.
    let isComplete = instance.ended != nil && instance.endNode != nil
    guard
      let alignment = Alignment.align(
        trace: trace, net: net, costs: costs, isComplete: isComplete)
    else { return countOutcomes(trace, instance: row, run) }
    var extra = alignment.extra
    var items: [ScoreItem] = []
    for node in alignment.missing {
      var cost = costs.skipped
      if let elsewhere = extra.firstIndex(of: node) {
        extra.remove(at: elsewhere)
        cost = min(cost, bounded(rubric.orderCost))
      }
      items.append(missing(node, row, cost: cost))
    }
    items += extra.map { node in
      ScoreItem(
        dimension: .conformance, weight: Milli(costs.extra), quality: .zero,
        finding: .stepRepeated(node, instance: Row(row)), binds: false)
    }
    return closed(
      items, worst: alignment.worst, followed: alignment.followed, instance: row)
  }

  /// Where no alignment was found within its budget: what the record itself says was left out or
  /// given up.
  private static func countOutcomes(
    _ trace: [Row<FlowNode>], instance row: Int, _ run: ScoredRun
  ) -> [ScoreItem] {
    let cost = bounded(run.rubric.skippedCost)
    let items = run.replication.tasks.filter { task in
      task.instance.index == row && (task.outcome == .skipped || task.outcome == .lapsed)
        && run.step(of: task.node)?.isMandatory == true
    }.map { missing($0.node, row, cost: cost) }
    return closed(
      items, worst: cost * (trace.count + items.count), followed: trace.count, instance: row)
  }

  private static func missing(_ node: Row<FlowNode>, _ instance: Int, cost: Int) -> ScoreItem {
    ScoreItem(
      dimension: .conformance, weight: Milli(cost), quality: .zero,
      finding: .stepMissing(node, instance: Row(instance)), binds: true)
  }

  /// The deviations, and before them what was done as the flow has it. Nothing at all when nothing
  /// could have been done wrong.
  private static func closed(
    _ deviations: [ScoreItem], worst: Int, followed: Int, instance: Int
  ) -> [ScoreItem] {
    guard worst > 0 else { return [] }
    let spent = deviations.reduce(0) { $0 + $1.weight.value }
    let kept = ScoreItem(
      dimension: .conformance, weight: Milli(max(0, worst - spent)), quality: .full,
      finding: .stepsFollowed(
        followed, of: followed + deviations.count, instance: Row(instance)),
      binds: false)
    return [kept] + deviations
  }
}
