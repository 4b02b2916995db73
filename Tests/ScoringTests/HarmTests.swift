import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Data loss")
struct DataLossTests {
  private func night(lost: Int64, objective: Int64, wasHit: Bool = true) -> Night {
    var night = Night()
    night.component()
    night.model.platform.dataSets = [
      DataSet(
        name: NameHash("sensors"), component: Row(0), copyEvery: .hours(1), copyOffset: .zero,
        recoveryPoint: .minutes(objective))
    ]
    night.replication.dataLost = [.minutes(lost)]
    if wasHit { night.note(.faultBegan, 5, subject: 0) }
    return night
  }

  @Test(
    "All up to the recovery point, nothing at twice it; an objective of 0 bears no loss",
    arguments: [
      (0, 60, 1000), (60, 60, 1000), (66, 60, 900), (90, 60, 500), (120, 60, 0), (500, 60, 0),
      (0, 0, 1000), (1, 0, 0),
    ] as [(Int64, Int64, Int)])
  func line(lost: Int64, objective: Int64, quality: Int) {
    #expect(night(lost: lost, objective: objective).quality(.dataLoss) == quality)
  }

  @Test("A data set that was in no danger is not judged")
  func noDanger() {
    let night = night(lost: 0, objective: 60, wasHit: false)
    #expect(night.dimension(.dataLoss).notEvaluated == .didNotApply)
  }

  @Test("Restoring the last copy does not bring back what came after it")
  func restored() {
    var night = night(lost: 0, objective: 60)
    night.note(.dataLost, 10, subject: 0, value: TimeSpan.minutes(90).microseconds)
    night.note(.dataRestored, 30, subject: 0)
    #expect(night.quality(.dataLoss) == 500)
    night.replication.dataLost = []
    #expect(night.quality(.dataLoss) == 500)
  }
}

@Suite("Summary report")
struct ReportTests {
  /// A major emergency on Thursday; its end is declared at minute 600 (12:00). The summary is due
  /// by Friday midnight (minute 2760), at half by Monday midnight (minute 7080).
  private func night(
    summarised: Int64?, end: Int64 = 20_000, ended: Int64? = 600,
    emergency: EmergencyLevel = .major
  ) -> Night {
    var night = Night()
    night.replication.end = at(end)
    night.clock(.summary, .ended, .summarised, major: .days(1))
    var times: [Milestone: Int64] = [:]
    times[.ended] = ended
    times[.summarised] = summarised
    night.incident(times, level: .major, emergency: emergency)
    return night
  }

  @Test(
    "One working day earns all, two a half, more nothing",
    arguments: [
      (700, 1000), (2760, 1000), (2761, 500), (7080, 500), (7081, 0), (19_000, 0), (500, 1000),
    ] as [(Int64, Int)])
  func days(summarised: Int64, quality: Int) {
    #expect(night(summarised: summarised).quality(.report) == quality)
  }

  @Test(
    "Not summarised counts as it stands once it is due",
    arguments: [
      (2760, nil), (2761, 500), (7080, 500), (7081, 0),
    ] as [(Int64, Int?)])
  func missing(end: Int64, quality: Int?) {
    let night = night(summarised: nil, end: end)
    #expect(night.quality(.report) == quality)
    #expect(night.dimension(.report).notEvaluated == (quality == nil ? .notDueYet : nil))
  }

  @Test("Before the end of the response is declared nothing is due")
  func notEnded() {
    #expect(night(summarised: nil, ended: nil).dimension(.report).notEvaluated == .notDueYet)
    #expect(night(summarised: 400, ended: nil).quality(.report) == 1000)
  }

  @Test("Only major emergencies owe a summary in time, by the agreement's word on larger ones")
  func levels() {
    for (level, isJudged) in [
      (.none, false), (.general, false), (.larger, true), (.major, true),
      (.particularlyMajor, true),
    ] as [(EmergencyLevel, Bool)] {
      let night = night(summarised: 700, emergency: level)
      #expect((night.quality(.report) == 1000) == isJudged)
      #expect(night.card.clocks.isEmpty == !isJudged)
    }
    var night = night(summarised: 700, emergency: .larger)
    night.model.agreement.largerCountsAs = .general
    #expect(night.dimension(.report).notEvaluated == .didNotApply)
  }

  @Test("The clock of the summary runs to the same moment as the report")
  func clock() {
    let clocks = night(summarised: 2760).card.clocks + night(summarised: 2761).card.clocks
    #expect(clocks.map(\.outcome) == [.met, .missed])
    #expect(clocks.map(\.target) == [.minutes(2160), .minutes(2160)])
  }

  @Test("The agreement says how many working days, and without its clock nothing is owed")
  func agreement() {
    var night = night(summarised: 2761)
    night.model.agreement.clocks[0].major = .days(1) + TimeSpan(microseconds: 1)
    #expect(night.quality(.report) == 1000)
    night.model.agreement.clocks = []
    #expect(night.dimension(.report).notEvaluated == .didNotApply)
  }
}

@Suite("Safety of people")
struct SafetyTests {
  /// Danger from minute 10 to minute 20, and a task on site that began then.
  private func night(
    began: Int64, effect: Act = .repair, isOnSite: Bool = true, isCrewed: Bool = true,
    isLifted: Bool = true
  ) -> Night {
    var night = Night()
    night.standardClocks()
    night.incident([
      .occurred: 0, .detected: 0, .accepted: 1, .responded: 1, .contained: 1, .recovered: 1,
    ])
    let flow = night.flow([night.step(effect, isOnSite: isOnSite)])
    night.task(
      flow.step(0), instance: night.instance(flow), from: began, to: began + 5, isCrewed: isCrewed)
    night.note(.dangerBegan, 10)
    if isLifted { night.note(.dangerEnded, 20) }
    return night
  }

  @Test(
    "People set to work on site in danger cap the score",
    arguments: [
      (9, false), (10, true), (19, true), (20, false),
    ] as [(Int64, Bool)])
  func exposed(began: Int64, isExposed: Bool) {
    let card = night(began: began).card
    #expect(card.caps.map(\.points) == (isExposed ? [40] : []))
    #expect(card.score == .full)
    #expect(card.final == (isExposed ? Milli(400) : .full))
    #expect(card.rating == (isExposed ? .unable : nil))
  }

  @Test("A record from before danger was recorded is judged by the script's injects")
  func byInjects() {
    for (began, isExposed) in [(9, false), (10, true), (20, false)] as [(Int64, Bool)] {
      var night = night(began: began)
      night.model.drill.injects = Table(
        [true, false].map {
          Inject(name: NameHash("danger"), cue: .at(.zero), action: .danger($0))
        })
      night.replication.entries = []
      night.note(.injected, 10, subject: 0)
      night.note(.injected, 20, subject: 1)
      #expect(night.card.caps.isEmpty == !isExposed)
    }
  }

  @Test("Danger that is not lifted lasts")
  func notLifted() {
    #expect(night(began: 9000, isLifted: false).card.caps.count == 1)
  }

  @Test("Remote work, outsiders, and finding out about danger expose nobody")
  func nobody() {
    #expect(night(began: 15, isOnSite: false).quality(.safety) == 1000)
    #expect(night(began: 15, isCrewed: false).quality(.safety) == 1000)
    #expect(night(began: 15, effect: .checkDanger).quality(.safety) == 1000)
  }

  @Test("A vendor's engineer counts as people")
  func vendor() {
    var night = night(began: 15, isCrewed: false)
    night.replication.tasks[0].vendor = Row(0)
    #expect(night.quality(.safety) == 0)
  }

  @Test("Those who were still on their way when the danger passed were not exposed")
  func travelling() {
    var night = night(began: 15)
    night.replication.tasks[0].arrived = at(25)
    #expect(night.quality(.safety) == 1000)
  }

  @Test("Without danger the gate does not apply, and it never weighs")
  func noDanger() {
    var night = night(began: 15)
    night.replication.entries = []
    night.rubric.weights[9] = 50
    #expect(night.dimension(.safety).notEvaluated == .didNotApply)
    #expect(night.dimension(.safety).weight == 0)
  }

  @Test(
    "A cap above the score takes nothing, and no cap is below 0 or above 100",
    arguments: [
      (100, 1000), (1000, 1000), (0, 0), (-5, 0),
    ])
  func caps(points: Int, final: Int) {
    var night = night(began: 15)
    night.rubric.exposedCap = points
    #expect(night.card.final?.value == final)
  }
}
