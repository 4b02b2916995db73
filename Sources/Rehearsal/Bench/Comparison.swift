import EventKernel
import Scenarios
import Statistics

/// What became of one figure.
package enum Change: String, Hashable, Sendable, CaseIterable {
  /// Exactly the same.
  case same
  /// No difference can be told, or it is within the tolerance.
  case unclear
  case better
  /// The whole interval of the difference lies beyond the tolerance, to the worse.
  case worse
  /// It has a value on one side only.
  case incomparable
}

/// One figure before and after.
package struct ComparedFigure: Sendable {
  package var figure: Figure
  /// As ``Figure/name(in:)`` has it.
  package var name: String
  package var before: Double?
  package var after: Double?
  /// An objective's value before is of the limit that was asked then: told, and not compared.
  package var isOfOtherLimit = false
  /// After less before, with its interval.
  package var difference: Interval?
  /// The least difference that as many runs would have called one, four times in five.
  package var detectable: Double?
  package var change: Change
}

/// A bench beside an earlier one, as a value.
package struct Comparison: Sendable {
  package var before: Baseline
  /// The earlier bench itself, where there is more of it than a baseline: its pictures.
  package private(set) var earlier: Bench?
  package var after: Bench
  /// Both met the same nights: one seed and one number of runs.
  package var isPaired: Bool
  /// As a share of the value before: what is no regression.
  package var tolerance: Probability
  /// In the order of the bench.
  package var figures: [ComparedFigure]
  /// What became of each objective's question.
  package var objectives: [ComparedObjective]
  /// Figures of the baseline that the drill has no more, or that are of something else now.
  package var gone: [String]

  /// Compares a bench with an earlier one.
  ///
  /// The intervals of the figures that may be regressions hold together at 95 %; the others, which
  /// explain, are at 95 % each.
  package init(_ after: Bench, with before: Baseline, tolerance: Probability = .never) {
    self.before = before
    self.after = after
    self.tolerance = tolerance
    isPaired = before.seed == after.seed && before.runs == after.done
    let now = Baseline(after)
    objectives = ComparedObjective.all(before.objectives, now.objectives)
    let gates = after.figures.count(where: \.isGate)
    let shared = Confidence.ninetyFive.shared(among: max(1, gates))
    let earlier = Earlier(before, objectives)
    let isPaired = isPaired
    figures = zip(after.figures, now.entries).map { figure, entry in
      let old = earlier.entry(for: entry)
      let isOfOtherLimit = old.map { !entry.isOf($0) } ?? false
      let difference =
        isOfOtherLimit
        ? nil
        : old.flatMap {
          entry.value.difference(
            from: $0.value, paired: isPaired, figure.isGate ? shared : .ninetyFive)
        }
      return ComparedFigure(
        figure: figure, name: entry.name, before: old?.value.whole, after: entry.value.whole,
        isOfOtherLimit: isOfOtherLimit, difference: difference,
        detectable: difference.map { SectionedValue.minimumDetectable($0) },
        change: isOfOtherLimit
          ? .incomparable
          : Comparison.change(
            figure, from: old?.value, to: entry.value, difference, tolerance: tolerance))
    }
    gone = earlier.gone(now)
  }

  /// The entries of a baseline by what they are called now.
  private struct Earlier {
    private let entries: [Baseline.Entry]
    private var byName: [String: Baseline.Entry] = [:]

    init(_ baseline: Baseline, _ objectives: [ComparedObjective]) {
      entries = baseline.entries
      for entry in baseline.entries where entry.judged == nil { byName[entry.name] = entry }
      let asked = Dictionary(
        baseline.entries.compactMap { entry in entry.judged.map { ($0.name, entry) } },
        uniquingKeysWith: { first, _ in first })
      for objective in objectives where objective.isAskedStill {
        byName[FigureName.objective + objective.name] = objective.before.flatMap { asked[$0.name] }
      }
    }

    /// Of the same, or, of an objective, of the same but for its limit.
    func entry(for now: Baseline.Entry) -> Baseline.Entry? {
      byName[now.name].flatMap { now.judged != nil || now.isOf($0) ? $0 : nil }
    }

    /// What of them is there no more, or is of something else now.
    func gone(_ now: Baseline) -> [String] {
      let found = Set(now.entries.compactMap { entry(for: $0)?.name })
      return entries.map(\.name).filter { !found.contains($0) }
    }
  }

  /// Compares a bench with an earlier one of which everything is at hand.
  package init(_ after: Bench, with earlier: Bench, tolerance: Probability = .never) {
    self.init(after, with: Baseline(earlier), tolerance: tolerance)
    self.earlier = earlier
  }

  private static func change(
    _ figure: Figure, from before: SectionedValue?, to after: SectionedValue,
    _ difference: Interval?, tolerance: Probability
  ) -> Change {
    if before == after { return .same }
    guard let whole = before?.whole, let difference else {
      return before?.whole == nil && after.whole == nil ? .same : .incomparable
    }
    let room = tolerance.value * whole.magnitude
    if difference.lower > room { return figure.isBetterHigher ? .better : .worse }
    if difference.upper < -room { return figure.isBetterHigher ? .worse : .better }
    return .unclear
  }

  /// What it came to, by the word that files have for it.
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// The numbers of before can't be those of these files: see `isBroken`.
    case broken
    case same
    case regression
    /// Nothing got worse, and an objective asks less than before.
    case weakened
    /// An objective is missed that was met, although no figure got worse for certain.
    case missed
    case passed = "no regression"
    /// Nothing got worse, and something cannot be compared any more.
    case incomparable
  }

  package var outcome: Outcome {
    if isBroken { return .broken }
    if isSame { return .same }
    if !regressions.isEmpty { return .regression }
    if !weakened.isEmpty { return .weakened }
    if !missedNow.isEmpty { return .missed }
    return isPassed ? .passed : .incomparable
  }

  /// What is judged and not exactly the same: what got worse first, then what got better, what
  /// cannot be compared, and of what no change can be told.
  package var judged: [ComparedFigure] {
    let order: [Change] = [.worse, .better, .incomparable, .unclear]
    return order.flatMap { change in figures.filter { $0.figure.isGate && $0.change == change } }
  }

  /// The figures that got worse and that a plan is judged by.
  package var regressions: [ComparedFigure] {
    figures.filter { $0.figure.isGate && $0.change == .worse }
  }

  /// The objectives that ask less than before.
  package var weakened: [ComparedObjective] { objectives.filter { $0.change == .weakened } }

  /// The objectives that were met and are missed.
  package var missedNow: [ComparedObjective] { objectives.filter(\.isMissedNow) }

  /// What was judged before and cannot be any more: it has no value now, or no interval. Nobody can
  /// say that it did not get worse. A value of another limit is told by what became of the limit.
  package var lost: [ComparedFigure] {
    figures.filter {
      $0.figure.isGate && $0.change == .incomparable && $0.before != nil && !$0.isOfOtherLimit
    }
  }

  /// Those of them that were judged before.
  package var dropped: [String] { gone.filter { Figure.isGate(named: $0) } }

  /// Nothing got worse, as far as it was judged before, and as much is asked: the baseline is to be
  /// renewed where something was dropped or weakened on purpose.
  package var isPassed: Bool {
    regressions.isEmpty && lost.isEmpty && dropped.isEmpty && weakened.isEmpty
      && missedNow.isEmpty && !isBroken
  }

  /// Not one number differs, and nothing else is asked.
  package var isSame: Bool {
    figures.allSatisfy { $0.change == .same } && gone.isEmpty
      && objectives.allSatisfy { $0.change == .same }
  }

  /// The same files, seed, version and number of runs gave other numbers: a fault of ours, or a
  /// baseline that was made up.
  package var isBroken: Bool {
    isPaired && before.digest == after.drill.digest && before.version == after.version && !isSame
  }

  /// What explains and got worse, the steps first, by how much of its value before.
  package var worseBeside: [ComparedFigure] {
    causes.filter { $0.change == .worse }
      + figures.filter { compared in
        !compared.figure.isGate && compared.figure.step == nil && compared.change == .worse
      }
  }

  /// The steps whose waiting or handling accounts for most of the change, the greatest first.
  package var causes: [ComparedFigure] {
    figures.filter { compared in
      compared.figure.step != nil && (compared.change == .worse || compared.change == .better)
    }.sorted {
      (($1.difference?.estimate ?? 0).magnitude, $0.name)
        < (($0.difference?.estimate ?? 0).magnitude, $1.name)
    }
  }
}
