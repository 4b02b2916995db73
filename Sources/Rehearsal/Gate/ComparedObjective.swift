import EventKernel
import Scenarios
import Scoring

/// An objective with what it asks and what it came to: as a bench has it, and as a baseline keeps
/// it.
package struct JudgedObjective: Hashable, Sendable {
  package var name: String
  package var question: ObjectiveQuestion
  package var outcome: ObjectiveVerdict.Outcome

  package init(
    name: String, question: ObjectiveQuestion, outcome: ObjectiveVerdict.Outcome
  ) {
    self.name = name
    self.question = question
    self.outcome = outcome
  }
}

/// An objective before and after.
package struct ComparedObjective: Hashable, Sendable {
  package var change: QuestionChange
  package var before: JudgedObjective?
  package var after: JudgedObjective?

  /// What it is called now, or was when it is there no more.
  package var name: String { after?.name ?? before?.name ?? "" }

  /// What it was called before, where that was something else.
  package var earlierName: String? {
    guard let before, let after, before.name != after.name else { return nil }
    return before.name
  }

  /// Whether what was asked before is still asked, so that the values before and after are of one
  /// thing, or of one thing but for a limit.
  package var isAskedStill: Bool {
    switch change {
    case .same, .renamed, .stricter, .weakened: true
    case .changed, .removed, .added: false
    }
  }

  /// It was met, and is missed.
  package var isMissedNow: Bool { before?.outcome == .met && after?.outcome == .missed }
}

extension ComparedObjective {
  /// Every objective of before and of after, each once: those of now in their order, then those
  /// that are there no more.
  ///
  /// The same question is looked for under any name first, then the nearest: a question that moved
  /// to another name while another took its own is neither weakened nor removed.
  package static func all(
    _ before: [JudgedObjective], _ after: [JudgedObjective]
  ) -> [ComparedObjective] {
    var pairing = ObjectivePairing(before, after)
    pairing.pair { $0.name == $1.name && $0.question == $1.question }
    pairing.pair { $0.question == $1.question }
    pairing.pair { $0.name == $1.name && $0.question.change(to: $1.question) != .changed }
    pairing.pair { $0.question.change(to: $1.question) == .stricter }
    pairing.pair { $0.question.change(to: $1.question) == .weakened }
    pairing.pair { $0.name == $1.name }
    return pairing.result
  }
}

/// Which objective of before is which of now.
private struct ObjectivePairing {
  private let before: [JudgedObjective]
  private let after: [JudgedObjective]
  /// By row of now, the row before.
  private var partners: [Int?]
  private var taken: [Bool]

  init(_ before: [JudgedObjective], _ after: [JudgedObjective]) {
    self.before = before
    self.after = after
    partners = after.map { _ in nil }
    taken = before.map { _ in false }
  }

  mutating func pair(_ isPair: (_ before: JudgedObjective, _ after: JudgedObjective) -> Bool) {
    for row in after.indices where partners[row] == nil {
      let found = before.indices.first { !taken[$0] && isPair(before[$0], after[row]) }
      guard let found else { continue }
      partners[row] = found
      taken[found] = true
    }
  }

  var result: [ComparedObjective] {
    let now = zip(after, partners).map { objective, partner in
      guard let partner else { return ComparedObjective(change: .added, after: objective) }
      let old = before[partner]
      var change = old.question.change(to: objective.question)
      if change == .same, old.name != objective.name { change = .renamed }
      return ComparedObjective(change: change, before: old, after: objective)
    }
    let gone = before.indices.filter { !taken[$0] }.map {
      ComparedObjective(change: .removed, before: before[$0])
    }
    return now + gone
  }
}
