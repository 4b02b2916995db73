import Foundation

/// Standard output and standard error, written at once and whole.
enum Streams {
  /// Writes the answer, for a person. A reader who has gone (`| head`) ends the writing quietly; a
  /// full disk behind a redirection is the machine's refusal.
  static func answer(_ text: String, to descriptor: Int32 = STDOUT_FILENO) throws {
    try check(write(shown(text, on: descriptor), to: descriptor))
  }

  /// Writes to a terminal on which a line is typed. Who has closed it is told by its input.
  static func show(_ text: String, on terminal: Int32) {
    _ = write(shown(text, on: terminal), to: terminal)
  }

  /// Writes an answer in JSON, as it is: it has escapes of its own.
  static func answer(json: String) throws {
    try check(write(json, to: STDOUT_FILENO))
  }

  /// Writes an answer in JSON piece by piece, so that it need not be in memory at once.
  ///
  /// - Parameter make: gives the pieces; it ends at once when the reader has gone, and by Ctrl-C,
  ///   unless that came before: then it prints what the interruption left.
  static func answer(json make: (_ add: (String) throws -> Void) throws -> Void) throws {
    let isOfInterruption = Signals.wasInterrupted
    do {
      try make { piece in
        guard isOfInterruption || !Signals.wasInterrupted else {
          throw Failure(
            .interrupted, zh: "已中断；以上 JSON 不完整",
            en: "interrupted; the JSON above is cut off")
        }
        let code = write(piece, to: STDOUT_FILENO)
        if code == EPIPE { throw ReaderGone() }
        try check(code)
      }
    } catch is ReaderGone {
      return
    }
  }

  private struct ReaderGone: Error {}

  private static func check(_ code: Int32) throws {
    guard code != 0, code != EPIPE else { return }
    throw Failure(
      .machine, zh: "无法写标准输出", en: "cannot write to standard output",
      detail: SystemWords.message(code))
  }

  /// Writes a diagnostic, a note or progress. When even that is refused, there is nobody to tell.
  static func tell(_ text: String) {
    _ = write(shown(text, on: STDERR_FILENO), to: STDERR_FILENO)
  }

  /// Writes commands for the runner of a CI job, which have escapes of their own.
  static func command(_ text: String) {
    _ = write(TerminalText.shown(text, keepingColours: false), to: STDERR_FILENO)
  }

  private static func shown(_ text: String, on descriptor: Int32) -> String {
    let shown = TerminalText.shown(text, keepingColours: isatty(descriptor) == 1)
    return RunnerCommands.areObeyed ? RunnerCommands.disarmed(shown) : shown
  }

  /// Gives the error number, 0 when all was written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in writeAll(UnsafeRawBufferPointer(bytes), to: descriptor) }
  }

  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// What the terminal can do, asked once per use.
enum Terminal {
  /// Columns for the answer; 100 when it goes into a file or a pipe.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1,
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return 100 }
    return Int(size.ws_col)
  }

  static var answersInColour: Bool { hasColour(STDOUT_FILENO) }
  static var tellsInColour: Bool { hasColour(STDERR_FILENO) }

  /// Colour only for a person at a terminal who has not set NO_COLOR (no-color.org).
  private static func hasColour(_ descriptor: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(descriptor) == 1 && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }
}
