import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The run in brief: what a person who was not there asks for first.
extension Timeline {
  private enum Rank: Int, CaseIterable {
    case first
    case second
    case third
  }

  /// The lines of the key moments in order of time, about as many as `most`: all of the first rank,
  /// and of the others, the higher first, what there is room for.
  func keyLines(most: Int = 45) -> [Timeline.Line] {
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
    switch entry.kind.telling.brief {
    case .never: return nil
    case .first: return .first
    case .second: return .second
    case .third: return .third
    case .firstThenThird: return isFirst ? .first : .third
    case .secondThenThird: return isFirst ? .second : .third
    case .ownIncident: return isOwn(entry) ? .first : nil
    case .milestone: return isOwn(entry) ? rank(ofMilestone: entry) : nil
    case .outage: return rank(ofStates: entries)
    case .plan: return isPlan(entry) ? .first : nil
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
    let clock = facts.clock(stoppedBy: milestone, of: Row(Int(entry.incident)))
    if clock?.outcome == .missed { return .first }
    switch milestone {
    case .ordered, .serviceRestored, .recovered, .ended: return .first
    case .responded, .graded, .contained, .resolved: return .second
    default: return .third
    }
  }

  /// Not a false alarm, and not about what another incident is about.
  private func isOwn(_ entry: Entry) -> Bool {
    guard entry.incident >= 0 else { return false }
    let row = Row<Incident>(Int(entry.incident))
    return facts.replication.incidents[row.index].fault != nil && facts.primary(of: row) == nil
  }

  /// A plan of table B.
  private func isPlan(_ entry: Entry) -> Bool {
    names.lexicon.flowClauses[Int(entry.subject)].hasPrefix("B.")
  }
}
