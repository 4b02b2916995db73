import EventKernel
import Simulator
import Testing

@testable import Scoring

@Suite("Alignment of a trace with a flow")
struct AlignmentTests {
  static let costs = Alignment.Costs(skipped: 3000, skippedOptional: 0, extra: 500)

  @Test("the cost is the least over all that the flow allows", arguments: UInt64(0)..<300)
  func bruteForce(_ seed: UInt64) throws {
    let drawn = DrawnNet(seed)
    let words = drawn.words()
    for trace in drawn.traces() {
      let alignment = try #require(
        Alignment.align(trace: trace, net: drawn.net, costs: Self.costs))
      let least = words.map { drawn.cost(trace, $0, Self.costs) }.min()
      #expect(alignment.cost == least, "seed \(seed), trace \(trace.map(\.index))")
      #expect(alignment.cost <= alignment.worst)
      #expect(cost(of: alignment) == alignment.cost)
      #expect(alignment.moves.compactMap(\.done) == trace)
    }
  }

  @Test("what an unfinished instance still had to do is not missing", arguments: UInt64(0)..<100)
  func unfinished(_ seed: UInt64) throws {
    let drawn = DrawnNet(seed)
    let prefixes = drawn.words().flatMap { word in (0...word.count).map { Array(word.prefix($0)) } }
    for trace in drawn.traces() {
      let alignment = try #require(
        Alignment.align(trace: trace, net: drawn.net, costs: Self.costs, isComplete: false))
      let least = prefixes.map { drawn.cost(trace, $0, Self.costs) }.min()
      #expect(alignment.cost == least, "seed \(seed), trace \(trace.map(\.index))")
    }
  }

  @Test("what was left out and what was done twice are named")
  func named() throws {
    let tasks = (0..<3).map { Row<FlowNode>($0) }
    let net = sequence(tasks)
    let alignment = try #require(
      Alignment.align(trace: [tasks[0], tasks[0], tasks[2]], net: net, costs: Self.costs))
    #expect(alignment.missing == [tasks[1]])
    #expect(alignment.extra == [tasks[0]])
    #expect(alignment.followed == 2)
    #expect(alignment.cost == 3500)
    #expect(alignment.worst == 3 * 3000 + 3 * 500)
  }

  @Test("a search beyond its budget gives no result")
  func budget() {
    let tasks = (0..<30).map { Row<FlowNode>($0) }
    let net = sequence(tasks)
    #expect(Alignment.align(trace: tasks, net: net, costs: Self.costs, budget: 5) == nil)
    #expect(Alignment.align(trace: tasks, net: net, costs: Self.costs)?.cost == 0)
  }

  /// So many branches in parallel of so many tasks each: task `branch * length + step`.
  private func parallel(branches: Int, length: Int) -> PetriNet {
    let end = branches * (length + 1) + 1
    func place(_ branch: Int, _ step: Int) -> Row<Place> { Row(1 + branch * (length + 1) + step) }
    let node = Row<FlowNode>(0)
    var transitions: [PetriNet.Transition] = [
      .init(node: node, inputs: [Row(0)], outputs: (0..<branches).map { place($0, 0) })
    ]
    for branch in 0..<branches {
      for step in 0..<length {
        let task = Row<FlowNode>(branch * length + step)
        transitions.append(
          .init(
            node: task, task: task, isMandatory: true, inputs: [place(branch, step)],
            outputs: [place(branch, step + 1)]))
      }
    }
    transitions.append(
      .init(node: node, inputs: (0..<branches).map { place($0, length) }, outputs: [Row(end)]))
    transitions.append(.init(node: node, inputs: [Row(end)], outputs: []))
    return PetriNet(
      places: Array(repeating: node, count: end + 1), start: Row(0), transitions: transitions)
  }

  @Test("steps in more orders than can be searched are not evaluated, by states and not by time")
  func manyOrders() {
    let net = parallel(branches: 20, length: 20)
    let all = (0..<400).map { Row<FlowNode>($0) }
    // In turns, as twenty who work beside each other do them.
    let turns = (0..<400).map { Row<FlowNode>($0 % 20 * 20 + $0 / 20) }
    var budget = Alignment.Budget()
    let whole = budget.left
    for trace in [all, turns] {
      let moves = Alignment.moves(
        explaining: trace, in: net, costs: Self.costs, isComplete: true, &budget)
      #expect(moves == trace.map { .followed($0) })
    }
    #expect(budget.left == whole)
    // Every seventh is missing.
    let gaps = turns.enumerated().filter { $0.offset % 7 > 0 }.map(\.element)
    for _ in 0..<2 {
      #expect(
        Alignment.moves(explaining: gaps, in: net, costs: Self.costs, isComplete: true, &budget)
          == nil)
    }
    let spent = whole - budget.left
    #expect(spent > 0 && spent < 2 * Alignment.Budget.work)
  }

  @Test("a flow that cannot end gives no result")
  func endless() {
    let task = Row<FlowNode>(0)
    let net = PetriNet(
      places: [task, task], start: Row(0),
      transitions: [
        .init(node: task, task: task, isMandatory: true, inputs: [Row(0)], outputs: [Row(1)])
      ])
    #expect(Alignment.align(trace: [task], net: net, costs: Self.costs) == nil)
  }

  private func sequence(_ tasks: [Row<FlowNode>]) -> PetriNet {
    PetriNet(
      places: tasks, start: Row(0),
      transitions: tasks.map {
        let next = $0.index + 1
        return .init(
          node: $0, task: $0, isMandatory: true, inputs: [Row($0.index)],
          outputs: next < tasks.count ? [Row(next)] : [])
      })
  }

  private func cost(of alignment: Alignment) -> Int {
    alignment.moves.reduce(0) { sum, move in
      switch move {
      case .followed: sum
      case .missing(_, let isMandatory):
        sum + (isMandatory ? Self.costs.skipped : Self.costs.skippedOptional)
      case .extra: sum + Self.costs.extra
      }
    }
  }
}

extension Alignment.Move {
  fileprivate var done: Row<FlowNode>? {
    switch self {
    case .followed(let task), .extra(let task): task
    case .missing: nil
    }
  }
}

/// A small net without loops, drawn in blocks, of at most six tasks.
private struct DrawnNet {
  private(set) var net: PetriNet
  private var places = 1
  private var transitions: [PetriNet.Transition] = []
  private var taskCount = 0
  private var draws: RandomDraws

  init(_ seed: UInt64) {
    net = PetriNet(places: [], start: Row(0), transitions: [])
    draws = RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash("net"), entity: NameHash("alignment"), ordinal: 0)
    let end = block(from: Row(0), depth: 0)
    transitions.append(.init(node: Row(0), inputs: [end], outputs: []))
    net = PetriNet(
      places: (0..<places).map { _ in Row(0) }, start: Row(0), transitions: transitions)
  }

  private mutating func place() -> Row<Place> {
    places += 1
    return Row(places - 1)
  }

  private mutating func block(from: Row<Place>, depth: Int) -> Row<Place> {
    let to = place()
    switch depth < 2 && taskCount < 5 ? draws.below(4) : 0 {
    case 1:
      return block(from: block(from: from, depth: depth + 1), depth: depth + 1)
    case 2:
      for _ in 0..<2 {
        let inner = place()
        transitions.append(.init(node: Row(0), inputs: [from], outputs: [inner]))
        let end = block(from: inner, depth: depth + 1)
        transitions.append(.init(node: Row(0), inputs: [end], outputs: [to]))
      }
    case 3:
      let inner = [place(), place()]
      transitions.append(.init(node: Row(0), inputs: [from], outputs: inner))
      let ends = inner.map { block(from: $0, depth: depth + 1) }
      transitions.append(.init(node: Row(0), inputs: ends, outputs: [to]))
    default:
      transitions.append(
        .init(
          node: Row(taskCount), task: Row(taskCount), isMandatory: draws.below(4) > 0,
          inputs: [from], outputs: [to]))
      taskCount += 1
    }
    return to
  }

  /// Everything that the net allows.
  func words() -> [[Row<FlowNode>]] {
    var found: Set<[Row<FlowNode>]> = []
    func walk(_ marking: PetriNet.Marking, _ word: [Row<FlowNode>]) {
      if marking.isEmpty { found.insert(word) }
      for transition in net.enabled(in: marking) {
        guard let next = net.fire(transition, in: marking) else { continue }
        walk(next, word + (net.transitions[transition].task.map { [$0] } ?? []))
      }
    }
    walk(net.initial, [])
    return found.sorted { $0.map(\.index).lexicographicallyPrecedes($1.map(\.index)) }
  }

  /// What might have been done: nothing, anything of up to seven steps, one unknown step among
  /// them.
  func traces() -> [[Row<FlowNode>]] {
    var draws = draws
    return (0..<6).map { count in
      (0..<(count == 0 ? 0 : Int(draws.below(8)))).map { _ in
        Row(Int(draws.below(UInt64(taskCount + 1))))
      }
    }
  }

  /// The cost of explaining a trace by one word of the net: deletions and insertions only.
  func cost(
    _ trace: [Row<FlowNode>], _ word: [Row<FlowNode>], _ costs: Alignment.Costs
  ) -> Int {
    let skips = word.map { task in
      let isMandatory = net.transitions.first { $0.task == task }?.isMandatory == true
      return isMandatory ? costs.skipped : costs.skippedOptional
    }
    var row = [0]
    for skip in skips { row.append((row.last ?? 0) + skip) }
    for done in trace {
      var next = [row[0] + costs.extra]
      for (index, task) in word.enumerated() {
        var least = min(row[index + 1] + costs.extra, next[index] + skips[index])
        if task == done { least = min(least, row[index]) }
        next.append(least)
      }
      row = next
    }
    return row[word.count]
  }
}
