import EventKernel

@testable import Simulator

/// Threats of one stage, and of a second one that stops the host, as tests write them.
extension Model {
  /// Adds a threat that lives on hosts of some classes and spreads within zones and across.
  ///
  /// - Parameters:
  ///   - rateWithinZone: contacts an hour and pair.
  ///   - harmsAfter: until it stops its host, seconds; nil: never.
  ///   - noticedAfter: from each stage's beginning, seconds; nil: never.
  mutating func addWorm(
    name: NameHash, on targets: UInt16, vulnerable: Probability = .certain,
    rateWithinZone: Double = 0, rateAcrossZones: Double = 0, harmsAfter: LawRow? = nil,
    noticedAfter: LawRow? = nil
  ) {
    let threat = Row<Threat>(drill.threats.count)
    let first = Int32(drill.stages.count)
    let spreads = Int32(drill.spreads.count)
    drill.spreads.append(ThreatSpread(relation: .sameZone, rate: rateWithinZone))
    drill.spreads.append(ThreatSpread(relation: .reachableZone, rate: rateAcrossZones))
    let ways = Int32(drill.transitions.count)
    if let harmsAfter {
      drill.transitions.append(
        StageTransition(name: "harm", to: Row(Int(first) + 1), cue: .after(harmsAfter)))
    }
    let impacts = Int32(drill.impacts.count)
    drill.impacts.append(StageImpact(.down))
    drill.stages.append(
      ThreatStage(
        name: "infected", threat: threat, number: 1, spreads: spreads..<spreads + 2,
        transitions: ways..<Int32(drill.transitions.count), monitoring: noticedAfter))
    drill.stages.append(
      ThreatStage(
        name: "harmed", threat: threat, number: 2, spreads: spreads..<spreads + 2,
        impacts: impacts..<impacts + 1, monitoring: noticedAfter))
    let endings = Int32(drill.endings.count)
    for act in [Act.clean, .rebuild] {
      drill.endings.append(
        ThreatEnding(act: act, from: .max, succeeds: .certain, isPatched: true))
    }
    drill.threats.append(
      Threat(
        name: name, emergencyClass: .malware, on: .component, classes: targets,
        share: vulnerable, stages: first..<first + 2, endings: endings..<endings + 2))
  }
}
