import Crypto
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator
import Testing

@Suite struct RunPageTests {
  static let hostile = "<b>&\"'\u{301}</svg><script>alert(1)</script>\" onload=\"x\u{0}"

  @Test(
    "a page is well-formed, whatever things are called",
    arguments: Language.allCases, ["", RunPageTests.hostile])
  func wellFormed(_ language: Language, _ mark: String) {
    let page = RunPage.render(Fixture.run(mark: mark), language: language)
    let reader = PageReader.reading(page)
    #expect(reader.isWellFormed)
    #expect(!reader.elements.contains("script"))
    #expect(!reader.elements.contains("b") || mark.isEmpty || !page.contains("<b>&"))
    #expect(reader.attributes.isDisjoint(with: ["style", "onload", "src"]))
  }

  @Test("a very long run has a page that can be opened, which says what it leaves out")
  func longRun() {
    var run = Fixture.run()
    let (entries, tasks) = (run.replication.entries, run.replication.tasks)
    let short = RunPage.render(run, language: .en).utf8.count
    while run.replication.entries.count < 40_000 { run.replication.entries += entries }
    while run.replication.tasks.count < 40_000 { run.replication.tasks += tasks }
    for (language, words) in [(Language.en, "The first 2000 of "), (.zh, "此处为前 2000 行")] {
      let page = RunPage.render(run, language: language)
      #expect(page.contains(words))
      #expect(page.utf8.count < short + 4_000_000)
      #expect(PageReader.reading(page).isWellFormed)
    }
  }

  @Test("the policy names the one style sheet by its hash and forbids all else")
  func policy() throws {
    let page = RunPage.render(Fixture.run(), language: .en)
    let parts = page.split(separator: /<\/?style>/)
    try #require(parts.count == 3)
    let digest = Data(SHA256.hash(data: Data(parts[1].utf8))).base64EncodedString()
    #expect(
      page.contains(
        "content=\"default-src 'none'; style-src 'sha256-\(digest)'; img-src 'none'; base-uri 'none'; form-action 'none'\""
      ))
  }

  @Test("the same run gives the same bytes", arguments: Language.allCases)
  func stable(_ language: Language) {
    let pages = (0..<2).map { _ in RunPage.render(Fixture.run(), language: language) }
    #expect(pages[0] == pages[1])
  }

  @Test("ids are unique, and every label that is referred to exists", arguments: Language.allCases)
  func ids(_ language: Language) {
    let reader = PageReader.reading(RunPage.render(Fixture.run(), language: language))
    #expect(Set(reader.ids).count == reader.ids.count)
    #expect(reader.references.subtracting(reader.ids).isEmpty)
  }

  @Test("headings go down one level at a time, and every header cell has its scope")
  func structure() {
    let reader = PageReader.reading(RunPage.render(Fixture.run(), language: .en))
    var last = 0
    for level in reader.headings {
      #expect(level <= last + 1)
      last = level
    }
    #expect(reader.headersWithoutScope == 0)
    #expect(reader.elements.count { $0 == "main" } == 1)
  }

  @Test("the page says its language and leads to its sibling")
  func language() {
    let english = RunPage.render(Fixture.run(), language: .en, sibling: "a&b.zh.html")
    #expect(english.contains("<html lang=\"en\""))
    #expect(english.contains("href=\"a&amp;b.zh.html\" hreflang=\"zh-Hans\""))
    let chinese = RunPage.render(Fixture.run(), language: .zh)
    #expect(chinese.contains("<html lang=\"zh-Hans\""))
    #expect(!chinese.contains("hreflang"))
  }

  @Test("three hundred untouched components and sixty idle people are counted, not drawn by name")
  func large() {
    let page = RunPage.render(Fixture.run(extra: 300), language: .en)
    #expect(page.contains("63 more not involved") || page.contains("60 more not involved"))
    #expect(page.contains("9 of 312 components"))
    #expect(!page.contains("<li class=\"c-up\""))
  }
}
