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
    let isHit = hitComponents(run)
    return run.model.platform.dataSets.enumerated().compactMap { row, dataSet in
      guard losses[row] > .zero || isHit.at(dataSet.component) == true else { return nil }
      return ScoreItem(
        dimension: .dataLoss, weight: .full,
        quality: Milli(losses[row], within: dataSet.recoveryPoint),
        finding: .dataSet(Row(row), lost: losses[row], objective: dataSet.recoveryPoint),
        binds: false)
    }
  }

  /// The data lost of each data set: the most that one event took, as time since the last copy.
  static func losses(_ run: ScoredRun) -> [TimeSpan] {
    var losses = run.model.platform.dataSets.indices.map {
      max(.zero, run.replication.dataLost.at(Row<DataSet>($0)) ?? .zero)
    }
    for entry in run.replication.entries
    where entry.kind == .dataLost && losses.indices.contains(Int(entry.subject)) {
      let lost = TimeSpan(microseconds: entry.value)
      losses[Int(entry.subject)] = max(losses[Int(entry.subject)], lost)
    }
    return losses
  }

  private static func hitComponents(_ run: ScoredRun) -> [Bool] {
    var isHit = run.model.platform.components.map { _ in false }
    for entry in run.replication.entries {
      switch entry.kind {
      case .faultBegan, .wentDown, .infected:
        if isHit.indices.contains(Int(entry.subject)) { isHit[Int(entry.subject)] = true }
      default: break
      }
    }
    return isHit
  }
}
