import EventKernel
import Rehearsal
import Scenarios
import Testing

@testable import Reports

@Suite struct BenchPageTests {
  @Test("the page of many runs is the kept one", arguments: Language.allCases)
  func golden(_ language: Language) throws {
    let page = BenchPage.render(Fixture.bench(), language: language, sibling: "other.html")
    try expectGolden(withoutStyle(page), "bench.\(language.rawValue).html")
  }

  @Test("the data of every chart is the kept one")
  func charts() throws {
    let charts = BenchCharts(Fixture.bench()).all
    try expectGolden(text(of: charts), "bench.charts.csv")
    try expectSound(charts)
  }

  @Test(
    "the page is sound, whatever things are called",
    arguments: Language.allCases, ["", RunPageTests.hostile])
  func sound(_ language: Language, _ mark: String) {
    expectSound(BenchPage.render(Fixture.bench(8, mark: mark), language: language))
  }

  @Test("a page of one run, and of one that has no objectives, is whole", arguments: [1, 2, 3])
  func few(_ runs: Int) {
    var bench = Fixture.bench(runs)
    #expect(PageReader.reading(BenchPage.render(bench, language: .zh)).isWellFormed)
    bench.drill.objectives = []
    bench = Bench(
      drill: bench.drill, seed: 7, version: "0.1.0", sums: BenchSums(bench.drill), planned: 1,
      done: 0)
    let page = BenchPage.render(bench, language: .en)
    #expect(PageReader.reading(page).isWellFormed)
    #expect(page.contains("No objectives stated"))
  }

  @Test("a number scale never runs backwards, and its ticks lie on it")
  func scales() {
    let scales = [
      NumberScale(0, 8 * 3.6e9, from: 10, to: 330), NumberScale(0.93, 1, from: 330, to: 10),
      NumberScale(1e6, 3e11, from: 10, to: 330, isLog: true), NumberScale(5, 5, from: 0, to: 9),
    ]
    for scale in scales {
      #expect(scale.place(scale.low) == scale.from && scale.place(scale.high) == scale.to)
      let steps = (0...50).map { scale.low + (scale.high - scale.low) * Double($0) / 50 }
      let places = steps.map { (scale.place($0) - scale.from) / (scale.to - scale.from) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
      let ticks = scale.isLog ? scale.logTimeTicks(apart: 30) : scale.evenTicks(most: 5)
      #expect(ticks.allSatisfy { $0 >= scale.low * 0.999999 && $0 <= scale.high * 1.000001 })
    }
    #expect(NumberScale(0, 8 * 3.6e9, from: 0, to: 1).timeTicks(most: 5).count == 5)
  }
}
