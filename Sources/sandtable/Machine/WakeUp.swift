import Foundation
import Synchronization

/// Waiting for input that a signal ends, too, whichever thread the signal came to: its handler
/// writes into a pipe that is waited for beside the input.
enum WakeUp {
  enum Reason {
    case input
    case signal
    case time
  }

  /// Both ends of the pipe, -1 while there is none.
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  /// Must come before the first wait; a second call does nothing.
  static func install() {
    guard readEnd.load(ordering: .relaxed) < 0 else { return }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd.store(ends[0], ordering: .relaxed)
    writeEnd.store(ends[1], ordering: .relaxed)
  }

  /// Ends the wait, or the next one. A handler may call it.
  static func ring() {
    let code = errno
    var byte: UInt8 = 0
    // A full pipe has rung already.
    _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
    errno = code
  }

  /// Waits until there is something to read, or its end. An interval of nothing looks once.
  static func wait(for descriptor: Int32, until deadline: ContinuousClock.Instant?) -> Reason {
    let bell = readEnd.load(ordering: .relaxed)
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&waits, nfds_t(waits.count), milliseconds(until: deadline))
    guard count >= 0 else { return .signal }
    if waits[1].revents != 0 {
      var bytes = [UInt8](repeating: 0, count: 64)
      while read(bell, &bytes, bytes.count) == bytes.count {}
      return .signal
    }
    return count == 0 ? .time : .input
  }

  /// Rounded up, so that no time is spent looking again and again; -1 for ever.
  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = (deadline - .now) / .milliseconds(1)
    return Int32(min(max(left, 0).rounded(.up), 1e9))
  }

  /// What can be read now: nil at the end of the input, or when it can't be read any more.
  static func bytes(from descriptor: Int32) -> [UInt8]? {
    let size = 1 << 14
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let length = read(descriptor, buffer.baseAddress, size)
      code = length < 0 ? errno : 0
      count = max(0, length)
    }
    if bytes.isEmpty, code != EINTR, code != EAGAIN { return nil }
    return bytes
  }
}
