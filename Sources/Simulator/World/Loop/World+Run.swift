import EventKernel

/// What `advance` came to.
package enum Progress: Sendable {
  /// The world halts at a choice, as it was told to; `World.answer(_:)` goes on.
  case decision(DecisionPoint)
  /// Played roles are asked or offered something at this instant; `advance` goes on. The world
  /// halts for it once, before anything else of the instant, and runs on without an answer.
  case news
  /// Everything up to the instant that was asked for has happened; `advance` goes on.
  case reached
  /// The horizon is reached.
  case finished
  /// As many events are handled as were asked for; `advance` goes on.
  case paused
  /// Tokens run in a circle without end: nothing more can be done with this world.
  case stopped(EndlessFlow)
  /// It makes more events than a machine should bear: a rate, a law or a loop is wrong.
  case exceeded(TooManyEvents)
}

/// A drill that was stopped because it makes more events than `World.eventLimit`.
package struct TooManyEvents: Error, Sendable, Equatable {
  package var limit: Int
  /// How far it came.
  package var time: SimulationTime
  /// What the record has most of, which tells where to look; nil: nothing was recorded.
  package var mostOften: Entry.Kind?
}

extension World {
  /// The limit when nobody says another: a drill of three days makes some ten thousand.
  package static let usualEventLimit = 20_000_000

  /// Runs until somebody must choose or the horizon is reached, or it is too much.
  ///
  /// - Parameters:
  ///   - limit: the last instant whose events happen. Going on from there gives what going there at
  ///     once would have.
  ///   - pauseAt: the count of events since the beginning at which it pauses, so that the caller
  ///     can look at the world outside. Pausing changes nothing of what comes out.
  package mutating func advance(
    until limit: SimulationTime = .distantFuture, pausingAt pauseAt: Int = .max
  ) -> Progress {
    eventsEnd = endless == nil ? min(pauseAt, eventLimit) : 0
    while true {
      settle()
      if play.hasNews { return tellNews() }
      if record.eventCount >= eventsEnd { return reasonToPause }
      if isOver { break }
      if let point = openDecision { return .decision(point) }
      guard let event = events.popFirst(until: limit) else {
        guard limit < model.drill.horizon else { break }
        now = limit
        return .reached
      }
      precondition(event.time >= now, "the clock went back at \(now), seed \(record.seed)")
      now = event.time
      record.eventCount += 1
      handle(event)
    }
    if !isOver { now = model.drill.horizon }
    return .finished
  }

  /// Why there is a look up from the events: one of three, told apart only then, so that all of
  /// them take one compare per event.
  private var reasonToPause: Progress {
    if let endless { return .stopped(endless) }
    guard record.eventCount < eventLimit, record.entries.count < eventLimit else {
      return .exceeded(
        TooManyEvents(limit: eventLimit, time: now, mostOften: record.mostOften))
    }
    return .paused
  }

  @inline(never)
  private mutating func tellNews() -> Progress {
    play.hasNews = false
    play.halts += 1
    return .news
  }

  /// Works off what the last event set in motion, at the same instant: tokens, queues, conditions.
  @inline(__always)
  private mutating func settle() {
    while true {
      if !flow.moving.isEmpty { moveTokens() }
      if endless != nil || !pending.isEmpty || play.hasNews { return }
      if mustTellSupply {
        mustTellSupply = false
        if !isSupplyKnown, isSupplied { scheduleLooksAtReserves() }
        continue
      }
      if mustCheckConditions {
        mustCheckConditions = false
        checkConditions()
        continue
      }
      if mustDispatch {
        mustDispatch = false
        dispatch()
        if levels.asksWaiting { mustCheckConditions = true }
        continue
      }
      if mustTakeLeave {
        mustTakeLeave = false
        letIdleLeave()
        continue
      }
      if !retiring.isEmpty { retireIncidents() }
      if play.isOn { voidQuestions() }
      countExposed()
      return
    }
  }

  private mutating func handle(_ event: Event) {
    guard let kind = EventKind(rawValue: event.kind) else {
      preconditionFailure("unknown event \(event.kind) at \(now), seed \(record.seed)")
    }
    let row = event.index
    let generation = Generation(number: event.generation)
    switch kind {
    case .shiftStart, .shiftEnd: changeShift(Row(row))
    case .failure: failByLaw(Row(row), generation: generation)
    case .warmUp: endWarmUp()
    case .arrival: handleArrival(of: Row(row), generation)
    case .absence: changeAbsence(of: Row(row))
    case .inject: handle(inject: Row(row), generation)
    case .started: finishStart(Row(row), generation: generation)
    case .reserveEmpty: emptyReserve(Row(row), generation: generation)
    case .reserveLow: reportLow(reserve: Row(row), generation: generation)
    case .gaugePassed: passGauge(Row(row), generation: generation)
    case .contact: contact(Row(row), generation: generation)
    case .destruction: destroy(by: Row(row), generation: generation)
    case .surge: surge(of: Row(row), generation)
    case .stage: passStage(Row(row), generation: generation)
    case .look: look(Row(row))
    case .noticed: notice(Row(row), by: .monitoring, generation: generation)
    case .threatCall: notice(Row(row), by: .userCall, generation: generation)
    case .patrol: patrol()
    case .userCall: userCall(Row(row), generation: generation)
    case .falseAlarm: raiseFalseAlarm()
    case .partArrived: receive(order: Row(row))
    case .taskArrived: arrive(task: Row(row), generation: generation)
    case .taskDone: finish(task: Row(row), generation: generation)
    case .patience: runOutOfPatience(task: Row(row), generation: generation)
    case .timer: fireTimer(wait: Row(row), generation: generation)
    case .messageArrived: carryOn(message: Row(row))
    case .deadline: passDeadline()
    case .questionDue: passDue(question: row)
    }
  }

  /// Sets the first events in motion.
  mutating func begin() {
    for row in model.support.shifts.indices { scheduleShiftChange(Row(row)) }
    startOnDuty()
    startAbsences()
    scheduleInjects()
    scheduleDeadlines()
    startStandbys()
    for row in model.platform.failureModes.indices { scheduleFailure(Row(row)) }
    for (row, offset) in model.support.detection.patrols.enumerated() {
      schedule(.patrol, at: .zero + offset, row: row)
    }
    if model.drill.falseAlarms { scheduleFalseAlarm() }
    var next = 0
    while let row = platform.downNodes.first(from: next) {
      next = row + 1
      meters.change(by: 1, at: .numberDown, row, now: now)
    }
    for service in model.platform.services.indices
    where model.platform.services[service].capacity > 0 {
      serviceChanged(Row(service))
    }
    if model.drill.warmUp > .zero { schedule(.warmUp, at: .zero + model.drill.warmUp, row: 0) }
    if model.drill.endsWhen != nil || meters.watches.count > 0 { mustCheckConditions = true }
    for part in model.support.stock.indices { reorder(part: Row(part)) }
    startDemand()
  }

  /// Ends the replication here and now, before its horizon.
  package mutating func finishEarly() -> Replication { finish() }

  /// Ends the replication: closes what still runs at the horizon and hands over the record. The
  /// world is over then, until `restart`.
  package mutating func finish() -> Replication {
    closeAccounts()
    handOver()
    return record
  }
}

extension Replication {
  /// The kind of entry that there are most of; the first of equals.
  fileprivate var mostOften: Entry.Kind? {
    var counts = Array(repeating: 0, count: Entry.Kind.allCases.count)
    for entry in entries { counts[Int(entry.kind.rawValue)] += 1 }
    guard let most = counts.max(), most > 0 else { return nil }
    return Entry.Kind.allCases.first { counts[Int($0.rawValue)] == most }
  }
}
