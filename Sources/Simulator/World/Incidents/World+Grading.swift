import EventKernel

/// Levels and priority of a case.
extension World {
  /// Sets level, emergency level and priority by the agreement's rules (own: ordering the
  /// dispatch of incidents by the matrix of 6.4.3).
  mutating func grade(_ row: Row<Incident>) {
    let agreement = model.agreement
    let isMajor = holds(agreement.majorFault, incident: row)
    // A level once given is raised while the case runs, never lowered behind people's backs.
    let level: FaultLevel =
      isMajor || incidents.states[row].record.level == .major ? .major : .general
    var emergency = EmergencyLevel.general
    if holds(agreement.particularlyMajor, incident: row) {
      emergency = .particularlyMajor
    } else if holds(agreement.majorEmergency, incident: row) {
      emergency = .major
    } else if holds(agreement.largerEmergency, incident: row) {
      emergency = agreement.largerCountsAs
    }
    let impact: Grade =
      holds(agreement.highImpact, incident: row)
      ? .high : holds(agreement.mediumImpact, incident: row) ? .medium : .low
    let urgency: Grade =
      holds(agreement.highUrgency, incident: row)
      ? .high : holds(agreement.mediumUrgency, incident: row) ? .medium : .low
    let priority = min(
      incidents.states[row].record.priority, agreement.priorities[impact.index * 3 + urgency.index])
    if emergency.index < incidents.states[row].record.emergency.index {
      emergency = incidents.states[row].record.emergency
    }
    guard
      level != incidents.states[row].record.level
        || emergency != incidents.states[row].record.emergency
        || priority != incidents.states[row].record.priority
    else { return }
    let isLevelNew = level != incidents.states[row].record.level
    incidents.states[row].record.level = level
    incidents.states[row].record.emergency = emergency
    if priority < incidents.states[row].record.priority {
      incidents.states[row].record.impact = impact
      incidents.states[row].record.urgency = urgency
    }
    if priority != incidents.states[row].record.priority {
      incidents.states[row].record.priority = priority
      conditionWaits.change(FactSet(.priority), of: row)
      requeue(incident: row)
    } else if isLevelNew {
      requeue(incident: row)
    }
    set(.level, of: row, to: Int64(level == .major ? 1 : 0))
    set(.emergency, of: row, to: Int64(emergency.index))
    note(
      .graded, incident: row, subject: level == .major ? 1 : 0, object: emergency.index,
      value: Int64(priority))
  }
}
