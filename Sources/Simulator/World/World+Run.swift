import EventKernel

/// What `advance` came to.
package enum Progress: Sendable {
  /// Somebody must choose; `World.answer(_:)` goes on.
  case decision(DecisionPoint)
  /// The horizon is reached.
  case finished
  /// As many events are handled as were asked for; `advance` goes on.
  case paused
  /// Tokens run in a circle without end: nothing more can be done with this world.
  case stopped(EndlessFlow)
}

extension World {
  /// Runs until somebody must choose or the horizon is reached.
  ///
  /// - Parameter pauseAt: the count of events since the beginning at which it pauses, so that the
  ///   caller can look at the world outside. Pausing changes nothing of what comes out.
  package mutating func advance(pausingAt pauseAt: Int = .max) -> Progress {
    eventsEnd = endless == nil ? pauseAt : 0
    while true {
      settle()
      if record.eventCount >= eventsEnd { return endless.map(Progress.stopped) ?? .paused }
      if let point = openDecision { return .decision(point) }
      guard let event = events.popFirst() else { break }
      precondition(event.time >= now, "the clock went back at \(now), seed \(record.seed)")
      now = event.time
      record.eventCount += 1
      handle(event)
    }
    now = model.drill.horizon
    return .finished
  }

  /// Works off what the last event set in motion, at the same instant: tokens, queues, conditions.
  private mutating func settle() {
    while true {
      if moveTokens() { continue }
      if !pending.isEmpty { return }
      if mustCheckConditions {
        mustCheckConditions = false
        checkConditions()
        continue
      }
      if mustDispatch {
        mustDispatch = false
        dispatch()
        continue
      }
      return
    }
  }

  private mutating func handle(_ event: Event) {
    guard let kind = EventKind(rawValue: event.kind) else {
      preconditionFailure("unknown event \(event.kind) at \(now), seed \(record.seed)")
    }
    let row = event.index
    switch kind {
    case .answer: takeEffect(row)
    case .shiftChange: changeShift(row)
    case .failure: failByLaw(row)
    case .inject: perform(inject: row)
    case .started: finishStart(row, generation: event.generation)
    case .reserveEmpty: emptyReserve(row, generation: event.generation)
    case .reserveLow: reportLow(reserve: row, generation: event.generation)
    case .gaugePassed: mustCheckConditions = true
    case .contact: contact(row)
    case .harm: harm(row)
    case .look: look(row)
    case .infectionNoticed: noticeInfection(row)
    case .patrol: patrol()
    case .userCall: userCall(row, generation: event.generation)
    case .falseAlarm: raiseFalseAlarm()
    case .partArrived: receive(order: row)
    case .taskArrived: arrive(task: row, generation: event.generation)
    case .taskDone: finish(task: row, generation: event.generation)
    case .patience: runOutOfPatience(task: row, generation: event.generation)
    case .timer: fireTimer(wait: row, generation: event.generation)
    case .messageArrived: deliver(message: row)
    }
  }

  /// Sets the first events in motion.
  mutating func begin() {
    for row in model.support.shifts.indices { scheduleShiftChange(row) }
    startOnDuty()
    scheduleInjects()
    if model.drill.randomFailures {
      for row in model.platform.failureModes.indices { scheduleFailure(row) }
    }
    for (row, offset) in model.support.detection.patrols.enumerated() {
      schedule(.patrol, at: .zero + offset, row: row)
    }
    if model.drill.falseAlarms { scheduleFalseAlarm() }
  }

  /// Ends the replication: closes what still runs at the horizon and hands over the record.
  package consuming func finish() -> Replication {
    closeBooks()
    return record
  }
}
