import CLibedit
import Foundation

/// A line that a person types at a terminal, with its history: libedit, which gets the keys one by
/// one and is asked for the line after each. What it would draw itself goes nowhere.
///
/// All of it assumes the encoding UTF-8, as everything does that we print, whatever the machine's
/// locale: what is typed in another one is not understood anyway.
struct LineEditor {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let files: [UnsafeMutablePointer<FILE>]

  private static let historyLength: Int32 = 500

  /// nil when the machine refuses.
  init?(input: Int32, output: Int32) {
    guard WideText.isKnown, let reading = fdopen(dup(input), "r"),
      let nowhere = fopen("/dev/null", "w"), let history = history_winit()
    else { return nil }
    TerminalModes.remember(input)
    // It wants to know by the descriptor that there is a terminal.
    guard let editor = el_init_fd("sandtable", reading, nowhere, nowhere, input, output, output)
    else { return nil }
    self.editor = editor
    self.history = history
    files = [reading, nowhere]
    editing_set_up(editor, history, Self.historyLength)
    Signals.watchTerminal()
  }

  /// Gives the terminal back. Nothing may follow.
  func close() {
    Signals.stopWatching()
    el_end(editor)
    TerminalModes.end()
    history_wend(history)
    for file in files { fclose(file) }
  }

  /// What is typed, and how many characters of it are before the cursor.
  var line: (text: [Unicode.Scalar], cursor: Int) {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer, let end = line.lastchar,
      let cursor = line.cursor
    else { return ([], 0) }
    let text = UnsafeBufferPointer(start: start, count: end - start)
    return (WideText.scalars(text), cursor - start)
  }

  /// An empty line, behind the history.
  func begin() {
    editing_set_unbuffered(editor, 1)
    TerminalModes.begin()
  }

  /// The line is over. It forgets it as it gives the terminal back; what is typed before the next
  /// line begins shall wait for that all the same.
  func end() {
    editing_set_unbuffered(editor, 0)
    editing_prepare(editor)
    TerminalModes.pause()
  }

  /// Does what it does at a key of its own, or enters a character.
  func press(_ key: String) {
    el_wpush(editor, WideText.characters(key))
    el_wgets(editor, nil)
  }

  /// Enters characters at the cursor.
  func insert(_ text: String) { el_winsertstr(editor, WideText.characters(text)) }

  /// Adds a line to the history.
  func remember(_ line: String) { editing_remember(history, WideText.characters(line)) }
}
