import EventKernel

/// What would fall with what, while nothing has happened yet.
struct Fall {
  /// By node that may fall: how many of its inputs have fallen. For looking up only.
  fileprivate var lost: [Int: Int32] = [:]
  fileprivate var fallen: Set<Int> = []
  fileprivate(set) var components: [Row<Component>] = []
  /// How many services.
  fileprivate(set) var services = 0

  func has(_ node: Row<Node>) -> Bool { fallen.contains(node.index) }
}

extension World {
  /// A node falls, and all that cannot do without it and what fell before.
  func drop(_ node: Row<Node>, in fall: inout Fall) {
    guard fall.fallen.insert(node.index).inserted else { return }
    var queue = [node]
    while let node = queue.popLast() {
      let definition = model.platform.nodes[node]
      if let component = componentRow(ofNode: node) { fall.components.append(component) }
      if definition.kind == .service { fall.services += 1 }
      for position in definition.dependents {
        let next = model.platform.dependents[Int(position)]
        guard platform.nodes[next].isUp, !fall.has(next) else { continue }
        let lost = fall.lost[next.index, default: 0] + 1
        fall.lost[next.index] = lost
        let isFed = platform.nodes[next].upInputs - lost >= model.platform.nodes[next].threshold
        // A room that is too hot stops what stands in it, whatever else that has.
        guard !isFed || definition.kind == .room else { continue }
        fall.fallen.insert(next.index)
        queue.append(next)
      }
    }
  }

  /// These components so that each comes before what it needs; among those that are free to go, the
  /// edge before the core and this before security.
  ///
  /// - Parameter ascending: whether among equals the first row comes first.
  func dependentsFirst(
    _ components: [Row<Component>], ascending: Bool
  ) -> [Row<Component>] {
    let wanted = Set(components.map(\.node.index))
    let byImportance = components.sorted {
      let (one, other) = (repairOrder($0), repairOrder($1))
      return one == other ? ($0 < $1) == ascending : one > other
    }
    var (seen, ordered) = (Set<Int>(), [Row<Component>]())
    for component in byImportance where seen.insert(component.node.index).inserted {
      // Each with the dependents that are still to be walked: a walk in depth, written out.
      var path = [(component.node, model.platform.nodes[component.node].dependents)]
      while let (node, dependents) = path.last {
        guard let position = dependents.first else {
          path.removeLast()
          if wanted.contains(node.index), let done = componentRow(ofNode: node) {
            ordered.append(done)
          }
          continue
        }
        path[path.count - 1].1 = dependents.dropFirst()
        let next = model.platform.dependents[Int(position)]
        // Heat is no order: what cools a room may stand in it.
        let isRoom = model.platform.nodes[next].kind == .room
        guard !isRoom, seen.insert(next.index).inserted else { continue }
        path.append((next, model.platform.nodes[next].dependents))
      }
    }
    return ordered
  }
}
