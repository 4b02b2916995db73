import EventKernel

/// What is kept of a case for conditions to ask about.
extension World {
  func fact(_ fact: Fact, of incident: Int) -> Int64 {
    Int64(incidents.facts[incident * Fact.count + fact.index])
  }

  mutating func set(_ fact: Fact, of incident: Int, to value: Int64) {
    let position = incident * Fact.count + fact.index
    // Flags and choices of a few.
    let value = Int8(value)
    guard incidents.facts[position] != value else { return }
    incidents.facts[position] = value
    conditionWaits.change(FactSet(fact), of: incident)
    mustCheckConditions = true
  }

  mutating func set(_ fact: Fact, of incident: Int, to value: Bool) {
    set(fact, of: incident, to: value ? 1 : 0)
  }
}
