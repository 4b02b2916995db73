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
    connectionChanged(of: component)
  }

  mutating func reconnect(_ component: Row<Component>, incident: Row<Incident>) {
    guard platform.components[component].isIsolated else { return }
    platform.components[component].isIsolated = false
    platform.nodes[component.node].stops -= 1
    undo(.cutOff, of: component.node)
    note(.reconnected, incident: incident, subject: component.index)
    recheck(component.node, cause: nil)
    connectionChanged(of: component)
    lookAtStrangers(component)
  }

  /// A component is cut off or connected: threats on it and on its data feel that.
  mutating func connectionChanged(of component: Row<Component>) {
    needsChanged(of: component.node)
    for dataSet in model.platform.dataSets where dataSet.component == component {
      needsChanged(of: dataSet.node)
    }
  }

  /// Whether a host was isolated, or its zone closed.
  private func isClosedOff(_ host: Row<Component>) -> Bool {
    platform.components[host].isIsolated
      || model.platform.components[host].zone.map { platform.zoneBlocked[$0] } ?? false
  }

  /// Whether all that a case knows to be hit is cut off, or is in a stage that goes no further and
  /// does no more harm, as far as the case knows.
  func isBelievedContained(_ incident: Row<Incident>) -> Bool {
    var next = knowledge.firstBelief(of: incident)
    while let belief = next {
      let state = knowledge[belief]
      next = knowledge.nextBelief(belief)
      if state.said.contains(.hit), !isHeldBack(state) { return false }
    }
    return true
  }

  private func isHeldBack(_ belief: Knowledge.BeliefState) -> Bool {
    let host = model.platform.host(of: belief.subject)
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
    var next = threats.first
    while let instance = next {
      next = threats.next(instance)
      let fault = threats.instances[instance].fault
      guard platform.faults[fault].record.incident == primary(incident) else { continue }
      if doesHarm(instance) || canSpread(instance) { return false }
    }
    return true
  }
}
