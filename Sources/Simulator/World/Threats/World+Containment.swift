import EventKernel

/// Subjects are cut off and connected again, and whether that holds a threat back.
extension World {
  mutating func isolate(_ component: Row<Component>, incident: Row<Incident>) {
    guard !platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = true
    platform.nodes[component.node].stops += 1
    note(.cutOff, of: component.node, by: incident)
    note(.isolated, incident: incident, subject: component.index)
    recheck(component.node, cause: incidents.states[primary(incident)].firstRoot.row)
    circumstancesChanged(of: component.node)
  }

  mutating func reconnect(_ component: Row<Component>, incident: Row<Incident>) {
    guard platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = false
    platform.nodes[component.node].stops -= 1
    undo(.cutOff, of: component.node)
    note(.reconnected, incident: incident, subject: component.index)
    recheck(component.node, cause: nil)
    circumstancesChanged(of: component.node)
    lookAtStrangers(component)
  }

  /// Whether a host was isolated, or its zone closed.
  private func isClosedOff(_ host: Row<Component>) -> Bool {
    platform.components[host].isIsolated
      || model.platform.components[host].zone.map { platform.zoneBlocked[$0] } ?? false
  }

  /// Whether all that a case knows to be hit is cut off, or is in a stage that goes no further and
  /// does no more harm, as far as the case knows.
  mutating func isBelievedContained(_ incident: Row<Incident>) -> Bool {
    guard let first = knowledge.firstBelief(of: incident) else { return true }
    // From the one on that was not held back when it was asked last: most often it still is not.
    let begin = knowledge.cases[incident].spreading.row ?? first
    var belief = begin
    repeat {
      let state = knowledge[belief]
      if state.said.contains(.hit), !isHeldBack(state) {
        knowledge.cases[incident].spreading = OptionalRow(belief)
        return false
      }
      belief = knowledge.nextBelief(belief) ?? first
    } while belief != begin
    return true
  }

  private func isHeldBack(_ belief: Knowledge.BeliefState) -> Bool {
    let host = host(of: belief.subject)
    let isOffNetwork = belief.said.contains(.down) || host.map { isClosedOff($0) } ?? false
    guard let stage = belief.stage.row else { return isOffNetwork }
    let definition = model.drill.stages[stage]
    let spreads = definition.spreads.contains {
      !isOffNetwork || !model.drill.spreads[Int($0)].relation.isNetwork
    }
    let harms =
      !definition.isHeld
      && definition.impacts.contains {
        let row = model.drill.impacts[Int($0)].impact.row
        return row.goesOn && !(isOffNetwork && row.isNetwork)
      }
    return !spreads && !harms
  }

  /// Whether no threat of the incident can go on to another subject, nor does harm that could be
  /// stopped.
  mutating func isContained(_ incident: Row<Incident>) -> Bool {
    let own = primary(incident)
    guard let first = incidents.states[own].faults.firstRow(of: Fault.self) else { return true }
    // From the one on that was not held back when it was asked last: most often it still is not.
    var begin = first
    if let last = incidents.states[own].spreading.row,
      platform.faults[last].record.incident == own
    {
      begin = last
    }
    threats.checks += 1
    var fault = begin
    repeat {
      if let instance = platform.faults[fault].instance.row,
        doesHarm(instance) || canSpread(instance)
      {
        incidents.states[own].spreading = OptionalRow(fault)
        return false
      }
      let next = OptionalRow<Fault>(number: platform.family.next(Int32(fault.index)))
      fault = next.row ?? first
    } while fault != begin
    return true
  }
}
