import EventKernel

/// What a case finds out, kept for conditions to ask about.
extension World {
  func fact(_ fact: Fact, of incident: Row<Incident>) -> Int64 {
    knowledge.fact(fact, of: incident)
  }

  mutating func set(_ fact: Fact, of incident: Row<Incident>, to value: Int64) {
    // Flags and choices of a few.
    guard knowledge.set(fact, of: incident, to: Int8(value)) else { return }
    note(.found, incident: incident, subject: fact.index, value: value)
    conditionWaits.change(FactSet(fact), of: incident)
    mustCheckConditions = true
  }

  mutating func set(_ fact: Fact, of incident: Row<Incident>, to value: Bool) {
    set(fact, of: incident, to: value ? 1 : 0)
  }

  /// A case has done something to a node.
  mutating func note(_ deed: Knowledge.Deed, of node: Row<Node>, by incident: Row<Incident>) {
    knowledge.note(deed, of: node, by: incident)
    conditionWaits.change(.down, of: incident)
    mustCheckConditions = true
  }

  /// What was done to a node is undone, whoever had done it.
  mutating func undo(_ deed: Knowledge.Deed, of node: Row<Node>) {
    knowledge.undo(deed, of: node)
    var next = knowledge.firstBelief(about: node)
    while let belief = next {
      conditionWaits.change(.down, of: knowledge[belief].incident)
      next = knowledge.nextAbout(belief)
    }
    mustCheckConditions = true
  }
}
