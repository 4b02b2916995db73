import EventKernel

/// A decision that waits for its answer, or was answered and takes effect at this instant.
struct PendingDecision {
  enum Subject {
    case branch(instance: Int, node: Int)
    case dispatch(task: Int)
  }

  var subject: Subject
  /// Of the instance or task, when it was asked.
  var generation: UInt32
  var point: DecisionPoint
  var answer: Int32 = -1
}
