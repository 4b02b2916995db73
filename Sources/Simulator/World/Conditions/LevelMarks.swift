import EventKernel

/// Of which streams and tasks some condition asks how many are there, or wait; and whether one asks
/// who was told, or what was done.
struct LevelMarks {
  /// By stream, and by node of the net; without rows where no condition asks for any.
  let streams: Table<Bool>
  let nodes: Table<Bool>
  let isAsked: Bool
  let asksWaiting: Bool
  let asksTold: Bool
  let asksDone: Bool

  init(_ model: Model) {
    var streams: Set<Row<DemandStream>> = []
    var nodes: Set<Row<FlowNode>> = []
    var asksTold = false
    var asksDone = false
    for condition in model.conditions {
      for step in condition.steps {
        switch step {
        case .compareCases(let stream, _, _): streams.insert(stream)
        case .compareWaiting(let node, _, _): nodes.insert(node)
        case .told: asksTold = true
        case .done, .mayBeDone: asksDone = true
        case .compare, .compareCount, .compareKnown, .compareHit, .and, .or, .not: break
        }
      }
    }
    self.asksTold = asksTold
    self.asksDone = asksDone
    asksWaiting = !nodes.isEmpty
    isAsked = !streams.isEmpty || !nodes.isEmpty
    let (streamCount, nodeCount) =
      isAsked ? (model.drill.streams.count, model.net.nodes.count) : (0, 0)
    self.streams = Table((0..<streamCount).map { streams.contains(Row($0)) })
    self.nodes = Table((0..<nodeCount).map { nodes.contains(Row($0)) })
  }
}

/// How many are there, and wait, for measures and for conditions.
extension World {
  /// A case of a stream came, or is over.
  @inline(__always)
  mutating func changeCases(of stream: Row<DemandStream>, by step: Int32) {
    demand.streams[stream].inSystem += step
    meters.change(by: Int64(step), at: .numberInSystem, stream, now: now)
    if levels.isAsked, levels.streams[stream.index] { levelChanged(.cases) }
  }

  /// A task of a node waits from now on, or no longer.
  @inline(__always)
  mutating func changeWaiting(at node: Row<FlowNode>, by step: Int32) {
    meters.change(by: Int64(step), at: .numberWaiting, node, now: now)
    if levels.isAsked, levels.nodes[node.index] {
      waitingAt[node.index] += step
      levelChanged(.waiting)
    }
  }

  private mutating func levelChanged(_ fact: FactSet) {
    conditionWaits.change(fact)
    mustCheckConditions = true
  }
}
