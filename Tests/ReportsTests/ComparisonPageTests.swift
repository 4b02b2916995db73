import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics
import Testing

@testable import Reports

@Suite struct ComparisonPageTests {
  private static func comparison(
    _ mark: String = "", later: Int64 = 240, tolerance: Double = 0
  ) -> Comparison {
    Comparison(
      Fixture.bench(mark: mark, later: later), with: Fixture.bench(mark: mark),
      tolerance: Probability(clamped: tolerance))
  }

  @Test("the page of a comparison is the kept one", arguments: Language.allCases)
  func golden(_ language: Language) throws {
    let page = ComparisonPage.render(
      Self.comparison(tolerance: 0.02), language: language, sibling: "other.html")
    try expectGolden(withoutStyle(page), "compare.\(language.rawValue).html")
  }

  @Test("the data of every chart is the kept one")
  func charts() throws {
    let charts = ComparisonCharts(Self.comparison()).all
    try expectGolden(text(of: charts), "compare.charts.csv")
    try expectSound(charts)
  }

  @Test(
    "the page is sound, whatever things are called", arguments: Language.allCases,
    ["", RunPageTests.hostile])
  func sound(_ language: Language, _ mark: String) {
    expectSound(ComparisonPage.render(Self.comparison(mark), language: language))
    let comparison = Self.comparison(mark)
    expectSound(BenchPage.render(comparison.after, comparison, language: language))
  }

  @Test("each judged figure that is not the same has its row, of the outcome's shape")
  func rows() throws {
    let comparison = Self.comparison(tolerance: 0.02)
    let page = ComparisonPage.render(comparison, language: .en)
    let pictures = [
      ("changes-share", comparison.judged.filter { $0.figure.unit == .share }),
      ("changes-other", comparison.judged.filter { $0.figure.unit != .share }),
    ]
    for (id, figures) in pictures {
      let drawn = figures.filter { ($0.before ?? 0) != 0 || $0.figure.unit == .share }
      try #require(!drawn.isEmpty, "the fixture has some of \(id)")
      let picture = try #require(PagePicture(id, in: page))
      for change in [Change.worse, .better, .unclear] {
        let (_, style) = ForestPlot.mark(change)
        let count = drawn.count { $0.change == change }
        #expect(picture.count(style) == count, "\(id) \(change)")
        #expect(picture.summary.contains("\(count) \(Terms.word(change).en)") == (count > 0))
      }
      #expect(picture.count("range") == drawn.count && picture.count("zero") == drawn.count)
      #expect(picture.count("tolerated") > 0)
    }
    #expect(comparison.judged.contains { $0.change == .worse })
  }

  @Test("worse is to the right, of times that grow and of shares that shrink")
  func orientation() throws {
    let worse = Self.comparison().regressions
    let better = Comparison(Fixture.bench(), with: Fixture.bench(later: 240)).judged
      .filter { $0.change == .better }
    let shares = worse.filter { $0.figure.unit == .share }
    try #require(!shares.isEmpty && shares.count < worse.count && !better.isEmpty)
    for compared in worse {
      let axis: ForestPlot.Axis = compared.figure.unit == .share ? .points : .relative
      #expect(try #require(ForestPlot.harm(compared, axis)).least > 0, "\(compared.name)")
    }
    for compared in better {
      let axis: ForestPlot.Axis = compared.figure.unit == .share ? .points : .relative
      #expect(try #require(ForestPlot.harm(compared, axis)).most < 0, "\(compared.name)")
    }
  }

  @Test("the answer comes first, and says what would have shown")
  func answer() {
    let worse = ComparisonPage.render(Self.comparison(), language: .en)
    let count = Self.comparison().regressions.count
    #expect(worse.contains("<strong class=\"missed\">\(count) regressions</strong>"))
    #expect(worse.contains("The least change that would have shown four times in five"))
    let same = ComparisonPage.render(Self.comparison(later: 0), language: .en)
    #expect(same.contains("<strong class=\"met\">Nothing changed</strong>"))
    #expect(!same.contains("id=\"changes") && !same.contains("would have shown four"))
    expectSound(same)
  }

  @Test("what cannot be compared any more is told, in words")
  func lost() throws {
    var before = Baseline(Fixture.bench())
    var gone = before.entries[0]
    gone.name = "measure/gone"
    before.entries.append(gone)
    let drill = Fixture.bench(later: 1).drill
    let empty = Bench(
      drill: drill, seed: before.seed, sums: BenchSums(drill), planned: 40, done: 40)
    let comparison = Comparison(empty, with: before)
    #expect(comparison.outcome == .incomparable)
    let page = ComparisonPage.render(comparison, language: .en)
    expectSound(page)
    #expect(page.contains("<strong class=\"undecided\">Cannot be compared</strong>"))
    #expect(page.contains("Not in the pictures") && page.contains("measure/gone"))
    let lost = try #require(comparison.lost.first)
    #expect(
      page.contains(
        Markup(ComparisonSentences(comparison: comparison, language: .en).line(lost)).html))
  }

  @Test(
    "numbers that no picture has a place for end no page", arguments: [0, 1e-300, 1e300, 1e308])
  func absurd(_ value: Double) {
    for sign in [1.0, -1] {
      var before = Baseline(Fixture.bench())
      for row in before.entries.indices {
        let sections = before.entries[row].value.sections.enumerated().map { number, section in
          section.map { _ in number % 2 == 0 ? value * sign : -value }
        }
        before.entries[row].value = SectionedValue(whole: value * sign, sections: sections)
      }
      let comparison = Comparison(Fixture.bench(), with: before)
      expectSound(ComparisonPage.render(comparison, language: .zh))
      expectSound(BenchPage.render(comparison.after, comparison, language: .en))
    }
  }

  @Test("what lies beyond the axis is an arrow at its end, and the text says so")
  func beyond() throws {
    let comparison = Comparison(Fixture.bench(later: 6000), with: Fixture.bench())
    let page = ComparisonPage.render(comparison, language: .en)
    #expect(page.contains("What goes beyond 200 % is drawn at the end as an arrow"))
    let picture = try #require(PagePicture("changes-other", in: page))
    #expect(picture.markup.contains("<polygon class=\"dot-bad\""))
  }

  @Test("a baseline has the changes on the bench's page; two results have their curves, too")
  func sides() throws {
    let whole = Self.comparison()
    let page = ComparisonPage.render(whole, language: .en)
    #expect(page.contains("id=\"recovery\"") && page.contains("id=\"clocks\""))
    #expect(page.contains("curve-before") && page.contains(">Before</text>"))
    let baseline = Comparison(whole.after, with: Baseline(Fixture.bench()))
    let bench = BenchPage.render(baseline.after, baseline, language: .en)
    #expect(bench.contains("Against the baseline") && bench.contains("id=\"changes-other-t\""))
    #expect(!ComparisonPage.render(baseline, language: .en).contains("id=\"recovery\""))
    #expect(!BenchPage.render(whole.after, language: .en).contains("Against the baseline"))
  }
}
