import Foundation
import Scenarios

/// A person who types lines at a terminal.
struct Typing {
  private let input: Int32
  private let output: Int32
  private let editor: LineEditor
  private var screen: LineScreen
  private var keys = TerminalKeys()
  private var prompt = ""
  /// A line is begun, and on the screen between two calls.
  private var isTyping = false
  /// More was typed or pasted than a line may have.
  private var isCut = false

  /// nil when the machine refuses.
  init?(input: Int32, output: Int32) {
    guard let editor = LineEditor(input: input, output: output) else { return nil }
    self.editor = editor
    self.input = input
    self.output = output
    screen = LineScreen(terminal: output)
  }

  /// Gives the terminal back.
  func close() {
    var screen = screen
    screen.leave()
    editor.close()
  }

  /// Writes above the line that is typed, which is drawn again below.
  ///
  /// - Parameter text: ends with a line's end.
  mutating func say(_ text: String) {
    _ = isScreenOld()
    screen.erase()
    Streams.show(text, on: output)
    if isTyping { draw() }
  }

  mutating func next(
    prompt: String, until deadline: ContinuousClock.Instant?,
    _ completions: (_ textBeforeCursor: String) -> [String]
  ) -> LineEvent {
    var isChanged = !isTyping || prompt != self.prompt
    self.prompt = prompt
    if !isTyping { editor.begin() }
    isTyping = true
    while true {
      if Signals.takeInterrupt() { return interrupt() }
      if Signals.hasHungUp { return leave(.end) }
      if isScreenOld() { isChanged = true }
      while let key = keys.next() {
        if let event = obey(key, completions) { return event }
        isChanged = true
      }
      if isChanged { draw() }
      isChanged = false
      let first = [deadline, keys.deadline].compactMap(\.self).min()
      switch WakeUp.wait(for: input, until: first) {
      case .input:
        guard let bytes = WakeUp.bytes(from: input) else { return leave(.end) }
        keys.add(bytes)
      case .signal: break
      case .time:
        if let deadline, ContinuousClock.now >= deadline { return .idle }
      }
    }
  }

  /// Whether the line must be drawn anew: in a window of another size, or after a stop.
  private mutating func isScreenOld() -> Bool {
    let isResized = Signals.takeResize()
    let isContinued = Signals.takeContinuation()
    if isContinued {
      TerminalModes.resume()
      screen.forget()
    } else if isResized {
      screen.resize()
    }
    return isContinued || isResized
  }

  /// The event that the key makes, nil for one that edits.
  private mutating func obey(
    _ key: TerminalKeys.Key, _ completions: (String) -> [String]
  ) -> LineEvent? {
    let (typed, cursor) = editor.line
    if typed.count < LineInput.limit, key != .enter { isCut = false }
    switch key {
    case .text(let scalar):
      guard typed.count < LineInput.limit else {
        if !isCut { screen.beep() }
        isCut = true
        return nil
      }
      editor.press(String(scalar))
    case .edit(let key): editor.press(key)
    case .endOfInput where typed.isEmpty: return leave(.end)
    case .delete, .endOfInput: if cursor < typed.count { editor.press("\u{04}") }
    case .complete: complete(typed, cursor, completions)
    case .clearScreen: screen.clear()
    case .interrupt: return interrupt()
    case .enter:
      if isCut || typed.count > LineInput.limit { return leave(.tooLong) }
      let text = WideText.text(typed)
      if !text.allSatisfy(\.isWhitespace) { editor.remember(text) }
      return leave(.line(text))
    }
    return nil
  }

  private mutating func complete(
    _ typed: [Unicode.Scalar], _ cursor: Int, _ completions: (String) -> [String]
  ) {
    let text = WideText.text(typed[..<cursor])
    let completion = WordCompletion(
      of: text, before: WideText.text(typed[cursor...]), from: completions(text))
    let room = LineInput.limit - typed.count
    if !completion.choices.isEmpty {
      let (columns, rows) = screen.size
      say(completion.shown(columns: columns, rows: rows, in: Locale.language))
    } else if completion.addition.isEmpty || completion.addition.unicodeScalars.count > room {
      screen.beep()
    } else {
      editor.insert(completion.addition)
    }
  }

  /// Drops also what was pasted behind the line.
  private mutating func interrupt() -> LineEvent {
    keys = TerminalKeys()
    return leave(.interrupted, sign: "^C")
  }

  /// The line is over: what is written next begins below it.
  private mutating func leave(_ event: LineEvent, sign: String = "") -> LineEvent {
    draw()
    screen.leave(sign: sign)
    editor.end()
    (isTyping, isCut) = (false, false)
    return event
  }

  private mutating func draw() {
    let (typed, cursor) = editor.line
    screen.draw(prompt: prompt, typed, cursor: cursor)
  }
}
