import EventKernel
import Simulator

extension MessageRecord {
  /// Late, or at the wrong receiver first, or never there.
  var isBad: Bool { isLate || wentWrong || arrived == nil }

  /// It came after its deadline, or never though it has one.
  var isLate: Bool {
    guard let due else { return false }
    return arrived.map { $0 > due } ?? true
  }
}
