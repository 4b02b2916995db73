import EventKernel
import Simulator

extension Scorer {
  /// The gate: people come first (A, 应). Broken in each incident in which people were set to work
  /// on site while there was danger; finding out whether there is any is not counted against them.
  static func safety(_ run: ScoredRun) -> DimensionScore {
    let periods = run.course.dangers
    let items = run.incidents.filter { incident in
      run.tasks[incident].contains { row in isExposed(run.replication.tasks[row], run, periods) }
    }.map { incident in
      ScoreItem(
        dimension: .safety, weight: .full, quality: .zero,
        finding: .peopleExposed(incident: Row(incident)), binds: true)
    }
    let quality: Milli? = periods.isEmpty ? nil : items.isEmpty ? .full : .zero
    return DimensionScore(
      dimension: .safety, weight: 0, quality: quality,
      notEvaluated: quality == nil ? .didNotApply : nil, items: items)
  }

  private static func isExposed(
    _ task: FlowTask, _ run: ScoredRun, _ periods: [Range<SimulationTime>]
  ) -> Bool {
    guard let step = run.step(of: task.node), task.isOnSite ?? step.isOnSite,
      step.effect != .checkDanger,
      // Staff of a pool, whom nobody tells apart, have a tier; tools and outsiders have none.
      !task.people.isEmpty || task.vendor != nil || task.tier != nil, let begun = task.begun
    else { return false }
    return periods.contains { $0.contains(begun) }
  }

  /// What the broken gates cap the score at.
  static func caps(_ dimensions: [DimensionScore], _ rubric: Rubric) -> [ScoreCap] {
    dimensions.flatMap(\.items).compactMap { item in
      guard let finding = item.finding, case .peopleExposed = finding else { return nil }
      return ScoreCap(points: rubric.exposedCap, reason: finding)
    }
  }
}
