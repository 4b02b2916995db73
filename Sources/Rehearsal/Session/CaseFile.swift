import EventKernel
import Simulator

/// The file of a case as a value: what the case knows, folded from what was put into it.
extension RoleView.CaseView {
  /// The file that an entry opens; nil: it opens none.
  init?(openedBy entry: Entry) {
    guard entry.kind == .incidentOpened else { return nil }
    self.init(
      incident: Row(Int(entry.incident)), subject: Row(Int(entry.subject)),
      channel: DetectionChannel(rawValue: entry.object) ?? .monitoring, since: entry.time)
  }

  /// Puts into the file what an entry of its case says.
  ///
  /// - Returns: what is news of it, if anything is.
  mutating func write(_ entry: Entry) -> RoleView.News.Kind? {
    let subject = Row<Node>(Int(max(0, entry.subject)))
    switch entry.kind {
    case .learned:
      let said = entry.value & 0xff
      let position = belief(about: subject)
      beliefs[position].said = said
      return .learned(subject, said: said)
    case .located:
      let position = belief(about: subject)
      beliefs[position].isLocated = true
      return .located(subject, entry.object < 0 ? nil : Row(Int(entry.object)))
    case .found: return .found(Fact.allCases[Int(entry.subject)], entry.value)
    case .graded: return grade(entry)
    case .handedOver: return .handedOver(to: Row(Int(entry.object)))
    // Of the milestones this one alone is somebody's own word; others pass on the truth.
    case .milestone where Milestone.allCases[Int(entry.subject)] == .closed:
      isClosed = true
      return .closed
    default: return nil
    }
  }

  private mutating func grade(_ entry: Entry) -> RoleView.News.Kind? {
    let new = (
      FaultLevel.allCases[Int(entry.subject)], EmergencyLevel.allCases[Int(entry.object)],
      Int(entry.value)
    )
    guard level != new.0 || emergency != new.1 || priority != new.2 else { return nil }
    (level, emergency, priority) = new
    return .graded(new.0, new.1, priority: new.2)
  }

  private mutating func belief(about subject: Row<Node>) -> Int {
    if let known = beliefs.firstIndex(where: { $0.subject == subject }) { return known }
    beliefs.append(RoleView.Belief(subject: subject, said: 0))
    return beliefs.count - 1
  }
}
