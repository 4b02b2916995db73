import Foundation
import Synchronization

/// The modes of the terminal on which lines are typed: those that it had, and those of the editor,
/// in which it neither shows what is typed nor waits for whole lines.
///
/// Whoever ends the process puts the first back: all of `restore` may be called by a handler.
enum TerminalModes {
  private static let descriptor = Atomic<Int32>(-1)
  private static let isEditing = Atomic(false)
  private static let hasLine = Atomic(false)
  /// Addresses of `termios`, which stay for the life of the process.
  private static let before = Atomic<UInt>(0)
  private static let editing = Atomic<UInt>(0)

  /// Remembers how the terminal is, before the editor has it.
  static func remember(_ terminal: Int32) {
    if before.load(ordering: .relaxed) == 0 {
      // Also at an end that no one of ours sees: the parser's `exit`.
      atexit { TerminalModes.restore() }
    }
    descriptor.store(terminal, ordering: .relaxed)
    keep(in: before)
  }

  /// The editor has set its own modes, and a line begins.
  static func begin() {
    keep(in: editing)
    isEditing.store(true, ordering: .relaxed)
    hasLine.store(true, ordering: .relaxed)
  }

  /// The line is over. The editor's modes stay.
  static func pause() { hasLine.store(false, ordering: .relaxed) }

  /// The editor has put the modes back that it found.
  static func end() {
    isEditing.store(false, ordering: .relaxed)
    set(before)
  }

  /// After a stop, in which another program had the terminal: what that left is what it gets back,
  /// unless it is no mode for a shell.
  static func resume() {
    guard editing.load(ordering: .relaxed) != 0 else { return }
    var now = termios()
    tcgetattr(descriptor.load(ordering: .relaxed), &now)
    if now.c_lflag & tcflag_t(ICANON) != 0 { keep(in: before) }
    set(editing)
    isEditing.store(true, ordering: .relaxed)
  }

  /// - Parameter isEnding: what comes next on the terminal begins below the line.
  static func restore(isEnding: Bool = true) {
    guard isEditing.exchange(false, ordering: .relaxed) else { return }
    let code = errno
    let terminal = descriptor.load(ordering: .relaxed)
    // In the background the terminal is another's, and to set its modes would stop this process.
    let group = tcgetpgrp(terminal)
    if group < 0 || group == getpgrp() {
      if isEnding, hasLine.load(ordering: .relaxed) {
        var byte = UInt8(ascii: "\n")
        _ = write(terminal, &byte, 1)
      }
      set(before)
    }
    errno = code
  }

  private static func keep(in place: borrowing Atomic<UInt>) {
    var address = place.load(ordering: .relaxed)
    if address == 0 {
      let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
      modes.initialize(to: termios())
      address = UInt(bitPattern: modes)
    }
    let modes = UnsafeMutablePointer<termios>(bitPattern: address)
    if tcgetattr(descriptor.load(ordering: .relaxed), modes) == 0 {
      place.store(address, ordering: .relaxed)
    }
  }

  private static func set(_ place: borrowing Atomic<UInt>) {
    let modes = UnsafePointer<termios>(bitPattern: place.load(ordering: .relaxed))
    guard let modes else { return }
    while tcsetattr(descriptor.load(ordering: .relaxed), TCSANOW, modes) != 0, errno == EINTR {}
  }
}
