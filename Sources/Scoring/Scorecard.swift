import EventKernel
import Simulator

/// What a drill is judged on. The raw value is the word in a rubric file.
package enum Dimension: String, CaseIterable, Sendable {
  case timeliness
  case conformance
  case decisions
  case communication
  case evidence
  case order
  case dataLoss = "data-loss"
  case coordination
  case report
  /// A gate: it weighs nothing and may cap.
  case safety
}

/// A share in thousandths, so that scores are whole numbers and the same on every machine.
package struct Milli: Hashable, Comparable, Sendable {
  package var value: Int
  package init(_ value: Int) { self.value = value }
  /// `hits` of `tries`, rounded to nearest, ties up; the one rounding rule of scores. `tries` > 0.
  package init(_ hits: Int, of tries: Int) {
    value = Int(clamping: (2 * 1000 * Int128(hits) + Int128(tries)) / (2 * Int128(tries)))
  }
  package static let zero = Milli(0)
  package static let full = Milli(1000)
  package static func < (left: Milli, right: Milli) -> Bool { left.value < right.value }
}

/// One thing that was judged, with the fact behind it.
package struct ScoreItem: Sendable {
  /// The fact, as rows and times; the reports put it in words.
  package enum Finding: Sendable {
    /// A clock of an incident. `taken` nil: still running at the end, `sofar` long.
    case clock(
      ClockRule.Kind, incident: Row<Incident>, taken: TimeSpan?, sofar: TimeSpan,
      target: TimeSpan)
    /// A mandatory step was left out or given up.
    case stepMissing(Row<FlowNode>, instance: Row<FlowInstance>)
    /// A step was done again without the flow asking for it.
    case stepRepeated(Row<FlowNode>, instance: Row<FlowInstance>)
    /// A rule of order (verify < grade < start ...) was broken or kept.
    case precedence(Precedence, incident: Row<Incident>, kept: Bool)
    /// Steps of an instance that were done as the flow has them.
    case stepsFollowed(Int, of: Int, instance: Row<FlowInstance>)
    /// The steps of an instance may come in more orders than can be compared.
    case tooManyOrders(instance: Row<FlowInstance>)
    case message(Row<MessageRecord>, onTime: Bool, rightReceiver: Bool)
    case evidence(incident: Row<Incident>, securedInTime: Bool, handedOver: Bool)
    /// Of the pairs that could be compared, so many were restored in the wrong order.
    case restoreOrder(violated: Int, comparable: Int, rule: OrderRule)
    case dataSet(Row<DataSet>, lost: TimeSpan, objective: TimeSpan)
    /// Reassignments between people beyond the shortest path.
    case reassignments(Int, shortest: Int, incident: Row<Incident>)
    case summary(incident: Row<Incident>, at: SimulationTime?, due: SimulationTime)
    case peopleExposed(incident: Row<Incident>)
  }

  package var dimension: Dimension
  /// Weight within its dimension, in thousandths.
  package var weight: Milli
  /// Quality 0...1000; nil: not evaluated, and why.
  package var quality: Milli?
  package var notEvaluated: NotEvaluated?
  package var finding: Finding?
  /// 应 or 必须: only what binds may cap or fail.
  package var binds: Bool

  package init(
    dimension: Dimension, weight: Milli, quality: Milli?, notEvaluated: NotEvaluated? = nil,
    finding: Finding?, binds: Bool
  ) {
    self.dimension = dimension
    self.weight = weight
    self.quality = quality
    self.notEvaluated = notEvaluated
    self.finding = finding
    self.binds = binds
  }
}

/// Hard precedences of the flows (rubric, `conformance`).
package enum Precedence: String, CaseIterable, Sendable {
  case verifyBeforeGrade = "verify < grade"
  case gradeBeforeStart = "grade < start"
  case contactBeforeGroup = "report to contact < report to group"
  case evidenceBeforeEradicate = "evidence < eradicate"
  case backUpBeforeClean = "backup < clean"
  case verifyBeforeReconnect = "cleaned and verified < reconnect"
  case closeAfterAssessment = "assessment < close"
}

/// The recommended orders of repair (5.2.6 c).
package enum OrderRule: String, CaseIterable, Sendable {
  case securityFirst = "security first"
  case coreBeforeEdge = "core before edge"
  case serviceBeforeRepair = "through before mended"
}

/// Why an item or a whole dimension was not evaluated.
package enum NotEvaluated: String, CaseIterable, Sendable {
  /// The clock still ran, before its target, at the end of the drill.
  case stillOpen = "still open"
  /// Nothing of the kind happened in this drill.
  case didNotApply = "did not apply"
  /// Only a team of real people can be judged on it.
  case needsPeople = "needs people"
  /// Needs other futures of the same night, which one run does not have.
  case needsFutures = "needs counterfactual runs"
  /// There is more to compare than its budget allows.
  case beyondBudget = "beyond budget"
  /// The drill ended before it was due.
  case notDueYet = "not due yet"
}

/// One dimension's outcome.
package struct DimensionScore: Sendable {
  package var dimension: Dimension
  /// From the rubric, in points.
  package var weight: Int
  /// nil: not evaluated.
  package var quality: Milli?
  package var notEvaluated: NotEvaluated?
  package var items: [ScoreItem]

  package init(
    dimension: Dimension, weight: Int, quality: Milli?, notEvaluated: NotEvaluated?,
    items: [ScoreItem]
  ) {
    self.dimension = dimension
    self.weight = weight
    self.quality = quality
    self.notEvaluated = notEvaluated
    self.items = items
  }
}

/// What the rules make of a broken gate.
package struct ScoreCap: Sendable {
  package var points: Int
  package var reason: ScoreItem.Finding

  package init(points: Int, reason: ScoreItem.Finding) {
    self.points = points
    self.reason = reason
  }
}

/// HSEEP 2020: performed without challenges, with some, with major ones, unable to be performed.
package enum Rating: String, CaseIterable, Sendable {
  case performed = "P"
  case some = "S"
  case major = "M"
  case unable = "U"
}

/// A clock of an incident against its target.
package struct ClockVerdict: Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case met
    case missed
    /// Still running at the end, within its target.
    case open
  }

  package var incident: Row<Incident>
  package var rule: ClockRule
  package var target: TimeSpan
  /// nil: still running at the end.
  package var taken: TimeSpan?
  /// Time on the clock: `taken`, or what ran until the end.
  package var shown: TimeSpan
  package var outcome: Outcome

  package init(
    incident: Row<Incident>, rule: ClockRule, target: TimeSpan, taken: TimeSpan?,
    shown: TimeSpan, outcome: Outcome
  ) {
    self.incident = incident
    self.rule = rule
    self.target = target
    self.taken = taken
    self.shown = shown
    self.outcome = outcome
  }
}

/// How much of the year's allowance of abnormal down time the drill used.
package struct AllowanceUse: Sendable {
  /// Time in which at least one core service was down.
  package var used: TimeSpan
  package var allowance: TimeSpan

  package init(used: TimeSpan, allowance: TimeSpan) {
    self.used = used
    self.allowance = allowance
  }

  package var share: Milli {
    Milli(Int(used.microseconds / 1000), of: max(1, Int(allowance.microseconds / 1000)))
  }
}

/// The whole judgement of a run.
package struct Scorecard: Sendable {
  package var dimensions: [DimensionScore]
  /// Thousandths of full marks (875 is 87.5 points), before caps; nil: nothing could be evaluated.
  package var score: Milli?
  /// Weight of the items evaluated over the weight of the items that applied.
  package var coverage: Milli
  package var caps: [ScoreCap]
  /// The same, after caps.
  package var final: Milli?
  package var clocks: [ClockVerdict]
  package var availability: AllowanceUse
  package var objectives: [ObjectiveVerdict]
  package var rating: Rating?

  package init(
    dimensions: [DimensionScore], score: Milli?, coverage: Milli, caps: [ScoreCap],
    final: Milli?, clocks: [ClockVerdict], availability: AllowanceUse,
    objectives: [ObjectiveVerdict], rating: Rating?
  ) {
    self.dimensions = dimensions
    self.score = score
    self.coverage = coverage
    self.caps = caps
    self.final = final
    self.clocks = clocks
    self.availability = availability
    self.objectives = objectives
    self.rating = rating
  }
}
