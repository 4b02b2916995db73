import Testing

@testable import sandtable

@Suite("What a person presses")
struct TerminalKeysTests {
  private func keys(_ bytes: [UInt8], splitAt place: Int? = nil) -> [TerminalKeys.Key] {
    var keys = TerminalKeys()
    var read: [TerminalKeys.Key] = []
    for part in [bytes.prefix(place ?? bytes.count), bytes.dropFirst(place ?? bytes.count)] {
      keys.add(Array(part))
      while let key = keys.next() { read.append(key) }
    }
    return read
  }

  @Test("is the same wherever what the terminal sends is cut in two")
  func cut() {
    let bytes = Array("状é\u{1B}[A\u{1B}[1;5C\u{1B}OH\u{1B}[3~\u{1B}bx\u{1F692}\u{1B}[[A\r\t".utf8)
    let whole = keys(bytes)
    #expect(
      whole == [
        .text("状"), .text("é"), .edit("\u{10}"), .edit("\u{1B}f"), .edit("\u{01}"), .delete,
        .edit("\u{1B}b"), .text("x"), .text("\u{1F692}"), .enter, .complete,
      ])
    for place in bytes.indices { #expect(keys(bytes, splitAt: place) == whole, "\(place)") }
  }

  @Test("has no key that the editor would wait behind, and none of a terminal's own")
  func passedOver() {
    let unknown = [
      "\u{16}", "\u{18}", "\u{0}", "\u{1B}x", "\u{1B}[20~", "\u{1B}OP", "\u{1B}[<0;1;1M",
    ]
    for sequence in unknown { #expect(keys(Array((sequence + "a").utf8)) == [.text("a")]) }
  }

  @Test("is repaired where it is no UTF-8")
  func repaired() {
    let odd: [[UInt8]] = [[0xFF], [0xE7, 0x8A], [0xC0], [0xED, 0xA0, 0x80], [0xF5]]
    for bytes in odd {
      let read = keys(bytes + Array("a字".utf8))
      #expect(read.first == .text("\u{FFFD}"))
      #expect(read.suffix(2) == [.text("a"), .text("字")])
    }
  }

  @Test("is given up when an escape stays by itself")
  func escape() async throws {
    var keys = TerminalKeys()
    keys.add([0x1B])
    #expect(keys.next() == nil)
    let deadline = try #require(keys.deadline)
    try await Task.sleep(until: deadline, clock: .continuous)
    #expect(keys.next() == nil)
    #expect(keys.deadline == nil)
    keys.add(Array("b".utf8))
    #expect(keys.next() == .text("b"))
  }
}
