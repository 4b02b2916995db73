import EventKernel
import Scenarios
import Scoring
import Simulator

extension Fixture {
  static func scorecard(_ model: Model, _ record: Replication, _ objectives: [Objective])
    -> Scorecard
  {
    let clocks = self.clocks(model)
    let verdicts = [
      ObjectiveVerdict(
        objective: objectives[0], outcome: .met, value: TimeSpan.minutes(155).microseconds,
        tried: 1, hits: 1),
      ObjectiveVerdict(
        objective: objectives[1], outcome: .met, value: 1000, tried: 1, hits: 1),
      ObjectiveVerdict(
        objective: objectives[2], outcome: .missed, value: TimeSpan.minutes(3800).microseconds,
        tried: 1, hits: 0),
    ]
    return Scorecard(
      dimensions: dimensions(clocks), score: Milli(724), coverage: Milli(810), caps: [],
      final: Milli(724), clocks: clocks,
      availability: AllowanceUse(used: .minutes(130), allowance: .seconds(157_680)),
      objectives: verdicts, rating: .unable)
  }

  private static func clocks(_ model: Model) -> [ClockVerdict] {
    let taken: [(Int64, Bool)] = [(3, true), (5, true), (155, true), (469, true), (3800, false)]
    var clocks: [ClockVerdict] = []
    for (rule, (minutes, isTaken)) in zip(model.agreement.clocks, taken) {
      guard let target = rule.target(.major) else { continue }
      let shown = TimeSpan.minutes(minutes)
      clocks.append(
        ClockVerdict(
          incident: Row(0), rule: rule, target: target, taken: isTaken ? shown : nil,
          shown: shown, outcome: shown <= target ? .met : .missed))
    }
    clocks.append(
      ClockVerdict(
        incident: Row(1), rule: model.agreement.clocks[0], target: .minutes(5),
        taken: .minutes(3), shown: .minutes(3), outcome: .met))
    return clocks
  }

  private static func dimensions(_ clocks: [ClockVerdict]) -> [DimensionScore] {
    func item(
      _ dimension: Dimension, _ quality: Int?, _ finding: ScoreItem.Finding,
      _ reason: NotEvaluated? = nil, weight: Int = 500, binds: Bool = true
    ) -> ScoreItem {
      ScoreItem(
        dimension: dimension, weight: Milli(weight), quality: quality.map { Milli($0) },
        notEvaluated: reason, finding: finding, binds: binds)
    }
    func left(_ dimension: Dimension, _ weight: Int, _ reason: NotEvaluated) -> DimensionScore {
      DimensionScore(
        dimension: dimension, weight: weight, quality: nil, notEvaluated: reason, items: [])
    }
    let timeliness = clocks.map { verdict in
      item(
        .timeliness, verdict.outcome == .met ? 1000 : 417,
        .clock(
          verdict.rule.kind, incident: verdict.incident, taken: verdict.taken,
          sofar: verdict.shown, target: verdict.target), binds: verdict.rule.binds)
    }
    return [
      DimensionScore(
        dimension: .timeliness, weight: 25, quality: Milli(883), notEvaluated: nil,
        items: timeliness),
      DimensionScore(
        dimension: .conformance, weight: 20, quality: Milli(850), notEvaluated: nil,
        items: [
          item(.conformance, 833, .stepsFollowed(10, of: 12, instance: Row(1)), weight: 700),
          item(.conformance, 0, .stepMissing(Row(17), instance: Row(1)), weight: 100),
          item(
            .conformance, 1000, .precedence(.gradeBeforeStart, incident: Row(0), kept: true),
            weight: 200),
        ]),
      left(.decisions, 15, .needsFutures),
      DimensionScore(
        dimension: .communication, weight: 10, quality: Milli(200), notEvaluated: nil,
        items: [
          item(
            .communication, 200, .message(Row(0), onTime: false, rightReceiver: false),
            weight: 1000)
        ]),
      left(.evidence, 7, .didNotApply),
      DimensionScore(
        dimension: .order, weight: 7, quality: Milli(900), notEvaluated: nil,
        items: [
          item(
            .order, 900, .restoreOrder(violated: 1, comparable: 10, rule: .coreBeforeEdge),
            weight: 1000, binds: false)
        ]),
      DimensionScore(
        dimension: .dataLoss, weight: 7, quality: Milli(1000), notEvaluated: nil,
        items: [
          item(
            .dataLoss, 1000, .dataSet(Row(0), lost: .minutes(35), objective: .hours(1)),
            weight: 1000)
        ]),
      DimensionScore(
        dimension: .coordination, weight: 5, quality: Milli(500), notEvaluated: nil,
        items: [
          item(
            .coordination, 500, .reassignments(2, shortest: 1, incident: Row(0)), weight: 1000,
            binds: false)
        ]),
      DimensionScore(
        dimension: .report, weight: 4, quality: Milli(0), notEvaluated: nil,
        items: [
          item(
            .report, 0, .summary(incident: Row(0), at: nil, due: minute(1960)), weight: 1000)
        ]),
      left(.safety, 0, .didNotApply),
    ]
  }
}
