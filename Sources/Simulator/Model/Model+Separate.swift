import EventKernel

// A copy of a model shares its tables by counted references, and each world counts them when it
// takes its model up. Threads that count the same references wait for each other.

extension Model {
  /// The same model in memory of its own, for a thread that runs many replications.
  package func separate() -> Model {
    var model = self
    model.platform.separate()
    model.support.separate()
    model.agreement.clocks = Table(agreement.clocks)
    model.agreement.priorities = Table(agreement.priorities)
    model.agreement.problemTargets = agreement.problemTargets.map(\.self)
    model.net.separate()
    model.drill.separate()
    model.laws = laws.separate()
    model.conditions = conditions.separate { $0.steps = Table($0.steps) }
    return model
  }
}

extension Table {
  /// The same rows in memory of its own.
  fileprivate func separate(_ inner: (inout Element) -> Void) -> Table {
    Table(
      map { row in
        var row = row
        inner(&row)
        return row
      })
  }
}

extension Platform {
  fileprivate mutating func separate() {
    nodes = Table(nodes)
    dependents = Table(dependents)
    components = Table(components)
    reserves = Table(reserves)
    failureModes = Table(failureModes)
    services = Table(services)
    openingHours = openingHours.separate {
      $0.workingDays = Table($0.workingDays)
      $0.intervals = Table($0.intervals)
    }
    dataSets = Table(dataSets)
    copiesInUse = Table(copiesInUse)
    standbys = standbys.separate { $0.members = Table($0.members) }
    rooms = Table(rooms)
    besides = Table(besides)
    siteNodes = Table(siteNodes)
    personNodes = Table(personNodes)
    personSites = Table(personSites)
    zones = Table(zones)
    reaches = Table(reaches)
    travel = Table(travel)
  }
}

extension Support {
  fileprivate mutating func separate() {
    people = Table(people)
    pools = Table(pools)
    shifts = shifts.separate { $0.intervals = Table($0.intervals) }
    vendors = Table(vendors)
    stock = Table(stock)
    detection.patrols = detection.patrols.map(\.self)
  }
}

extension FlowNet {
  fileprivate mutating func separate() {
    flows = Table(flows)
    nodes = Table(nodes)
    edges = Table(edges)
    boundaries = Table(boundaries)
    steps = Table(steps)
    lanes = Table(lanes)
  }
}

extension DrillScript {
  fileprivate mutating func separate() {
    injects = Table(injects)
    targetModes = Table(targetModes)
    targetNodes = Table(targetNodes)
    threats = Table(threats)
    stages = Table(stages)
    spreads = Table(spreads)
    transitions = Table(transitions)
    impacts = Table(impacts)
    endings = Table(endings)
    treatments = Table(treatments)
    deviations = deviations.separate { $0.nodes = Table($0.nodes) }
    streams = streams.separate { $0.batches = Table($0.batches) }
    rates = rates.separate { $0.points = Table($0.points) }
    measures = measures.separate {
      if case .numberDown(let nodes) = $0.quantity { $0.quantity = .numberDown(Table(nodes)) }
    }
  }
}
