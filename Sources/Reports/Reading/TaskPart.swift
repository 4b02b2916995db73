import EventKernel
import Simulator

/// Which of the tasks of an activity that is done several times a task is.
struct TaskPart: Sendable {
  /// From 1.
  var number: Int
  /// Where it is done for each component.
  var component: Row<Component>?

  /// By row of a task; those of activities that are done once have none.
  static func all(_ replication: Replication) -> [Int: TaskPart] {
    var parts: [Int: TaskPart] = [:]
    for entry in replication.entries {
      if entry.kind == .taskOffered, entry.value > 0 {
        parts[Int(entry.object)] = TaskPart(number: Int(entry.value))
      } else if entry.kind == .taskForComponent {
        parts[Int(entry.object)]?.component = Row(Int(entry.subject))
      }
    }
    return parts
  }
}
