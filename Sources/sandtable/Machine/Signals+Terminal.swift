import Foundation
import Synchronization

/// What signals say while a person types lines at a terminal.
extension Signals {
  private static let isWatching = Atomic(false)
  private static let hungUp = Atomic(false)
  private static let resized = Atomic(false)
  private static let continued = Atomic(false)

  /// The terminal was closed, or the connection to it.
  static var hasHungUp: Bool { hungUp.load(ordering: .relaxed) }

  /// Whether the window has another size than at the last call.
  static func takeResize() -> Bool { resized.exchange(false, ordering: .relaxed) }

  /// Whether the process was stopped, and goes on since the last call. Another program may have had
  /// the terminal meanwhile.
  static func takeContinuation() -> Bool { continued.exchange(false, ordering: .relaxed) }

  /// From now on a signal that ends or stops the process puts the terminal's modes back first, and
  /// a hang-up is for the reader of lines to notice.
  static func watchTerminal() {
    isWatching.store(true, ordering: .relaxed)
    install(SIGWINCH) { _ in
      Signals.resized.store(true, ordering: .relaxed)
      WakeUp.ring()
    }
    install(SIGCONT) { _ in
      Signals.continued.store(true, ordering: .relaxed)
      WakeUp.ring()
    }
    install(SIGHUP) { number in
      // The shell and the kernel each send one: what the end of the input began is not to be cut
      // off by the second.
      guard Signals.isWatching.load(ordering: .relaxed) || Signals.hasHungUp else {
        Signals.leave(by: number)
        return
      }
      Signals.hungUp.store(true, ordering: .relaxed)
      WakeUp.ring()
    }
    installStop()
    for number in [SIGTERM, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU] {
      install(number) { Signals.leave(by: $0) }
    }
  }

  /// No more lines are read: a hang-up ends the command again.
  static func stopWatching() { isWatching.store(false, ordering: .relaxed) }

  private static func installStop() {
    install(SIGTSTP) { number in
      let code = errno
      TerminalModes.restore(isEnding: false)
      Signals.leave(by: number)
      // It was continued; or nobody could continue it, and the kernel did not stop it.
      Signals.installStop()
      Signals.continued.store(true, ordering: .relaxed)
      WakeUp.ring()
      errno = code
    }
  }

  /// Lets a signal do, within its handler, what it does without one.
  private static func leave(by number: Int32) {
    TerminalModes.restore()
    signal(number, SIG_DFL)
    unblock(number)
    raise(number)
  }

  /// What is ignored on purpose (`nohup`, a job in the background) stays so.
  private static func install(
    _ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    var action = sigaction()
    sigaction(number, nil, &action)
    let before = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    guard before != unsafeBitCast(SIG_IGN, to: Int.self) else { return }
    action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }
}
