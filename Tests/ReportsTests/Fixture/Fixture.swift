import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// A run made by hand, small enough to foresee every line of a report, rich enough to show each of
/// its parts: twelve components in two rooms, eight people, one incident with its clocks.
enum Fixture {
  /// - Parameters:
  ///   - mark: put behind every title, to see how hostile names fare.
  ///   - extra: further components, and a fifth of as many people, that the drill never touches.
  static func run(mark: String = "", extra: Int = 0) -> Run {
    var lexicon = Lexicon()
    var model = Model()
    var drawings: [FlowDrawing] = []
    platform(&model, &lexicon, mark: mark, extra: extra)
    support(&model, &lexicon, mark: mark, extra: extra / 5)
    agreement(&model)
    flows(&model, &lexicon, &drawings, mark: mark)
    drill(&model, &lexicon, mark: mark)
    let objectives = self.objectives(&lexicon, mark: mark)
    let replication = self.replication(model)
    let compiled = CompiledDrill(
      name: "ups-failure-winter-night",
      title: title("冬夜 UPS 故障", "UPS failure on a winter night", mark),
      teaches: title("先抢通后修复；到限有序关机", "Service first; orderly shutdown at the limit", mark),
      emergencyClass: .facilityFailure,
      start: CivilTime(year: 2026, month: 1, day: 15, hour: 2, minute: 0),
      model: model, lexicon: lexicon, rubric: rubric, rubricName: "trainer",
      objectives: objectives, calendar: WorkCalendar(startWeekday: 4, timeOfDay: .hours(2)),
      drawings: drawings,
      sources: [SourceFile(path: "drills/ups-failure-winter-night.yaml", text: "drill: ups\n")],
      digest: String(repeating: "0123456789abcdef", count: 4))
    let scorecard = self.scorecard(model, replication, objectives)
    return Run(
      drill: compiled, replication: replication, scorecard: scorecard, seed: 7, version: "0.1.0")
  }

  static func title(_ zh: String, _ en: String, _ mark: String) -> Bilingual {
    Bilingual(zh: zh + mark, en: en + mark)
  }

  static func label(_ key: String, _ zh: String, _ en: String, _ mark: String) -> Label {
    Label(key: key, title: title(zh, en, mark))
  }

  static func minute(_ count: Int64) -> SimulationTime { .zero + .minutes(count) }

  /// A share of the code's own, always within 0...1.
  static func share(_ value: Double) -> Probability {
    Probability(value) ?? .certain
  }

  /// Some law; nothing of a report depends on which.
  static let law: LawRow = {
    var table = LawTable()
    return table.add(.constant(60))
  }()

  private static var rubric: Rubric {
    Rubric(
      weights: [25, 20, 15, 10, 7, 7, 7, 5, 4, 0],
      clockWeights: [200, 150, 0, 250, 400, 0, 0], exposedCap: 40, sacrificedData: 10,
      skippedCost: 3000, orderCost: 2000, extraCost: 500, performedFrom: 90,
      performedCoverage: 800)
  }

  private static func agreement(_ model: inout Model) {
    model.agreement.clocks = [
      ClockRule(
        kind: .acceptance, from: .detected, to: .accepted, general: .minutes(5),
        major: .minutes(5), binds: false),
      ClockRule(
        kind: .response, from: .detected, to: .responded, general: .minutes(30),
        major: .minutes(30), binds: true),
      ClockRule(
        kind: .recovery, from: .occurred, to: .recovered, general: .hours(2), major: .hours(8),
        binds: true),
      ClockRule(
        kind: .resolution, from: .detected, to: .resolved, general: .hours(8), major: .hours(8),
        binds: false),
      ClockRule(
        kind: .summary, from: .ended, to: .summarised, general: nil, major: .hours(24),
        binds: true),
    ]
  }

  private static func drill(_ model: inout Model, _ lexicon: inout Lexicon, mark: String) {
    model.drill.horizon = .zero + .hours(72)
    model.drill.injects = [
      Inject(name: NameHash("module-1"), cue: .at(minute(10)), action: .fail(Row(0))),
      Inject(
        name: NameHash("heat"), cue: .at(minute(70)),
        action: .tell(Receiver(role: NameHash("role:group"), lane: Row(5)))),
    ]
    lexicon.injects = [
      label("module-1", "一号模块故障", "Module 1 fails", mark),
      label("heat", "机房温度告警", "The hall is overheating", mark),
    ]
    lexicon.injectReceivers = [nil, title("应急领导小组", "the leading group", mark)]
  }

  private static func objectives(_ lexicon: inout Lexicon, mark: String) -> [Objective] {
    lexicon.objectives = [
      label("recovered", "重大故障按时恢复", "Major faults recovered in time", mark),
      label("answered", "按时响应", "Answered in time", mark),
      label("summarised", "按时总结上报", "Summary in time", mark),
    ]
    return [
      Objective(
        name: "recovered", metric: .recoveryTime, filter: MetricFilter(level: .major),
        test: .every(.lessOrEqual, TimeSpan.hours(8).microseconds)),
      Objective(
        name: "answered", metric: .responseTime,
        test: .share(within: TimeSpan.minutes(30).microseconds, atLeast: share(0.95))),
      Objective(
        name: "summarised", metric: .summaryTime, filter: MetricFilter(level: .major),
        test: .every(.lessOrEqual, TimeSpan.hours(24).microseconds)),
    ]
  }
}
