import EventKernel

/// What one role tells another, and when the right one has it.
extension World {
  mutating func send(_ message: FlowMessage, task row: Row<FlowTask>, node: Row<FlowNode>) {
    let instance = flow.tasks[row].record.instance
    let incident = incident(ofTask: row)
    var delay: TimeSpan?
    for deviation in model.drill.deviations {
      guard case .wrongReceiver(let law) = deviation.kind,
        befalls(deviation, task: row, node: node)
      else { continue }
      let name = part(of: flow.tasks[row].name, deviation.name)
      delay =
        (delay ?? .zero)
        + span(law, Purpose.deviationDelay, name, flow.tasks[row].ordinal)
    }
    // Without a trace nobody asks who was told when.
    guard isTraced else { return }
    let sent = record.messages.count
    let detected = incidents.states[incident].record[.detected] ?? now
    record.messages.append(
      MessageRecord(
        instance: instance, node: node, from: message.from, to: message.to, sent: now,
        arrived: delay == nil ? now : nil, due: message.within.map { detected + $0 },
        wentWrong: delay != nil))
    note(
      delay == nil ? .messageSent : .messageMisdirected, incident: incident, instance: instance,
      subject: sent)
    if let delay { schedule(.messageArrived, at: now + delay, row: sent) }
  }

  mutating func deliver(message row: Row<MessageRecord>) {
    record.messages[row].arrived = now
    let instance = record.messages[row].instance
    note(
      .messageSent, incident: flow.instances[instance].record.incident, instance: instance,
      subject: row.index)
  }
}
