import EventKernel
import Simulator

extension Scorer {
  /// Two facts for each incident whose flows ask for evidence, half of the quality each: secured
  /// before the first act that destroys it, and handed to the contact (A, 应).
  ///
  /// Handing over what was never secured does not count. While the case is open and nothing has
  /// been destroyed, what is not done yet is not evaluated.
  static func evidence(_ run: ScoredRun) -> [ScoreItem] {
    run.incidents.compactMap { incident in
      let record = run.replication.incidents[incident]
      let isAsked =
        record.evidenceSecured != nil || record.evidenceHandedOver != nil
        || !run.tasks(of: incident, .secureEvidence, .handOverEvidence).isEmpty
      guard isAsked else { return nil }
      let secured = record.evidenceSecured.map { secured in
        record.evidenceDestroyed.map { secured <= $0 } ?? true
      }
      let handedOver = secured != nil && record.evidenceHandedOver != nil
      let isOver =
        run.passed(.closed, of: incident) != nil || run.passed(.ended, of: incident) != nil
      let isLost = secured == false || (secured == nil && record.evidenceDestroyed != nil)
      let isOpen = !isOver && !isLost && !(secured == true && handedOver)
      let facts = (secured == true ? 1 : 0) + (handedOver ? 1 : 0)
      return ScoreItem(
        dimension: .evidence, weight: .full, quality: isOpen ? nil : Milli(facts, of: 2),
        notEvaluated: isOpen ? .stillOpen : nil,
        finding: .evidence(
          incident: Row(incident), securedInTime: secured == true, handedOver: handedOver),
        binds: true)
    }
  }
}
