import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Conformance")
struct ConformanceTests {
  /// One instance of a flow of four mandatory steps, in which these were done, in this order.
  private func night(_ done: [Int], isOver: Bool = true) -> Night {
    var night = Night()
    night.incident()
    let step = night.step()
    let flow = night.flow([step, step, step, step])
    night.instance(flow, isOver: isOver)
    for (order, index) in done.enumerated() { night.task(flow.step(index), from: Int64(order)) }
    return night
  }

  @Test(
    "Quality is one less cost over worst: a skipped step costs 3, out of place 2, extra .5",
    arguments: [
      ([0, 1, 2, 3], 0.0), ([0, 1, 3], 3), ([], 12), ([0, 1, 2, 3, 3], 0.5), ([0, 2, 1, 3], 2),
      ([0, 0, 0, 1, 2], 4), ([3], 9),
    ] as [([Int], Double)])
  func costs(done: [Int], cost: Double) {
    let worst = 12 + 0.5 * Double(done.count)
    let quality = Int((1000 * (1 - cost / worst)).rounded())
    #expect(night(done).quality(.conformance) == quality)
  }

  @Test("A running instance owes nothing of what was still to come")
  func running() {
    #expect(night([0, 1], isOver: false).quality(.conformance) == 1000)
    #expect(night([0, 1]).quality(.conformance) == Int((1000 * (1 - 6.0 / 13)).rounded()))
  }

  @Test("Every deviation is an item with its fact, and the weights add up to the worst cost")
  func findings() {
    let night = night([0, 0, 1, 3])
    let items = night.dimension(.conformance).items
    #expect(items.reduce(0) { $0 + $1.weight.value } == 12_000 + 4 * 500)
    #expect(items.map(\.quality) == [.full, .zero, .zero])
    guard items.count == 3, case .stepsFollowed(3, of: 5, _) = items[0].finding,
      case .stepMissing(Row(3), _) = items[1].finding,
      case .stepRepeated(Row(1), _) = items[2].finding
    else {
      Issue.record("found \(items.map(\.finding))")
      return
    }
    #expect(items.map(\.binds) == [false, true, false])
  }

  @Test("Steps that need not be done are not missed", arguments: [true, false])
  func optional(isMandatory: Bool) {
    var night = Night()
    night.incident()
    let flow = night.flow([night.step(), night.step(isMandatory: isMandatory)])
    night.task(flow.step(0), instance: night.instance(flow))
    #expect((night.quality(.conformance) == 1000) == !isMandatory)
  }

  @Test(
    "Tasks given up, left out, interrupted or open were not done",
    arguments: [
      FlowTask.Outcome.lapsed, .skipped, .interrupted, .open,
    ])
  func outcomes(outcome: FlowTask.Outcome) {
    var night = Night()
    night.incident()
    let flow = night.flow([night.step()])
    night.task(flow.step(0), instance: night.instance(flow), outcome)
    #expect(night.quality(.conformance) == 0)
  }

  @Test("A step left out is missing from the way taken, though a shorter way would explain it")
  func shorterWay() {
    var night = Night()
    night.incident()
    let step = night.step()
    let flow = night.flow([step, step, step])
    night.addEarlyEnd(after: flow.step(0))
    night.instance(flow)
    night.task(flow.step(0), from: 1)
    night.task(flow.step(1), .skipped, from: 2)
    night.task(flow.step(2), from: 3)
    // One of three missing: 3 of 9 + 2 * .5.
    #expect(night.quality(.conformance) == 700)
    guard case .stepMissing(Row(2), _) = night.dimension(.conformance).items.last?.finding else {
      Issue.record("found \(night.dimension(.conformance).items)")
      return
    }
    // Ended early, the same flow asks for its first step only.
    night.replication.tasks.removeLast(2)
    #expect(night.quality(.conformance) == 1000)
  }

  @Test("The trace is in the order in which tasks were done, not offered")
  func orderOfDone() {
    var night = night([])
    night.task(3, from: 0, to: 30)
    night.task(1, from: 1, to: 10)
    night.task(2, from: 2, to: 20)
    night.task(4, from: 3, to: 40)
    #expect(night.quality(.conformance) == 1000)
  }

  @Test("Without a flow, or with one that asks for nothing, there is nothing to follow")
  func nothing() {
    var night = Night()
    night.incident()
    #expect(night.dimension(.conformance).notEvaluated == .didNotApply)
    night.instance(night.flow([]))
    #expect(night.dimension(.conformance).notEvaluated == .didNotApply)
    night.replication.instances[0].flow = Row(99)
    #expect(night.dimension(.conformance).notEvaluated == .didNotApply)
  }
}

@Suite("Hard precedences")
struct PrecedenceTests {
  /// What was found of a precedence in a night with one incident; nil: it did not come up.
  private func kept(_ precedence: Precedence, _ night: Night) -> Bool? {
    let found = night.dimension(.conformance).items.compactMap { item -> Bool? in
      guard case .precedence(precedence, _, let kept) = item.finding else { return nil }
      #expect(item.weight.value == 2000 && item.binds)
      #expect(item.quality == (kept ? .full : .zero))
      return kept
    }
    #expect(found.count <= 1)
    return found.first
  }

  fileprivate enum Second {
    case milestone(Milestone)
    case effect(Act)
  }

  @Test(
    "The first act comes before the second, or at the same time",
    arguments: [(9, true), (10, true), (11, false), (nil, false)] as [(Int64?, Bool)])
  func firstBeforeSecond(first: Int64?, expected: Bool) {
    let rules: [(Precedence, Act, Second)] = [
      (.verifyBeforeGrade, .verifyAlarm, .milestone(.graded)),
      (.gradeBeforeStart, .grade, .milestone(.ordered)),
      (.backUpBeforeClean, .backUp, .effect(.clean)),
      (.backUpBeforeClean, .backUp, .effect(.rebuild)),
      (.verifyBeforeReconnect, .verify, .effect(.reconnect)),
      (.verifyBeforeReconnect, .clean, .effect(.reconnect)),
      (.closeAfterAssessment, .verify, .milestone(.closed)),
    ]
    for (precedence, effect, second) in rules {
      var night = Night()
      night.incident()
      let flow = night.flow([night.step(effect), night.step(second.effect)])
      night.instance(flow)
      night.task(flow.step(0), first == nil ? .skipped : .done, from: first ?? 0)
      if effect == .grade, let first { night.replication.incidents[0][.graded] = at(first) }
      switch second {
      case .milestone(let milestone): night.replication.incidents[0][milestone] = at(10)
      // Cleaning counts from its beginning, reconnecting from when it is done.
      case .effect(.reconnect): night.task(flow.step(1), from: 8, to: 10)
      case .effect: night.task(flow.step(1), from: 10, to: 15)
      }
      #expect(kept(precedence, night) == expected, "\(precedence)")
    }
  }

  @Test("A precedence whose second act was not done, or whose first was never due, is not judged")
  func notJudged() {
    for precedence in Precedence.allCases {
      var night = Night()
      night.incident([.graded: 5, .closed: 9])
      night.replication.incidents[0].evidenceDestroyed = at(3)
      #expect(kept(precedence, night) == nil)
    }
  }

  @Test(
    "Evidence comes before what destroys it",
    arguments: [
      (4, true), (5, true), (6, false), (nil, false),
    ] as [(Int64?, Bool)])
  func evidence(secured: Int64?, expected: Bool) {
    var night = Night()
    night.incident()
    let flow = night.flow([night.step(.secureEvidence)])
    night.task(flow.step(0), instance: night.instance(flow), .skipped)
    night.replication.incidents[0].evidenceSecured = secured.map { at($0) }
    #expect(kept(.evidenceBeforeEradicate, night) == nil)
    night.replication.incidents[0].evidenceDestroyed = at(5)
    #expect(kept(.evidenceBeforeEradicate, night) == expected)
  }

  @Test(
    "The contact has the report before the group gets it",
    arguments: [
      (4, true), (5, true), (6, false), (nil, false),
    ] as [(Int64?, Bool)])
  func reports(arrived: Int64?, expected: Bool) {
    var night = Night()
    night.incident()
    let toContact = FlowMessage(from: Row(0), to: Row(1), within: nil)
    let toGroup = FlowMessage(from: Row(1), to: Row(2), within: nil)
    let back = FlowMessage(from: Row(2), to: Row(1), within: nil)
    let flow = night.flow([
      night.step(.report, message: toContact), night.step(.report, message: toGroup),
      night.step(.report, message: back),
    ])
    night.instance(flow)
    for index in 0..<3 { night.task(flow.step(index), from: Int64(index)) }
    night.message(node: flow.step(0), sent: 1, arrived: arrived, due: nil)
    #expect(kept(.contactBeforeGroup, night) == nil)
    night.message(node: flow.step(1), sent: 5, arrived: 5, due: nil)
    night.message(node: flow.step(2), sent: 2, arrived: 2, due: nil)
    #expect(kept(.contactBeforeGroup, night) == expected)
  }
}

extension PrecedenceTests.Second {
  fileprivate var effect: Act {
    if case .effect(let effect) = self { effect } else { .none }
  }
}
