import Reports
import Scenarios
import Testing

@Suite("Diagnostics as text")
struct DiagnosticTextTests {
  private func diagnostic(_ line: String, column: Int, length: Int) -> Diagnostic {
    Diagnostic(
      severity: .error, rule: .unknownReference, file: "drills/worm.yaml", line: 14,
      column: column, length: length,
      message: Bilingual(zh: "未知的组件 'db-3'", en: "unknown component 'db-3'"),
      hint: Bilingual(zh: "是否应为 'db-2'？", en: "did you mean 'db-2'?"), sourceLine: line)
  }

  @Test("the mark stands under the place, the hint behind it")
  func mark() {
    let text = DiagnosticText.render(
      [diagnostic("  target: db-3", column: 11, length: 4)], language: .en)
    #expect(
      text == """
        drills/worm.yaml:14:11: error: unknown component 'db-3' [unknown-reference]
           14 |   target: db-3
              |           ^~~~ did you mean 'db-2'?

        """)
  }

  @Test("wide characters count two columns")
  func wide() {
    let text = DiagnosticText.render([diagnostic("名: 数据库", column: 4, length: 3)], language: .zh)
    #expect(
      text == """
        drills/worm.yaml:14:4: 错误: 未知的组件 'db-3' [unknown-reference]
           14 | 名: 数据库
              |     ^~~~~~ 是否应为 'db-2'？

        """)
  }

  @Test("a long line is cut around the place")
  func long() {
    let line = String(repeating: "a", count: 300) + "bad" + String(repeating: "c", count: 300)
    let lines = DiagnosticText.render([diagnostic(line, column: 301, length: 3)], language: .en)
      .split(separator: "\n")
    #expect(lines[1].count < 140)
    #expect(lines[1].contains("…aaa") && lines[1].contains("ccc…"))
    let mark = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let place = lines[1].firstIndex(of: "b").map {
      lines[1].distance(from: lines[1].startIndex, to: $0)
    }
    #expect(mark == place)
  }

  @Test("control characters of a file do not reach the terminal")
  func control() {
    let line = "\u{1B}[31mred\u{202E}"
    let text = DiagnosticText.render([diagnostic(line, column: 1, length: 500)], language: .en)
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("a diagnostic of a whole file has no excerpt")
  func wholeFile() {
    var whole = diagnostic("", column: 0, length: 1)
    whole.line = 0
    whole.sourceLine = nil
    let text = DiagnosticText.render([whole], language: .en)
    #expect(
      text == """
        drills/worm.yaml: error: unknown component 'db-3' [unknown-reference]
          did you mean 'db-2'?

        """)
  }
}

@Suite("Control characters")
struct ControlCharacterTests {
  /// They are looked for in bytes, and told apart by scalars: two ways to say one thing.
  @Test("are found in a text where one stands, and nowhere else")
  func found() {
    let scalars = (0x00...0x3_0000 as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
    for scalar in scalars {
      let first = ControlCharacters.first(in: "演练 a\(Character(scalar))é“b”")
      let isRight = ControlCharacters.isControl(scalar) ? first == scalar : first == nil
      if !isRight { Issue.record("\(ControlCharacters.name(scalar))") }
    }
    #expect(ControlCharacters.first(in: "") == nil)
  }
}
