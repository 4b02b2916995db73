import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

@testable import Reports

@Suite struct DrawingTests {
  private func scale(_ minutes: [Int64], acute: Int64, end: Int64) -> TimeScale {
    TimeScale(
      moments: minutes.map(Fixture.minute), acute: Fixture.minute(acute), end: Fixture.minute(end),
      left: 100, right: 900)
  }

  @Test("the time scale never runs backwards, and fills its width")
  func monotone() {
    let cases = [
      scale([0, 5, 30, 50], acute: 30, end: 60), scale([0], acute: 0, end: 60),
      scale([0, 10, 20, 40, 300, 310, 2000], acute: 40, end: 4320),
      scale([0, 1, 2, 3, 60, 120, 180, 240, 300, 360, 420], acute: 20, end: 480),
    ]
    for scale in cases {
      #expect(abs(scale.x(.zero) - 100) < 0.001)
      #expect(abs(scale.x(scale.segments.last?.end ?? .zero) - 900) < 0.001)
      var last = 0.0
      for minute in 0..<480 {
        let x = scale.x(Fixture.minute(Int64(minute)))
        #expect(x >= last)
        last = x
      }
      let ticks = scale.ticks(
        CivilClock(start: CivilTime(year: 2026, month: 1, day: 1, hour: 0, minute: 7)))
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $1.x - $0.x >= 46 })
    }
  }

  @Test("a long quiet stretch is folded, the acute part gets more than half of the width")
  func folds() {
    let scale = scale([0, 10, 20, 40, 300, 310, 400], acute: 40, end: 4320)
    #expect(scale.segments.contains { $0.isFolded && $0.end == Fixture.minute(4320) })
    #expect(scale.focus == Fixture.minute(40))
    #expect(scale.x(Fixture.minute(40)) > 500)
  }

  @Test("states follow each other without overlap, and down time is their sum")
  func histories() {
    let facts = RunFacts(Fixture.run())
    for history in facts.histories {
      #expect(zip(history.spans, history.spans.dropFirst()).allSatisfy { $0.end <= $1.start })
      #expect(history.spans.allSatisfy { $0.start < $0.end })
    }
    #expect(facts.histories[Fixture.At.power].out == .minutes(115))
    #expect(facts.histories[Fixture.At.power].spans.map(\.state) == [.onReserve, .down])
    #expect(facts.histories[Fixture.At.app1].spans.map(\.state) == [.down, .degraded])
    #expect(facts.peak.count == 9)
    #expect(facts.outCount.last?.count == 0)
  }

  @Test("a battery drains to nothing, then fills by its refill time; a room warms and cools")
  func reserves() throws {
    let reserves = RunFacts(Fixture.run()).reserves.filter { !$0.points.isEmpty }
    try #require(reserves.count == 2)
    let battery = reserves[0].points
    #expect(battery.first?.level == 100_000)
    #expect(reserves[0].extreme == 0)
    #expect(battery.last?.level == 100_000)
    #expect(battery.contains { $0.time == Fixture.minute(150 + 480) && $0.level == 100_000 })
    #expect(reserves[1].extreme == 40_000)
    #expect(reserves[1].points.last?.level == 23_000)
  }

  @Test("the curve of a room turns where what heats it changes, and rests where nothing does")
  func warming() throws {
    let room = Reserve(
      node: Row(0), kind: .heat, lasts: .minutes(20), refills: .minutes(25), levelFull: 20_000,
      levelEmpty: 40_000, heat: 2_000)
    var model = Model()
    model.platform.nodes = [
      Node(
        name: NameHash("room:r"), kind: .room, threshold: 1, inputCount: 1, dependents: 0..<0,
        reserve: Row(0))
    ]
    model.platform.reserves = [room]
    var record = Replication(seed: 1, replication: 0, end: Fixture.minute(120))
    let entries: [(Entry.Kind, Int64, Int64)] = [
      (.onReserve, 0, TimeSpan.minutes(20).microseconds), (.reserveRate, 10, 1_000),
      (.reserveRate, 20, 0), (.offReserve, 60, 0),
    ]
    record.entries = entries.map { kind, minute, value in
      Entry(kind, at: Fixture.minute(minute), subject: 0, value: value)
    }
    var situation = Situation(model)
    var history = ReserveHistory(reserve: room)
    for entry in record.entries {
      _ = situation.take(entry, of: record)
      history.follow(situation.reserves[0])
    }
    history.finish(at: Fixture.minute(120))
    #expect(
      history.points.map { [Double($0.time.microseconds) / 60e6, $0.level] } == [
        [0, 20_000], [0, 20_000], [10, 30_000], [20, 35_000], [60, 35_000], [78.75, 20_000],
        [120, 20_000],
      ])
  }

  @Test("a label takes the first place that covers no other, or none")
  func labels() {
    var picture = Picture(id: "p", width: 200, height: 50, title: "", summary: "")
    let first = picture.place("one", at: [(10, 20, .start)])
    let second = picture.place("two", at: [(12, 20, .start), (100, 20, .start)])
    let third = picture.place("three", at: [(11, 21, .start), (199, 20, .start)])
    #expect([first, second, third] == [true, true, false])
  }

  @Test("coordinates have one decimal and no negative zero")
  func numbers() {
    #expect(Picture.number(12.34) == "12.3")
    #expect(Picture.number(-0.04) == "0")
    #expect(Picture.number(-7.25) == "-7.3")
    #expect(Picture.number(5) == "5")
  }

  @Test("markup escapes by scalar, so that a mark on a quote hides nothing")
  func escaping() {
    #expect(Markup("a\"\u{301}b<\u{20DD}&'").html == "a&quot;\u{301}b&lt;\u{20DD}&amp;&#39;")
    #expect(Markup("\u{0}\n\u{9F}").html == "\u{FFFD} \u{FFFD}")
  }

  @Test("what needs a component is found through gates only")
  func feeds() {
    let platform = Fixture.run().drill.model.platform
    #expect(platform.feeds(of: Fixture.At.app1) == [14])
    #expect(platform.feeds(of: Fixture.At.database) == [14, 15])
    #expect(platform.feeds(of: Fixture.At.tape) == [])
  }
}
