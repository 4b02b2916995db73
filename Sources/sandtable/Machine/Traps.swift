import Foundation
import Rehearsal
import Scenarios
import Synchronization

/// What ends the process when it can't go on: a fault of our own with 70, and what to report;
/// memory that ran out with 74, since the machine refused it.
enum Traps {
  private static let faultWords = Atomic<UInt>(0)
  private static let memoryWords = Atomic<UInt>(0)
  /// The addresses of the runtime's allocation, from which it traps when it gets nothing.
  private static let allocation = Atomic<UInt>(0)
  private static let allocationSize: UInt = 0x200
  /// `backtrace` of the C library.
  private static let backtrace = Atomic<UInt>(0)

  private typealias Backtrace =
    @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int32) -> Int32

  /// The words are made beforehand: a handler may only write them. It runs on a stack of its own,
  /// for the case that the stack is what ran out.
  static func install() {
    let arguments = RunnerCommands.disarmed(
      ControlCharacters.inLine(CommandLine.arguments.joined(separator: " ")))
    keep(
      """
      error: a fault of Sandtable itself. Please report this, with the files it was about:
      错误：程序自身故障。请连同所用文件一起报告以下内容：
        sandtable \(sandtableVersion): \(arguments)

      """, in: faultWords)
    let words = Bilingual(
      zh: "错误：内存不足，无法完成；可缩短推演时长，或换到内存更大的机器\n",
      en: "error: out of memory; a shorter horizon or a machine with more would do\n")
    keep(words[Locale.language], in: memoryWords)
    findAllocation()
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in
        if Traps.isOutOfMemory {
          Traps.end(Traps.memoryWords, .machine)
        } else {
          Traps.end(Traps.faultWords, .ourFault)
        }
      }
      action.sa_flags = SA_ONSTACK
      sigaction(number, &action, nil)
    }
  }

  private static func keep(_ words: String, in place: borrowing Atomic<UInt>) {
    place.store(UInt(bitPattern: strdup(words)), ordering: .relaxed)
  }

  private static func end(_ words: borrowing Atomic<UInt>, _ exit: Exit) -> Never {
    TerminalModes.restore()
    if let text = UnsafePointer<CChar>(bitPattern: words.load(ordering: .relaxed)) {
      _ = write(STDERR_FILENO, text, strlen(text))
    }
    _exit(exit.rawValue)
  }

  /// Looked up now, and once used, since both may allocate, which a handler must not.
  private static func findAllocation() {
    guard let allocate = dlsym(nil, "swift_slowAlloc"), let walk = dlsym(nil, "backtrace") else {
      return
    }
    allocation.store(UInt(bitPattern: allocate), ordering: .relaxed)
    backtrace.store(UInt(bitPattern: walk), ordering: .relaxed)
    _ = isAllocating
  }

  /// Whether the runtime trapped as it got no memory, or no room for more is left to the process.
  private static var isOutOfMemory: Bool {
    if isAllocating { return true }
    let room = 4 << 20
    let place = mmap(nil, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard place != MAP_FAILED else { return true }
    munmap(place, room)
    return false
  }

  /// Whether one of the innermost calls is the runtime's allocation.
  private static var isAllocating: Bool {
    let walk = UnsafeRawPointer(bitPattern: backtrace.load(ordering: .relaxed))
    let first = allocation.load(ordering: .relaxed)
    guard let walk, first > 0 else { return false }
    return withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: 16) { calls in
      calls.initialize(repeating: nil)
      guard let start = calls.baseAddress else { return false }
      let count = unsafeBitCast(walk, to: Backtrace.self)(start, 16)
      return calls.prefix(Int(count)).contains { call in
        let address = UInt(bitPattern: call)
        return address > first && address <= first + allocationSize
      }
    }
  }
}
