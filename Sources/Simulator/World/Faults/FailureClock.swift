import EventKernel

/// The time to the next failure by law of one failure mode.
struct FailureClock: EntityState {
  typealias Entity = FailureMode

  /// How many such times were drawn, for addresses.
  var drawn: Int32 = 0
  /// A failure is to come: it is scheduled, or rests while its component is down.
  var isSet = false
  var isResting = false
  /// Cancels what was scheduled.
  var generation = Generation()
  /// When it strikes; of one that rests, how much later than now.
  var strikesAt = SimulationTime.zero
  var left = TimeSpan.zero
}

extension World {
  /// Draws the time to the next failure of a mode, if it fails by law, its component runs, and none
  /// is to come yet.
  mutating func scheduleFailure(_ mode: Row<FailureMode>) {
    let definition = model.platform.failureModes[mode]
    guard let law = definition.every, model.drill.randomFailures,
      !platform.failureClocks[mode].isSet, isRunning(definition.component)
    else { return }
    let ordinal = Int(platform.failureClocks[mode].drawn)
    platform.failureClocks[mode].drawn += 1
    platform.failureClocks[mode].isSet = true
    let wait = span(law, Purpose.failure, definition.name, ordinal)
    if definition.agesWhileUp, !platform.nodes[definition.component.node].isUp {
      platform.failureClocks[mode].isResting = true
      platform.failureClocks[mode].left = wait
    } else {
      start(clock: mode, wait)
    }
  }

  /// - Parameter wait: by its law; less passes where the component's clocks run faster.
  private mutating func start(clock mode: Row<FailureMode>, _ wait: TimeSpan) {
    let pace = platform.components[model.platform.failureModes[mode].component].pace.value
    let wait = pace == 1 ? wait : wait.scaled(by: 1 / Double(pace))
    platform.failureClocks[mode].isResting = false
    platform.failureClocks[mode].strikesAt = now + wait
    schedule(
      .failure, at: now + wait, row: mode, generation: platform.failureClocks[mode].generation)
  }

  /// A failure by law strikes. If its mode has struck by another way and is still open, nothing
  /// more comes of it, and the time to the next one begins when that is over.
  mutating func failByLaw(_ mode: Row<FailureMode>, generation: Generation) {
    guard platform.failureClocks[mode].generation == generation else { return }
    platform.failureClocks[mode].isSet = false
    beginFault(mode: mode, origin: .random, root: nil)
  }

  /// The component runs no longer: nothing that was to come strikes it.
  mutating func cancelFailures(of component: Row<Component>) {
    for row in model.platform.components[component].failureModes {
      let mode = Row<FailureMode>(Int(row))
      platform.failureClocks[mode].generation.advance()
      platform.failureClocks[mode].isSet = false
      platform.failureClocks[mode].isResting = false
    }
  }

  /// The component went down: what ages only while it is up rests.
  mutating func restFailures(of component: Row<Component>) {
    for row in model.platform.components[component].failureModes {
      let mode = Row<FailureMode>(Int(row))
      let clock = platform.failureClocks[mode]
      guard model.platform.failureModes[mode].agesWhileUp, clock.isSet, !clock.isResting else {
        continue
      }
      rest(clock: mode)
    }
  }

  private mutating func rest(clock mode: Row<FailureMode>) {
    let pace = platform.components[model.platform.failureModes[mode].component].pace.value
    let left = platform.failureClocks[mode].strikesAt - now
    platform.failureClocks[mode].generation.advance()
    platform.failureClocks[mode].isResting = true
    platform.failureClocks[mode].left = pace == 1 ? left : left.scaled(by: Double(pace))
  }

  /// The clocks of a component's failures run so many times as fast as they did, or no longer.
  mutating func changePace(of component: Row<Component>, by factor: Double, isOn: Bool) {
    for row in model.platform.components[component].failureModes {
      let clock = platform.failureClocks[Row<FailureMode>(Int(row))]
      if clock.isSet, !clock.isResting { rest(clock: Row(Int(row))) }
    }
    platform.components[component].pace.change(factor, isOn: isOn)
    for row in model.platform.components[component].failureModes {
      let mode = Row<FailureMode>(Int(row))
      let rests =
        model.platform.failureModes[mode].agesWhileUp && !platform.nodes[component.node].isUp
      if platform.failureClocks[mode].isSet, platform.failureClocks[mode].isResting, !rests {
        start(clock: mode, platform.failureClocks[mode].left)
      }
    }
  }

  /// The component is up again: what rested goes on with what is left.
  mutating func resumeFailures(of component: Row<Component>) {
    for row in model.platform.components[component].failureModes {
      let mode = Row<FailureMode>(Int(row))
      let clock = platform.failureClocks[mode]
      if clock.isSet, clock.isResting { start(clock: mode, clock.left) }
    }
  }
}
