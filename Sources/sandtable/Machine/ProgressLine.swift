import Foundation

/// A line on standard error that says how far a long command is; for a person at a terminal only.
struct ProgressLine {
  private let isShown =
    isatty(STDERR_FILENO) == 1
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  private var shown = ""

  /// Shows a text, of characters that are plain, in the place of the one before.
  mutating func show(_ text: String) {
    guard isShown, text != shown else { return }
    shown = text
    write("\r\u{1B}[K" + text)
  }

  /// Takes the line away.
  mutating func clear() {
    guard isShown, !shown.isEmpty else { return }
    shown = ""
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { Streams.writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }
}
