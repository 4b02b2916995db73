import EventKernel
import Simulator

extension Scorer {
  /// 1 - cost / worst of an alignment of what was done with the flow (`Alignment`), over all flow
  /// instances together.
  ///
  /// Where steps may come in more orders than can be searched, an instance is not evaluated.
  ///
  /// What the record says was left out or given up stands in the trace at its place, so that the
  /// alignment follows the way that was taken, and is missing there. The worst is that nothing
  /// mandatory on that way was done, and all that was done was beside it.
  ///
  /// Each deviation is an item of its own that weighs what it costs, and what is left of the worst
  /// is the item of the steps followed: so the items of an instance add up to its worst cost, and
  /// their mean is the formula. A mandatory step that is missing from its place and was done
  /// elsewhere is an order broken: it costs that (unless leaving it out would cost less), and the
  /// doing elsewhere costs nothing more. Weights are thousandths of a step.
  static func conformance(_ run: ScoredRun) -> [ScoreItem] {
    var nets: [Int: PetriNet] = [:]
    var budget = Alignment.Budget()
    let traces = traces(run)
    var items: [ScoreItem] = []
    for (row, instance) in run.replication.instances.enumerated() {
      guard run.model.net.flows.at(instance.flow) != nil else { continue }
      let net =
        nets[instance.flow.index]
        ?? PetriNet(net: run.model.net, flow: instance.flow).reduced()
      nets[instance.flow.index] = net
      guard let path = follow(traces[row], net: net, instance, run, &budget) else {
        items.append(
          ScoreItem(
            dimension: .conformance,
            weight: Milli(bounded(run.rubric.skippedCost) * max(1, traces[row].count)),
            quality: nil, notEvaluated: .beyondBudget, finding: .tooManyOrders(instance: Row(row)),
            binds: false))
        continue
      }
      items += priced(path, instance: row, run.rubric)
    }
    return items
  }

  /// A step that came up: done, or left out or given up.
  private struct Visit {
    var node: Row<FlowNode>
    var isDone: Bool
  }

  /// By instance: its visits, in the order in which they were over.
  private static func traces(_ run: ScoredRun) -> [[Visit]] {
    var tasks = run.replication.instances.map { _ in [Int]() }
    for (row, task) in run.replication.tasks.enumerated()
    where tasks.indices.contains(task.instance.index) {
      switch task.outcome {
      case .done, .skipped, .lapsed: tasks[task.instance.index].append(row)
      case .open, .interrupted: break
      }
    }
    func isBefore(_ one: Int, _ other: Int) -> Bool {
      let (first, second) = (run.replication.tasks[one], run.replication.tasks[other])
      return (first.ended ?? .zero, one) < (second.ended ?? .zero, other)
    }
    return tasks.map { rows in
      rows.sorted(by: isBefore).map {
        let task = run.replication.tasks[$0]
        return Visit(node: task.node, isDone: task.outcome == .done)
      }
    }
  }

  /// What an alignment made of an instance.
  private struct Path {
    var followed = 0
    /// Of those, mandatory.
    var kept = 0
    var missing: [Row<FlowNode>] = []
    var extra: [Row<FlowNode>] = []
    /// Tasks done, on the way or beside it.
    var done = 0
  }

  private static func follow(
    _ trace: [Visit], net: PetriNet, _ instance: FlowInstance, _ run: ScoredRun,
    _ budget: inout Alignment.Budget
  ) -> Path? {
    // An instance that was cut off, or still runs, owes nothing of what was to come.
    let found = Alignment.moves(
      explaining: trace.map(\.node), in: net,
      costs: Alignment.Costs(
        skipped: bounded(run.rubric.skippedCost), extra: bounded(run.rubric.extraCost)),
      isComplete: instance.ended != nil && instance.endNode != nil, &budget)
    // None was found within the budget: then nothing is said of it.
    guard let moves = found else { return nil }
    var path = Path(done: trace.count { $0.isDone })
    var visits = trace.makeIterator()
    for move in moves {
      switch move {
      case .followed(let node):
        let isMandatory = run.step(of: node)?.isMandatory == true
        if visits.next()?.isDone == true {
          path.followed += 1
          path.kept += isMandatory ? 1 : 0
        } else if isMandatory {
          path.missing.append(node)
        }
      case .extra(let node):
        if visits.next()?.isDone == true { path.extra.append(node) }
      case .missing(let node, let isMandatory):
        if isMandatory { path.missing.append(node) }
      }
    }
    return path
  }

  /// The deviations, and before them what was done as the flow has it. Nothing at all when nothing
  /// could have been done wrong.
  private static func priced(_ path: Path, instance row: Int, _ rubric: Rubric) -> [ScoreItem] {
    let skipped = bounded(rubric.skippedCost)
    let extraCost = bounded(rubric.extraCost)
    let worst = skipped * (path.kept + path.missing.count) + extraCost * path.done
    guard worst > 0 else { return [] }
    var extra = path.extra
    var items: [ScoreItem] = []
    for node in path.missing {
      var cost = skipped
      if let elsewhere = extra.firstIndex(of: node) {
        extra.remove(at: elsewhere)
        cost = min(cost, bounded(rubric.orderCost))
      }
      items.append(
        ScoreItem(
          dimension: .conformance, weight: Milli(cost), quality: .zero,
          finding: .stepMissing(node, instance: Row(row)), binds: true))
    }
    items += extra.map { node in
      ScoreItem(
        dimension: .conformance, weight: Milli(extraCost), quality: .zero,
        finding: .stepRepeated(node, instance: Row(row)), binds: false)
    }
    let spent = items.reduce(0) { $0 + $1.weight.value }
    let kept = ScoreItem(
      dimension: .conformance, weight: Milli(max(0, worst - spent)), quality: .full,
      finding: .stepsFollowed(
        path.followed, of: path.followed + items.count, instance: Row(row)),
      binds: false)
    return [kept] + items
  }
}
