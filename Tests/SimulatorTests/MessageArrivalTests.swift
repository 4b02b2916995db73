import EventKernel
import Testing

@testable import Simulator

/// A message is there when somebody of its lane has it, not when it is sent.
@Suite struct MessageArrivalTests {
  /// A desk that tells a group something ten minutes after the start, once or every so often.
  private struct Desk {
    var world: CaseWorld

    init(
      by way: MessageWay = .call, hours: Int64 = 10, within: TimeSpan? = nil,
      every minutes: Double? = nil
    ) {
      world = CaseWorld(hours: hours)
      world.net.lane("group", .people(posts: 2, tiers: 0))
      world.person("clerk")
      var step = world.work(10)
      step.message = FlowMessage(
        from: world.net.laneRow("desk"), to: world.net.laneRow("group"), within: within, by: way)
      world.flow("tell", step)
      world.stream("tell", every: minutes ?? 1, atMost: minutes == nil ? 1 : nil)
    }

    mutating func member(
      _ name: String = "member", on: (Int64, Int64)? = nil, callOut: Double? = nil,
      byTelephone: Double? = nil, answers: Double? = nil
    ) {
      let shift = on.map { world.shift($0.0, $0.1) }
      world.person(name, posts: 2, shift: shift, callOut: callOut, answers: answers)
      let last = world.model.support.people.count - 1
      world.model.support.people[last].callRemote = byTelephone.map { world.law($0) }
    }

    func run(seed: UInt64 = 1) throws -> CaseRun { try world.run(seed: seed) }

    /// When each message was there, in minutes; nil: never.
    func arrivals(seed: UInt64 = 1) throws -> [Double?] {
      try run(seed: seed).record.messages.map { message in
        message.arrived.map { Double($0.microseconds) / 60e6 }
      }
    }
  }

  @Test("who is on duty has it as it is sent; a call when they answer, a note at once")
  func onDuty() throws {
    var desk = Desk()
    desk.member()
    #expect(try desk.arrivals() == [10])
    #expect(try desk.run().minutes(.messageSent) == [10])
    #expect(try desk.run().minutes(.messageReceived).isEmpty)
    var call = Desk(by: .call)
    call.member(answers: 2)
    #expect(try call.arrivals() == [12])
    #expect(try call.run().minutes(.messageSent) == [10])
    #expect(try call.run().minutes(.messageReceived) == [12])
    var note = Desk(by: .note)
    note.member(answers: 2)
    #expect(try note.arrivals() == [10])
  }

  @Test("a call wakes the first who can be called, by telephone before coming in")
  func asleepAndCalled() throws {
    var desk = Desk()
    desk.member("off", on: (60, 120))
    desk.member("called", on: (60, 120), callOut: 30, byTelephone: 5)
    desk.member("later", on: (60, 120), byTelephone: 1)
    #expect(try desk.arrivals() == [15])
    var comesIn = Desk()
    comesIn.member(on: (60, 120), callOut: 30)
    #expect(try comesIn.arrivals() == [40])
    // Somebody on duty is asked before all who are not, wherever they stand in the file.
    var there = Desk()
    there.member("called", on: (60, 120), byTelephone: 5)
    there.member("there", on: (0, 30), answers: 3)
    #expect(try there.arrivals() == [13])
  }

  @Test("a note waits for the next who comes on duty; so does a call where nobody can be called")
  func asleepAndNote() throws {
    var note = Desk(by: .note)
    note.member("late", on: (90, 120), byTelephone: 5)
    note.member("soon", on: (60, 70), byTelephone: 5)
    #expect(try note.arrivals() == [60])
    #expect(try note.run().minutes(.messageReceived) == [60])
    var call = Desk(by: .call)
    call.member(on: (60, 120), answers: 4)
    #expect(try call.arrivals() == [60])
    // Somebody else who comes does not take it.
    var other = Desk(by: .note)
    other.world.person("other", posts: 4, shift: other.world.shift(30, 60))
    other.member(on: (90, 120))
    #expect(try other.arrivals() == [90])
  }

  @Test("who is away although on duty reads it when they are back")
  func away() throws {
    var desk = Desk(by: .note)
    desk.world.person("member", posts: 2, callOut: 5, absence: (every: 8, lasts: 30))
    #expect(try desk.arrivals() == [38])
    var call = Desk(by: .call)
    call.world.person("member", posts: 2, callOut: 5, absence: (every: 8, lasts: 30))
    #expect(try call.arrivals() == [38])
  }

  @Test("without anybody it never arrives, and takes no place")
  func nobody() throws {
    #expect(try Desk().arrivals() == [nil])
    var never = Desk(by: .note)
    never.world.model.support.shifts.append(
      ShiftPattern(cycle: .days(1), phase: .zero, intervals: []))
    never.world.person("member", posts: 2, shift: Row(0))
    never.world.pool("none", count: 0, posts: 2)
    #expect(try never.arrivals() == [nil])
    var world = World(SharedModel(never.world.built()), seed: 1, isTraced: false)
    world.run(events: .max)
    #expect(world.messages.rowCount == 0)
  }

  @Test("tools, vendors and outsiders have it at once")
  func others() throws {
    for performer in [Performer.automatic, .vendor, .outside] {
      let desk = Desk(by: .note)
      var model = desk.world.built()
      model.net.lanes[desk.world.net.laneRow("group").index].performer = performer
      #expect(try Simulation.run(model, seed: 1).messages.map(\.arrived) == [.zero + .minutes(10)])
    }
  }

  @Test("a pool on duty has it at once, another as its shift begins")
  func pool() throws {
    var desk = Desk()
    desk.world.pool("group", count: 3, posts: 2)
    #expect(try desk.arrivals() == [10])
    var later = Desk(by: .note)
    later.world.pool("group", count: 3, posts: 2, shift: later.world.shift(75, 120))
    #expect(try later.arrivals() == [75])
    // People are asked first.
    var both = Desk()
    both.world.pool("group", count: nil, posts: 2)
    both.member(answers: 2)
    #expect(try both.arrivals() == [12])
  }

  @Test("one that went astray is on its way once it is sent again")
  func astray() throws {
    func misdirected(_ desk: Desk) -> Desk {
      var desk = desk
      desk.world.model.drill.deviations = [
        Deviation(
          name: "wrong", kind: .wrongReceiver(desk.world.law(5)), share: .certain,
          nodes: [desk.world.node("tell.work")])
      ]
      return desk
    }
    var desk = Desk()
    desk.member(answers: 2)
    let run = try misdirected(desk).run()
    #expect(run.minutes(.messageMisdirected) == [10])
    #expect(run.minutes(.messageSent) == [15])
    #expect(run.minutes(.messageReceived) == [17])
    #expect(run.record.messages.map(\.sent) == [.zero + .minutes(10)])
    #expect(run.record.messages.map(\.wentWrong) == [true])
    #expect(try misdirected(desk).arrivals() == [17])
    var note = Desk(by: .note)
    note.member(on: (12, 14))
    note.member("second", on: (60, 120))
    #expect(try misdirected(note).arrivals() == [60])
  }

  @Test("a condition holds once the role has been told, whether the run is recorded or not")
  func told() throws {
    var desk = Desk(by: .note)
    desk.member(on: (60, 120))
    desk.world.model.conditions.append(
      Condition(steps: [.told(roleOf: desk.world.net.laneRow("group"))]))
    desk.world.model.conditions.append(
      Condition(steps: [.told(roleOf: desk.world.net.laneRow("desk"))]))
    desk.world.model.drill.injects = [
      Inject(name: "heard", cue: .when(Row(0)), action: .danger(true)),
      Inject(name: "never", cue: .when(Row(1)), action: .danger(true)),
    ]
    #expect(try desk.run().minutes(.messageSent) == [10])
    #expect(try desk.run().minutes(.injected) == [60])
    #expect(try desk.run().minutes(.injected, row: 0) == [60])
    desk.world.model.drill.endsWhen = Row(0)
    for isTraced in [true, false] {
      let record = try Simulation.run(desk.world.built(), seed: 1, isTraced: isTraced)
      #expect(record.end == .zero + .minutes(60))
    }
    // In the next replication nobody has been told anything.
    let runner = ReplicationRunner(SharedModel(desk.world.built()), isTraced: true)
    for replication in 0..<3 as Range<UInt64> {
      let record = try runner.run(seed: 1, replication: replication)
      #expect(record.end == .zero + .minutes(60))
    }
  }

  @Test("a text of the script is a call: who sleeps has it when they answer")
  func script() throws {
    var desk = Desk()
    desk.member(on: (60, 120), byTelephone: 5)
    let group = desk.world.net.laneRow("group")
    desk.world.model.conditions.append(Condition(steps: [.told(roleOf: group)]))
    desk.world.model.drill.injects = [
      Inject(
        name: "text", cue: .at(.zero + .minutes(2)),
        action: .tell(Receiver(role: "group", lane: group))),
      Inject(name: "heard", cue: .when(Row(0)), action: .danger(true)),
    ]
    // The message of the desk comes at 10.
    #expect(try desk.run().minutes(.told) == [2])
    #expect(try desk.run().minutes(.injected, row: 1) == [7])
  }

  @Test("the rows of messages that have arrived serve again")
  func rowsServeAgain() {
    var desk = Desk(by: .note, hours: 240, every: 20)
    desk.member(on: (600, 660))
    var world = World(SharedModel(desk.world.built()), seed: 1, isTraced: false)
    world.run(events: .max)
    // Of ten days, no more than those of one; with the last day's still waiting.
    #expect((60...72).contains(world.messages.rowCount))
    #expect(world.messages.waitingCount > 30)
  }

  // MARK: Drawn worlds

  /// A drawn world in which every step has a message, and many go astray.
  private func talkative(seed: UInt64) -> Model {
    var model = DrawnWorld.model(seed: seed)
    let lanes = model.net.lanes.count
    for row in model.net.steps.indices {
      model.net.steps[row].message = FlowMessage(
        from: Row(0), to: Row(row % lanes), within: .minutes(20),
        by: row % 3 == 0 ? .note : .call)
    }
    let law = model.laws.add(.exponential(mean: 600))
    model.drill.deviations.append(
      Deviation(
        name: "astray", kind: .wrongReceiver(law), share: Probability(clamped: 0.3),
        nodes: model.net.nodes.indices.filter {
          if case .task = model.net.nodes[$0].kind { true } else { false }
        }.map { Row($0) }))
    return model
  }

  @Test("what is said does not hang on whether it is recorded; a world used again says the same")
  func tracedAlike() throws {
    var (late, waiting) = (0, 0)
    for seed in 1..<101 as Range<UInt64> {
      let model = SharedModel(talkative(seed: seed))
      let traced = try Simulation.run(model, seed: seed)
      let bare = try Simulation.run(model, seed: seed, isTraced: false)
      #expect(bare.eventCount == traced.eventCount, "seed \(seed)")
      #expect(bare.busy == traced.busy && bare.edgeCounts == traced.edgeCounts, "seed \(seed)")
      #expect(bare.messages.isEmpty)
      late += traced.messages.count { ($0.arrived ?? $0.sent) > $0.sent }
      waiting += traced.messages.count { $0.arrived == nil }
      let runner = ReplicationRunner(model, isTraced: true)
      _ = try runner.run(seed: seed, replication: 1)
      let again = try runner.run(seed: seed, replication: 0)
      #expect("\(again)" == "\(traced)", "seed \(seed)")
    }
    #expect(late > 100 && waiting > 10)
  }

  @Test("a message tells nobody in the world anything: people act as they would without")
  func messagesChangeNothing() throws {
    var count = 0
    for seed in 1..<61 as Range<UInt64> {
      let silent = try Simulation.run(DrawnWorld.model(seed: seed), seed: seed)
      var model = talkative(seed: seed)
      model.drill.deviations = DrawnWorld.model(seed: seed).drill.deviations
      let said = try Simulation.run(model, seed: seed)
      let talk: Set<Entry.Kind> = [.messageSent, .messageMisdirected, .messageReceived]
      #expect(said.entries.filter { !talk.contains($0.kind) } == silent.entries, "seed \(seed)")
      count += said.messages.count
    }
    #expect(count > 1_000)
  }

  @Test("a copy with messages under way goes on as the original does")
  func copies() {
    var underWay = 0
    for seed in 1..<61 as Range<UInt64> {
      var world = World(SharedModel(talkative(seed: seed)), seed: seed)
      world.run(events: 120)
      underWay += world.messages.rowCount
      var copy = world.copy()
      copy.run(events: .max)
      world.run(events: .max)
      let (one, other) = (world.finish(), copy.finish())
      #expect(one.entries == other.entries, "seed \(seed)")
      #expect(one.messages.map(\.arrived) == other.messages.map(\.arrived), "seed \(seed)")
    }
    #expect(underWay > 50)
  }

  @Test("the wait for an answer is drawn by the task and who answers, not by the time")
  func draws() throws {
    func waits(workingFor minutes: Double, seed: UInt64) throws -> TimeSpan? {
      var desk = Desk()
      desk.member()
      desk.world.model.support.people[1].answers = desk.world.model.laws.add(
        .uniform(low: 20, high: 600))
      var model = desk.world.built()
      model.net.steps[0].takes = model.laws.add(.constant(60 * minutes))
      let message = try Simulation.run(model, seed: seed).messages.first
      return message.flatMap { message in message.arrived.map { $0 - message.sent } }
    }
    let wait = try waits(workingFor: 10, seed: 1)
    #expect(try waits(workingFor: 37, seed: 1) == wait)
    #expect(try waits(workingFor: 10, seed: 2) != wait)
  }
}
