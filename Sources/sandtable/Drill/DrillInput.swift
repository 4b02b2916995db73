import Foundation
import Reports
import Scenarios

/// Where lines come from, and where what is said goes: a terminal, a pipe, or a script.
protocol DrillInput: AnyObject {
  /// Whether somebody types, who can do something about what is refused.
  var isPerson: Bool { get }
  /// The next line.
  ///
  /// - Parameters:
  ///   - completions: what could be typed.
  ///   - limit: how long to wait for it; nil: for good.
  func next(
    prompt: String, completions: DrillCompletions, waitingAtMost limit: Duration?
  ) throws -> DrillLine
  func say(_ lines: [String]) throws
}

enum DrillLine {
  case line(String)
  case tooLong
  /// Nothing was typed to the end within the time.
  case idle
  /// There is nothing more to come.
  case end
  case interrupted
}

/// Lines that somebody types, edited at a terminal; or those of a pipe.
final class TerminalInput: DrillInput {
  private var input: LineInput
  var isPerson: Bool { isatty(STDIN_FILENO) == 1 }

  /// - Parameter isAside: what is said goes to standard error.
  init(isAside: Bool) {
    input = LineInput(output: isAside ? STDERR_FILENO : STDOUT_FILENO)
  }

  func next(
    prompt: String, completions: DrillCompletions, waitingAtMost limit: Duration?
  ) -> DrillLine {
    input.completions = { completions.candidates(for: $0) }
    return switch input.next(prompt: prompt, waitingAtMost: limit) {
    case .line(let line): .line(line)
    case .tooLong: .tooLong
    case .idle: .idle
    case .end: .end
    case .interrupted: .interrupted
    }
  }

  func say(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    let shown = lines.map(ControlCharacters.inLine).flatMap { line in
      isPerson ? TextWidth.wrapped(line, to: Terminal.width - 1) : [line]
    }
    try input.say(shown.map { $0 + "\n" }.joined())
  }
}

/// The lines of a file, shown behind the prompt as if somebody typed them. Those that begin with #
/// are remarks.
final class ScriptInput: DrillInput {
  var isPerson: Bool { false }
  private var lines: ArraySlice<String>
  private let isAside: Bool

  /// - Parameter isAside: what is said goes to standard error.
  init(_ path: String, isAside: Bool) throws {
    self.isAside = isAside
    lines = try InputFile.text(at: path)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix("#") }[...]
    // Behind the last line's end there is none.
    if lines.last == "" { lines.removeLast() }
  }

  func next(
    prompt: String, completions: DrillCompletions, waitingAtMost limit: Duration?
  ) throws -> DrillLine {
    if Signals.wasInterrupted { return .interrupted }
    guard let line = lines.popFirst() else { return .end }
    try say([prompt + line])
    return .line(line)
  }

  func say(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    let text = lines.map { ControlCharacters.inLine($0) + "\n" }.joined()
    if isAside { Streams.tell(text) } else { try Streams.answer(text) }
  }
}
