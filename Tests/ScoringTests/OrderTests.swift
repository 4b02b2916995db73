import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Order of repair")
struct OrderTests {
  /// Two components that were down from minute 10, and when each was repaired, or came back by
  /// itself.
  private func night(
    _ one: (Importance, Bool), _ oneUp: Int64?, _ other: (Importance, Bool), _ otherUp: Int64?,
    isRepaired: Bool = true
  ) -> Night {
    var night = Night()
    night.incident()
    let first = night.component(one.0, isSecurity: one.1)
    let second = night.component(other.0, isSecurity: other.1)
    for (node, up) in [(first, oneUp), (second, otherUp)] {
      if isRepaired { repair(node, 10, up, &night) } else { night.outage(node, 10, up) }
    }
    return night
  }

  /// A component is down until a fault of its own is repaired.
  private func repair(
    _ node: Int, _ down: Int64, _ up: Int64?, _ night: inout Night, incident: Int = 0
  ) {
    night.outage(node, down, up, incident: incident)
    let own = night.fault(of: node, began: down, ended: up, incident: incident)
    night.replication.faults[own].root = Row(
      night.replication.incidents[incident].fault?.index ?? 0)
  }

  @Test("What came back by itself nobody chose the time of, and is not compared")
  func byItself() {
    #expect(night((.core, false), 45, (.edge, false), 32, isRepaired: false).quality(.order) == nil)
    // A core function that waits while an edge is repaired is another matter.
    var night = night((.core, false), nil, (.edge, false), 32, isRepaired: false)
    #expect(night.quality(.order) == nil)
    let own = night.fault(of: 1, began: 10, ended: 32, incident: 0)
    night.replication.faults[own].root = Row(0)
    #expect(night.quality(.order) == 0)
  }

  @Test(
    "What goes first is back no later; still down at the end is later",
    arguments: [
      (20, 30, 1000), (30, 30, 1000), (31, 30, 0), (nil, 30, 0), (20, nil, 1000), (nil, nil, nil),
    ] as [(Int64?, Int64?, Int?)])
  func pairs(first: Int64?, second: Int64?, quality: Int?) {
    let security = night((.edge, true), first, (.core, false), second)
    #expect(security.quality(.order) == quality)
    let core = night((.core, false), first, (.edge, false), second)
    #expect(core.quality(.order) == quality)
    #expect(core.dimension(.order).items.allSatisfy { !$0.binds })
  }

  @Test("Things of one rank are not compared")
  func sameRank() {
    #expect(night((.core, false), 20, (.core, false), 30).quality(.order) == nil)
    #expect(night((.core, true), 20, (.edge, true), 30).quality(.order) == nil)
  }

  @Test("What depends on one another is not compared", arguments: [true, false])
  func dependents(isFirstFed: Bool) {
    var night = night((.core, false), 40, (.edge, false), 30)
    night.feed(isFirstFed ? 1 : 0, to: isFirstFed ? 0 : 1)
    #expect(night.quality(.order) == nil)
  }

  @Test("What was down in different incidents, or in none, is not compared")
  func otherIncidents() {
    var night = Night()
    night.incident()
    night.incident()
    let core = night.component(.core)
    let edge = night.component(.edge)
    repair(core, 10, 40, &night)
    repair(edge, 10, 30, &night, incident: 1)
    #expect(night.quality(.order) == nil)
    night.replication.faults[1].incident = nil
    #expect(night.quality(.order) == nil)
  }

  @Test("One minus violated over comparable, all pairs of all rules together")
  func share() {
    var night = Night()
    night.incident()
    let up: [Int64] = [30, 20, 40, 25, 35]
    let security = night.component(.edge, isSecurity: true)
    let cores = [night.component(.core), night.component(.core)]
    let edges = [night.component(.edge), night.component(.edge)]
    for (node, up) in zip([security] + cores + edges, up) { repair(node, 10, up, &night) }
    // Security (30) against 20, 40, 25, 35: two violated of four. Core 20 against 25, 35: none of
    // two; core 40: two of two. Four of eight.
    #expect(night.quality(.order) == 500)
    let found = night.dimension(.order).items.map { item -> [Int] in
      guard case .restoreOrder(let violated, let comparable, _) = item.finding else { return [] }
      return [violated, comparable]
    }
    #expect(found == [[2, 4], [2, 4]])
  }

  @Test("How long a thing takes to start after its cause is gone is nobody's choice")
  func startTimes() {
    var night = night((.core, false), 45, (.edge, false), 32, isRepaired: false)
    night.replication.faults[0].ended = at(30)
    #expect(night.quality(.order) == 1000)
    // But the edge had been mended first when the core waited for a fault of its own.
    let own = night.fault(of: 0, began: 11, ended: 40, incident: 0)
    night.replication.faults[own].root = Row(0)
    #expect(night.quality(.order) == 0)
  }

  @Test("What was done before an outage is not what it waited for")
  func actsBefore() {
    var night = night((.core, false), 45, (.edge, false), 32, isRepaired: false)
    night.replication.faults[0].ended = at(5)
    #expect(night.quality(.order) == nil)
  }

  @Test("After an orderly shutdown the order is that of starting up")
  func startUps() {
    var night = night((.core, false), 45, (.edge, false), 32, isRepaired: false)
    night.replication.faults[0].ended = at(20)
    night.replication.entries.insert(Entry(.startedUp, at: at(40), subject: 0), at: 1)
    night.replication.entries.insert(Entry(.startedUp, at: at(31), subject: 1), at: 1)
    #expect(night.quality(.order) == 0)
  }

  @Test("The last outage in an incident is the one that counts")
  func lastOutage() {
    var night = night((.core, false), 20, (.edge, false), 30)
    repair(0, 40, 50, &night)
    #expect(night.quality(.order) == 0)
  }

  @Test(
    "Service is got through before the fault is mended",
    arguments: [
      (20, 40, 25, 1000), (nil, 40, 45, 0), (nil, 40, 40, 0), (nil, 40, 30, 1000),
      (40, 40, 40, 1000),
      (20, nil, 25, 1000), (nil, nil, nil, nil), (nil, 40, nil, 0),
    ] as [(Int64?, Int64?, Int64?, Int?)])
  func serviceBeforeRepair(bypassed: Int64?, ended: Int64?, up: Int64?, quality: Int?) {
    for canBypass in [true, false] {
      var night = Night()
      night.incident()
      night.component()
      let service = night.service(.core)
      let mode = night.failureMode(of: 0, canBypass: canBypass)
      night.replication.faults[0].mode = Row(mode)
      night.replication.faults[0].bypassed = bypassed.map { at($0) }
      night.replication.faults[0].ended = ended.map { at($0) }
      night.outage(service, 5, up)
      #expect(night.quality(.order) == (canBypass ? quality : nil))
    }
  }
}

@Suite("Coordination")
struct CoordinationTests {
  /// An incident whose tasks were done by these tiers, one after the other.
  private func night(_ taken: [Tier], allowed: [UInt8]? = nil) -> Night {
    var night = Night()
    night.incident()
    let step = night.step()
    let flow = night.flow(
      taken.map { _ in step },
      lanes: taken.indices.map { .people(posts: 0, tiers: allowed?[$0] ?? 0b0000_0111) })
    night.instance(flow)
    for (index, tier) in taken.enumerated() {
      night.task(flow.step(index), from: Int64(index), tier: tier)
    }
    return night
  }

  @Test(
    "Hands needed over hands that it went through",
    arguments: [
      ([.hotline], 1000), ([.tier1, .tier1], 1000), ([.hotline, .tier1], 500),
      ([.tier1, .tier2, .tier1, .tier2], 250), ([.hotline, .management, .hotline], 1000),
    ] as [([Tier], Int)])
  func hands(taken: [Tier], quality: Int) {
    #expect(night(taken).quality(.coordination) == quality)
  }

  @Test("A change of tier that the flow asks for is on the shortest path")
  func asked() {
    let night = night(
      [.hotline, .tier1, .tier2, .tier1], allowed: [0b0001, 0b0110, 0b0110, 0b0010])
    let items = night.dimension(.coordination).items
    guard case .reassignments(3, shortest: 1, _) = items.first?.finding else {
      Issue.record("found \(items.map(\.finding))")
      return
    }
    #expect(night.quality(.coordination) == 500)
  }

  @Test("Posts and vendors open a task to their tiers")
  func performers() {
    var night = Night()
    night.incident()
    let step = night.step()
    let flow = night.flow(
      [step, step, step], lanes: [.vendor, .people(posts: 0b10, tiers: 0), .automatic])
    night.model.support.people = [
      Person(
        name: NameHash("one"), tier: .tier2, posts: 0b10, skills: 0, site: Row(0), shift: nil,
        callOut: nil, answers: nil)
    ]
    night.instance(flow)
    night.task(flow.step(0), from: 0, tier: .vendor)
    night.task(flow.step(1), from: 1, tier: .tier2)
    night.task(flow.step(2), from: 2)
    #expect(night.quality(.coordination) == 1000)
  }

  @Test("An incident that nobody worked on is not judged")
  func nobody() {
    #expect(night([]).dimension(.coordination).notEvaluated == .didNotApply)
  }

  @Test(
    "An act done twice at once on one fault counts as no coordination",
    arguments: [
      (5, 1), (9, 1), (10, 0), (11, 0),
    ] as [(Int64, Int)])
  func duplicates(start: Int64, twice: Int) {
    var night = Night()
    night.incident()
    night.incident()
    night.replication.incidents[1].fault = Row(0)
    let flow = night.flow([night.step(.diagnose)])
    night.instance(flow, incident: 0)
    night.instance(flow, incident: 1)
    night.task(flow.step(0), instance: 0, from: 0, to: 10, tier: .tier1)
    night.task(flow.step(0), instance: 1, from: start, to: 20, tier: .tier1)
    let quality = night.quality(.coordination)
    #expect(quality == (twice == 1 ? 500 : 1000))
  }

  @Test("The same telling, and the same act on another fault, is not done twice")
  func notDuplicates() {
    for (effect, fault) in [(Act.accept, 0), (.diagnose, 1)] {
      var night = Night()
      night.incident()
      night.incident()
      night.replication.incidents[1].fault = Row(fault)
      let flow = night.flow([night.step(effect)])
      for row in 0..<2 {
        night.task(
          flow.step(0), instance: night.instance(flow, incident: row), from: 0, to: 10,
          tier: .tier1)
      }
      #expect(night.quality(.coordination) == 1000)
    }
  }
}
