import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Scorecard")
struct ScorecardTests {
  /// An hour's worth of everything, worked out by hand in the tests.
  private func night() -> Night {
    var night = Night()
    night.standardClocks()
    // Timeliness .2 + .15 * .5 + .25 + .4 * .75: 825.
    night.incident([
      .occurred: 0, .detected: 0, .accepted: 5, .responded: 45, .contained: 60, .recovered: 150,
      .closed: 200,
    ])
    // Conformance: worst 2 * 3 + 1 * .5 steps, one skipped; order of closing kept (2): the mean of
    // 3.5 + 2 kept over 8.5 is 647.
    let message = FlowMessage(from: Row(0), to: Row(1), within: nil)
    let flow = night.flow([night.step(.verify), night.step(.report, message: message)])
    night.instance(flow)
    night.task(flow.step(0), from: 30, to: 40, tier: .tier1)
    night.task(flow.step(1), .skipped, from: 50)
    // Communication: one message skipped, one late (.5): 250.
    night.message(node: flow.step(1), sent: 20, arrived: 20, due: 10)
    return night
  }

  @Test("Score and coverage of a night come out as worked out by hand")
  func byHand() {
    let card = night().card
    let found = card.dimensions.map { [$0.weight, $0.quality?.value ?? -1] }
    #expect(
      found == [
        [25, 825], [20, 647], [15, -1], [10, 250], [7, -1], [7, -1], [7, -1], [5, 1000], [4, -1],
        [0, -1],
      ])
    // (25 * 825 + 20 * 647 + 10 * 250 + 5 * 1000) / 60 = 684.4
    #expect(card.score == Milli(684))
    #expect(card.final == Milli(684))
    // All but the 15 of decisions: 60 / 75.
    #expect(card.coverage == Milli(800))
  }

  @Test("Every dimension is on the card, in order, and says why it has no quality")
  func dimensions() {
    for card in [night().card, Night().card] {
      #expect(card.dimensions.map(\.dimension) == Dimension.allCases)
      #expect(card.dimensions.allSatisfy { ($0.quality == nil) == ($0.notEvaluated != nil) })
    }
    #expect(night().dimension(.decisions).notEvaluated == .needsFutures)
  }

  @Test("Items without quality say why, all others have their fact")
  func items() {
    for item in night().card.dimensions.flatMap(\.items) {
      #expect((item.quality == nil) == (item.notEvaluated != nil))
      #expect(item.finding != nil)
    }
  }

  @Test("A night in which nothing happened has no score and no rating")
  func nothing() {
    let card = Night().card
    #expect(card.score == nil)
    #expect(card.final == nil)
    #expect(card.coverage == .zero)
    #expect(card.rating == nil)
    #expect(card.clocks.isEmpty && card.caps.isEmpty && card.objectives.isEmpty)
  }

  @Test("Open items lower the coverage, not the score")
  func openItems() {
    var night = night()
    night.rubric.weights = [25, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    night.replication.incidents[0][.recovered] = nil
    night.replication.incidents[0][.contained] = at(60)
    night.replication.end = at(100)
    // .2 + .15 * .5 + .25 over .6.
    #expect(night.card.score == Milli(875))
    #expect(night.card.coverage == Milli(600))
  }

  @Test("Shares are rounded to nearest, ties up, however large the counts")
  func rounding() {
    #expect(Milli(1, of: 3) == Milli(333))
    #expect(Milli(2, of: 3) == Milli(667))
    #expect(Milli(1, of: 2000) == Milli(1))
    #expect(Milli(1, of: 2001) == .zero)
    #expect(Milli(.max, of: .max) == .full)
    #expect(Milli(.max / 3, of: .max) == Milli(333))
    #expect(Milli(.max, of: 1).value == .max)
  }

  @Test("A rubric without weights scores nothing; one of wild weights does not trap")
  func hostileRubrics() {
    var night = night()
    night.rubric = Rubric(
      weights: [], clockWeights: [], exposedCap: 0, sacrificedData: 0, skippedCost: 0,
      orderCost: 0, extraCost: 0, performedFrom: 0, performedCoverage: 0)
    #expect(night.card.score == nil)
    for wild in [Int.min, -1, 0, 1, .max] {
      night.rubric = Rubric(
        weights: Array(repeating: wild, count: 12), clockWeights: Array(repeating: wild, count: 9),
        exposedCap: wild, sacrificedData: wild, skippedCost: wild, orderCost: wild,
        extraCost: wild, performedFrom: wild, performedCoverage: wild)
      night.rubric.messageOnTime = wild
      night.rubric.messageRightReceiver = wild
      night.rubric.messageComplete = wild
      night.rubric.summaryLate = wild
      let score = night.card.score
      #expect((score == nil) == (wild <= 0))
    }
  }
}

@Suite("Rating")
struct RatingTests {
  /// Everything met: a night with one clock, and an objective on it.
  private func night(recovered: Int64 = 100, binds: Bool = true) -> Night {
    var night = Night()
    night.rubric.weights[2] = 0
    night.clock(.recovery, .occurred, .recovered, general: .hours(2), binds: binds)
    night.incident([.occurred: 0, .recovered: recovered])
    night.objectives = [
      Objective(
        name: "recovered", metric: .recoveryTime,
        test: .every(.lessOrEqual, TimeSpan.hours(8).microseconds))
    ]
    return night
  }

  @Test("P when all is met, the score reaches 90 and the coverage 80 %")
  func performed() {
    #expect(night().card.rating == .performed)
    #expect(night(recovered: 132, binds: false).card.final == Milli(900))
    #expect(night(recovered: 132, binds: false).card.rating == .performed)
    #expect(night(recovered: 133, binds: false).card.rating == .some)
    // Decisions, which are never evaluated here, weigh 6 of 31: 806; then 7 of 32: 781.
    var night = night()
    night.rubric.weights[2] = 6
    #expect(night.card.rating == .performed)
    night.rubric.weights[2] = 7
    #expect(night.card.rating == .some)
  }

  @Test("M when all is met, but a rule that binds was broken")
  func major() {
    #expect(night(recovered: 121).card.rating == .major)
    var night = night()
    let flow = night.flow([night.step()])
    night.task(flow.step(0), instance: night.instance(flow), .skipped)
    #expect(night.card.rating == .major)
  }

  @Test("What keeps the rating down is told: each clock and each rule that binds, once")
  func grounds() {
    var night = night(recovered: 121)
    let flow = night.flow([night.step()])
    night.task(flow.step(0), instance: night.instance(flow), .skipped)
    let grounds = night.card.grounds
    #expect(grounds.clocksMissed.map(\.rule.kind) == [.recovery])
    #expect(grounds.rulesBroken.map(\.dimension) == [.conformance])
    #expect(grounds.objectivesMissed == 0 && !grounds.isExposed)
    let clean = self.night().card.grounds
    #expect(clean.clocksMissed.isEmpty && clean.rulesBroken.isEmpty)
    #expect(self.night(recovered: 481).card.grounds.objectivesMissed == 1)
  }

  @Test("U when an objective is missed")
  func unable() {
    #expect(night(recovered: 481).card.rating == .unable)
  }

  @Test("None while an objective is undecided, or when none is stated")
  func none() {
    var night = night()
    night.replication.incidents[0][.recovered] = nil
    night.replication.end = at(60)
    #expect(night.card.rating == nil)
    night = self.night()
    night.objectives = []
    #expect(night.card.rating == nil)
  }
}
