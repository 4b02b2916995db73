import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Communication")
struct CommunicationTests {
  private func night(
    arrived: Int64?, due: Int64?, wentWrong: Bool = false, end: Int64 = 100
  ) -> Night {
    var night = Night()
    night.replication.end = at(end)
    night.incident([.detected: 0])
    let flow = night.flow([night.step(.report)])
    night.task(flow.step(0), instance: night.instance(flow))
    night.message(
      node: flow.step(0), sent: 5, arrived: arrived, due: due, wentWrong: wentWrong)
    return night
  }

  @Test(
    "A message earns .5 on time, .3 with the right receiver, .2 complete",
    arguments: [
      (10, 10, false, 1000), (11, 10, false, 500), (11, nil, false, 1000), (10, 10, true, 700),
      (11, 10, true, 200), (nil, 10, true, 0), (nil, 10, false, 300),
    ] as [(Int64?, Int64?, Bool, Int)])
  func parts(arrived: Int64?, due: Int64?, wentWrong: Bool, quality: Int) {
    let night = night(arrived: arrived, due: due, wentWrong: wentWrong)
    #expect(night.quality(.communication) == quality)
  }

  @Test("A message on its way with time left is not evaluated", arguments: [100, 101, nil])
  func onItsWay(due: Int64?) {
    let night = night(arrived: nil, due: due)
    #expect(night.quality(.communication) == nil)
    #expect(night.dimension(.communication).notEvaluated == .stillOpen)
  }

  @Test("A rubric that gives nothing for messages evaluates none")
  func noShares() {
    var night = night(arrived: 1, due: 2)
    night.rubric.messageOnTime = 0
    night.rubric.messageRightReceiver = 0
    night.rubric.messageComplete = -5
    #expect(night.quality(.communication) == nil)
  }

  @Test(
    "A required message that was not sent earns nothing once it can be said",
    arguments: [
      (.skipped, true, 0), (.lapsed, true, 0), (.skipped, false, nil), (.interrupted, true, nil),
    ] as [(FlowTask.Outcome, Bool, Int?)])
  func unsent(outcome: FlowTask.Outcome, isMandatory: Bool, quality: Int?) {
    var night = Night()
    night.incident([.detected: 0])
    let message = FlowMessage(from: Row(0), to: Row(1), within: .minutes(15))
    let flow = night.flow([night.step(.report, message: message, isMandatory: isMandatory)])
    night.task(flow.step(0), instance: night.instance(flow), outcome)
    #expect(night.quality(.communication) == quality)
  }

  @Test(
    "A required message that waits is judged when it is overdue",
    arguments: [
      (14, nil, .stillOpen), (15, nil, .stillOpen), (16, 0, nil),
    ] as [(Int64, Int?, NotEvaluated?)])
  func overdue(end: Int64, quality: Int?, reason: NotEvaluated?) {
    var night = Night()
    night.replication.end = at(end)
    night.incident([.detected: 0])
    let message = FlowMessage(from: Row(0), to: Row(1), within: .minutes(15))
    let flow = night.flow([night.step(.report, message: message)])
    night.task(flow.step(0), instance: night.instance(flow, isOver: false), .open)
    #expect(night.quality(.communication) == quality)
    #expect(night.dimension(.communication).notEvaluated == reason)
  }
}

@Suite("Evidence")
struct EvidenceTests {
  private func night(
    secured: Int64?, destroyed: Int64?, handedOver: Int64?, closed: Int64? = 50
  ) -> Night {
    var night = Night()
    night.incident(closed.map { [.closed: $0] } ?? [:])
    let flow = night.flow([night.step(.secureEvidence)])
    night.task(flow.step(0), instance: night.instance(flow))
    night.replication.incidents[0].evidenceSecured = secured.map { at($0) }
    night.replication.incidents[0].evidenceDestroyed = destroyed.map { at($0) }
    night.replication.incidents[0].evidenceHandedOver = handedOver.map { at($0) }
    return night
  }

  @Test(
    "Half is for securing before the destroying act, half for handing over",
    arguments: [
      (5, 9, 20, 1000), (9, 9, 20, 1000), (10, 9, 20, 500), (5, nil, 20, 1000), (5, 9, nil, 500),
      (10, 9, nil, 0), (nil, 9, nil, 0), (nil, nil, nil, 0), (nil, 9, 20, 0),
    ] as [(Int64?, Int64?, Int64?, Int)])
  func halves(secured: Int64?, destroyed: Int64?, handedOver: Int64?, quality: Int) {
    let night = night(secured: secured, destroyed: destroyed, handedOver: handedOver)
    #expect(night.quality(.evidence) == quality)
    #expect(night.dimension(.evidence).items.map(\.binds) == [true])
  }

  @Test(
    "While the case is open, only what is lost for good is judged",
    arguments: [
      (nil, nil, nil, nil), (5, nil, nil, nil), (nil, 9, nil, 0), (10, 9, nil, 0),
      (5, 9, 20, 1000),
    ] as [(Int64?, Int64?, Int64?, Int?)])
  func open(secured: Int64?, destroyed: Int64?, handedOver: Int64?, quality: Int?) {
    let night = night(
      secured: secured, destroyed: destroyed, handedOver: handedOver, closed: nil)
    #expect(night.quality(.evidence) == quality)
  }

  @Test("A flow that asks for no evidence is not judged on it")
  func notAsked() {
    var night = Night()
    night.incident([.closed: 9])
    night.replication.incidents[0].evidenceDestroyed = at(5)
    #expect(night.dimension(.evidence).notEvaluated == .didNotApply)
  }
}
