import EventKernel
import Simulator
import Testing

/// Cold standby: of a group so many run, and only those fail by law.
@Suite struct StandbyTests {
  /// Components that each fail after so many hours of running, noticed at once and mended in hours.
  private func model(
    _ count: Int, running: Int32, lasts: Double = 10, mendedIn: Double, hours: Int64 = 48,
    order: [Int]? = nil
  ) -> Model {
    var world = CaseWorld(hours: hours)
    var platform = PlatformBuilder()
    let law = world.law(lasts * 60)
    for number in 0..<count {
      platform.component("c\(number)")
      platform.mode("m", of: "c\(number)", every: law)
    }
    platform.build(into: &world.model)
    world.model.platform.standbys = [
      Standby(name: "group", members: (order ?? Array(0..<count)).map { Row($0) }, running: running)
    ]
    world.model.drill.randomFailures = true
    world.model.support.detection.realTimeEvery = .zero
    world.person("a")
    world.net.flow("event", startsOn: .eventOccurred)
    world.net.node("start", .start(.signal(.eventOccurred)))
    var diagnose = world.work(0)
    diagnose.effect = .diagnose
    world.net.task("diagnose", lane: "tools", diagnose)
    var repair = world.work(mendedIn * 60)
    repair.effect = .repair
    repair.takesByFault = true
    world.net.task("repair", lane: "desk", repair)
    world.net.node("end", .end(.none))
    world.net.edge("start", "diagnose")
    world.net.edge("diagnose", "repair")
    world.net.edge("repair", "end")
    return world.built()
  }

  /// Hours at which each component failed.
  private func failures(_ model: Model) throws -> [[Double]] {
    let replication = try Simulation.run(model, seed: 1)
    return model.platform.components.indices.map { component in
      replication.entries.filter { $0.kind == .faultBegan && Int($0.subject) == component }
        .map { Double($0.time.microseconds) / 3_600e6 }
    }
  }

  @Test("who stands by fails only after taking over; who is mended stands by")
  func takesOver() throws {
    // Each failure is 10 h after the last; the first is back at 12 and runs again from 20 on.
    #expect(try failures(model(2, running: 1, mendedIn: 2)) == [[10, 30], [20, 40]])
  }

  @Test("who is mended runs at once when nobody does")
  func nobodyRuns() throws {
    // The second fails at 20, before the first is mended at 25, and waits for the one engineer.
    #expect(
      try failures(model(2, running: 1, mendedIn: 15, hours: 60)) == [[10, 35], [20, 50]])
  }

  @Test("members take over in the order of the group, not of the file")
  func order() throws {
    #expect(
      try failures(model(3, running: 1, mendedIn: 100, order: [2, 0, 1])) == [[20], [30], [10]])
  }

  @Test("of a group so many run as it says; the others do not fail")
  func severalRun() throws {
    // Two fail at 10; one stands by and takes over, and fails at 20.
    #expect(try failures(model(3, running: 2, mendedIn: 100)) == [[10], [10], [20]])
    #expect(try failures(model(3, running: 3, mendedIn: 100)) == [[10], [10], [10]])
  }

  @Test("a component that stands by and is made to fail takes over only when it is mended")
  func failsWhileStandingBy() throws {
    var model = model(3, running: 1, mendedIn: 100, hours: 60)
    model.drill.injects = [
      Inject(name: "inject:fail", cue: .at(.zero + .hours(5)), action: .fail(Row(1))),
      Inject(name: "inject:back", cue: .at(.zero + .hours(15)), action: .restore(Row(1))),
    ]
    // At 10 the second is down, so the third takes over; it fails at 20, then the second runs.
    #expect(try failures(model) == [[10], [5, 30], [20]])
  }

  @Test("a fault that only degrades does not stop its component, and its failures go on alike")
  func degraded() throws {
    var model = model(2, running: 1, lasts: 10, mendedIn: 1, hours: 100)
    model.platform.failureModes[0].symptom = .degraded
    // It runs on, so the second never does; each failure is 10 h after the last was mended.
    let found = try failures(model)
    #expect(found[0] == [10, 21, 32, 43, 54, 65, 76, 87, 98])
    #expect(found[1].isEmpty)
  }

  @Test("a mode that is open when its component runs again does not fail twice as often after")
  func openMode() throws {
    var model = model(1, running: 1, lasts: 1_000, mendedIn: 1, hours: 30)
    // A second mode, which only degrades, 4 h after it was mended; that takes 3 h.
    var slow = model.platform.failureModes[0]
    slow.name = "mode:c0/slow"
    slow.symptom = .degraded
    slow.every = model.laws.add(.constant(4 * 3_600))
    slow.takes = model.laws.add(.constant(3 * 3_600))
    model.platform.failureModes.append(slow)
    model.platform.components[0].failureModes = 0..<2
    model.support.people.append(model.support.people[0])
    model.support.people[1].name = "person:b"
    model.support.detection.correlated = .never
    model.drill.injects = [
      Inject(name: "inject:down", cue: .at(.zero + .hours(5)), action: .fail(Row(0)))
    ]
    // Down from 5 to 6, it runs again while the slow mode is open, until 7.
    #expect(try failures(model) == [[4, 5, 11, 18, 25]])
  }
}
