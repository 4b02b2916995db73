import Scenarios
import Testing

@testable import sandtable

@Suite("Tab")
struct WordCompletionTests {
  private static let candidates = [
    "状态", "状态.全部", "机房/一层/配电室", "机房/一层/空调间", "ups-a1", "ups-a2", "folder/", "quit",
  ]

  private func completed(_ text: String, before rest: String = "") -> WordCompletion {
    WordCompletion(of: text, before: rest, from: Self.candidates)
  }

  @Test("goes on as far as all candidates agree, and ends a word that is whole")
  func additions() {
    #expect(completed("q").addition == "uit ")
    #expect(completed("指派 机").addition == "房/一层/")
    #expect(completed("机房/一层/配").addition == "电室 ")
    #expect(completed("u").addition == "ps-a")
    #expect(completed("fo").addition == "lder/")
    #expect(completed("ups-a1").addition == " ")
    #expect(completed("ups-a1", before: " x").addition == "")
  }

  @Test("shows the candidates when they do not agree at once")
  func choices() {
    #expect(completed("状态").choices == ["状态", "状态.全部"])
    #expect(completed("ups-a").choices == ["ups-a1", "ups-a2"])
    #expect(completed("").choices == Self.candidates)
    #expect(completed("无").choices.isEmpty)
    #expect(completed("无").addition.isEmpty)
  }

  @Test("shows them in columns, and of very many how many more there are")
  func columns() {
    let few = WordCompletion(of: "", before: "", from: ["状态", "a", "bcd", "e", "f"])
    #expect(few.shown(columns: 13, rows: 24, in: .en) == "状态  e\na     f\nbcd\n")
    let numbers = (10..<60).map(String.init)
    let many = WordCompletion(of: "", before: "", from: numbers)
    #expect(many.shown(columns: 8, rows: 4, in: .en) == "10  12\n11  13\n46 more\n")
    #expect(many.shown(columns: 8, rows: 4, in: .zh).hasSuffix("还有 46 个\n"))
    #expect(many.shown(columns: 1, rows: 2, in: .en) == "10\n49 more\n")
  }
}
