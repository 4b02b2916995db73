import EventKernel
import Scenarios
import Scoring
import Simulator
import Testing

@testable import Rehearsal

/// What a measure follows while a run goes on, an objective reads from its record: one definition.
@Suite("Measures and objectives of one metric are the same")
struct CatalogueTests {
  private static let pairs: [(measure: String, metric: Metric)] = [
    ("wait", .waitingTime), ("gone", .givenUp), ("stay", .timeInSystem), ("away", .turnedAway),
    ("flow", .flowTime), ("done", .finishedAt), ("ended", .flowEndedAt),
  ]

  private static func drill(_ objectives: String) throws -> CompiledDrill {
    var files = try DrillFiles(at: "validation/mmc-two-agents")
    files.sources[0].text = """
      drill: mmc-two-agents
      title: {zh: 快, en: Quick}
      start: 2026-01-05 00:00
      horizon: 100 h
      warm up: 20 h
      uses: {platform: shared/office.yaml, support: shared/desk.yaml, agreement: ../agreements/standard.yaml, rubric: ../rubrics/planner.yaml, flows: flows/answer.yaml}
      changes: {support.pools.agents.count: 2, flows.answer.steps.serve.patience: {exponential: {mean: 1 h}}}
      demand:
        calls: {title: {zh: 来电, en: Calls}, starts: answer, rate: 3 /h, in the system at most: 5}
        others: {title: {zh: 其他, en: Others}, starts: answer, rate: 1 /h}
      measures:
        wait: {title: {zh: 量, en: a}, quantity: waiting time, of: answer.serve}
        gone: {title: {zh: 量, en: b}, quantity: given up, of: answer.serve}
        stay: {title: {zh: 量, en: c}, quantity: time in system, of: calls}
        away: {title: {zh: 量, en: d}, quantity: turned away, of: calls}
        flow: {title: {zh: 量, en: e}, quantity: flow time, of: answer}
        done: {title: {zh: 量, en: f}, quantity: finished at, of: calls}
        ended: {title: {zh: 量, en: g}, quantity: flow ended at, of: answer}
        queue: {title: {zh: 量, en: h}, quantity: number waiting, of: answer.serve}
        few: {title: {zh: 量, en: i}, quantity: number in system, of: calls, statistic: at most 2}
      objectives:
      \(objectives)
      """
    return try files.compiled()
  }

  @Test("in every run, warm-up and all", arguments: 0..<20 as Range<UInt64>)
  func sameInRuns(seed: UInt64) throws {
    let drill = try Self.drill("  none: {metric: waiting time, mean: <= 1 h}")
    let record = try Simulation.run(drill.model, seed: seed)
    let reading = FigureReader(Figure.all(of: drill), of: drill).reading(of: record)
    for (name, metric) in Self.pairs {
      let row = try #require(drill.lexicon.measures.firstIndex { $0.key == name })
      let measured = record.measures[row]
      var filter = MetricFilter()
      if [.timeInSystem, .turnedAway, .finishedAt].contains(metric) { filter.stream = Row(0) }
      // A measure takes in what is over.
      let values = reading.values(of: metric, where: filter).filter { !$0.isOpen }
      let scale: Int64 = metric.isYesOrNo ? 1_000_000 : 1
      #expect(measured.below == Int64(values.count) && measured.below > 20, "\(name)")
      #expect(measured.above * scale == values.reduce(0) { $0 + $1.number }, "\(name)")
    }
  }

  @Test("over many runs: a level, a share of the time, and a measure by its name")
  func sameOverRuns() throws {
    let drill = try Self.drill(
      """
        level: {metric: number waiting, step: answer.serve, mean: <= 9}
        within: {metric: number in system, stream: calls, share within: 2, at least: 1 %}
        named: {measure: queue, mean: <= 9}
        share: {measure: few, mean: ">= 1 %"}
        ever: {metric: number in system, stream: calls, every: <= 5, runs: 50 %}
      """)
    let bench = try Rehearse.bench(drill, plan: .replications(40), seed: 1, threads: 1)
    let names = Dictionary(
      uniqueKeysWithValues: zip(bench.figures, bench.sums.figures).map {
        ($0.name(in: drill), $1.estimate)
      })
    let found = bench.verdicts.map(\.estimate)
    #expect(found[0] == names["measure/queue"] && found[2] == found[0])
    #expect(found[1] == names["measure/few"] && found[3] == found[1])
    // No more than five are let in.
    #expect(found[4] == 1)
  }

  @Test("Hours of the day, streams and priorities pick parts that add up to the whole")
  func parts() throws {
    let drill = try Self.drill("  none: {metric: waiting time, mean: <= 1 h}")
    let record = try Simulation.run(drill.model, seed: 3)
    let reading = FigureReader(Figure.all(of: drill), of: drill).reading(of: record)
    func count(_ change: (inout MetricFilter) -> Void) -> Int {
      var filter = MetricFilter()
      change(&filter)
      return reading.values(of: .waitingTime, where: filter).count
    }
    let all = count { _ in }
    let day = MetricFilter.HoursOfDay(from: .hours(8), to: .hours(18))
    let night = MetricFilter.HoursOfDay(from: .hours(18), to: .hours(8))
    #expect(all > 100)
    #expect(count { $0.hours = day } + count { $0.hours = night } == all)
    #expect(count { $0.hours = day } > 50 && count { $0.hours = night } > 50)
    #expect(count { $0.stream = Row(0) } + count { $0.stream = Row(1) } == all)
    #expect(count { $0.priority = 1 } + count { $0.priority = 5 } <= all)
    #expect(reading.total(of: .throughput).below == TimeSpan.hours(80).microseconds)
  }

  @Test("What never comes before the end is open, and not left out")
  func unreached() throws {
    var files = try DrillFiles(at: "validation/mmc-two-agents")
    files.sources[0].text = """
      drill: mmc-two-agents
      title: {zh: 快, en: Quick}
      start: 2026-01-05 00:00
      horizon: 10 h
      uses: {platform: shared/office.yaml, support: shared/desk.yaml, agreement: ../agreements/standard.yaml, rubric: ../rubrics/planner.yaml, flows: flows/answer.yaml}
      demand:
        calls: {title: {zh: 来电, en: Calls}, starts: answer, rate: 0.3 /h}
      measures:
        third: {title: {zh: 量, en: a}, quantity: finished at, of: calls, statistic: number 3}
      objectives:
        late: {measure: third, mean: <= 8 h}
        early: {measure: third, mean: <= 1 h}
      """
    let bench = try Rehearse.bench(
      try files.compiled(), plan: .replications(200), seed: 1, threads: 1)
    let figure = try #require(bench.figures.firstIndex { $0.subject == .measure(0) })
    let verdicts = bench.verdicts
    // Where the third comes at all it comes before eight hours, as a rule.
    #expect((bench.sums.figures[figure].estimate ?? 0) < 8 * 3.6e9)
    #expect(verdicts[0].evidence.open > 50 && verdicts[0].outcome != .met)
    #expect(verdicts[0].evidence.empty == 0 && verdicts[1].outcome == .missed)
  }
}
