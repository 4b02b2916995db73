import EventKernel

extension PetriNet {
  /// How many tokens lie on each place.
  package struct Marking: Hashable, Sendable {
    package internal(set) var tokens: [UInt8]

    package subscript(_ place: Row<Place>) -> Int { Int(tokens[place.index]) }

    /// No token anywhere: the flow is over.
    package var isEmpty: Bool { tokens.allSatisfy { $0 == 0 } }
  }

  /// One token on the start.
  package var initial: Marking {
    var marking = Marking(tokens: Array(repeating: 0, count: places.count))
    marking.tokens[start.index] = 1
    return marking
  }

  /// What firing the transition (by position in `transitions`) makes of the marking; nil when it is
  /// not enabled, or when a place would pass `tokenLimit`.
  package func fire(_ transition: Int, in marking: Marking) -> Marking? {
    let fired = transitions[transition]
    var next = marking
    for place in fired.inputs {
      guard next.tokens[place.index] > 0 else { return nil }
      next.tokens[place.index] -= 1
    }
    if fired.clears {
      for place in next.tokens.indices { next.tokens[place] = 0 }
    }
    for place in fired.outputs {
      guard next.tokens[place.index] < Self.tokenLimit else { return nil }
      next.tokens[place.index] += 1
    }
    return next
  }

  /// The transitions that may fire, in file order.
  package func enabled(in marking: Marking) -> [Int] {
    transitions.indices.filter { fire($0, in: marking) != nil }
  }
}
