import EventKernel
import Simulator
import Testing

/// Branch stores that are filled from a depot, one for one.
@Suite struct StoreTests {
  /// Two branches, an hour's and two hours' way from a depot that buys in five hours.
  private func world(depot: Int32, _ branches: Int32, _ other: Int32) -> CaseWorld {
    var world = CaseWorld(hours: 40)
    let parent = world.part("depot", stock: depot, lead: 300, isOneForOne: true)
    for (name, stock, way) in [("a", branches, 60.0), ("b", other, 120)] {
      let part = world.part(name, stock: stock, lead: way, isOneForOne: true, parent: parent)
      world.flow(name, lane: "tools", world.work(1, part: part))
    }
    for part in 0..<3 {
      world.measure(.backorders(Row(part)), .total)
      world.measure(.filledAtOnce(Row(part)))
    }
    return world
  }

  @Test("what the depot has is sent at once and comes after the way; the depot buys one for it")
  func sent() throws {
    var world = world(depot: 1, 1, 1)
    world.one("a", at: 10)
    let run = try world.run()
    #expect(run.minutes(.taskStarted) == [10])
    #expect(run.minutes(.partOrdered, row: 1) == [10])
    #expect(run.minutes(.partOrdered, row: 0) == [10])
    #expect(run.minutes(.partArrived, row: 1) == [70])
    #expect(run.minutes(.partArrived, row: 0) == [310])
    let left = run.record.stock.map(\.left)
    #expect(left == [1, 1, 1])
    #expect((0..<3).map { run.times(2 * $0) } == [[0, 1], [0, 1], [0, 1]])
    #expect((0..<3).map { run.counts(2 * $0 + 1) } == [[1, 1], [1, 1], [0, 0]])
  }

  @Test("a depot that has none sends when it has bought one, in the order of the requests")
  func firstComeFirstServed() throws {
    var world = world(depot: 0, 0, 0)
    world.one("b", at: 0)
    world.one("a", at: 10)
    world.one("b", at: 20)
    let run = try world.run()
    // Bought at 300, 310 and 320, and two hours, one and two hours under way.
    #expect(run.minutes(.partArrived, row: 0) == [300, 310, 320])
    #expect(run.minutes(.taskStarted, "b.work") == [420, 440])
    #expect(run.minutes(.taskStarted, "a.work") == [370])
    #expect(run.times(0) == [900, 1])
    #expect(run.times(2) == [360, 1])
    #expect(run.times(4) == [840, 1])
    #expect((0..<3).map { run.counts(2 * $0 + 1) } == [[0, 3], [0, 1], [0, 2]])
  }

  @Test("a request that the depot can fill goes after those that it could not")
  func afterThoseThatWait() throws {
    var world = world(depot: 1, 0, 0)
    world.one("b", at: 0)
    world.one("b", at: 200)
    world.one("a", at: 290)
    let run = try world.run()
    // The piece of 300 goes to the request of 200, that of 500 to the one of 290.
    #expect(run.minutes(.taskStarted, "b.work") == [120, 420])
    #expect(run.minutes(.taskStarted, "a.work") == [560])
    #expect(run.counts(1) == [1, 3])
  }

  @Test("a branch with a reorder point asks for each missing piece and gets them one by one")
  func reorderPoint() throws {
    var world = CaseWorld(hours: 40)
    let parent = world.part("depot", stock: 2, lead: 300, isOneForOne: true)
    let branch = world.part(
      "a", stock: 3, reorderAt: 0, upTo: 3, lead: 60, parent: parent)
    world.flow("a", lane: "tools", world.work(1, part: branch))
    world.stream("a", every: 1, atMost: 5)
    let run = try world.run()
    // Three are taken by minute 2; of three requested, two are there at 62 and one at 362.
    #expect(run.minutes(.taskStarted) == [0, 1, 2, 62, 62])
    #expect(run.minutes(.partArrived, row: 1).prefix(3) == [62, 62, 362])
    #expect(run.record.stock[1].left >= 1)
  }

  @Test("pieces come without any way where the branch is next to the depot")
  func noWay() throws {
    var world = CaseWorld(hours: 10)
    let parent = world.part("depot", stock: 1, lead: 300, isOneForOne: true)
    let branch = world.part("a", stock: 0, isOneForOne: true, parent: parent)
    world.flow("a", lane: "tools", world.work(1, part: branch))
    world.stream("a", every: 10, atMost: 2)
    #expect(try world.run().minutes(.taskStarted) == [0, 300])
  }
}
