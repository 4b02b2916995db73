import EventKernel
import Simulator

extension MessageRecord {
  /// Late, or at the wrong receiver first, or not there though its time is up.
  func isBad(at end: SimulationTime) -> Bool {
    wentWrong || isLate(at: end) || (arrived == nil && !isOpen(at: end))
  }

  /// It came after its deadline, or never though it has one and that is over.
  func isLate(at end: SimulationTime) -> Bool {
    guard let due, !isOpen(at: end) else { return false }
    return arrived.map { $0 > due } ?? true
  }
}
