import Foundation
import Scenarios

/// What came of waiting for a line.
enum LineEvent: Equatable {
  case line(String)
  /// More than `LineInput.limit` characters: none of them counts.
  case tooLong
  /// The wait is over. What is typed so far stays.
  case idle
  /// The end of the input: its last byte, Ctrl-D on an empty line, or a terminal that was closed.
  case end
  /// Ctrl-C. What was typed is dropped.
  case interrupted
}

/// Lines that a person types at a terminal, with news above the one being typed; or out of a pipe
/// or a file, as plain lines without a prompt.
///
/// From the first `next` on, the terminal shows no key by itself. It is given back when the value
/// ends, and however the process ends or is stopped, but by SIGKILL. Between two calls Ctrl-C does
/// what it does without this: within `Signals.holdingOff` the next call tells it.
struct LineInput: ~Copyable {
  /// Characters of the longest line.
  static let limit = 1_000

  /// Gives the words that could stand at the cursor, of which those count that begin with what is
  /// there already: letters of any kind, hyphens, dots and slashes, but no blanks.
  var completions: (_ textBeforeCursor: String) -> [String] = { _ in [] }

  private let input: Int32
  private let output: Int32
  private var typing: Typing?
  private var lines = PlainLines(limit: limit)
  /// Where a terminal without an editor gets its prompt, and whether that is there.
  private var promptOutput: Int32?
  private var isPrompted = false

  /// - Parameter kind: the terminal's name; without one, or of a `dumb` one, it edits by itself.
  init(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
    kind: String? = ProcessInfo.processInfo.environment["TERM"]
  ) {
    self.input = input
    self.output = output
    // What is closed at the start is another file by the next one that is opened.
    if fcntl(input, F_GETFD) < 0 { lines.add(nil) }
    WakeUp.install()
    guard isatty(input) == 1 else { return }
    if isatty(output) == 1, !["", "dumb"].contains(kind ?? "") {
      typing = Typing(input: input, output: output)
    }
    if typing == nil { promptOutput = [output, STDERR_FILENO].first { isatty($0) == 1 } }
  }

  deinit { typing?.close() }

  /// Waits for a line, and keeps one that is half typed for the next call.
  ///
  /// - Parameters:
  ///   - prompt: may be another at each call.
  ///   - time: nil waits for ever; an interval of nothing looks what there is.
  mutating func next(prompt: String, waitingAtMost time: Duration?) -> LineEvent {
    let deadline = time.map { ContinuousClock.now + $0 }
    let prompt = ControlCharacters.inLine(prompt)
    return Signals.holdingOff {
      typing?.next(prompt: prompt, until: deadline, completions) ?? plain(prompt, until: deadline)
    }
  }

  /// Writes above the line that is typed. Throws only where there is no terminal to write to.
  mutating func say(_ text: String) throws {
    let text = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    guard typing == nil else {
      typing?.say(text)
      return
    }
    // The terminal keeps what is half typed, and shows it no more.
    leavePrompt()
    try Streams.answer(text, to: output)
  }

  /// What is written next begins below the prompt.
  private mutating func leavePrompt() {
    if isPrompted, let promptOutput { Streams.show("\n", on: promptOutput) }
    isPrompted = false
  }

  private mutating func plain(
    _ prompt: String, until deadline: ContinuousClock.Instant?
  ) -> LineEvent {
    while true {
      if Signals.takeInterrupt() {
        leavePrompt()
        return .interrupted
      }
      switch lines.next() {
      case .line(let text):
        isPrompted = false
        return .line(text)
      case .tooLong:
        isPrompted = false
        return .tooLong
      case .end:
        leavePrompt()
        return .end
      case .more: break
      }
      if let promptOutput, !isPrompted {
        Streams.show(prompt, on: promptOutput)
        isPrompted = true
      }
      switch WakeUp.wait(for: input, until: deadline) {
      case .input: lines.add(WakeUp.bytes(from: input))
      case .signal: break
      case .time: return .idle
      }
    }
  }
}
