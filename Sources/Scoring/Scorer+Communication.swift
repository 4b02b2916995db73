import EventKernel
import Simulator

extension Scorer {
  /// Per message: a share for being on time, one for the right receiver, one for being complete, as
  /// the rubric has them (7.3.2, A, 6.6.4 b); nothing for a required message that was never sent.
  ///
  /// Simulated people fill in what the form asks, so a message is complete once the right receiver
  /// has it. One without a deadline is on time whenever it arrives.
  static func communication(_ run: ScoredRun) -> [ScoreItem] {
    run.replication.messages.indices.map { sent($0, run) } + unsent(run)
  }

  private static func sent(_ row: Int, _ run: ScoredRun) -> ScoreItem {
    let message = run.replication.messages[row]
    let onTime = message.arrived.map { arrived in message.due.map { arrived <= $0 } ?? true }
    let parts = [
      (run.rubric.messageOnTime, onTime == true),
      (run.rubric.messageRightReceiver, !message.wentWrong),
      (run.rubric.messageComplete, message.arrived != nil),
    ]
    let whole = parts.reduce(0) { $0 + bounded($1.0) }
    let earned = parts.reduce(0) { $0 + ($1.1 ? bounded($1.0) : 0) }
    let isOpen = message.isOpen(at: run.end)
    let quality = isOpen || whole == 0 ? nil : Milli(earned, of: whole)
    return ScoreItem(
      dimension: .communication, weight: .full, quality: quality,
      notEvaluated: quality == nil ? (isOpen ? .stillOpen : .didNotApply) : nil,
      finding: .message(
        Row(row), onTime: onTime == true, rightReceiver: !message.wentWrong),
      binds: false)
  }

  /// Mandatory steps with a message that were left out, given up, or are overdue.
  private static func unsent(_ run: ScoredRun) -> [ScoreItem] {
    run.replication.tasks.compactMap { task in
      guard let step = run.step(of: task.node), step.isMandatory, let message = step.message,
        let incident = run.incident(of: task.instance)
      else { return nil }
      let isOpen: Bool
      switch task.outcome {
      case .done, .interrupted: return nil
      case .skipped, .lapsed: isOpen = false
      case .open:
        guard let within = message.within,
          let detected = run.passed(.detected, of: incident.index)
        else { return nil }
        isOpen = run.end.elapsed(since: detected) <= within
      }
      return ScoreItem(
        dimension: .communication, weight: .full, quality: isOpen ? nil : .zero,
        notEvaluated: isOpen ? .stillOpen : nil,
        finding: .stepMissing(task.node, instance: task.instance), binds: true)
    }
  }
}
