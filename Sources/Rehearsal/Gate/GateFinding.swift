import Scoring

/// One thing that a gate has to say of a drill: why it ends with 1, or what it tells besides.
package struct GateFinding: Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    // What is worse: first what changes by itself, then what only runs tell.
    case deleted
    case removed
    /// Another question under the name: the one before is gone.
    case changed
    case weakened
    /// It was met before.
    case missed
    /// A new objective, or one of a new drill.
    case missedNew = "new and missed"
    case worse
    /// It was judged before, and has no value or no interval now.
    case lost = "not comparable"
    /// It was judged before, and is there no more.
    case gone
    // What is told.
    case missedBefore = "missed as before"
    case undecided
    case stricter
    case renamed
    case added = "new"
    /// A step, or the use of people: it explains.
    case worseBeside = "worse, explains"

    /// Whether it may be meant, and allowed by name.
    package var isAllowable: Bool {
      switch self {
      case .gone, .weakened, .changed, .removed, .deleted: true
      default: false
      }
    }

    /// Whether it ends with 1 of itself.
    package var isWorse: Bool {
      switch self {
      case .worse, .lost, .gone, .weakened, .changed, .removed, .missed, .missedNew, .deleted: true
      case .missedBefore, .undecided, .stricter, .renamed, .added, .worseBeside: false
      }
    }

    /// Whether an objective is not met.
    package var isOpen: Bool {
      switch self {
      case .missed, .missedNew, .missedBefore, .undecided: true
      default: false
      }
    }
  }

  package var kind: Kind
  /// The name of the objective, or of the figure; of a drill its own.
  package var name: String
  package var figure: ComparedFigure?
  package var objective: ComparedObjective?
  /// The row of the objective among those of now.
  package var row: Int?

  package init(
    _ kind: Kind, _ name: String, figure: ComparedFigure? = nil,
    objective: ComparedObjective? = nil, row: Int? = nil
  ) {
    self.kind = kind
    self.name = name
    self.figure = figure
    self.objective = objective
    self.row = row
  }
}

extension Comparison {
  /// All that there is to say of it, the gravest kinds first.
  package var findings: [GateFinding] {
    var found = regressions.map { GateFinding(.worse, $0.name, figure: $0) }
    found += lost.map { GateFinding(.lost, $0.name, figure: $0) }
    found += dropped.filter { !$0.hasPrefix(FigureName.objective) }.map { GateFinding(.gone, $0) }
    // Those of now come first, in the order of the drill.
    for (row, objective) in objectives.enumerated() {
      let isThere = objective.after != nil
      let figure = figures.first { $0.figure.subject == .objective(row) }
      func add(_ kind: GateFinding.Kind) {
        found.append(
          GateFinding(
            kind, objective.name, figure: isThere ? figure : nil, objective: objective,
            row: isThere ? row : nil))
      }
      if let kind = objective.questionKind { add(kind) }
      if let kind = objective.outcomeKind { add(kind) }
    }
    // Beside a regression it is its cause.
    if regressions.isEmpty {
      found += worseBeside.map { GateFinding(.worseBeside, $0.name, figure: $0) }
    }
    return found.inOrder
  }
}

extension Bench {
  /// What there is to say of a drill that has nothing beside it.
  ///
  /// - Parameter kind: of an objective that is missed.
  func findings(missed kind: GateFinding.Kind) -> [GateFinding] {
    verdicts.enumerated().compactMap { row, verdict in
      switch verdict.outcome {
      case .met: nil
      case .missed: GateFinding(kind, verdict.objective.name, row: row)
      case .undecided: GateFinding(.undecided, verdict.objective.name, row: row)
      }
    }
  }
}

extension [GateFinding] {
  /// The gravest kinds first; within a kind as they came.
  var inOrder: [GateFinding] {
    GateFinding.Kind.allCases.flatMap { kind in filter { $0.kind == kind } }
  }
}

extension ComparedObjective {
  fileprivate var questionKind: GateFinding.Kind? {
    switch change {
    case .same: nil
    case .renamed: .renamed
    case .stricter: .stricter
    case .weakened: .weakened
    case .changed: .changed
    case .removed: .removed
    case .added: .added
    }
  }

  fileprivate var outcomeKind: GateFinding.Kind? {
    switch after?.outcome {
    case nil, .met: return nil
    case .undecided: return .undecided
    case .missed:
      guard isAskedStill, let before else { return .missedNew }
      switch before.outcome {
      case .met: return .missed
      // Nobody could say, and nothing is worse by which it would be told.
      case .missed, .undecided: return .missedBefore
      }
    }
  }
}
