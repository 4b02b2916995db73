import EventKernel

/// Translates the nodes of one flow to places and transitions.
///
/// - A node has one place before it, into which all its ways in lead; a parallel join has one for
///   each. A gateway's choice, an event and a call are silent transitions; a task carries its row.
/// - An inclusive split has a transition for each subset of its branches (the default alone, or
///   any of the others). Each also marks how many it took, and the join takes as many tokens: the
///   executor's rule, "joins wait for as many tokens as the paired split sent".
/// - An interrupting boundary event is another way out of the activity's place, so an interrupted
///   task is not in the trace. One that does not interrupt may add a token while the activity
///   waits, at most once each time; one for a message any number of times.
/// - An activity that is done several times does its task any number of times before it goes on.
/// - An end takes its token away; the flow is over when none is left. A terminate or error end
///   clears all places.
struct PetriNetBuilder {
  let net: FlowNet
  let flow: FlowDefinition
  private var transitions: [PetriNet.Transition] = []
  private var places: [Row<FlowNode>] = []
  /// By node of the flow: the place before it.
  private var before: [Row<Place>] = []
  /// By edge of the net: the place that its token goes to.
  private var along: [Row<Place>] = []
  /// By node of the flow, for inclusive splits: the places that say "took k", k = 1...
  private var took: [[Row<Place>]] = []

  init(net: FlowNet, flow: FlowDefinition) {
    self.net = net
    self.flow = flow
  }

  mutating func build() -> PetriNet {
    layPlaces()
    for row in flow.nodes {
      addTransitions(Row(Int(row)))
    }
    return PetriNet(
      places: places, start: placeBefore(flow.start), transitions: transitions)
  }

  private mutating func layPlaces() {
    for row in flow.nodes { before.append(newPlace(Row(Int(row)))) }
    took = Array(repeating: [], count: flow.nodes.count)
    along = net.edges.map { _ in Row(0) }
    for row in flow.nodes {
      let node = net.nodes[Int(row)]
      for edge in edges(node) {
        let target = net.nodes[net.edges[edge].to.index]
        let isJoin = target.kind == .parallel && target.incomingCount > 1
        along[edge] = isJoin ? newPlace(net.edges[edge].to) : placeBefore(net.edges[edge].to)
      }
      if node.kind == .inclusive, node.outgoing.count > 1 {
        // The default is taken alone, so all at once are one fewer.
        let most = node.outgoing.count - (node.defaultEdge == nil ? 0 : 1)
        took[Int(row - flow.nodes.lowerBound)] = (0..<most).map { _ in newPlace(Row(Int(row))) }
      }
    }
  }

  private mutating func newPlace(_ node: Row<FlowNode>) -> Row<Place> {
    places.append(node)
    return Row(places.count - 1)
  }

  private func placeBefore(_ node: Row<FlowNode>) -> Row<Place> {
    before[node.index - Int(flow.nodes.lowerBound)]
  }

  private func edges(_ node: FlowNode) -> Range<Int> {
    Int(node.outgoing.lowerBound)..<Int(node.outgoing.upperBound)
  }

  private func outputs(_ node: FlowNode) -> [Row<Place>] {
    edges(node).map { along[$0] }
  }
}

extension PetriNetBuilder {
  private mutating func addTransitions(_ row: Row<FlowNode>) {
    let node = net.nodes[row.index]
    let place = placeBefore(row)
    switch node.kind {
    case .start, .catching, .throwing, .boundary:
      add(row, from: [place], to: outputs(node))
    case .task, .call:
      addActivity(row, node)
    case .exclusive, .eventBased:
      for edge in edges(node) { add(row, from: [place], to: [along[edge]]) }
    case .parallel:
      addParallel(row, node)
    case .inclusive:
      addInclusive(row, node)
    case .end(let end):
      transitions.append(
        PetriNet.Transition(node: row, inputs: [place], outputs: [], clears: clears(end)))
    }
  }

  private func clears(_ end: FlowNode.End) -> Bool {
    switch end {
    case .terminate, .error: true
    case .none, .signal, .handOver: false
    }
  }

  private mutating func add(
    _ row: Row<FlowNode>, from inputs: [Row<Place>], to outputs: [Row<Place>]
  ) {
    transitions.append(PetriNet.Transition(node: row, inputs: inputs, outputs: outputs))
  }

  private mutating func addParallel(_ row: Row<FlowNode>, _ node: FlowNode) {
    guard node.incomingCount > 1 else {
      return add(row, from: [placeBefore(row)], to: outputs(node))
    }
    var inputs: [Row<Place>] = []
    for source in flow.nodes {
      for edge in edges(net.nodes[Int(source)]) where net.edges[edge].to == row {
        inputs.append(along[edge])
      }
    }
    add(row, from: inputs, to: outputs(node))
  }

  private mutating func addInclusive(_ row: Row<FlowNode>, _ node: FlowNode) {
    let place = placeBefore(row)
    let counters = took[row.index - Int(flow.nodes.lowerBound)]
    guard counters.isEmpty else { return addSplit(row, node, counters) }
    guard let pair = node.pair else { return add(row, from: [place], to: outputs(node)) }
    for (index, counter) in took[pair.index - Int(flow.nodes.lowerBound)].enumerated() {
      let tokens = Array(repeating: place, count: index + 1)
      add(row, from: tokens + [counter], to: outputs(node))
    }
  }

  private mutating func addSplit(_ row: Row<FlowNode>, _ node: FlowNode, _ took: [Row<Place>]) {
    let place = placeBefore(row)
    let hasJoin = node.pair != nil
    func sent(_ branches: [Row<Place>]) -> [Row<Place>] {
      hasJoin ? branches + [took[branches.count - 1]] : branches
    }
    var branches = outputs(node)
    if let index = node.defaultEdge {
      add(row, from: [place], to: sent([branches.remove(at: Int(index))]))
    }
    let expanded = branches.prefix(PetriNet.inclusiveBranchLimit)
    for subset in 1..<(1 << expanded.count) {
      let taken = expanded.indices.filter { subset >> $0 & 1 == 1 }.map { expanded[$0] }
      add(row, from: [place], to: sent(taken))
    }
  }

  /// A task or a call, and the boundary events on it.
  private mutating func addActivity(_ row: Row<FlowNode>, _ node: FlowNode) {
    let boundaries = Array(
      net.boundaries[Int(node.boundaries.lowerBound)..<Int(node.boundaries.upperBound)])
    let interrupting = boundaries.filter { interrupts($0) }
    let others = boundaries.filter { !interrupts($0) }
    for message in others where isMessage(message) {
      add(
        message, from: [placeBefore(row)], to: [placeBefore(row), placeBefore(message)])
    }
    let beside = others.filter { !isMessage($0) }.prefix(PetriNet.inclusiveBranchLimit)
    addWork(row, node, from: placeBefore(row), interrupting)
    // Events that fired beside the work, in every combination: first their tokens, then the work.
    for subset in 1..<(1 << beside.count) {
      let fired = beside.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element)
      let working = newPlace(row)
      add(row, from: [placeBefore(row)], to: fired.map { placeBefore($0) } + [working])
      for message in others where isMessage(message) {
        add(message, from: [working], to: [working, placeBefore(message)])
      }
      addWork(row, node, from: working, interrupting)
    }
  }

  private func isMessage(_ boundary: Row<FlowNode>) -> Bool {
    if case .boundary(.signal, _) = net.nodes[boundary.index].kind { true } else { false }
  }

  private func interrupts(_ boundary: Row<FlowNode>) -> Bool {
    guard case .boundary(_, let interrupts) = net.nodes[boundary.index].kind else { return false }
    return interrupts
  }

  private mutating func addWork(
    _ row: Row<FlowNode>, _ node: FlowNode, from place: Row<Place>,
    _ interrupting: [Row<FlowNode>]
  ) {
    var work = PetriNet.Transition(node: row, inputs: [place], outputs: outputs(node))
    if case .task(let step) = node.kind {
      work.task = row
      work.isMandatory = net.steps[step.index].isMandatory
      if node.multiplicity != nil {
        work.outputs = [place]
        add(row, from: [place], to: outputs(node))
      }
    }
    transitions.append(work)
    for boundary in interrupting {
      add(boundary, from: [place], to: [placeBefore(boundary)])
    }
  }
}
