import EventKernel

/// Cases come by themselves: each opens, runs its stream's flow, and is over with it.
extension World {
  mutating func startDemand() {
    for row in demand.streams.rows {
      for _ in 0..<model.drill.streams[row].atStart { openCase(row) }
      switch model.drill.streams[row].arrivals {
      case .every:
        if let first = model.drill.streams[row].first {
          schedule(.arrival, at: first, row: row)
        } else {
          scheduleArrival(row)
        }
      case .rate: scheduleArrival(row)
      case .sources(let count, _):
        for _ in 0..<count { scheduleArrival(row) }
      }
    }
  }

  /// The next arrival of a stream, or of one of its sources.
  private mutating func scheduleArrival(_ row: Row<DemandStream>) {
    switch model.drill.streams[row].arrivals {
    case .every(let law), .sources(_, let law):
      var draws = nextWait(of: row, law)
      schedule(.arrival, at: now + model.laws.span(law, &draws), row: row)
    case .rate(let rate): scheduleArrival(row, by: rate)
    }
  }

  /// The draws of a stream's next wait.
  private mutating func nextWait(of row: Row<DemandStream>, _ law: LawRow) -> RandomDraws {
    let ordinal = demand.streams[row].waits
    noteDraw(of: law, Purpose.arrival, model.drill.streams[row].name, ordinal)
    demand.streams[row].waits = ordinal &+ 1
    return demand.streams[row].arrivalKey.draws(ordinal: ordinal)
  }

  private mutating func scheduleArrival(_ row: Row<DemandStream>, by rate: Row<RateFunction>) {
    var waits = demand.streams[row].waits
    let next = nextArrival(by: rate, demand.streams[row].arrivalKey, &waits)
    noteDraws(Purpose.arrival, model.drill.streams[row].name, demand.streams[row].waits..<waits)
    demand.streams[row].waits = waits
    schedule(.arrival, next, row: row)
  }

  /// Schedules what comes by a rate, or the instant at which the search for it goes on.
  mutating func schedule<Entity>(_ kind: EventKind, _ next: NextArrival, row: Row<Entity>) {
    switch next {
    case .at(let time): schedule(kind, at: time, row: row)
    case .notBefore(let time):
      schedule(kind, at: time, row: row, generation: NextArrival.stillSought)
    case .never: return
    }
  }

  mutating func handleArrival(of row: Row<DemandStream>, _ generation: Generation) {
    guard generation == Generation() else { return scheduleArrival(row) }
    arrive(stream: row)
  }

  mutating func arrive(stream row: Row<DemandStream>) {
    let limit = model.drill.streams[row].arrivalLimit ?? .max
    guard demand.streams[row].arrivals < limit else { return }
    demand.streams[row].arrivals += 1
    if demand.streams[row].arrivals & 0xffff == 0, isCrowded(row) { return }
    if case .sources = model.drill.streams[row].arrivals {
    } else if demand.streams[row].arrivals < limit {
      scheduleArrival(row)
    }
    if demand.factors.value < 1, isThinned(row) { return }
    for _ in 0..<batchSize(of: row) { openCase(row) }
  }

  // MARK: More and less demand than by the rates

  /// Whether a case does not come, since there is less demand.
  private func isThinned(_ row: Row<DemandStream>) -> Bool {
    guard greatestRate(of: row) > 0 else { return false }
    return !happens(
      Probability(clamped: demand.factors.value), Purpose.thinned, model.drill.streams[row].name,
      Int(demand.streams[row].arrivals))
  }

  /// The most cases an hour of a stream that comes by a rate; 0: it comes otherwise, and demand is
  /// not felt by it.
  private func greatestRate(of row: Row<DemandStream>) -> Double {
    guard case .rate(let rate) = model.drill.streams[row].arrivals else {
      return model.drill.streams[row].constantRate
    }
    return model.drill.rates[rate].most
  }

  /// What comes beside the others: a process of its own, at so many times the rate as there is more
  /// demand, thinned from the greatest.
  mutating func scheduleSurge(_ row: Row<DemandStream>) {
    demand.streams[row].surgeGeneration.advance()
    searchSurge(row)
  }

  private mutating func searchSurge(_ row: Row<DemandStream>) {
    let most = greatestRate(of: row) * (demand.factors.value - 1)
    guard most > 0 else { return }
    let ordinal = demand.streams[row].surgeWaits
    demand.streams[row].surgeWaits = ordinal &+ 1
    var draws = draws(Purpose.surge, model.drill.streams[row].name, Int(ordinal))
    schedule(
      .surge, at: now + TimeSpan(seconds: draws.exponential() * 3600 / most), row: row,
      generation: demand.streams[row].surgeGeneration)
  }

  mutating func surge(of row: Row<DemandStream>, _ generation: Generation) {
    guard demand.streams[row].surgeGeneration == generation else { return }
    let ordinal = Int(demand.streams[row].surgeWaits)
    searchSurge(row)
    var share = 1.0
    if case .rate(let rate) = model.drill.streams[row].arrivals {
      share = model.drill.rates[rate].rate(at: now) / model.drill.rates[rate].most
    }
    guard
      share >= 1
        || happens(
          Probability(clamped: share), Purpose.surgeThinned, model.drill.streams[row].name,
          ordinal)
    else { return }
    for _ in 0..<batchSize(of: row) { openCase(row) }
  }

  /// Whether cases of a stream come one after the other for ever while the clock stands still, as
  /// far as a look at every 65,536th tells. Then `advance` stops.
  @inline(never)
  private mutating func isCrowded(_ row: Row<DemandStream>) -> Bool {
    guard demand.streams[row].lookedAt == now else {
      demand.streams[row].lookedAt = now
      demand.streams[row].looksAtInstant = 0
      return false
    }
    demand.streams[row].looksAtInstant += 1
    // All sources may send one at once.
    var most = EndlessFlow.arrivalLimit
    if case .sources(let count, _) = model.drill.streams[row].arrivals { most += 2 * count }
    guard demand.streams[row].looksAtInstant * 0x10000 > most else { return false }
    stop(endless: .arrivals(of: row), at: model.net.flows[model.drill.streams[row].flow].start)
    return true
  }

  @inline(__always)
  private func batchSize(of row: Row<DemandStream>) -> Int32 {
    let batches = model.drill.streams[row].batches
    guard batches.count > 1 else { return batches.first?.size ?? 1 }
    var draws = draws(
      Purpose.batch, model.drill.streams[row].name, Int(demand.streams[row].arrivals))
    var draw = Int64(draws.below(1_000_000))
    for batch in batches {
      draw -= Int64(batch.share)
      if draw < 0 { return batch.size }
    }
    return batches[batches.count - 1].size
  }

  /// A case is there: it is turned away when too many are, else its flow runs.
  private mutating func openCase(_ row: Row<DemandStream>) {
    let capacity = model.drill.streams[row].capacity ?? .max
    let isTurnedAway = demand.streams[row].inSystem >= capacity
    let ordinal = demand.streams[row].cases
    demand.streams[row].cases += 1
    meters.take(isTurnedAway ? 1 : 0, at: .turnedAway, row)
    guard !isTurnedAway else {
      note(.caseTurnedAway, subject: row.index)
      nextOfSource(row)
      return
    }
    changeCases(of: row, by: 1)
    var record = Incident(fault: nil, subject: Row(0), channel: .demand)
    record.stream = row
    record.priority = model.drill.streams[row].priority
    record[.occurred] = now
    record[.detected] = now
    let stream = model.drill.streams[row].name
    let key = stream.combined(with: ordinal)
    drawLog?.open(key, of: stream, ordinal: ordinal)
    let incident = incidents.open(
      IncidentTable.IncidentState(
        record: record, key: key,
        firstRoot: .none, believed: .none), roles: flow.queues.roleCount)
    knowledge.open(incident)
    note(.caseOpened, incident: incident, subject: row.index)
    startCase(of: model.drill.streams[row].flow, incident: incident)
  }

  /// No flow of the case runs any more.
  @inline(__always)
  mutating func caseOver(_ incident: Row<Incident>, stream row: Row<DemandStream>) {
    changeCases(of: row, by: -1)
    if let came = incidents.states[incident].record[.occurred] {
      meters.take(
        now - came, until: now, at: .timeInSystem, and: .finished, row.index)
    }
    incidents.states[incident].record[.closed] = now
    note(.caseClosed, incident: incident, subject: row.index)
    nextOfSource(row)
  }

  /// A source is free to send its next case.
  @inline(__always)
  private mutating func nextOfSource(_ row: Row<DemandStream>) {
    guard case .sources = model.drill.streams[row].arrivals,
      demand.streams[row].arrivals < model.drill.streams[row].arrivalLimit ?? .max
    else { return }
    scheduleArrival(row)
  }
}
