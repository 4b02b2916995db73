import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics
import Testing

@testable import Reports

@Suite struct SweepPageTests {
  private static func page(_ sweep: Sweep, _ language: Language = .en) throws -> String {
    try #require(SweepPage.render(sweep, language: language, sibling: "other.html"))
  }

  @Test("the page of a sweep is the kept one", arguments: Language.allCases)
  func golden(_ language: Language) throws {
    let page = try Self.page(Fixture.sweep(), language)
    try expectGolden(withoutStyle(page), "sweep.\(language.rawValue).html")
  }

  @Test("the data of every chart is the kept one")
  func charts() throws {
    let charts = SweepCharts(Fixture.sweep()).all
    try expectGolden(text(of: charts), "sweep.charts.csv")
    try expectSound(charts)
  }

  @Test(
    "the page is sound, whatever things are called", arguments: Language.allCases,
    ["", RunPageTests.hostile])
  func sound(_ language: Language, _ mark: String) throws {
    let sweep = Fixture.sweep(["2" + mark, "3", "4"], mark: mark)
    expectSound(try Self.page(sweep, language))
  }

  @Test("each plot has a mark for each value, of the verdict's shape, and its bound")
  func marks() throws {
    let sweep = Fixture.sweep()
    let page = try Self.page(sweep)
    var seen: Set<ObjectiveVerdict.Outcome> = []
    for (row, objective) in sweep.points[0].bench.verdicts.indices.enumerated() {
      let picture = try #require(PagePicture("values-\(row)", in: page))
      let outcomes = sweep.points.map { $0.bench.verdicts[objective].outcome }
      for outcome in [ObjectiveVerdict.Outcome.met, .missed, .undecided] {
        let (_, style) = VerdictDot.of(outcome)
        #expect(picture.count(style) == outcomes.count { $0 == outcome }, "\(row) \(outcome)")
        let word = Terms.word(outcome).en
        #expect(picture.summary.contains(word + " with") == outcomes.contains(outcome))
      }
      #expect(picture.count("range") == sweep.points.count && picture.count("target") == 1)
      seen.formUnion(outcomes)
    }
    #expect(seen.contains(.met) && seen.contains(.missed), "the fixture tells both")
  }

  @Test("the caption tells the least and the greatest estimate, and with which value")
  func caption() throws {
    let sweep = Fixture.sweep()
    let page = try Self.page(sweep)
    let words = FigureWords(drill: sweep.points[0].bench.drill, language: .en)
    for course in SweepCourse.all(of: sweep) {
      let found = zip(sweep.points.map(\.value), course.points).compactMap { value, point in
        point.estimate.map { (value, $0) }
      }
      let summary = try #require(PagePicture("values-\(course.row)", in: page)).summary
      let least = try #require(found.map(\.1).min())
      let most = try #require(found.map(\.1).max())
      #expect(summary.contains(words.value(least, course.unit)))
      #expect(summary.contains(words.value(most, course.unit)))
      if least < most, let best = found.first(where: { $0.1 == most }) {
        #expect(summary.hasSuffix("with " + best.0))
      }
    }
  }

  @Test("the answer names the smallest of plain numbers, else the first in the order given")
  func answer() throws {
    func summary(_ values: [String], _ later: [Int64]) -> String {
      SweepSentences(sweep: Self.onlyRecovery(Fixture.sweep(values, later: later)), language: .en)
        .summary
    }
    #expect(
      summary(["4", "3", "2"], [-60, -60, 900])
        == "2 of the 3 values tried meet every objective: 4, 3; the smallest is 3")
    #expect(
      summary(["long", "mid", "short"], [900, -60, -60])
        == "2 of the 3 values tried meet every objective: mid, short; "
        + "the first of them in the order given is mid")
    #expect(
      summary(["1", "2"], [900, 900]) == "none of the 2 values tried meets every objective")
    #expect(summary(["1"], [-60]) == "the one value tried meets every objective")
  }

  /// With the one objective that depends on how much later things are, loose enough to be met.
  private static func onlyRecovery(_ sweep: Sweep) -> Sweep {
    var sweep = sweep
    for point in sweep.points.indices {
      var drill = sweep.points[point].bench.drill
      let late = sweep.points[point].bench
      let isLate = late.figures.enumerated().contains { row, figure in
        figure.subject == .metric(.recoveryTime) && figure.statistic == .mean
          && late.sums.figures[row].sectioned.whole ?? 0 > 8 * 3.6e9
      }
      drill.objectives = [
        Objective(
          name: "judged", metric: .recoveryTime,
          test: .mean(.lessOrEqual, isLate ? 1 : Int64.max >> 12), runs: Objective.usualRuns)
      ]
      var bench = late
      bench.drill = drill
      var course = ObjectiveCourse(drill.objectives[0].bound(in: drill.model))
      for run in 0..<64 {
        let hours = Int64(run % 7 + 6) * 3_600_000_000
        course.add(
          ObjectiveSeen(.ratio(above: hours, most: hours, below: 1)), ofReplication: run)
      }
      bench.sums.details.courses = [course]
      bench.figures = [Figure(.objective(0), .mean, unit: .time)]
      bench.sums.figures = late.figures.enumerated().filter {
        $0.element.subject == .metric(.recoveryTime) && $0.element.statistic == .mean
      }.map { late.sums.figures[$0.offset] }
      sweep.points[point].bench = bench
    }
    return sweep
  }

  @Test("differences are from the first value, paired, and the greatest is named")
  func differences() throws {
    let sweep = Fixture.sweep()
    let row = try #require(
      sweep.points[0].bench.figures.firstIndex {
        $0.subject == .metric(.recoveryTime) && $0.statistic == .mean
      })
    #expect(sweep.difference(of: row, at: 0) == nil)
    let difference = try #require(sweep.difference(of: row, at: 2))
    // Ten hours sooner in every run but those that are never recovered in time.
    #expect(difference.estimate < -8 * 3.6e9 && difference.upper < 0)
    let shift = try #require(sweep.greatestShift(among: [row]))
    #expect(shift.row == row && shift.point == 2)
    #expect(Fixture.sweep(later: [5, 5, 5]).greatestShift(among: [row]) == nil)
  }

  @Test("one value, an interrupted sweep and one without objectives are whole pages")
  func few() throws {
    let one = try Self.page(Fixture.sweep(["2"], later: [0]))
    expectSound(one)
    #expect(one.contains("Of the one value") || one.contains("he one value tried"))
    let partial = try Self.page(Fixture.sweep(["2", "3"], later: [600, 0], planned: 5))
    expectSound(partial)
    #expect(partial.contains("Partial result: interrupted, 5 values were planned"))
    let none = Sweep(path: "a", points: [], planned: 2)
    #expect(SweepPage.render(none, language: .en) == nil && SweepCharts(none).all.isEmpty)
    var free = Fixture.sweep()
    for point in free.points.indices {
      free.points[point].bench.drill.objectives = []
      let bench = free.points[point].bench
      let kept = bench.figures.indices.filter {
        if case .objective = bench.figures[$0].subject { false } else { true }
      }
      free.points[point].bench.figures = kept.map { bench.figures[$0] }
      free.points[point].bench.sums.figures = kept.map { bench.sums.figures[$0] }
    }
    let page = try Self.page(free)
    expectSound(page)
    #expect(page.contains("No objectives stated") && !page.contains("class=\"target\""))
  }

  @Test("a value of which nothing is told has a dash, and the caption says so")
  func absent() throws {
    var sweep = Fixture.sweep()
    let drill = sweep.points[1].bench.drill
    sweep.points[1].bench.sums = BenchSums(drill)
    let page = try Self.page(sweep)
    expectSound(page)
    let picture = try #require(PagePicture("values-0", in: page))
    #expect(picture.count("range") == 2 && picture.markup.contains(">–</text>"))
    #expect(picture.summary.contains("nothing is told of 1"))
  }

  @Test("plain numbers stand by their size, words in their order, long ones by a key")
  func axis() {
    func axis(_ values: [String]) -> SweepAxis {
      SweepAxis(Fixture.sweep(values, later: values.map { _ in 0 }), from: 50, to: 330)
    }
    let sized = axis(["1", "2", "5"])
    #expect(sized.places[1] - sized.places[0] < (sized.places[2] - sized.places[1]) / 2)
    #expect(!sized.isEven && sized.labels == ["1", "2", "5"])
    let crowded = axis(["1", "2", "4", "1000"])
    #expect(crowded.isEven && crowded.places == crowded.places.sorted())
    #expect(sized.radius == 5)
    let many = axis((1...60).map(String.init))
    #expect(many.radius * 2 < many.places[1] - many.places[0])
    let words = axis(["30 min", "45 min"])
    #expect(words.labels == ["30 min", "45 min"] && !words.isNumbered && !words.isEven)
    let long = axis((1...6).map { "{triangular: [\($0) min, 9 min, 30 min]}" })
    #expect(long.isNumbered && long.labels == ["1", "2", "3", "4", "5", "6"])
    let backwards = axis(["3", "2", "1"])
    #expect(backwards.places == backwards.places.sorted(by: >))
    #expect(axis(["7"]).places == [190])
  }
}
