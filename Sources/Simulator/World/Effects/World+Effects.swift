import EventKernel

/// What steps do to the world when they are done.
extension World {
  mutating func apply(
    _ step: Step, task: Row<FlowTask>, incident: Row<Incident>, instance: Row<FlowInstance>
  ) {
    switch step.effect {
    case .none, .report, .backUp: break
    case .accept: pass(.accepted, incident: incident)
    case .verifyAlarm: verifyAlarm(step, task: task, incident: incident)
    case .classify: classify(incident)
    case .correlate: correlate(incident)
    case .autoRespond: respondAutomatically(task: task, incident: incident)
    case .diagnose: diagnose(task: task, incident: incident)
    case .repair: repair(task: task, incident: incident)
    case .checkDanger: set(.danger, of: incident, to: script.isDanger)
    case .checkLimit: set(.atLimit, of: incident, to: isAtLimit)
    case .checkAlone: set(.alone, of: incident, to: canDoAlone(incident))
    case .restoreService: restoreService(task: task, incident: incident)
    case .failOver: switchOver(incident, closed: true)
    case .switchBack: switchOver(incident, closed: false)
    case .shutDown: shutDown(incident, only: flow.tasks[task].component)
    case .startUp: startUp(incident, only: flow.tasks[task].component)
    case .drawSpare:
      let vendor = flow.tasks[task].record.vendor != nil
      set(.spare, of: incident, to: drawSpares(for: incident, fromVendor: vendor).value)
    case .orderSpare: orderSpares(for: incident)
    case .refillStore:
      for part in model.support.stock.indices { reorder(part: Row(part)) }
    case .isolate, .curb: isolateKnown(incident, only: flow.tasks[task].component)
    case .block: block(incident)
    case .clean, .rebuild: clean(step, task: task, incident: incident)
    case .scan: scan(step, task: task, incident: incident)
    case .reconnect: reconnect(incident, only: flow.tasks[task].component)
    case .restoreData: restoreData(incident)
    case .verify: verify(step, task: task, incident: incident)
    case .watch:
      set(.recurs, of: incident, to: knowledge.troubles(of: incident) > 0)
    case .secureEvidence:
      if incidents.states[incident].record.evidenceSecured == nil {
        incidents.states[incident].record.evidenceSecured = now
      }
    case .handOverEvidence:
      if incidents.states[incident].record.evidenceHandedOver == nil {
        incidents.states[incident].record.evidenceHandedOver = now
      }
    case .grade:
      classify(incident)
      set(.graded, of: incident, to: true)
      pass(.graded, incident: incident)
    case .startOrder:
      set(.planActivated, of: incident, to: true)
      pass(.ordered, incident: incident)
    case .openProblem: set(.problemOpened, of: incident, to: true)
    case .openChange: set(.changeOpened, of: incident, to: true)
    case .close:
      if incidents.states[incident].record[.closed] == nil,
        incidents.states[incident].record.stream == nil
      {
        meters.take(now.microseconds, at: .incidentClosed, 0)
      }
      pass(.closed, incident: incident)
    case .declareEnd: pass(.ended, incident: incident)
    case .summarise: pass(.summarised, incident: incident)
    }
    // Event management raises the level while the case runs (6.2.1).
    if incidents.states[incident].record[.graded] != nil { grade(incident) }
    mustCheckConditions = true
    mustDispatch = true
  }

  /// Another case about the same, in which somebody works on it: this one has nothing more to do.
  private mutating func correlate(_ incident: Row<Incident>) {
    guard !incidents.states[incident].duplicateOf.isNone, !incidents.states[incident].isReopened,
      let subject = knowledge.firstBelief(of: incident).map({ knowledge[$0].subject }),
      relatedCase(to: subject, besides: incident) != nil
    else { return }
    set(.filtered, of: incident, to: true)
    set(.solved, of: incident, to: true)
  }

  private func openFaultComponents(of incident: Row<Incident>) -> [Row<Component>] {
    var components: [Row<Component>] = []
    var cursor = openFaults(of: incident)
    while let fault = next(&cursor, of: incident) {
      components.append(platform.faults[fault].record.component)
    }
    return components
  }

  /// The components that an effect works on one by one.
  func touched(by effect: Effect, incident: Row<Incident>) -> [Row<Component>] {
    switch effect {
    case .isolate, .curb:
      knownInfected(of: incident).filter { !platform.components[$0].isIsolated }
    case .clean, .rebuild, .backUp, .secureEvidence: knownInfected(of: incident)
    case .scan:
      platform.components.rows.filter {
        let component = model.platform.components[$0]
        return model.drill.threats.contains { $0.targets & component.objectClass.bit != 0 }
      }
    case .reconnect, .verify:
      platform.components.rows.filter { platform.components[$0].isIsolated }
    case .shutDown: toShutDown()
    case .startUp: toStartUp()
    default: openFaultComponents(of: incident)
    }
  }

  mutating func markEvidence(destroyedOn incident: Row<Incident>) {
    if incidents.states[incident].record.evidenceDestroyed == nil {
      incidents.states[incident].record.evidenceDestroyed = now
    }
  }
}
