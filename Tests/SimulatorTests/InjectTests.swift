import EventKernel
import Simulator
import Testing

/// Injects that happen again and again, and draw what they hit.
@Suite struct InjectTests {
  private static let days: Int64 = 365
  private let nobody = Receiver(role: "role:nobody", lane: nil)

  /// A platform of some servers, each of which fails in one way and works again by itself.
  private func model(_ servers: [String] = ["a"], injects: [Inject]) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .days(Self.days)
    var platform = PlatformBuilder()
    for server in servers {
      platform.component(server, monitoring: .none)
      platform.mode("stop", of: server)
    }
    platform.build(into: &model)
    model.drill.targetModes = Table(servers.indices.map { Row($0) })
    model.drill.targetNodes = Table(servers.indices.map { Row($0) })
    model.drill.injects = Table(injects)
    return model
  }

  private func times(
    _ kind: Entry.Kind, of subject: Int? = nil, in replication: Replication
  ) -> [SimulationTime] {
    replication.entries.filter {
      $0.kind == kind && (subject == nil || Int($0.subject) == subject)
    }.map(\.time)
  }

  /// Expects numbers as a Poisson law draws them: mean and variance within four standard errors.
  /// The variance of a sample variance is (m4 - s4 (n - 3) / (n - 1)) / n, with m4 = m + 3 m2 and
  /// s4 = m2.
  private func expectPoisson(
    _ counts: [Int], mean: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let n = Double(counts.count)
    let found = Double(counts.reduce(0, +)) / n
    let variance = counts.reduce(0) { $0 + (Double($1) - found) * (Double($1) - found) } / (n - 1)
    #expect(
      abs(found - mean) < 4 * (mean / n).squareRoot(), "mean \(found)",
      sourceLocation: sourceLocation)
    let error = ((mean + 3 * mean * mean - mean * mean * (n - 3) / (n - 1)) / n).squareRoot()
    #expect(
      abs(variance - mean) < 4 * error, "variance \(variance)", sourceLocation: sourceLocation)
  }

  @Test("an inject that names several hits all of them at its time, in their order")
  func all() throws {
    var model = model(["a", "b", "c"], injects: [])
    let minutes = { (minute: Int64) -> Inject.Cue in .at(.zero + .minutes(minute)) }
    model.drill.targetModes = [Row(2), Row(0)]
    model.drill.targetNodes = [Row(2), Row(0)]
    model.drill.injects = [
      Inject(name: "inject:fail", cue: minutes(10), action: .failAll(of: 0..<2)),
      Inject(name: "inject:back", cue: minutes(30), action: .restoreAll(of: 0..<2)),
    ]
    let run = try Simulation.run(model, seed: 1)
    #expect(times(.injected, in: run) == [.zero + .minutes(10), .zero + .minutes(30)])
    let began = run.entries.filter { $0.kind == .faultBegan }
    #expect(began.map(\.time) == [.zero + .minutes(10), .zero + .minutes(10)])
    #expect(run.faults.map(\.subject.index) == [2, 0])
    #expect(run.faults.map(\.ended) == [.zero + .minutes(30), .zero + .minutes(30)])
  }

  @Test("an inject with exponential times between happens as often as a Poisson law says")
  func exponential() throws {
    var model = model(injects: [])
    let law = model.laws.add(.exponential(mean: TimeSpan.hours(2_190).seconds))
    model.drill.injects = [Inject(name: "inject:mail", cue: .every(law), action: .tell(nobody))]
    let counts = try (0..<2_000).map {
      times(.told, in: try Simulation.run(model, seed: 7, replication: UInt64($0))).count
    }
    expectPoisson(counts, mean: 4)
  }

  @Test("an inject at a rate that changes happens as often as the rate's integral says, and when")
  func rate() throws {
    var model = model(injects: [
      Inject(name: "inject:mail", cue: .rate(Row(0)), action: .tell(nobody))
    ])
    // Two a year for half of it, then six.
    let half = TimeSpan.days(Self.days / 2)
    let year = Double(Self.days * 24)
    model.drill.rates = [
      RateFunction(
        shape: .steps,
        points: [
          RateFunction.Point(at: .zero, rate: 2 / year),
          RateFunction.Point(at: half, rate: 6 / year),
        ])
    ]
    var (before, after): ([Int], [Int]) = ([], [])
    for replication in 0..<2_000 {
      let run = try Simulation.run(model, seed: 7, replication: UInt64(replication))
      let came = times(.injected, in: run)
      #expect(came == times(.told, in: run))
      before.append(came.count { $0 < .zero + half })
      after.append(came.count { $0 >= .zero + half })
    }
    let share = Double(Self.days / 2) / Double(Self.days)
    expectPoisson(before, mean: 2 * share)
    expectPoisson(after, mean: 6 * (1 - share))
  }

  @Test("constant times between are told each time, and the end ends them")
  func periodic() throws {
    var model = model(injects: [])
    let law = model.laws.add(.constant(TimeSpan.days(100).seconds))
    model.drill.injects = [Inject(name: "inject:mail", cue: .every(law), action: .tell(nobody))]
    let run = try Simulation.run(model, seed: 1)
    #expect(times(.injected, in: run) == [100, 200, 300].map { .zero + .days($0) })
    #expect(times(.told, in: run) == times(.injected, in: run))
  }

  @Test("what is told carries the first lane of its role, or none, and the fold says so")
  func told() throws {
    var model = model(injects: [])
    var net = NetBuilder()
    net.lane("desk", .people(posts: 1, tiers: 0))
    net.lane("leaders", .people(posts: 2, tiers: 0))
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.node("end", .end(.none))
    net.edge("start", "end")
    net.build(into: &model)
    let receivers = [nobody, Receiver(role: "role:leaders", lane: Row(1))]
    model.drill.injects = Table(
      receivers.enumerated().map {
        Inject(
          name: NameHash("inject:\($0)"), cue: .at(.zero + .hours(Int64($0))), action: .tell($1))
      })
    let run = try Simulation.run(model, seed: 1)
    #expect(run.entries.filter { $0.kind == .told }.map(\.object) == [-1, 1])
    var situation = Situation(model)
    var heard: [Row<Lane>?] = []
    for entry in run.entries {
      if case .told(let inject, let lane) = situation.take(entry, of: run) {
        #expect(inject.index == heard.count)
        heard.append(lane)
      }
    }
    #expect(heard == [nil, Row(1)])
  }

  @Test("danger is recorded when it begins and when it ends, once each, and the fold has it")
  func danger() throws {
    let times: [(Int64, Bool)] = [(1, false), (2, true), (3, true), (5, false), (7, true)]
    let model = model(
      injects: times.enumerated().map {
        Inject(
          name: NameHash("inject:\($0)"), cue: .at(.zero + .hours($1.0)), action: .danger($1.1))
      })
    let run = try Played.play(model, seed: 1, every: 1) { world, situation in
      #expect(situation.isDanger == world.isDanger)
    }
    #expect(self.times(.dangerBegan, in: run) == [2, 7].map { .zero + .hours($0) })
    #expect(self.times(.dangerEnded, in: run) == [.zero + .hours(5)])
    #expect(run.entries.filter { $0.kind == .dangerBegan }.map(\.subject) == [1, 4])
    // By the entries of danger alone, without the script.
    var situation = Situation(Model())
    var changes: [Bool] = []
    for entry in run.entries {
      if case .danger(let before, let now) = situation.take(entry, of: run) {
        #expect(before != now)
        changes.append(now)
      }
    }
    #expect(changes == [true, false, true] && situation.isDanger)
  }

  /// Which server each time of an inject infects; it works again before the next time.
  private func hits(
    _ servers: [String], seed: UInt64, also others: [Inject] = []
  ) throws -> [Int] {
    var model = model(servers, injects: [])
    let law = model.laws.add(.constant(TimeSpan.hours(24).seconds))
    let targets = Int32(0)..<Int32(servers.count)
    model.drill.injects = Table(
      [Inject(name: "inject:stop", cue: .every(law), action: .failOne(of: targets))]
        + servers.indices.map { row in
          let again = model.laws.add(.constant(TimeSpan.hours(12).seconds))
          return Inject(
            name: NameHash("inject:back-\(servers[row])"), cue: .every(again),
            action: .restore(Row(row)))
        } + others)
    let run = try Simulation.run(model, seed: seed)
    return run.entries.filter { $0.kind == .wentDown }.map { Int($0.subject) }
  }

  @Test("each of the targets is as likely, and each time is drawn anew")
  func targets() throws {
    var counts = [0, 0, 0, 0]
    for seed in 1...10 as ClosedRange<UInt64> {
      for hit in try hits(["a", "b", "c", "d"], seed: seed) { counts[hit] += 1 }
    }
    let tries = counts.reduce(0, +)
    #expect(tries == 3_650)
    // A quarter each: a standard deviation of 26.
    for count in counts { #expect(abs(count - tries / 4) < 110, "\(counts)") }
  }

  @Test("one target more takes its own share and moves no other hit")
  func anotherTarget() throws {
    let few = try hits(["a", "b", "c"], seed: 5)
    let many = try hits(["a", "b", "c", "d"], seed: 5)
    #expect(few.count == many.count)
    var taken = 0
    for (before, after) in zip(few, many) where before != after {
      #expect(after == 3)
      taken += 1
    }
    #expect(abs(taken - few.count / 4) < 40, "\(taken) of \(few.count)")
  }

  @Test("another inject, or one that comes first in the file, shifts no draw")
  func independence() throws {
    let alone = try hits(["a", "b", "c"], seed: 9)
    let other = Inject(name: "inject:other", cue: .at(.zero), action: .tell(nobody))
    #expect(try hits(["a", "b", "c"], seed: 9, also: [other]) == alone)
  }

  @Test("malware is brought to one of its targets each time")
  func infection() throws {
    var model = model(["a", "b", "c"], injects: [])
    let law = model.laws.add(.constant(TimeSpan.days(10).seconds))
    model.addWorm(
      name: "threat", on: ObjectClass.server.bit)
    model.drill.injects = [
      Inject(name: "inject:mail", cue: .every(law), action: .hitOne(of: 0..<3, Row(0)))
    ]
    let run = try Simulation.run(model, seed: 1)
    #expect(times(.injected, in: run).count == 36)
    // None is cleaned, so each is infected once, by the script.
    let infected = run.entries.filter { $0.kind == .entered }
    #expect(Set(infected.map(\.subject)) == [0, 1, 2] && infected.count == 3)
    #expect(infected.allSatisfy { $0.object == -1 })
  }

  @Test("the same seed gives the same bytes, another one other times")
  func determinism() throws {
    var model = model(["a", "b"], injects: [])
    let law = model.laws.add(.exponential(mean: TimeSpan.days(9).seconds))
    model.drill.injects = [
      Inject(name: "inject:mail", cue: .every(law), action: .failOne(of: 0..<2))
    ]
    let runs = try [1, 1, 2].map { times(.injected, in: try Simulation.run(model, seed: $0)) }
    #expect(runs[0] == runs[1] && runs[0] != runs[2])
    #expect(
      try times(.injected, in: Simulation.run(model.separate(), seed: 1)) == runs[0])
  }
}
