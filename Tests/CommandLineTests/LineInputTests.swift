import Foundation
import Testing

@testable import sandtable

@Suite("Lines out of a pipe")
struct LineInputTests {
  /// The events of an input that ends, and what is written meanwhile.
  private func events(_ bytes: [UInt8]) throws -> (events: [LineEvent], written: String) {
    let (from, to) = (Pipe(), Pipe())
    let writer = from.fileHandleForWriting
    let writing = Thread {
      try? writer.write(contentsOf: bytes)
      try? writer.close()
    }
    writing.start()
    var events: [LineEvent] = []
    do {
      var input = LineInput(
        input: from.fileHandleForReading.fileDescriptor,
        output: to.fileHandleForWriting.fileDescriptor, kind: "xterm")
      repeat {
        events.append(input.next(prompt: "? ", waitingAtMost: nil))
        try input.say("said")
      } while events.last != .end && events.count < 100
    }
    try to.fileHandleForWriting.close()
    let written = try to.fileHandleForReading.readToEnd() ?? Data()
    return (events, String(decoding: written, as: UTF8.self))
  }

  @Test("are read whatever ends them, without a prompt and without escapes")
  func plain() throws {
    let (events, written) = try events(Array("\u{FEFF}状态\r\n\nx\u{FEFF} y \n最后".utf8))
    #expect(
      events == [.line("状态"), .line(""), .line("x\u{FEFF} y "), .line("最后"), .end])
    #expect(written == String(repeating: "said\n", count: 5))
  }

  @Test("are repaired where they are no UTF-8")
  func repaired() throws {
    let bytes = [0xFF] + Array("a\n".utf8) + [0xE7, 0x8A]
    #expect(try events(bytes).events == [.line("\u{FFFD}a"), .line("\u{FFFD}"), .end])
  }

  @Test("are dropped as a whole when they are too long, and the next one counts")
  func tooLong() throws {
    let limit = LineInput.limit
    let text =
      String(repeating: "字", count: limit) + "\r\n" + String(repeating: "字", count: limit + 1)
      + "\n" + String(repeating: "x", count: 1 << 20) + "\nok\n"
      + String(repeating: "\u{1F692}", count: limit) + "\n" + String(repeating: "y", count: 1 << 16)
    #expect(
      try events(Array(text.utf8)).events == [
        .line(String(repeating: "字", count: limit)), .tooLong, .tooLong, .line("ok"),
        .line(String(repeating: "\u{1F692}", count: limit)), .tooLong, .end,
      ])
  }

  @Test("may come in pieces, between which the wait is over")
  func idle() throws {
    let (from, to) = (Pipe(), Pipe())
    var input = LineInput(
      input: from.fileHandleForReading.fileDescriptor,
      output: to.fileHandleForWriting.fileDescriptor, kind: nil)
    #expect(input.next(prompt: "", waitingAtMost: .zero) == .idle)
    try from.fileHandleForWriting.write(contentsOf: Data("half".utf8))
    let began = ContinuousClock.now
    #expect(input.next(prompt: "", waitingAtMost: .milliseconds(50)) == .idle)
    #expect(ContinuousClock.now - began >= .milliseconds(50))
    try from.fileHandleForWriting.write(contentsOf: Data(" line\nrest".utf8))
    #expect(input.next(prompt: "", waitingAtMost: .seconds(10)) == .line("half line"))
    try from.fileHandleForWriting.close()
    #expect(input.next(prompt: "", waitingAtMost: nil) == .line("rest"))
    #expect(input.next(prompt: "", waitingAtMost: nil) == .end)
  }
}
