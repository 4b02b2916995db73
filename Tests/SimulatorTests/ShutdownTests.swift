import EventKernel
import Simulator
import Testing

/// Orderly shutdown and starting up again: what, in which order, and by whom.
@Suite("Orderly shutdown")
struct ShutdownTests {
  /// A hall with two of three cooling units needed, hosts, guests and a database; some units fail
  /// at minute 0, which is noticed at once, and a flow shuts down and, at 60, starts up.
  private func model(
    failing: Int, people: Int = 2, multiplicity: Multiplicity? = nil, takes: Int64 = 1,
    build: (inout PlatformBuilder) -> Void
  ) -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(10)
    var platform = PlatformBuilder()
    for number in 0..<3 {
      platform.component("unit-\(number)", objectClass: .physicalEnvironment)
      platform.mode("out", of: "unit-\(number)")
    }
    build(&platform)
    platform.room(
      "hall", needs: .some(2, ["unit-0", "unit-1", "unit-2"]), lasts: .minutes(300),
      refills: .minutes(25))
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    model.support.detection.correlated = .certain
    for number in 0..<people {
      model.support.people.append(
        Person(
          name: NameHash("person:\(number)"), tier: .tier1, posts: 1, skills: 1, site: Row(0),
          shift: nil, callOut: nil, answers: nil))
    }
    var net = NetBuilder()
    net.lane("engineers", .people(posts: 1, tiers: 0))
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    let law = model.laws.add(.constant(Double(takes * 60)))
    net.task(
      "shut", lane: "engineers", Step(effect: .shutDown, takes: law), multiplicity: multiplicity)
    net.node("back", .catching(.signal(.powerRestored)))
    net.task(
      "start up", lane: "engineers", Step(effect: .startUp, takes: law),
      multiplicity: multiplicity)
    net.node("end", .end(.none))
    net.edge("start", "shut")
    net.edge("shut", "back")
    net.edge("back", "start up")
    net.edge("start up", "end")
    net.build(into: &model)
    for number in 0..<failing {
      model.drill.injects.append(
        Inject(
          name: NameHash("fail:\(number)"), cue: .at(.zero), action: .fail(Row(number))))
      model.drill.injects.append(
        Inject(
          name: NameHash("mend:\(number)"), cue: .at(.zero + .hours(1)),
          action: .restore(Row(number))))
    }
    return model
  }

  private func rows(_ kind: Entry.Kind, _ replication: Replication) -> [Int32] {
    replication.entries.filter { $0.kind == kind }.map(\.subject)
  }

  private func minutes(_ kind: Entry.Kind, _ replication: Replication) -> [Double] {
    replication.entries.filter { $0.kind == kind }.map { Double($0.time.microseconds) / 60e6 }
  }

  /// Rows: 3 a core host, 4 an edge host, 5 a pool on the core host, 6 and 7 its guests (core and
  /// edge), 8 a firewall, 9 a database server, 10 its database.
  private func estate(_ platform: inout PlatformBuilder) {
    platform.component("host", room: "hall", importance: .core)
    platform.component("renderer", room: "hall")
    platform.component("pool", needs: .all(["host"]), importance: .core)
    platform.component("portal", needs: .all(["pool"]), importance: .core)
    platform.component("search", needs: .all(["pool"]))
    platform.component("firewall", room: "hall", importance: .core, security: true)
    platform.component("database-server", room: "hall", importance: .core)
    platform.component("database", needs: .all(["database-server"]), importance: .core)
  }

  private let components = Multiplicity(.components, isSequential: false)

  @Test("guests go before hosts, databases before servers, edge before core, and come back after")
  func order() throws {
    let replication = try Simulation.run(model(failing: 3, build: estate), seed: 1)
    #expect(rows(.shutDown, replication) == [4, 7, 6, 5, 3, 10, 9, 8])
    #expect(rows(.startedUp, replication) == [8, 3, 5, 6, 9, 10, 4, 7])
  }

  @Test("is done machine by machine, by as many as are there, in this order")
  func byHands() throws {
    let replication = try Simulation.run(
      model(failing: 3, multiplicity: components, takes: 5, build: estate), seed: 1)
    #expect(rows(.shutDown, replication) == [4, 7, 6, 5, 3, 10, 9, 8])
    #expect(minutes(.shutDown, replication) == [5, 5, 10, 10, 15, 15, 20, 20])
    #expect(Set(replication.assignments.map(\.index)).count == 2)
    #expect(rows(.startedUp, replication) == [8, 3, 5, 6, 9, 10, 4, 7])
    #expect(minutes(.startedUp, replication) == [65, 65, 70, 70, 75, 75, 80, 80])
  }

  @Test("a host takes with it, and first, what still runs on it")
  func together() throws {
    // One after the other the host's turn comes with nothing left; many hands end at once.
    let replication = try Simulation.run(
      model(failing: 3, people: 9, multiplicity: components, takes: 5, build: estate), seed: 1)
    let order = rows(.shutDown, replication)
    #expect(order.sorted() == [3, 4, 5, 6, 7, 8, 9, 10])
    for (guest, host) in [(6, 5), (7, 5), (5, 3), (10, 9)] as [(Int32, Int32)] {
      let (first, second) = (order.firstIndex(of: guest) ?? 9, order.firstIndex(of: host) ?? 0)
      #expect(first < second)
    }
    // What is shut down in order falls by nothing else.
    #expect(minutes(.shutDown, replication).allSatisfy { $0 == 5 })
  }

  // MARK: As much as must be

  @Test("with half of the cooling half of the heat goes off, edge first, and the room holds")
  func relieved() throws {
    let replication = try Simulation.run(
      model(failing: 2) { platform in
        platform.component("host", room: "hall", importance: .core)
        platform.component("renderer-1", room: "hall")
        platform.component("renderer-2", room: "hall")
        platform.component("renderer-3", room: "hall")
        platform.service("query", needs: .all(["host"]))
      }, seed: 1)
    #expect(rows(.shutDown, replication) == [4, 5])
    #expect(rows(.reserveEmpty, replication).isEmpty)
    #expect(!rows(.wentDown, replication).contains(3))
  }

  @Test("of machines that are alike those go first that no service misses")
  func spared() throws {
    let replication = try Simulation.run(
      model(failing: 2) { platform in
        platform.component("only", room: "hall", importance: .core)
        platform.component("twin-1", room: "hall", importance: .core)
        platform.component("twin-2", room: "hall", importance: .core)
        platform.component("idle", room: "hall", importance: .core)
        platform.service("alone", needs: .all(["only"]))
        platform.service("twice", needs: .some(1, ["twin-1", "twin-2"]))
      }, seed: 1)
    #expect(rows(.shutDown, replication) == [4, 6])
    // Rows of services follow the room's.
    #expect(!rows(.wentDown, replication).contains(8))
    #expect(!rows(.wentDown, replication).contains(9))
  }

  @Test("where the network alone is more than the cooling carries, all that can be goes")
  func hopeless() throws {
    let replication = try Simulation.run(
      model(failing: 2) { platform in
        platform.component("switch", room: "hall", objectClass: .network, heat: 9_000)
        platform.component("host", room: "hall", importance: .core)
        platform.component("renderer", room: "hall")
      }, seed: 1)
    #expect(rows(.shutDown, replication) == [5, 4])
  }

  @Test("what is in no danger any more stays on, although its turn comes")
  func outOfDanger() throws {
    var model = model(failing: 3, people: 1, multiplicity: components, takes: 10, build: estate)
    // Cooling is back at 25, when two of eight are off.
    for row in model.drill.injects.indices {
      if case .restore = model.drill.injects[row].action {
        model.drill.injects[row].cue = .at(.zero + .minutes(25))
      }
    }
    let replication = try Simulation.run(model, seed: 1)
    #expect(rows(.shutDown, replication) == [4, 7])
    #expect(rows(.startedUp, replication) == [4, 7])
  }
}
