import EventKernel

extension PetriNet {
  /// A smaller net that can do the same tasks in the same orders, and is stuck where this one is.
  ///
  /// The rules are of T. Murata, "Petri nets: properties, analysis and applications" (1989),
  /// section V: places and transitions in series are fused, parallel and idle transitions dropped;
  /// besides, a place whose tokens can only vanish goes. On a drill's flows nine of ten places go.
  ///
  /// - Parameter keepsTasks: Whether tasks stay. Without them only the skeleton of splits and joins
  ///   remains, which is all that matters for soundness.
  package func reduced(keepsTasks: Bool = true) -> PetriNet {
    var reduction = Reduction(
      transitions: transitions.map { transition in
        var transition = transition
        if !keepsTasks { transition.task = nil }
        return transition
      }, start: start)
    while reduction.step() {}
    return reduction.net(places: places)
  }
}

private struct Reduction {
  var transitions: [PetriNet.Transition]
  var start: Row<Place>

  /// Applies one rule everywhere it fits; false when none does.
  mutating func step() -> Bool {
    let before = transitions.count
    dropIdle()
    dropDoubles()
    fuseSeries()
    dropVanishing()
    return transitions.count < before
  }

  /// Silent transitions that give back what they take.
  private mutating func dropIdle() {
    transitions.removeAll { $0.isPlain && $0.inputs.sorted() == $0.outputs.sorted() }
  }

  /// Of silent transitions that do the same the first stays.
  private mutating func dropDoubles() {
    struct Effect: Hashable {
      var inputs: [Row<Place>]
      var outputs: [Row<Place>]
    }
    var seen: Set<Effect> = []
    transitions.removeAll {
      $0.isPlain
        && !seen.insert(Effect(inputs: $0.inputs.sorted(), outputs: $0.outputs.sorted())).inserted
    }
  }

  /// Where a silent transition is the only way out of a place, and leads to one other, the two
  /// places are one.
  private mutating func fuseSeries() {
    var index = 0
    while index < transitions.count {
      let fused = transitions[index]
      guard fused.isPlain, fused.inputs.count == 1, fused.outputs.count == 1,
        fused.inputs != fused.outputs, consumers(of: fused.inputs[0]) == [index]
      else {
        index += 1
        continue
      }
      transitions.remove(at: index)
      rename(fused.inputs[0], to: fused.outputs[0])
    }
  }

  /// A place from which tokens can only vanish, each for itself, changes nothing for the others.
  private mutating func dropVanishing() {
    var index = 0
    while index < transitions.count {
      let end = transitions[index]
      guard end.isPlain, end.inputs.count == 1, end.outputs.isEmpty, end.inputs[0] != start,
        consumers(of: end.inputs[0]) == [index]
      else {
        index += 1
        continue
      }
      transitions.remove(at: index)
      for other in transitions.indices {
        transitions[other].outputs.removeAll { $0 == end.inputs[0] }
      }
    }
  }

  private func consumers(of place: Row<Place>) -> [Int] {
    transitions.indices.filter { transitions[$0].inputs.contains(place) }
  }

  private mutating func rename(_ old: Row<Place>, to new: Row<Place>) {
    for index in transitions.indices where transitions[index].outputs.contains(old) {
      transitions[index].outputs = transitions[index].outputs.map { $0 == old ? new : $0 }
    }
    if start == old { start = new }
  }

  /// The net with the places that are left, numbered anew.
  func net(places: [Row<FlowNode>]) -> PetriNet {
    var rows: [Row<Place>: Row<Place>] = [:]
    var left: [Row<FlowNode>] = []
    func number(_ place: Row<Place>) -> Row<Place> {
      if let row = rows[place] { return row }
      rows[place] = Row(left.count)
      left.append(places[place.index])
      return Row(left.count - 1)
    }
    let start = number(start)
    let renumbered = transitions.map { transition in
      var transition = transition
      transition.inputs = transition.inputs.map { number($0) }
      transition.outputs = transition.outputs.map { number($0) }
      return transition
    }
    return PetriNet(places: left, start: start, transitions: renumbered)
  }
}

extension PetriNet.Transition {
  /// It does no task, and touches its own places only.
  fileprivate var isPlain: Bool { task == nil && !clears }
}
