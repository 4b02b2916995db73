import Foundation
import Rehearsal
import Synchronization

/// What the process does with signals.
///
/// - A broken pipe or a file beyond its limit is an error of the write that met it, not the end.
/// - Ctrl-C ends the command with 130; while a run is under way it asks the run to stop, so that
///   the partial result can be printed. A second Ctrl-C does not wait.
/// - SIGQUIT ends the command, by the signal; SIGTERM and SIGHUP do anyway.
/// - While a person types lines at a terminal, all of these put its modes back before; a hang-up is
///   then the end of the input (`watchTerminal`).
/// - A trap of our own is answered for by `Traps`.
enum Signals {
  private static let interrupted = Atomic(false)
  private static let isHeldOff = Atomic(false)

  static var wasInterrupted: Bool { interrupted.load(ordering: .relaxed) }

  /// Whether Ctrl-C was pressed while it was held off. From now on it counts as not pressed.
  static func takeInterrupt() -> Bool { interrupted.exchange(false, ordering: .relaxed) }

  static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    Traps.install()
    installInterrupt()
    installQuit()
  }

  /// The runtime of Swift may have a handler that shows a backtrace and goes on.
  private static func installQuit() {
    let before = signal(SIGQUIT, SIG_DFL)
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGQUIT, SIG_IGN)
    }
    unblock(SIGQUIT)
    unblock(SIGTERM)
  }

  private static func installInterrupt() {
    let before = signal(SIGINT) { _ in
      if Signals.isHeldOff.load(ordering: .relaxed), !Signals.wasInterrupted {
        Signals.interrupted.store(true, ordering: .relaxed)
        WakeUp.ring()
      } else {
        TerminalModes.restore()
        _exit(Exit.interrupted.rawValue)
      }
    }
    // Who started us may have blocked it in passing (a thread pool does), or ignores it on purpose
    // (a shell's background job), which stays so.
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGINT, SIG_IGN)
    }
    unblock(SIGINT)
  }

  /// A handler may call it.
  static func unblock(_ number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Does `work` to its end although Ctrl-C is pressed; `wasInterrupted` then tells.
  static func holdingOff<Value>(_ work: () throws -> Value) rethrows -> Value {
    let before = isHeldOff.exchange(true, ordering: .relaxed)
    defer { isHeldOff.store(before, ordering: .relaxed) }
    return try work()
  }
}
