import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Timeliness")
struct TimelinessTests {
  /// A night with one clock, response within 30 minutes of detection.
  private func night(responded: Int64?, end: Int64 = 72 * 60) -> Night {
    var night = Night()
    night.replication.end = at(end)
    night.clock(.response, .detected, .responded, general: .minutes(30))
    var times: [Milestone: Int64] = [.detected: 10]
    times[.responded] = responded
    night.incident(times)
    return night
  }

  @Test(
    "A clock earns all until its target, and loses it in a line until twice that",
    arguments: [
      (0, 1000), (30, 1000), (33, 900), (45, 500), (57, 100), (60, 0), (61, 0), (4000, 0),
    ] as [(Int64, Int)])
  func lineOfAClock(minutes: Int64, quality: Int) {
    #expect(night(responded: 10 + minutes).quality(.timeliness) == quality)
  }

  @Test(
    "What is recovered before anybody responds wants no response any more",
    arguments: [
      (nil, 25, .met, 15), (nil, 50, .missed, 40), (600, 25, .met, 15), (20, 25, .met, 10),
    ] as [(Int64?, Int64, ClockVerdict.Outcome, Int64)])
  func recoveredFirst(
    responded: Int64?, recovered: Int64, outcome: ClockVerdict.Outcome, taken: Int64
  ) {
    var night = Night()
    night.clock(.response, .detected, .responded, general: .minutes(30))
    var times: [Milestone: Int64] = [.detected: 10, .recovered: recovered]
    times[.responded] = responded
    night.incident(times)
    #expect(night.card.clocks.map(\.outcome) == [outcome])
    #expect(night.card.clocks.map(\.taken) == [.minutes(taken)])
  }

  @Test("A clock still open before its target is not evaluated")
  func openBeforeTarget() {
    let night = night(responded: nil, end: 40)
    #expect(night.quality(.timeliness) == nil)
    #expect(night.dimension(.timeliness).notEvaluated == .stillOpen)
    #expect(night.card.clocks.map(\.outcome) == [.open])
    #expect(night.dimension(.timeliness).items.count == 1)
  }

  @Test(
    "A clock still open past its target counts as it stands",
    arguments: [(41, 967), (55, 500), (70, 0), (900, 0)] as [(Int64, Int)])
  func openPastTarget(end: Int64, quality: Int) {
    let night = night(responded: nil, end: end)
    #expect(night.quality(.timeliness) == quality)
    #expect(night.card.clocks.map(\.outcome) == [.missed])
    #expect(night.card.clocks.map(\.taken) == [nil])
  }

  @Test("A milestone before the start of its clock takes no time")
  func timesOutOfOrder() {
    let night = night(responded: 3)
    #expect(night.card.clocks.map(\.shown) == [.zero])
    #expect(night.quality(.timeliness) == 1000)
  }

  @Test("A target of nothing is met by nothing only")
  func zeroTarget() {
    for (responded, quality) in [(10, 1000), (11, 0)] as [(Int64, Int)] {
      var night = night(responded: responded)
      night.model.agreement.clocks[0].general = .zero
      #expect(night.quality(.timeliness) == quality)
    }
  }

  @Test("A level without a target has no clock, and the level picks the target")
  func levels() {
    var night = night(responded: 55)
    night.replication.incidents[0].level = .major
    #expect(night.card.clocks.isEmpty)
    #expect(night.dimension(.timeliness).notEvaluated == .didNotApply)
    night.model.agreement.clocks[0].major = .minutes(90)
    #expect(night.quality(.timeliness) == 1000)
  }

  @Test("A false alarm has no clocks")
  func falseAlarm() {
    var night = night(responded: nil)
    night.replication.incidents[0].fault = nil
    #expect(night.card.clocks.isEmpty)
  }

  @Test("A second incident of one cause has the clock of its acceptance only")
  func duplicate() {
    var night = Night()
    night.standardClocks()
    night.incident([
      .occurred: 0, .detected: 1, .accepted: 2, .responded: 5, .contained: 9, .recovered: 30,
    ])
    night.incident([.occurred: 0, .detected: 3, .accepted: 4])
    night.replication.incidents[1].fault = Row(0)
    let kinds = night.card.clocks.filter { $0.incident.index == 1 }.map(\.rule.kind)
    #expect(kinds == [.acceptance])
  }

  @Test(
    "Incidents of one cause share what its acceptance weighs, so a storm of them weighs nothing")
  func duplicatesDoNotSwamp() {
    var night = Night()
    night.standardClocks()
    // All of it as late as can be, and five duplicates that were accepted in time.
    night.incident([
      .occurred: 0, .detected: 0, .accepted: 900, .responded: 900, .contained: 900,
      .recovered: 900,
    ])
    for _ in 0..<5 {
      let duplicate = night.incident([.occurred: 0, .detected: 3, .accepted: 4])
      night.replication.incidents[duplicate].fault = Row(0)
    }
    let weights = night.dimension(.timeliness).items.map(\.weight.value)
    #expect(weights == [34, 150, 250, 400, 34, 33, 33, 33, 33])
    #expect(night.quality(.timeliness) == 166)
    night.rubric.clockWeights = [0, 150, 0, 250, 600, 0, 0]
    #expect(night.dimension(.timeliness).items.map(\.weight.value) == [150, 250, 600])
  }

  @Test("What is recovered is contained")
  func containedByRecovery() {
    var night = Night()
    night.clock(.containment, .detected, .contained, general: .hours(1))
    night.incident([.detected: 0, .recovered: 50])
    #expect(night.card.clocks.map(\.taken) == [.minutes(50)])
  }

  @Test(
    "The agreement says what stops a clock: service back on another way, or the effect removed",
    arguments: [(.serviceRestored, 48, .met), (.recovered, 600, .missed)]
      as [(Milestone, Int64, ClockVerdict.Outcome)])
  func failOver(until: Milestone, taken: Int64, outcome: ClockVerdict.Outcome) {
    var night = Night()
    night.clock(.recovery, .occurred, until, general: .hours(2))
    night.incident([.occurred: 0, .detected: 1, .serviceRestored: 48, .recovered: 600])
    #expect(night.card.clocks.map(\.taken) == [.minutes(taken)])
    #expect(night.card.clocks.map(\.outcome) == [outcome])
  }

  @Test("What is recovered has its service back, in a record that does not say so")
  func restoredByRecovery() {
    var night = Night()
    night.clock(.recovery, .occurred, .serviceRestored, general: .hours(2))
    night.incident([.occurred: 0, .recovered: 50])
    #expect(night.card.clocks.map(\.taken) == [.minutes(50)])
  }

  @Test("Without a milestone of its own an incident occurred when its fault began")
  func occurredByFault() {
    var night = Night()
    night.clock(.recovery, .occurred, .recovered, general: .hours(2))
    night.incident([.recovered: 100])
    night.replication.faults[0].began = at(40)
    #expect(night.card.clocks.map(\.taken) == [.minutes(60)])
  }

  @Test("The clocks of the emergency flow run only where a case was led there")
  func askedMilestones() {
    var night = Night()
    night.clock(.grading, .detected, .graded, general: .minutes(30))
    night.rubric.clockWeights[2] = 100
    night.incident([.detected: 0, .closed: 90])
    #expect(night.card.clocks.isEmpty)
    let flow = night.flow([night.step(.grade)])
    night.task(flow.step(0), instance: night.instance(flow), .skipped)
    #expect(night.card.clocks.map(\.outcome) == [.missed])
  }

  @Test("Each incident weighs the same, however many clocks it has")
  func incidentsWeighTheSame() {
    var night = Night()
    night.standardClocks()
    night.incident([
      .occurred: 0, .detected: 0, .accepted: 1, .responded: 1, .contained: 1, .recovered: 1,
    ])
    // Late beyond all bounds, with two clocks only.
    night.incident([.occurred: 0, .detected: 0, .accepted: 900, .responded: 900])
    night.model.agreement.clocks[2].general = nil
    night.model.agreement.clocks[3].general = nil
    night.model.agreement.clocks[2].major = .hours(1)
    night.model.agreement.clocks[3].major = .hours(8)
    night.replication.incidents[0].level = .major
    #expect(night.quality(.timeliness) == 500)
    let weights = night.dimension(.timeliness).items.map(\.weight.value)
    #expect(weights == [200, 150, 250, 400, 571, 429])
  }

  @Test("A clock that the rubric does not weigh is shown, and not scored")
  func unweighedClock() {
    var night = night(responded: 500)
    night.rubric.clockWeights = []
    #expect(night.card.clocks.map(\.outcome) == [.missed])
    #expect(night.dimension(.timeliness).items.isEmpty)
  }

  @Test("Timeliness agrees with a second computation in floating point", arguments: 0..<60)
  func recomputed(seed: UInt64) {
    var draws = Draws(seed: seed, "timeliness")
    var night = Night()
    night.standardClocks()
    night.replication.end = at(draws.minutes(600) + 1)
    for _ in 0...draws.below(5) {
      var times: [Milestone: Int64] = [.occurred: 0, .detected: draws.minutes(5)]
      for milestone in [Milestone.accepted, .responded, .contained, .recovered]
      where draws.below(4) > 0 {
        times[milestone] = draws.minutes(700)
      }
      night.incident(times, level: draws.below(2) == 0 ? .general : .major)
    }
    let expected = timelinessInFloatingPoint(night)
    switch (night.quality(.timeliness), expected) {
    case (nil, nil): break
    case (let quality?, let expected?):
      #expect(abs(Double(quality) - 1000 * expected) <= 1.5)
    default: Issue.record("one of the two found nothing to evaluate")
    }
  }

  /// sum(w q) / sum(w), straight from the words of the rule, for the standard clocks.
  private func timelinessInFloatingPoint(_ night: Night) -> Double? {
    func minutes(_ time: SimulationTime) -> Double { Double(time.microseconds) / 6e7 }
    var won = 0.0
    var weight = 0.0
    for incident in night.replication.incidents {
      let recovered = incident[.recovered]
      let clocks: [(SimulationTime?, SimulationTime?, Double, Double)] = [
        (incident[.detected], incident[.accepted], 5, 0.2),
        (
          incident[.detected], [incident[.responded], recovered].compactMap(\.self).min(), 30, 0.15
        ),
        (incident[.detected], incident[.contained] ?? recovered, 60, 0.25),
        (incident[.occurred], recovered, incident.level == .major ? 480 : 120, 0.4),
      ]
      for (from, to, target, share) in clocks {
        guard let from else { continue }
        let taken = max(0, minutes(to ?? night.replication.end) - minutes(from))
        if to == nil, taken <= target { continue }
        won += share * (taken <= target ? 1 : max(0, 1 - (taken - target) / target))
        weight += share
      }
    }
    return weight > 0 ? won / weight : nil
  }
}
