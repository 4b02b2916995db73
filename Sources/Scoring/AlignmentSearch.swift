import EventKernel
import Simulator

/// Dijkstra's search over pairs of marking and position in the trace.
///
/// Ties are broken by the position reached (further first), then by the order of discovery, so that
/// the alignment found is the same everywhere.
struct AlignmentSearch {
  private struct State: Hashable {
    var marking: PetriNet.Marking
    var position: Int
  }

  private struct Reached {
    var state: State
    var cost: Int
    var from: Int
    var move: Alignment.Move?
    var isSettled = false
  }

  private let trace: [Row<FlowNode>]
  private let net: PetriNet
  private let costs: Alignment.Costs
  private let isComplete: Bool
  private let budget: Int
  private var numbers: [State: Int] = [:]
  private var reached: [Reached] = []
  private var waiting = Frontier()
  /// States expanded so far.
  private(set) var expanded = 0

  init(
    trace: [Row<FlowNode>], net: PetriNet, costs: Alignment.Costs, isComplete: Bool, budget: Int
  ) {
    self.trace = trace
    self.net = net
    self.costs = costs
    self.isComplete = isComplete
    self.budget = budget
  }

  /// The cheapest moves from the first marking to the last; nil: none, or not within the budget.
  mutating func run() -> (moves: [Alignment.Move], cost: Int)? {
    reach(State(marking: net.initial, position: 0), cost: 0, from: -1, move: nil)
    while let number = waiting.popFirst() {
      guard !reached[number].isSettled else { continue }
      reached[number].isSettled = true
      let state = reached[number].state
      if state.position == trace.count, !isComplete || state.marking.isEmpty {
        return (moves(to: number), reached[number].cost)
      }
      guard expanded < budget else { return nil }
      expanded += 1
      expand(number, state)
    }
    return nil
  }

  private mutating func expand(_ number: Int, _ state: State) {
    let cost = reached[number].cost
    let done = state.position < trace.count ? trace[state.position] : nil
    for (index, transition) in net.transitions.enumerated() {
      guard let marking = net.fire(index, in: state.marking) else { continue }
      guard let task = transition.task else {
        let silent = State(marking: marking, position: state.position)
        reach(silent, cost: cost, from: number, move: nil)
        continue
      }
      if task == done {
        reach(
          State(marking: marking, position: state.position + 1), cost: cost, from: number,
          move: .followed(task))
      }
      let skipping = transition.isMandatory ? costs.skipped : costs.skippedOptional
      reach(
        State(marking: marking, position: state.position), cost: cost + skipping, from: number,
        move: .missing(task, isMandatory: transition.isMandatory))
    }
    if let done {
      reach(
        State(marking: state.marking, position: state.position + 1), cost: cost + costs.extra,
        from: number, move: .extra(done))
    }
  }

  private mutating func reach(_ state: State, cost: Int, from: Int, move: Alignment.Move?) {
    if let number = numbers[state] {
      guard cost < reached[number].cost else { return }
      reached[number].cost = cost
      reached[number].from = from
      reached[number].move = move
      waiting.insert(number, cost: cost, position: state.position)
    } else {
      numbers[state] = reached.count
      waiting.insert(reached.count, cost: cost, position: state.position)
      reached.append(Reached(state: state, cost: cost, from: from, move: move))
    }
  }

  private func moves(to number: Int) -> [Alignment.Move] {
    var moves: [Alignment.Move] = []
    var number = number
    while number >= 0 {
      if let move = reached[number].move { moves.append(move) }
      number = reached[number].from
    }
    return moves.reversed()
  }
}

/// A binary heap of state numbers by (cost, position descending, order of insertion).
private struct Frontier {
  private struct Item {
    var number: Int
    var cost: Int
    var position: Int
    var order: Int

    func isBefore(_ other: Item) -> Bool {
      (cost, -position, order) < (other.cost, -other.position, other.order)
    }
  }

  private var items: [Item] = []
  private var inserted = 0

  mutating func insert(_ number: Int, cost: Int, position: Int) {
    items.append(Item(number: number, cost: cost, position: position, order: inserted))
    inserted += 1
    var child = items.count - 1
    while child > 0, items[child].isBefore(items[(child - 1) / 2]) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst() -> Int? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return first.number }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if items[child].isBefore(items[least]) { least = child }
      }
      guard least != parent else { return first.number }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
