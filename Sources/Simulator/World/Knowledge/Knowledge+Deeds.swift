import EventKernel

/// What cases have done and are to undo, what they have found out to be broken, and what is lost.
extension Knowledge {
  // MARK: Repairs

  /// A case has found out what is wrong with a node; nil: no failure mode of its own.
  mutating func locate(
    _ mode: Row<FailureMode>?, of node: Row<Node>, by incident: Row<Incident>
  ) {
    let row = belief(of: node, by: incident) ?? add(of: node, by: incident)
    // A threat is dealt with by other acts than a repair.
    guard let mode, !beliefs[row].isLocated else { return }
    beliefs[row].mode = OptionalRow(mode)
  }

  /// As far as a case knows, nothing is left to be repaired at a node.
  mutating func repaired(_ node: Row<Node>, by incident: Row<Incident>) {
    guard let row = belief(of: node, by: incident) else { return }
    beliefs[row].mode = .none
  }

  /// The failure mode that a case found out of a node; nil: none.
  func mode(of node: Row<Node>, by incident: Row<Incident>) -> Row<FailureMode>? {
    belief(of: node, by: incident).flatMap { beliefs[$0].mode.row }
  }

  // MARK: Deeds

  /// A case has done something to a node.
  mutating func note(_ deed: Deed, of node: Row<Node>, by incident: Row<Incident>) {
    let row = belief(of: node, by: incident) ?? add(of: node, by: incident)
    recount(row) { $0.deeds.insert(deed) }
  }

  /// A case answers for what another one did to a node and found out about it, too.
  mutating func takeOver(_ state: BeliefState, by incident: Row<Incident>) {
    let row = belief(of: state.subject, by: incident) ?? add(of: state.subject, by: incident)
    recount(row) {
      $0.deeds.formUnion(state.deeds)
      if $0.stage.isNone, $0.said.contains(.hit) { $0.stage = state.stage }
    }
    if !beliefs[row].isLocated { beliefs[row].mode = state.mode }
  }

  /// The zones that a case closed, and the data that it knows to be lost, are another's.
  mutating func handOver(from incident: Row<Incident>, to other: Row<Incident>) {
    for zone in closed.indices where closed[zone] == incident {
      closed[zone] = OptionalRow(other)
    }
    for dataSet in lost.indices where lost[dataSet] == incident {
      lost[dataSet] = OptionalRow(other)
    }
    cases[other].zonesClosed += cases[incident].zonesClosed
    cases[other].dataSetsLost += cases[incident].dataSetsLost
    cases[incident].zonesClosed = 0
    cases[incident].dataSetsLost = 0
    if cases[other].threat.isNone { cases[other].threat = cases[incident].threat }
  }

  /// What was done to a node is undone, whoever had done it.
  mutating func undo(_ deed: Deed, of node: Row<Node>) {
    var next = firstBelief(about: node)
    while let row = next {
      recount(row) { $0.deeds.remove(deed) }
      next = nextAbout(row)
    }
  }

  /// A case has closed a zone.
  mutating func close(zone: Row<Zone>, _ incident: Row<Incident>) {
    closed[zone.index] = OptionalRow(incident)
    cases[incident].zonesClosed += 1
  }

  /// A zone is open again, whoever had closed it.
  mutating func open(zone: Row<Zone>) {
    guard let incident = closed[zone.index].row else { return }
    closed[zone.index] = .none
    cases[incident].zonesClosed -= 1
  }

  /// Whether a case may open a zone: it closed it, or nobody's case has any more.
  func mayOpen(zone: Row<Zone>, _ incident: Row<Incident>) -> Bool {
    closed[zone.index].isNone || closed[zone.index] == incident
  }

  // MARK: Threats and data

  /// A case has found out which stage of a threat a node is in. Of several threats the first that
  /// it found is what the case is about.
  mutating func identify(
    _ stage: Row<ThreatStage>, of threat: Row<Threat>, at node: Row<Node>,
    by incident: Row<Incident>
  ) {
    if cases[incident].threat.isNone { cases[incident].threat = OptionalRow(threat) }
    guard let row = belief(of: node, by: incident), beliefs[row].stage != stage else { return }
    recount(row) {
      $0.stage = OptionalRow(stage)
      $0.tried = 0
    }
  }

  /// A case has tried an act of a threat's own.
  mutating func tried(
    _ drill: DrillScript, _ treatment: Row<ThreatTreatment>, at node: Row<Node>,
    by incident: Row<Incident>
  ) {
    guard let row = belief(of: node, by: incident) else { return }
    let all = drill.threats[drill.treatments[treatment].threat].treatments
    let number = treatment.index - Int(all.lowerBound)
    if number < 32 { beliefs[row].tried |= 1 << UInt32(number) }
  }

  /// What the subjects of a case are hit by; nil: it knows of none that is.
  func threat(of incident: Row<Incident>) -> Row<Threat>? {
    cases[incident].hits > 0 ? cases[incident].threat.row : nil
  }

  /// The same, whether or not it is gone by now.
  func everThreat(of incident: Row<Incident>) -> Row<Threat>? { cases[incident].threat.row }

  /// A case learns that a data set is lost. Whether nobody knew.
  mutating func learnLoss(
    of dataSet: Int, isCorrupt: Bool, _ incident: Row<Incident>
  ) -> Bool {
    if isCorrupt { self.isCorrupt[dataSet] = true }
    guard lost[dataSet].isNone else { return false }
    lost[dataSet] = OptionalRow(incident)
    cases[incident].dataSetsLost += 1
    return true
  }

  /// The case that knows that a data set is lost; nil: none does.
  func caseThatLost(_ dataSet: Int) -> Row<Incident>? { lost[dataSet].row }

  /// A data set is there again, as far as its case knows.
  mutating func forgetLoss(of dataSet: Int) {
    guard let incident = lost[dataSet].row else { return }
    lost[dataSet] = .none
    isCorrupt[dataSet] = false
    cases[incident].dataSetsLost -= 1
  }

  func dataSetsLost(for incident: Row<Incident>) -> Int { Int(cases[incident].dataSetsLost) }
}
