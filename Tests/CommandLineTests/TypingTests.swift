import Foundation
import Testing

@testable import sandtable

/// One at a time: a process has one terminal.
@Suite("A line that is typed at a terminal", .serialized)
struct TypingTests {
  private static let prompt = "沙盘> "

  /// Waits until the screen is as it should be, while the line is edited.
  private func wait(
    _ input: inout LineInput, _ terminal: PseudoTerminal, prompt: String = prompt,
    until isDone: (Screen) -> Bool
  ) -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      guard input.next(prompt: prompt, waitingAtMost: .milliseconds(2)) == .idle else {
        return false
      }
      terminal.look()
      if isDone(terminal.screen) { return true }
    }
    return false
  }

  /// Ready for keys: what is typed before is the terminal's to edit.
  private func input(_ terminal: PseudoTerminal) -> LineInput {
    var input = LineInput(input: terminal.end, output: terminal.end, kind: "xterm")
    #expect(input.next(prompt: Self.prompt, waitingAtMost: .zero) == .idle)
    return input
  }

  @Test("loses one character at the backspace, also a Chinese one, and is handed over")
  func backspace() throws {
    let terminal = try PseudoTerminal()
    var input = input(terminal)
    terminal.type("指派 张三\u{7F}")
    #expect(wait(&input, terminal) { $0.lines == ["沙盘> 指派 张"] && $0.column == 13 })
    terminal.type("\u{1B}[D\u{1B}[D\u{7F}é\r")
    #expect(input.next(prompt: Self.prompt, waitingAtMost: .seconds(10)) == .line("指é 张"))
    #expect(!terminal.isForLines)
    try input.say("done")
    terminal.look()
    #expect(terminal.screen.lines == ["沙盘> 指é 张", "done"])
  }

  @Test("stays half typed below the news, with a prompt that changes")
  func news() throws {
    let terminal = try PseudoTerminal(columns: 20)
    var input = input(terminal)
    terminal.type("一二三四五六七八九十\u{1B}[D")
    #expect(
      wait(&input, terminal) { $0.lines == ["沙盘> 一二三四五六七", "八九十"] && $0.column == 4 })
    try input.say("news\n一号机组停机")
    #expect(
      wait(&input, terminal, prompt: "1 沙盘> ") {
        $0.lines == ["news", "一号机组停机", "1 沙盘> 一二三四五六", "七八九十"] && $0.column == 6
      })
    terminal.type("x\r")
    #expect(
      input.next(prompt: "2> ", waitingAtMost: .seconds(10)) == .line("一二三四五六七八九x十"))
  }

  @Test("is completed by Tab, and the candidates are shown above it")
  func completion() throws {
    let terminal = try PseudoTerminal()
    var input = input(terminal)
    input.completions = { $0.hasPrefix("指派") ? ["机房/一层", "机房/二层"] : [] }
    terminal.type("指派 机\t\t")
    #expect(
      wait(&input, terminal) { $0.lines == ["机房/一层  机房/二层", "沙盘> 指派 机房/"] })
    terminal.type("一\t\r")
    #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .line("指派 机房/一层 "))
  }

  @Test("comes again out of the history, where it is changed for this time only")
  func history() throws {
    let terminal = try PseudoTerminal()
    var input = input(terminal)
    terminal.type("状态\rsecond\r \r")
    for text in ["状态", "second", " "] {
      #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .line(text))
    }
    let up = "\u{1B}[A"
    for (keys, text) in [(up + up + "!", "状态!"), (up + up + up, "状态"), ("状\u{12}", "状态")] {
      terminal.type(keys + "\r")
      #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .line(text))
    }
  }

  @Test("is dropped when more is pasted than a line may have")
  func tooLong() throws {
    let terminal = try PseudoTerminal()
    var input = input(terminal)
    terminal.type(String(repeating: "字", count: LineInput.limit + 1) + "\rok\r")
    #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .tooLong)
    #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .line("ok"))
  }

  @Test("ends at Ctrl-D when it is empty, or with the terminal, which is as it was")
  func end() throws {
    let terminal = try PseudoTerminal()
    #expect(terminal.isForLines)
    do {
      var input = input(terminal)
      terminal.type("x\u{04}\u{7F}\u{1B}[3~\u{04}")
      #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .end)
      #expect(!terminal.isForLines)
    }
    #expect(terminal.isForLines)
    var input = input(terminal)
    terminal.shut()
    #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .end)
    #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .end)
  }

  @Test("is on the screen as it is, whatever is changed in it", arguments: [9, 20, 41])
  func drawn(columns: Int) throws {
    let terminal = try PseudoTerminal(columns: columns, rows: 30)
    var input = input(terminal)
    var line = Model(columns: columns)
    for step in 1...300 {
      terminal.type(line.change(step))
      let isDrawn = wait(&input, terminal) {
        $0.lines == line.lines && $0.row == line.row && $0.column == line.column
      }
      try #require(
        isDrawn, "step \(step): \(terminal.screen.lines) for \(line.lines), \(line.last)")
    }
  }
}

/// What a line should be after random keys, and how it should stand on the screen.
private struct Model {
  let columns: Int
  private(set) var last = ""
  private var text: [Character] = []
  private var cursor = 0
  private var state: UInt64 = 7
  private static let prompt = Array("沙盘> ")
  private static let letters = Array("ab中文字状态é一。-/")

  init(columns: Int) { self.columns = columns }

  private mutating func draw(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }

  /// The keys of the next change.
  mutating func change(_ step: Int) -> String {
    switch text.count > 3 * columns ? 12 : draw(15) {
    case 0...5:
      let more = (0...draw(6)).map { _ in Self.letters[draw(Self.letters.count)] }
      text.insert(contentsOf: more, at: cursor)
      cursor += more.count
      last = String(more)
    case 6, 7:
      let count = 1 + draw(8)
      cursor = max(0, cursor - count)
      last = String(repeating: "\u{1B}[D", count: count)
    case 8:
      cursor = min(text.count, cursor + 1)
      last = "\u{1B}OC"
    case 9:
      cursor = 0
      last = "\u{01}"
    case 10:
      cursor = text.count
      last = "\u{1B}[F"
    case 11, 12:
      if cursor > 0 { text.remove(at: cursor - 1) }
      cursor = max(0, cursor - 1)
      last = "\u{7F}"
    case 13:
      if cursor < text.count { text.remove(at: cursor) }
      last = "\u{1B}[3~"
    default:
      text.removeSubrange(cursor...)
      last = "\u{0B}"
    }
    return last
  }

  var lines: [String] { layout.lines.map { $0.replacing(/\s+$/, with: "") } }
  var row: Int { layout.places[Self.prompt.count + cursor].row }
  var column: Int { layout.places[Self.prompt.count + cursor].column }

  private var layout: (lines: [String], places: [(row: Int, column: Int)]) {
    var lines = [""]
    var column = 0
    var places: [(row: Int, column: Int)] = []
    for character in Self.prompt + text {
      let width = character.unicodeScalars.first!.value >= 0x1100 ? 2 : 1
      if column + width > columns {
        lines.append("")
        column = 0
      }
      places.append((lines.count - 1, column))
      lines[lines.count - 1].append(character)
      column += width
      if column == columns {
        lines.append("")
        column = 0
      }
    }
    places.append((lines.count - 1, column))
    if lines.last == "" { lines.removeLast() }
    return (lines, places)
  }
}
