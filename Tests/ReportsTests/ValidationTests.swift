import Foundation
import Rehearsal
import Reports
import Scenarios
import Testing

@Suite struct ValidationTests {
  @Test("the text of known values is the golden one", arguments: Language.allCases)
  func text(_ language: Language) throws {
    let text = ValidationText.render(
      Fixture.validation(), language: language, width: 120, colour: false)
    try expectGolden(text, "validation.\(language.rawValue).txt")
  }

  private static func page(_ validation: Validation) -> String {
    ValidationMarkdown.render(validation, command: "sandtable validate --seed 7 --markdown page.md")
  }

  @Test("the page and the JSON of known values are the golden ones")
  func documents() throws {
    try expectGolden(Self.page(Fixture.validation()), "validation.md")
    try expectGolden(ValidationJSON.render(Fixture.validation()), "validation.json")
  }

  @Test("the fixture has every verdict and every unit, so that the golden files show them")
  func fixture() {
    let cases = Fixture.validation().cases
    #expect(Set(cases.map(\.verdict)) == Set(ValidationVerdict.allCases))
    #expect(Set(cases.map(\.estimate.unit)) == [.time, .timeSquared, .share, .level])
  }

  @Test("the document keeps to its published schema", arguments: [0, 3])
  func schema(unseen: Int) throws {
    let text = ValidationJSON.render(Fixture.validation(unseen: unseen))
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(try SchemaChecker.published("validation").faults(in: document) == [])
  }

  @Test("a partial result says so in every form, and is not green")
  func partial() {
    var validation = Fixture.validation()
    validation.drills.removeLast()
    let text = ValidationText.render(validation, language: .en, width: 100, colour: false)
    #expect(text.contains("partial result: interrupted, 2 known values were not looked at"))
    #expect(ValidationJSON.render(validation).contains("\"partial\" : true"))
    #expect(!validation.isGreen)
  }

  @Test("the time that this machine took is in the text only")
  func wallTime() {
    var slower = Fixture.validation()
    slower.drills[0].took = .seconds(99)
    let usual = Fixture.validation()
    #expect(ValidationJSON.render(slower) == ValidationJSON.render(usual))
    #expect(Self.page(slower) == Self.page(usual))
    let text = ValidationText.render(slower, language: .en, width: 120, colour: false)
    #expect(text.contains("99 s"))
  }

  @Test("no line is wider than the terminal, in either language", arguments: [100, 140])
  func width(_ width: Int) {
    for language in Language.allCases {
      let text = ValidationText.render(
        Fixture.validation(), language: language, width: width, colour: false)
      for line in text.split(separator: "\n") {
        #expect(TextWidth.cells(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test("all green is said in one line")
  func green() {
    var validation = Fixture.validation(leftOut: 0)
    for drill in validation.drills.indices {
      for known in validation.drills[drill].cases.indices {
        validation.drills[drill].cases[known].verdict = .matches
      }
    }
    let text = ValidationText.render(validation, language: .en, width: 100, colour: false)
    #expect(text.hasPrefix("✓ all 6 known values match\n"))
    #expect(validation.isGreen)
  }
}
