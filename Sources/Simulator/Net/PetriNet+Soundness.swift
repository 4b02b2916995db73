import EventKernel

extension PetriNet {
  /// What a walk over all markings found. Soundness after W. van der Aalst (1997): whatever
  /// happened, the flow can still end; ending leaves nothing behind (here by the definition of the
  /// end, no token anywhere); nothing is dead.
  package struct Soundness: Sendable, Equatable {
    package var markings = 0
    /// False when `limit` cut the walk short: then the rest is what was found until there.
    package var isComplete = true
    /// The end can be reached from the start.
    package var canEnd = false
    /// Markings from which the end can no longer be reached.
    package var stuck = 0
    /// The first of them in which nothing can fire, else the first of them.
    package var stuckExample: Marking?
    /// Transitions that never fire, by position.
    package var dead: [Int] = []

    package var isSound: Bool { isComplete && canEnd && stuck == 0 && dead.isEmpty }
  }

  /// Walks all markings that can be reached, up to `limit` of them.
  package func soundness(limit: Int = 20_000) -> Soundness {
    var found = Soundness()
    var numbers: [Marking: Int] = [initial: 0]
    var markings = [initial]
    var reachedFrom: [[Int]] = [[]]
    var fires = Array(repeating: false, count: transitions.count)
    var next = 0
    while next < markings.count {
      for transition in transitions.indices {
        guard let after = fire(transition, in: markings[next]) else { continue }
        fires[transition] = true
        if let known = numbers[after] {
          reachedFrom[known].append(next)
        } else if markings.count < limit {
          numbers[after] = markings.count
          markings.append(after)
          reachedFrom.append([next])
        } else {
          found.isComplete = false
        }
      }
      next += 1
    }
    let ending = backwards(from: markings.firstIndex { $0.isEmpty }, over: reachedFrom)
    found.markings = markings.count
    found.canEnd = ending[0]
    let stuck = markings.indices.filter { !ending[$0] }
    found.stuck = stuck.count
    found.stuckExample =
      (stuck.first { enabled(in: markings[$0]).isEmpty } ?? stuck.first).map { markings[$0] }
    found.dead = fires.indices.filter { !fires[$0] }
    return found
  }

  /// Which markings lead to `end`.
  private func backwards(from end: Int?, over reachedFrom: [[Int]]) -> [Bool] {
    var leads = Array(repeating: false, count: reachedFrom.count)
    guard let end else { return leads }
    leads[end] = true
    var waiting = [end]
    while let marking = waiting.popLast() {
      for before in reachedFrom[marking] where !leads[before] {
        leads[before] = true
        waiting.append(before)
      }
    }
    return leads
  }
}
