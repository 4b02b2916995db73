import EventKernel
import Simulator

/// The cheapest way to explain what was done by what the flow allows.
///
/// An optimal alignment of a trace with a net: A. Adriansyah, "Aligning observed and modelled
/// behaviour" (2014), chapter 4; W. van der Aalst, "Process mining" (2016), section 8.3.
package struct Alignment: Sendable, Equatable {
  /// One step of the explanation.
  package enum Move: Sendable, Hashable {
    /// Done, and the flow has it here.
    case followed(Row<FlowNode>)
    /// The flow has it here, and it was not done.
    case missing(Row<FlowNode>, isMandatory: Bool)
    /// Done, and the flow does not have it here: something extra, or once more.
    case extra(Row<FlowNode>)
  }

  /// Costs in thousandths of a step, not negative.
  package struct Costs: Sendable {
    package var skipped: Int
    package var skippedOptional: Int
    package var extra: Int

    package init(skipped: Int, skippedOptional: Int = 0, extra: Int) {
      self.skipped = skipped
      self.skippedOptional = skippedOptional
      self.extra = extra
    }

    package init(_ rubric: Rubric) {
      self.init(skipped: rubric.skippedCost, extra: rubric.extraCost)
    }
  }

  /// Tasks only; silent moves are left out.
  package var moves: [Move]
  package var cost: Int
  /// What it would have cost to do nothing of the whole flow, and all that was done beside it:
  /// `cost` is never more. May be 0: then nothing could be done wrong.
  package var worst: Int

  /// Mandatory tasks that were left out, in the order of the flow.
  package var missing: [Row<FlowNode>] {
    moves.compactMap { if case .missing(let task, isMandatory: true) = $0 { task } else { nil } }
  }

  /// What was done too much, in the order of the trace.
  package var extra: [Row<FlowNode>] {
    moves.compactMap { if case .extra(let task) = $0 { task } else { nil } }
  }

  package var followed: Int {
    moves.count { if case .followed = $0 { true } else { false } }
  }

  /// Aligns the tasks done in one instance of a flow, in the order in which they were done.
  ///
  /// - Parameters:
  ///   - isComplete: The instance came to its end. Otherwise what the flow still had to come is
  ///     not missing (a prefix alignment).
  ///   - budget: How many states may be expanded, twice over (trace, and the empty trace for
  ///     `worst`).
  /// - Returns: nil when the budget was used up, or when the flow cannot end at all: then the trace
  ///   counts as not evaluated. Never a guess.
  package static func align(
    trace: [Row<FlowNode>], net: PetriNet, costs: Costs, isComplete: Bool = true,
    budget: Int = 100_000
  ) -> Alignment? {
    let net = net.reduced()
    var search = AlignmentSearch(
      trace: trace, net: net, costs: costs, isComplete: isComplete, budget: budget)
    guard let best = search.run() else { return nil }
    var idle = AlignmentSearch(
      trace: [], net: net, costs: costs, isComplete: true, budget: budget)
    guard let nothing = idle.run() else { return nil }
    return Alignment(
      moves: best.moves, cost: best.cost, worst: nothing.cost + costs.extra * trace.count)
  }

  /// How much may be searched for all traces of a run together: in states times the size of the
  /// net, never in time, so that the same is evaluated everywhere.
  struct Budget {
    /// States that one search may expand, and what they may come to by the size of the net.
    static let states = 100_000
    static let work = 10_000_000
    /// What is left for searches that need more states than there are steps.
    private(set) var left = 300_000_000

    /// What a search needs that only follows the trace.
    private func usual(_ steps: Int, _ net: PetriNet) -> Int {
      4 * (steps + net.transitions.count)
    }

    private func size(of net: PetriNet) -> Int {
      max(1, net.places.count + net.transitions.count)
    }

    func states(forSteps steps: Int, in net: PetriNet) -> Int {
      let most = max(1_000, min(Self.states, Self.work / size(of: net)))
      return left > 0 ? most : min(most, usual(steps, net))
    }

    mutating func spend(_ states: Int, forSteps steps: Int, in net: PetriNet) {
      left -= max(0, states - usual(steps, net)) * size(of: net)
    }
  }

  /// The cheapest moves alone, in a net that is reduced already; nil when the budget was used up,
  /// or when the flow cannot end at all.
  static func moves(
    explaining trace: [Row<FlowNode>], in net: PetriNet, costs: Costs, isComplete: Bool,
    _ budget: inout Budget
  ) -> [Move]? {
    var search = AlignmentSearch(
      trace: trace, net: net, costs: costs, isComplete: isComplete,
      budget: budget.states(forSteps: trace.count, in: net))
    let best = search.run()
    budget.spend(search.expanded, forSteps: trace.count, in: net)
    return best?.moves
  }
}
