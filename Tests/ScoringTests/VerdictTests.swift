import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Allowance of down time")
struct AllowanceTests {
  private func night() -> Night {
    var night = Night()
    night.incident()
    night.component()
    night.service(.core)
    night.service(.core)
    night.service(.edge)
    return night
  }

  @Test("Counted is the time in which at least one core service was down")
  func union() {
    var night = night()
    night.note(.wentDown, 10, subject: 1, object: 0)
    night.note(.wentDown, 20, subject: 2, object: 0)
    night.note(.cameUp, 30, subject: 1, object: 0)
    night.note(.cameUp, 40, subject: 2, object: 0)
    night.note(.wentDown, 50, subject: 2, object: 0)
    night.note(.cameUp, 55, subject: 2, object: 0)
    night.note(.wentDown, 60, subject: 3, object: 0)
    night.note(.wentDown, 60, subject: 0, object: 0)
    #expect(night.card.availability.used == .minutes(35))
  }

  @Test("A service that stays down counts until the end")
  func stillDown() {
    var night = night()
    night.note(.wentDown, 72 * 60 - 7, subject: 1, object: 0)
    #expect(night.card.availability.used == .minutes(7))
  }

  @Test("Planned work, with no fault and no incident behind it, is left out")
  func planned() {
    var night = night()
    night.note(.wentDown, 10, subject: 1)
    night.note(.cameUp, 20, subject: 1)
    #expect(night.card.availability.used == .zero)
    night.note(.wentDown, 30, incident: 0, subject: 1)
    night.note(.cameUp, 40, subject: 1)
    #expect(night.card.availability.used == .minutes(10))
  }

  @Test("The share of the year is that of the agreement's allowance")
  func share() {
    var night = night()
    night.note(.wentDown, 0, subject: 1, object: 0)
    night.note(.cameUp, 438, subject: 1, object: 0)
    #expect(night.card.availability.allowance == .minutes(2628))
    #expect(night.card.availability.share == Milli(167))
    night.model.agreement.downtimeAllowance = .zero
    #expect(night.card.availability.share > .full)
  }

  @Test("The union agrees with counting minute by minute", arguments: 0..<40)
  func byMinute(seed: UInt64) {
    var draws = Draws(seed: seed, "allowance")
    var night = night()
    night.replication.end = at(200)
    var isDown = [false, false]
    var downMinutes = 0
    for minute in 0..<Int64(200) {
      for service in 0..<2 where draws.below(20) == 0 {
        isDown[service].toggle()
        night.note(isDown[service] ? .wentDown : .cameUp, minute, subject: 1 + service, object: 0)
      }
      if isDown[0] || isDown[1] { downMinutes += 1 }
    }
    #expect(night.card.availability.used == .minutes(Int64(downMinutes)))
  }
}

@Suite("Objectives")
struct ObjectiveTests {
  private func night(_ recovered: [Int64?], end: Int64 = 600) -> Night {
    var night = Night()
    night.replication.end = at(end)
    night.clock(.recovery, .occurred, .recovered, general: .hours(2))
    for minutes in recovered {
      var times: [Milestone: Int64] = [.occurred: 0]
      times[.recovered] = minutes
      night.incident(times)
    }
    return night
  }

  private func verdict(
    _ night: Night, _ test: Objective.Test, of metric: Metric = .recoveryTime,
    level: FaultLevel? = nil
  ) -> ObjectiveVerdict {
    var night = night
    night.objectives = [
      Objective(name: "it", metric: metric, filter: MetricFilter(level: level), test: test)
    ]
    let verdicts = night.card.objectives
    #expect(verdicts.count == 1)
    return verdicts[0]
  }

  private func minutes(_ count: Int64) -> Int64 { TimeSpan.minutes(count).microseconds }

  @Test(
    "Every value must meet the bound; an open clock decides once it is past it",
    arguments: [
      ([100, 120], .met, 120, 2), ([100, 121], .missed, 121, 1), ([], .undecided, nil, 0),
      ([100, nil], .missed, 600, 1),
    ] as [([Int64?], ObjectiveVerdict.Outcome, Int64?, Int)])
  func every(
    recovered: [Int64?], outcome: ObjectiveVerdict.Outcome, worst: Int64?, hits: Int
  ) {
    let verdict = verdict(night(recovered), .every(.lessOrEqual, minutes(120)))
    #expect(verdict.outcome == outcome)
    #expect(verdict.value == worst.map(minutes))
    #expect(verdict.tried == recovered.count)
    #expect(verdict.hits == hits)
  }

  @Test("A clock still open within the bound leaves it undecided")
  func everyOpen() {
    let open = night([100, nil], end: 110)
    #expect(verdict(open, .every(.lessOrEqual, minutes(120))).outcome == .undecided)
    #expect(verdict(open, .every(.less, minutes(105))).outcome == .missed)
    #expect(verdict(open, .every(.greaterOrEqual, minutes(100))).outcome == .met)
    #expect(verdict(open, .every(.greater, minutes(100))).outcome == .missed)
    #expect(verdict(night([nil], end: 9), .every(.greater, minutes(9))).outcome == .undecided)
    #expect(verdict(night([nil], end: 9), .every(.equal, minutes(9))).outcome == .undecided)
    #expect(verdict(night([nil], end: 9), .every(.equal, minutes(8))).outcome == .missed)
    #expect(verdict(night([nil], end: 9), .every(.notEqual, minutes(8))).outcome == .met)
  }

  @Test("A floor has its worst value at the bottom")
  func floor() {
    let verdict = verdict(night([50, 80]), .every(.greater, minutes(60)))
    #expect(verdict.outcome == .missed)
    #expect(verdict.value == minutes(50))
  }

  @Test(
    "A share is met or missed by what it counts: what is open beyond the limit has broken it",
    arguments: [
      (8, 0, 2, .met), (7, 0, 3, .missed), (8, 2, 0, .met), (7, 3, 0, .missed),
      (0, 0, 0, .undecided),
    ] as [(Int, Int, Int, ObjectiveVerdict.Outcome)])
  func share(hits: Int, open: Int, misses: Int, outcome: ObjectiveVerdict.Outcome) throws {
    let recovered: [Int64?] =
      Array(repeating: 30, count: hits) + Array(repeating: nil, count: open)
      + Array(repeating: 40, count: misses)
    let atLeast = try #require(Probability(0.8))
    let verdict = verdict(
      night(recovered, end: 50), .share(within: minutes(30), atLeast: atLeast))
    #expect(verdict.outcome == outcome)
    #expect(verdict.hits == hits && verdict.tried == hits + open + misses)
    let count = hits + open + misses
    #expect(verdict.value == (count == 0 ? nil : Int64((1000 * hits + count / 2) / count)))
  }

  @Test("What began too late to pass the limit is left out, whatever became of it")
  func leftOut() throws {
    let late = verdict(night([10, nil], end: 30), .every(.lessOrEqual, minutes(30)))
    #expect(late.outcome == .undecided && late.leftOut == 2 && late.tried == 0)
    let told = verdict(night([10, nil], end: 30), .every(.less, minutes(30)))
    #expect(told.outcome == .missed && told.leftOut == 0)
    let floor = verdict(night([10, nil], end: 30), .every(.greaterOrEqual, minutes(31)))
    #expect(floor.outcome == .undecided && floor.leftOut == 2)
  }

  @Test("Seven of a hundred are seven per cent")
  func exactShares() throws {
    let recovered = Array(repeating: Int64?(10), count: 7) + Array(repeating: 50, count: 93)
    let atLeast = try #require(Probability(0.07))
    let verdict = verdict(night(recovered), .share(within: minutes(30), atLeast: atLeast))
    #expect(verdict.outcome == .met)
  }

  @Test("A level takes its incidents only, and false alarms are never measured")
  func levels() {
    var night = night([100, 500, 900])
    night.replication.incidents[1].level = .major
    night.replication.incidents[2].fault = nil
    let test = Objective.Test.every(.lessOrEqual, minutes(120))
    #expect(verdict(night, test, level: .general).tried == 1)
    #expect(verdict(night, test, level: .major).outcome == .missed)
    #expect(verdict(night, test).tried == 2)
  }

  @Test("A clock needs no target to be measured, but it needs a rule")
  func withoutTarget() {
    var night = night([100])
    night.model.agreement.clocks[0].general = nil
    let test = Objective.Test.every(.lessOrEqual, minutes(120))
    #expect(verdict(night, test).outcome == .met)
    #expect(verdict(night, test, of: .responseTime).outcome == .undecided)
  }

  @Test("Down time, data, spread and score are of the whole drill")
  func wholeDrill() {
    var night = night([100])
    night.component()
    let service = night.service(.core)
    night.outage(service, 10, 40)
    night.replication.hitCount = 7
    #expect(
      verdict(night, .every(.lessOrEqual, minutes(30)), of: .coreDowntime).value == minutes(30))
    #expect(verdict(night, .every(.less, 7), of: .spread).outcome == .missed)
    #expect(verdict(night, .every(.lessOrEqual, 0), of: .dataLost).outcome == .undecided)
    night.model.platform.dataSets = [
      DataSet(
        name: NameHash("set"), component: Row(0), copyEvery: .hours(1), copyOffset: .zero,
        recoveryPoint: .zero)
    ]
    #expect(verdict(night, .every(.lessOrEqual, 0), of: .dataLost).outcome == .met)
  }

  @Test("The bound of a score is in points, compared to the tenth")
  func score() {
    // Recovered in 129 min of 120: 0.925, so 92.5 points.
    let night = night([129])
    #expect(night.card.final == Milli(925))
    #expect(verdict(night, .every(.greaterOrEqual, 92), of: .score).outcome == .met)
    #expect(verdict(night, .every(.greaterOrEqual, 93), of: .score).outcome == .missed)
    #expect(verdict(night, .every(.greaterOrEqual, 93), of: .score).value == 92)
    #expect(verdict(night, .every(.less, .max), of: .score).outcome == .met)
    #expect(verdict(Night(), .every(.less, 50), of: .score).outcome == .undecided)
  }
}
