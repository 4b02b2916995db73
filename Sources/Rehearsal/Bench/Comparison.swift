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
    let gates = after.figures.count(where: \.isGate)
    let shared = Confidence.ninetyFive.shared(among: max(1, gates))
    let earlier = Dictionary(uniqueKeysWithValues: before.entries.map { ($0.name, $0) })
    let isPaired = isPaired
    figures = zip(after.figures, now.entries).map { figure, entry in
      let old = earlier[entry.name].flatMap { entry.isOf($0) ? $0.value : nil }
      let difference = old.flatMap {
        entry.value.difference(
          from: $0, paired: isPaired, figure.isGate ? shared : .ninetyFive)
      }
      return ComparedFigure(
        figure: figure, name: entry.name, before: old?.whole, after: entry.value.whole,
        difference: difference,
        detectable: difference.map { SectionedValue.minimumDetectable($0) },
        change: Comparison.change(
          figure, from: old, to: entry.value, difference, tolerance: tolerance))
    }
    let current = Dictionary(uniqueKeysWithValues: now.entries.map { ($0.name, $0) })
    gone = before.entries.filter { current[$0.name]?.isOf($0) != true }.map(\.name)
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
    /// A fault of ours: see `isBroken`.
    case broken
    case same
    case regression
    case passed = "no regression"
    /// Nothing got worse, and something cannot be compared any more.
    case incomparable
  }

  package var outcome: Outcome {
    if isBroken { return .broken }
    if isSame { return .same }
    if !regressions.isEmpty { return .regression }
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

  /// What was judged before and cannot be any more: it has no value now, or no interval. Nobody can
  /// say that it did not get worse.
  package var lost: [ComparedFigure] {
    figures.filter { $0.figure.isGate && $0.change == .incomparable && $0.before != nil }
  }

  /// Those of them that were judged before.
  package var dropped: [String] { gone.filter { Figure.isGate(named: $0) } }

  /// Nothing got worse, as far as it was judged before: the baseline is to be renewed where
  /// something was dropped on purpose.
  package var isPassed: Bool {
    regressions.isEmpty && lost.isEmpty && dropped.isEmpty && !isBroken
  }

  /// Not one number differs.
  package var isSame: Bool { figures.allSatisfy { $0.change == .same } && gone.isEmpty }

  /// The same files, seed, version and number of runs gave other numbers: a fault of ours.
  package var isBroken: Bool {
    isPaired && before.digest == after.drill.digest && before.version == after.version && !isSame
  }

  /// The steps whose waiting or handling accounts for most of the change, the greatest first.
  package var causes: [ComparedFigure] {
    figures.filter { compared in
      switch compared.figure.subject {
      case .waiting, .handling: compared.change == .worse || compared.change == .better
      default: false
      }
    }.sorted {
      (($1.difference?.estimate ?? 0).magnitude, $0.name)
        < (($0.difference?.estimate ?? 0).magnitude, $1.name)
    }
  }
}
