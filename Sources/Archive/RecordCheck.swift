import EventKernel
import Simulator

extension Replication {
  /// Whether it can be what a run of `model` came to.
  package func fits(_ model: Model) -> Bool { RecordCheck(record: self, model: model).holds }
}

/// Whether a stored result can be of a model: its tables have the model's sizes, every row that it
/// names is there, and its times and counts are such as a run has. A file may say anything; what
/// reads a result later may rely on this.
struct RecordCheck {
  let record: Replication
  let model: Model

  /// More than any count, and far from what a sum of them could not hold.
  static let most: Int64 = 1 << 50

  var holds: Bool {
    sizesHold && totalsHold && incidentsHold && instancesHold && tasksHold && faultsHold
      && messagesHold && record.assignments.allSatisfy { isPerson($0.index) } && entriesHold
  }

  private var sizesHold: Bool {
    record.edgeCounts.count == model.net.edges.count
      && record.downtime.count == model.platform.nodes.count
      && record.busy.count == model.support.people.count
      && record.overtime.count == model.support.people.count
      && record.dataLost.count == model.platform.dataSets.count
      && record.stock.count == model.support.stock.count
  }

  private var totalsHold: Bool {
    isTime(record.end) && record.edgeCounts.allSatisfy { $0 >= 0 }
      && record.downtime.allSatisfy(isPassed) && record.busy.allSatisfy(isPassed)
      && record.overtime.allSatisfy(isPassed)
      && record.dataLost.enumerated().allSatisfy { isLoss($1.microseconds, ofDataSet: $0) }
      && record.stock.allSatisfy {
        isCount($0.left) && isCount($0.bought) && isCount($0.used) && isCount($0.dead)
          && isCount($0.wanted) && isCount($0.filledAtOnce)
          && isCount($0.boughtEarly)
      }
      && isCount(record.hitCount) && isCount(record.leakedCount)
      && isCount(record.hurtCount) && isCount(record.destroyedCount)
      && record.harmTime >= .zero && record.exposedTime >= .zero
      && record.serviceLoss.allSatisfy(isPassed) && record.longestOutage.allSatisfy(isPassed)
      && isCount(record.evacuatedCount)
      && isCount(record.eventCount)
  }

  private var incidentsHold: Bool {
    record.incidents.allSatisfy { incident in
      isFault(orNone: incident.fault) && isPlace(of: incident)
        && isComponent(orNone: incident.located?.index ?? -1)
        && isStream(orNone: incident.stream?.index ?? -1)
        && Milestone.allCases.allSatisfy { isTime(incident[$0]) } && 1...5 ~= incident.priority
        && isCount(incident.affectedMost) && isCount(incident.alarmCount)
        && isCount(incident.callCount) && isTime(incident.evidenceSecured)
        && isTime(incident.evidenceHandedOver) && isTime(incident.evidenceDestroyed)
    }
  }

  /// A case of a stream is about no node, and has the first row, which need not be there.
  private func isPlace(of incident: Incident) -> Bool {
    let row = incident.subject.index
    return isNode(row) || (incident.stream != nil && row == 0)
  }

  /// Who called an instance was there before it: so no chain of calls comes back to its start.
  private var instancesHold: Bool {
    record.instances.enumerated().allSatisfy { row, instance in
      instance.flow.index < model.net.flows.count
        && instance.incident.index < record.incidents.count
        && instance.parent.map { $0.index < row } ?? true && isTime(instance.started)
        && isTime(instance.ended) && isFlowNode(orNone: instance.endNode?.index ?? -1)
    }
  }

  private var tasksHold: Bool {
    record.tasks.allSatisfy { task in
      task.instance.index < record.instances.count && isFlowNode(task.node.index)
        && isTime(task.offered) && isTime(task.started) && isTime(task.arrived)
        && isTime(task.ended) && task.people.lowerBound >= 0
        && Int(task.people.upperBound) <= record.assignments.count
        && task.vendor.map { isVendor($0.index) } ?? true
    }
  }

  /// A fault comes in the wake of an earlier one, or of none.
  private var faultsHold: Bool {
    record.faults.enumerated().allSatisfy { row, fault in
      isNode(fault.subject.index) && fault.root.index <= row
        && fault.mode.map { $0.index < model.platform.failureModes.count } ?? true
        && fault.threat.map { $0.index < model.drill.threats.count } ?? true
        && isTime(fault.began) && isTime(fault.bypassed) && isTime(fault.ended)
        && fault.incident.map { $0.index < record.incidents.count } ?? true
    }
  }

  private var messagesHold: Bool {
    record.messages.allSatisfy { message in
      message.instance.index < record.instances.count && isFlowNode(message.node.index)
        && isLane(message.from.index) && isLane(message.to.index) && isTime(message.sent)
        && isTime(message.arrived) && message.due.map { isSpan($0.microseconds) } ?? true
    }
  }

  /// Entries stand in the order in which they happened.
  private var entriesHold: Bool {
    var latest = SimulationTime.zero
    return record.entries.allSatisfy { entry in
      defer { latest = entry.time }
      return entry.time >= latest && isTime(entry.time) && holds(entry)
    }
  }
}

/// What a number may be.
extension RecordCheck {
  /// What happened, happened before the horizon.
  func isTime(_ time: SimulationTime) -> Bool { .zero...model.drill.horizon ~= time }
  func isTime(_ time: SimulationTime?) -> Bool { time.map(isTime) ?? true }
  func isPassed(_ span: TimeSpan) -> Bool { .zero...(model.drill.horizon - .zero) ~= span }

  /// What was drawn or is planned may be longer than the drill: one span, behind an instant or
  /// behind a few others.
  func isSpan(_ microseconds: Int64) -> Bool {
    0...16 * TimeSpan.maximum.microseconds ~= microseconds
  }

  /// Data are lost back to the last good copy, which was made no earlier than a period before the
  /// start.
  func isLoss(_ microseconds: Int64, ofDataSet row: Int) -> Bool {
    guard row.isBelow(model.platform.dataSets.count) else { return false }
    let period = model.platform.dataSets[Row<DataSet>(row)].copyEvery.microseconds
    return 0...(period + model.drill.horizon.microseconds) ~= microseconds
  }

  func isRate(_ rate: Int64, ofNode row: Int) -> Bool {
    guard isNode(row), let reserve = model.platform.nodes[row].reserve else { return false }
    return rate.magnitude <= model.platform.reserves[reserve].fullRate.magnitude
  }

  func isCount(_ count: Int) -> Bool { isCount(Int64(count)) }
  func isCount(_ count: Int64) -> Bool { 0...Self.most ~= count }

  func isStage(_ row: Int64) -> Bool {
    0..<Int64(model.drill.stages.count) ~= row
  }

  func isComponent(_ row: Int) -> Bool { row.isBelow(model.platform.components.count) }
  func isComponent(orNone row: Int) -> Bool { row == -1 || isComponent(row) }
  func isNode(_ row: Int) -> Bool { row.isBelow(model.platform.nodes.count) }
  func isFault(_ row: Int) -> Bool { row.isBelow(record.faults.count) }
  func isFault(orNone row: Int) -> Bool { row == -1 || isFault(row) }
  func isFault(orNone row: Row<Fault>?) -> Bool { isFault(orNone: row?.index ?? -1) }
  func isFlowNode(_ row: Int) -> Bool { row.isBelow(model.net.nodes.count) }
  func isFlowNode(orNone row: Int) -> Bool { row == -1 || isFlowNode(row) }
  func isLane(_ row: Int) -> Bool { row.isBelow(model.net.lanes.count) }
  func isTask(_ row: Int) -> Bool { row.isBelow(record.tasks.count) }
  func isPerson(_ row: Int) -> Bool { row.isBelow(model.support.people.count) }
  func isVendor(_ row: Int) -> Bool { row.isBelow(model.support.vendors.count) }
  func isInject(orNone row: Int) -> Bool { row == -1 || row.isBelow(model.drill.injects.count) }
  func isStream(orNone row: Int) -> Bool { row == -1 || row.isBelow(model.drill.streams.count) }
}
