import EventKernel

/// Signals: what flows and the world tell flows by name.
extension World {
  /// A flow sends a signal: it reaches those that wait, and starts the flows that begin with it.
  mutating func raise(_ signal: Signal, instance: Row<FlowInstance>) {
    let incident = flow.instances[instance].record.incident
    deliver(signal, toIncident: incident)
    startFlows(on: signal, incident: incident, parent: instance)
  }

  /// The world tells a case's flows something by name. A case that is over begins no flow again.
  mutating func send(_ signal: Signal, toIncident incident: Row<Incident>) {
    deliver(signal, toIncident: incident)
    guard signal == .eventOccurred || incidents.states[incident].running > 0 else { return }
    startFlows(on: signal, incident: incident, parent: nil)
  }

  private mutating func deliver(_ signal: Signal, toIncident incident: Row<Incident>) {
    // Waits armed by what fires now have not heard this signal.
    let first = receivers.count
    var next = signalWaits.first(of: incident)
    while let wait = next {
      if case .signal(signal) = trigger(of: flow.waits[wait].node) {
        receivers.append(
          FlowState.WaitKey(row: wait, generation: flow.waits[wait].generation))
      }
      next = signalWaits.next(wait)
    }
    for position in first..<receivers.count {
      if let wait = armed(receivers[position]) { fire(wait: wait) }
    }
    while receivers.count > first { _ = receivers.popLast() }
  }

  /// The row of what a key stands for, if it still waits.
  func armed(_ key: FlowState.WaitKey) -> Row<FlowState.WaitState>? {
    flow.isArmed(key) ? key.row : nil
  }
}
