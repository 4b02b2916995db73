import EventKernel
import Simulator

/// Judges a run: the model is in `docs/scoring.md`, the numbers are the rubric's and the
/// agreement's.
///
/// All of it is arithmetic on whole numbers, with the one rounding rule of `Milli`, so that a run
/// has the same score on every machine. A drill gone badly, or a record that makes no sense, is a
/// low score or a fact not evaluated; nothing traps.
package enum Scorer {
  package static func score(
    _ replication: Replication, model: Model, rubric: Rubric, objectives: [Objective],
    calendar: WorkCalendar
  ) -> Scorecard {
    score(
      MetricReading(replication, model: model, rubric: rubric, calendar: calendar),
      objectives: objectives)
  }

  /// The whole judgement of a run whose metrics are read.
  package static func score(_ reading: MetricReading, objectives: [Objective]) -> Scorecard {
    let (run, rubric) = (reading.run, reading.run.rubric)
    let clocks = clocks(run)
    let dimensions = Dimension.allCases.map { dimension($0, run, clocks) }
    let score = score(of: dimensions)
    let caps = caps(dimensions, rubric)
    let final = score.map { score in
      caps.reduce(score) { min($0, Milli(min(max(0, $1.points), 100) * 10)) }
    }
    let coverage = coverage(of: dimensions)
    var reading = reading
    reading.final = .some(final)
    let verdicts = objectives.map { verdict($0, reading) }
    let grounds = grounds(verdicts, dimensions: dimensions, clocks: clocks)
    return Scorecard(
      dimensions: dimensions, score: score, coverage: coverage, caps: caps, final: final,
      clocks: clocks, availability: reading.allowanceUse, objectives: verdicts,
      rating: rating(verdicts, grounds, final: final, coverage: coverage, rubric: rubric))
  }

  /// What conformance is judged by: how the flows were followed, and the rules of order.
  static func conformanceItems(_ run: ScoredRun) -> [ScoreItem] {
    conformance(run) + precedences(run)
  }

  private static func dimension(
    _ dimension: Dimension, _ run: ScoredRun, _ clocks: [ClockVerdict]
  ) -> DimensionScore {
    let weight = dimension == .safety ? 0 : bounded(run.rubric.weights.at(dimension.row) ?? 0)
    switch dimension {
    case .timeliness: return judged(dimension, weight, timeliness(run, clocks))
    case .conformance: return judged(dimension, weight, conformanceItems(run))
    case .decisions:
      return DimensionScore(
        dimension: dimension, weight: weight, quality: nil, notEvaluated: .needsFutures, items: [])
    case .communication: return judged(dimension, weight, communication(run))
    case .evidence: return judged(dimension, weight, evidence(run))
    case .order: return judged(dimension, weight, order(run))
    case .dataLoss: return judged(dimension, weight, dataLoss(run))
    case .coordination: return judged(dimension, weight, coordination(run))
    case .report: return judged(dimension, weight, report(run))
    case .safety: return safety(run)
    }
  }

  /// A dimension's quality is the mean of its items, by their weights.
  private static func judged(
    _ dimension: Dimension, _ weight: Int, _ items: [ScoreItem]
  ) -> DimensionScore {
    let quality = quality(of: items)
    let reason = items.lazy.compactMap(\.notEvaluated).first ?? .didNotApply
    return DimensionScore(
      dimension: dimension, weight: weight, quality: quality,
      notEvaluated: quality == nil ? reason : nil, items: items)
  }

  /// sum(w q) / sum(w) over the items that were evaluated; nil: none was.
  static func quality(of items: [ScoreItem]) -> Milli? {
    var won = 0
    var weight = 0
    for item in items {
      guard let quality = item.quality else { continue }
      won += item.weight.value * quality.value
      weight += item.weight.value * 1000
    }
    return weight > 0 ? Milli(won, of: weight) : nil
  }

  /// sum(w q) / sum(w) over the dimensions that were evaluated; nil: none that weighs anything.
  private static func score(of dimensions: [DimensionScore]) -> Milli? {
    var won = 0
    var weight = 0
    for dimension in dimensions {
      guard let quality = dimension.quality else { continue }
      won += dimension.weight * quality.value
      weight += dimension.weight * 1000
    }
    return weight > 0 ? Milli(won, of: weight) : nil
  }

  /// Weight evaluated over weight that applied: each dimension's weight is spread over its items by
  /// theirs. What nothing of the kind happened for did not apply.
  private static func coverage(of dimensions: [DimensionScore]) -> Milli {
    var evaluated = 0
    var applied = 0
    for dimension in dimensions where dimension.notEvaluated != .didNotApply {
      let weights = dimension.items.reduce(0) { $0 + $1.weight.value }
      let known = dimension.items.reduce(0) { $0 + ($1.quality == nil ? 0 : $1.weight.value) }
      evaluated += dimension.weight * (weights > 0 ? Milli(known, of: weights).value : 0)
      applied += dimension.weight * 1000
    }
    return applied > 0 ? Milli(evaluated, of: applied) : .zero
  }

  /// A number of a rubric, held to what sums of it can bear.
  static func bounded(_ number: Int) -> Int { min(max(0, number), 1_000_000) }
}

extension Dimension {
  /// Position in `Rubric.weights`.
  fileprivate var row: Row<Dimension> { Row(Self.allCases.firstIndex(of: self) ?? 0) }
}
