import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The run in brief: what a person who was not there asks for first.
extension Narration {
  /// How much a piece of news matters in brief; the rest is told elsewhere.
  private enum Rank: Int, CaseIterable {
    case first
    case second
    case third
  }

  /// The lines of the key moments in order of time, about as many as `most`: all of the first rank,
  /// and of the others, the higher first, what there is room for.
  func keyLines(most: Int = 45) -> [NarrationLine] {
    let groups = self.groups()
    var kept: [(position: Int, group: [Entry])] = []
    var seen: Set<UInt8> = []
    let ranks = groups.map { group in
      rank(group, isFirst: seen.insert(group[0].kind.rawValue).inserted)
    }
    for rank in Rank.allCases {
      let ranked = groups.indices.filter { ranks[$0] == rank }
      let room = rank == .first ? ranked.count : max(0, most - kept.count)
      kept += ranked.prefix(room).map { ($0, groups[$0]) }
    }
    return kept.sorted { $0.position < $1.position }.compactMap { sentence($0.group) }
  }

  private func rank(_ entries: [Entry], isFirst: Bool) -> Rank? {
    let entry = entries[0]
    switch entry.kind {
    case .injected, .dataLost, .failoverSwitched, .faultEnded: return .first
    case .dangerBegan, .dangerEnded: return .first
    case .vendorCalled, .vendorArrived, .partMissing, .partArrived: return .first
    case .onReserve, .reserveEmpty: return .first
    case .infected: return isFirst ? .first : .third
    case .harmed: return isFirst ? .second : .third
    case .incidentOpened: return isOwn(entry) ? .first : nil
    case .milestone: return isOwn(entry) ? rank(ofMilestone: entry) : nil
    case .wentDown, .cameUp: return rank(ofStates: entries)
    case .flowStarted: return isPlan(entry) ? .first : nil
    case .faultBegan, .faultBypassed, .zoneBlocked, .zoneOpened, .dataRestored:
      return .second
    case .shutDown, .startedUp, .escalated, .partDead: return .second
    case .partOrdered, .partDrawn, .told, .graded, .reserveLow, .isolated, .reconnected:
      return .third
    default: return nil
    }
  }

  /// Core services and rooms first; then others, and many components at once.
  private func rank(ofStates entries: [Entry]) -> Rank {
    switch nodeKind(entries[0]) {
    case .room: return .first
    case .service:
      let core = facts.model.platform.services.filter { $0.importance == .core }.map(\.node.index)
      return entries.contains { core.contains(Int($0.subject)) } ? .first : .second
    default: return entries.count >= 5 ? .second : .third
    }
  }

  /// What the case came to, and every target that was missed.
  private func rank(ofMilestone entry: Entry) -> Rank {
    let milestone = Milestone.allCases[Int(entry.subject)]
    let isMissed = facts.run.scorecard.clocks.contains {
      Int($0.incident.index) == Int(entry.incident) && $0.rule.to == milestone
        && $0.outcome == .missed
    }
    if isMissed { return .first }
    switch milestone {
    case .ordered, .recovered, .ended: return .first
    case .responded, .graded, .contained, .resolved: return .second
    default: return .third
    }
  }

  /// Not a false alarm, and not about what another incident is about.
  private func isOwn(_ entry: Entry) -> Bool {
    guard entry.incident >= 0 else { return false }
    let row = Row<IncidentRecord>(Int(entry.incident))
    return facts.replication.incidents[row.index].fault != nil && facts.primary(of: row) == nil
  }

  /// A plan of table B.
  private func isPlan(_ entry: Entry) -> Bool {
    names.lexicon.flowClauses[Int(entry.subject)].hasPrefix("B.")
  }
}
