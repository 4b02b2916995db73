import EventKernel
import Reports
import Scenarios
import Testing

@Suite struct RunTextTests {
  @Test("the text of a run is the golden one", arguments: Language.allCases)
  func golden(_ language: Language) throws {
    let text = RunText.render(Fixture.run(), language: language, width: 92, colour: false)
    try expectGolden(text, "run.\(language.rawValue).txt")
  }

  @Test("everything that happened is told when all is asked for")
  func verbose() throws {
    let run = Fixture.run()
    let text = RunText.render(run, language: .en, width: 92, colour: false, verbose: true)
    try expectGolden(text, "run.verbose.en.txt")
  }

  @Test("without colour there is no escape sequence; with colour the words are the same")
  func colour() {
    let run = Fixture.run()
    let plain = RunText.render(run, language: .en, width: 92, colour: false)
    let painted = RunText.render(run, language: .en, width: 92, colour: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(painted.contains("\u{1B}[31m"))
    let bare = painted.replacing(/\u{1B}\[[0-9]*m/, with: "")
    #expect(bare == plain)
  }

  @Test("no line is wider than the terminal, in either language", arguments: [80, 100, 140])
  func width(_ width: Int) {
    for language in Language.allCases {
      let text = RunText.render(Fixture.run(), language: language, width: width, colour: false)
      for line in text.split(separator: "\n") where !line.contains(" · ") {
        #expect(TextWidth.cells(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test("components that go down together are one line")
  func merged() {
    let text = RunText.render(Fixture.run(), language: .en, width: 200, colour: false)
    #expect(
      text.contains(
        "8 components down: Power A, CRAC A1, Core switch, Application server 1 and 4 more"))
  }
}
