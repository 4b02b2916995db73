import Simulator

extension FlowCheck {
  /// Every node can be reached from the start, and an end from every node. Of a stretch that breaks
  /// this only the first or last node is told.
  func checkReach(_ sink: inout DiagnosticSink) {
    let starts = graph.nodes.indices.filter { graph.nodes[$0].drawn.isStart }
    // Without a start nothing is reached, which was told.
    guard !starts.isEmpty else { return }
    let reached = spread(from: starts, graph.successors)
    for node in roots(
      of: graph.nodes.indices.filter { !reached[$0] }, graph.predecessors, graph.successors)
    {
      guard !graph.nodes[node].drawn.isRefused, !isAdrift(node) else { continue }
      sink.error(
        .flowUnreachable, graph.nodes[node].position,
        zh: "从开始事件到不了 '\(graph.nodes[node].id)'",
        en: "'\(graph.nodes[node].id)' cannot be reached from the start")
    }
    let ends = graph.nodes.indices.filter { graph.nodes[$0].drawn.isEnd }
    let ending = spread(from: ends, graph.predecessors)
    let dead = graph.nodes.indices.filter { !ending[$0] && reached[$0] }
    for node in roots(of: dead, graph.successors, graph.predecessors) {
      guard !graph.nodes[node].drawn.isRefused else { continue }
      sink.error(
        .flowDeadEnd, graph.nodes[node].position,
        zh: "从 '\(graph.nodes[node].id)' 到不了任何结束事件",
        en: "no end event can be reached from '\(graph.nodes[node].id)'")
    }
    checkShares(from: ends, ending, reached, &sink)
  }

  /// Where an end is drawn, but is reached only by a way whose share is 0.
  private func checkShares(
    from ends: [Int], _ ending: [Bool], _ reached: [Bool], _ sink: inout DiagnosticSink
  ) {
    let taken = spread(from: ends) { node in
      graph.nodes[node].incoming.filter { !isNeverTaken($0) }.map { graph.edges[$0].from }
        + (graph.nodes[node].attachedTo.map { [$0] } ?? [])
    }
    let lost = graph.nodes.indices.filter { ending[$0] && reached[$0] && !taken[$0] }
    for node in lost where graph.nodes[node].outgoing.contains(where: isNeverTaken) {
      sink.error(
        .flowEndless, graph.nodes[node].position,
        zh: "从 '\(graph.nodes[node].id)' 只有比例为 0 的分支通向结束：循环永不停止",
        en: "only branches with a share of 0 lead from '\(graph.nodes[node].id)' to an end: "
          + "the loop never ends")
    }
  }

  /// A branch with a share of 0, of a gateway whose shares are whole.
  private func isNeverTaken(_ edge: Int) -> Bool {
    guard graph.edges[edge].share == 0 else { return false }
    let shares = graph.nodes[graph.edges[edge].from].outgoing.map { graph.edges[$0].share ?? 0 }
    return shares.reduce(0, +) == 1_000_000
  }

  /// A boundary event that is attached to nothing, which was told.
  private func isAdrift(_ node: Int) -> Bool {
    graph.nodes[node].drawn.isBoundary && graph.nodes[node].attachedTo == nil
  }

  private func spread(from first: [Int], _ next: (Int) -> [Int]) -> [Bool] {
    var reached = graph.nodes.map { _ in false }
    spread(from: first, next, &reached)
    return reached
  }

  private func spread(from first: [Int], _ next: (Int) -> [Int], _ reached: inout [Bool]) {
    var waiting = first
    for node in first { reached[node] = true }
    while let node = waiting.popLast() {
      for other in next(node) where !reached[other] {
        reached[other] = true
        waiting.append(other)
      }
    }
  }

  /// Of some nodes those that none of the others leads to; of a circle its first in the file.
  private func roots(
    of nodes: [Int], _ before: (Int) -> [Int], _ after: (Int) -> [Int]
  ) -> [Int] {
    let all = Set(nodes)
    var told = nodes.filter { node in !before(node).contains { all.contains($0) && $0 != node } }
    let next = { after($0).filter(all.contains) }
    var covered = spread(from: told, next)
    for node in nodes where !covered[node] {
      told.append(node)
      spread(from: [node], next, &covered)
    }
    return told.sorted()
  }

  /// A loop that nothing counts and nothing waits in may run for ever.
  func checkLoops(_ sink: inout DiagnosticSink) {
    let isFree = graph.nodes.indices.map { !isLimit($0) }
    // A circle is told once, at its first node.
    for node in circles(among: isFree) {
      sink.warning(
        .flowEndless, graph.nodes[node].position,
        zh: "经过 '\(graph.nodes[node].id)' 的循环没有次数限制，也不等待任何事件",
        en: "nothing limits the loop through '\(graph.nodes[node].id)', and nothing in it waits",
        hint: Bilingual(
          zh: "请在循环的网关上用条件 count(...) 限制次数",
          en: "limit it with a condition count(...) at a gateway of the loop"))
    }
  }

  /// The first node of every circle of such nodes, in file order. O(nodes and edges), after S. R.
  /// Kosaraju (A. Aho, J. Hopcroft, J. Ullman, Data Structures and Algorithms, 1983, 6.7).
  private func circles(among isMember: [Bool]) -> [Int] {
    var ended: [Int] = []
    var isVisited = isMember.map { !$0 }
    for root in graph.nodes.indices where !isVisited[root] {
      isVisited[root] = true
      var path = [(node: root, next: graph.successors(root)[...])]
      while let last = path.indices.last {
        guard let node = path[last].next.popFirst() else {
          ended.append(path.removeLast().node)
          continue
        }
        guard !isVisited[node] else { continue }
        isVisited[node] = true
        path.append((node, graph.successors(node)[...]))
      }
    }
    var firsts: [Int] = []
    var isTaken = isMember.map { !$0 }
    for root in ended.reversed() where !isTaken[root] {
      isTaken[root] = true
      var members = [root]
      var next = 0
      while next < members.count {
        for other in graph.predecessors(members[next]) where !isTaken[other] {
          isTaken[other] = true
          members.append(other)
        }
        next += 1
      }
      let isCircle = members.count > 1 || graph.successors(root).contains(root)
      if isCircle { firsts.append(members.min() ?? root) }
    }
    return firsts.sorted()
  }

  /// A gateway that counts, or an event that waits.
  private func isLimit(_ index: Int) -> Bool {
    let node = graph.nodes[index]
    if node.drawn.isCatching { return true }
    return node.outgoing.contains { graph.edges[$0].condition?.counts == true }
  }
}
