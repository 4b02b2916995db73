import EventKernel
import Simulator

extension Scorer {
  /// Per data set that was in danger: 1 up to its recovery point objective, 0 at twice it (an
  /// objective of 0: 1 if nothing is lost, else 0). A, 5.6.2; the levels are those of GB/T 20988.
  ///
  /// In danger was what lost data, or whose component failed, went down or was infected. Counted is
  /// the loss when it happened: restoring the last copy does not bring back what came after it.
  static func dataLoss(_ run: ScoredRun) -> [ScoreItem] {
    let losses = losses(run)
    return run.model.platform.dataSets.enumerated().compactMap { row, dataSet in
      guard losses[row] > .zero || wasHit(dataSet.component, run) else { return nil }
      return ScoreItem(
        dimension: .dataLoss, weight: .full,
        quality: Milli(losses[row], within: dataSet.recoveryPoint),
        finding: .dataSet(Row(row), lost: losses[row], objective: dataSet.recoveryPoint),
        binds: false)
    }
  }

  /// The data lost of each data set: the most that one event took, as time since the last copy.
  static func losses(_ run: ScoredRun) -> [TimeSpan] {
    run.model.platform.dataSets.indices.map { row in
      max(
        .zero, run.replication.dataLost.at(Row<DataSet>(row)) ?? .zero,
        run.course.dataSets[row].lostMost)
    }
  }

  private static func wasHit(_ component: Row<Component>, _ run: ScoredRun) -> Bool {
    let ever = run.course.nodes.at(component)?.ever ?? []
    return !ever.isDisjoint(with: [.faulty, .down, .hit])
  }
}
