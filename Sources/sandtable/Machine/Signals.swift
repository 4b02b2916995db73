import Foundation
import Rehearsal
import Synchronization

/// What the process does with signals.
///
/// - A broken pipe or a file beyond its limit is an error of the write that met it, not the end.
/// - Ctrl-C ends the command with 130; while a run is under way it asks the run to stop, so that
///   the partial result can be printed. A second Ctrl-C does not wait.
/// - A trap of our own ends with 70 and says what to report.
enum Signals {
  private static let interrupted = Atomic(false)
  private static let isHeldOff = Atomic(false)

  static var wasInterrupted: Bool { interrupted.load(ordering: .relaxed) }

  static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    installTraps()
    installInterrupt()
  }

  private static func installInterrupt() {
    let before = signal(SIGINT) { _ in
      if Signals.isHeldOff.load(ordering: .relaxed), !Signals.wasInterrupted {
        Signals.interrupted.store(true, ordering: .relaxed)
      } else {
        _exit(Exit.interrupted.rawValue)
      }
    }
    // Who started us may have blocked it in passing (a thread pool does), or ignores it on purpose
    // (a shell's background job), which stays so.
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGINT, SIG_IGN)
    }
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }

  /// Does `work` to its end although Ctrl-C is pressed; `wasInterrupted` then tells.
  static func holdingOff<Value>(_ work: () throws -> Value) rethrows -> Value {
    isHeldOff.store(true, ordering: .relaxed)
    defer { isHeldOff.store(false, ordering: .relaxed) }
    return try work()
  }

  /// The words are made beforehand: a handler may only write them. It runs on a stack of its own,
  /// for the case that the stack is what ran out.
  private static func installTraps() {
    let arguments = CommandLine.arguments.joined(separator: " ")
    trapMessage.store(
      UInt(
        bitPattern: strdup(
          """
          error: a fault of Sandtable itself. Please report this, with the files it was about:
          错误：程序自身故障。请连同所用文件一起报告以下内容：
            sandtable \(sandtableVersion): \(arguments)

          """)), ordering: .relaxed)
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        if let message = UnsafePointer<CChar>(
          bitPattern: Signals.trapMessage.load(ordering: .relaxed))
        {
          _ = write(STDERR_FILENO, message, strlen(message))
        }
        _exit(Exit.ourFault.rawValue)
      }
      action.sa_flags = SA_ONSTACK
      sigaction(number, &action, nil)
    }
  }

  private static let trapMessage = Atomic<UInt>(0)
}
