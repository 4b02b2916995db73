import EventKernel

/// A decision that waits for its answer, or was answered and takes effect at this instant.
struct PendingDecision {
  enum Subject {
    case branch(instance: Row<FlowInstance>, node: Row<FlowNode>)
    case dispatch(task: Row<FlowTask>)
  }

  var subject: Subject
  /// Of the instance or task, when it was asked.
  var generation: Generation
  var point: DecisionPoint
  var answer: Int32 = -1
}
