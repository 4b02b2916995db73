import EventKernel
import Scenarios
import Simulator

/// What a measure is of, in words that a file keeps.
extension Figure {
  /// `waiting answer.serve, at most 20000000`, whatever the measure is called; of a level that an
  /// objective follows itself without the statistic, which is what the objective asks.
  static func words(_ row: Int, in drill: CompiledDrill) -> String? {
    guard drill.model.drill.measures.indices.contains(row) else { return nil }
    let measure = drill.model.drill.measures[row]
    let quantity = words(measure.quantity, drill)
    guard drill.lexicon.measures.indices.contains(row) else { return quantity }
    var told = [quantity, words(measure.statistic)]
    // A condition has no words: the measure's own name stands for it.
    if case .timeUntil = measure.quantity { told[0] += " " + drill.lexicon.measures[row].key }
    return (told + (measure.isAtEnd ? ["at the end"] : [])).joined(separator: ", ")
  }

  private static func words(_ quantity: Measure.Quantity, _ drill: CompiledDrill) -> String {
    let lexicon = drill.lexicon
    func stream(_ row: Row<DemandStream>) -> String { lexicon.streams[row.index].key }
    func part(_ row: Row<Part>) -> String { lexicon.parts[row.index].key }
    func flow(_ row: Row<Flow>) -> String { lexicon.flows[row.index].key }
    switch quantity {
    case .waiting(let node): return "waiting " + step(node, drill)
    case .timeInSystem(let row): return "time in system " + stream(row)
    case .flowTime(let row): return "flow time " + flow(row)
    case .finished(let row): return "finished " + stream(row)
    case .flowEnded(let row): return "flow ended " + flow(row)
    case .incidentClosed: return "incident closed"
    case .givenUp(let node): return "given up " + step(node, drill)
    case .turnedAway(let row): return "turned away " + stream(row)
    case .filledAtOnce(let row): return "filled at once " + part(row)
    case .numberInSystem(let row): return "number in system " + stream(row)
    case .numberWaiting(let node): return "number waiting " + step(node, drill)
    case .numberAtWork(let node): return "number at work " + step(node, drill)
    case .backorders(let row): return "backorders " + part(row)
    case .numberDown(let nodes):
      return (["number down"] + nodes.map { lexicon.nodes[$0.index].key }).joined(separator: " ")
    case .timeUntil: return "time until"
    case .total(let total): return words(total, drill)
    }
  }

  private static func words(_ total: Measure.RunTotal, _ drill: CompiledDrill) -> String {
    switch total {
    case .serviceLoss(let row): return words("service loss", row, drill)
    case .longestOutage(let row): return words("longest outage", row, drill)
    case .dataLost(let row): return "data lost " + drill.lexicon.dataSets[row.index].key
    case .dataLeaked: return "data leaked"
    case .peopleExposed: return "people exposed"
    case .peopleHurt: return "people hurt"
    case .peopleEvacuated: return "people evacuated"
    case .harmTime: return "harm time"
    case .destroyed: return "destroyed"
    case .spread: return "spread"
    }
  }

  private static func words(
    _ word: String, _ service: Row<Service>?, _ drill: CompiledDrill
  ) -> String {
    guard let service else { return word }
    let node = drill.model.platform.services[service].node
    return word + " " + drill.lexicon.nodes[node.index].key
  }

  private static func words(_ statistic: Measure.Statistic) -> String {
    switch statistic {
    case .mean: "mean"
    case .variance: "variance"
    case .quantile(let probability): "p" + percent(probability)
    case .atMost(let limit): "at most \(limit)"
    case .moreThan(let limit): "more than \(limit)"
    case .ofNumber(let number): "of number \(number)"
    case .last: "last"
    case .total: "total"
    }
  }
}
