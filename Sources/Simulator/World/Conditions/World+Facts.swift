import EventKernel

/// What is kept of a case for conditions to ask about.
extension World {
  func fact(_ fact: Fact, of incident: Row<Incident>) -> Int64 {
    Int64(incidents.facts[incident.index * Fact.count + fact.index])
  }

  mutating func set(_ fact: Fact, of incident: Row<Incident>, to value: Int64) {
    let position = incident.index * Fact.count + fact.index
    // Flags and choices of a few.
    let value = Int8(value)
    guard incidents.facts[position] != value else { return }
    incidents.facts[position] = value
    conditionWaits.change(FactSet(fact), of: incident)
    mustCheckConditions = true
  }

  mutating func set(_ fact: Fact, of incident: Row<Incident>, to value: Bool) {
    set(fact, of: incident, to: value ? 1 : 0)
  }
}
