import EventKernel
import Scoring
import Simulator
import Testing

@Suite("Metrics")
struct MetricTests {
  private func reading(_ night: Night) -> MetricReading {
    MetricReading(
      night.replication, model: night.model, rubric: night.rubric, calendar: night.calendar)
  }

  private func values(
    _ night: Night, _ metric: Metric, _ set: (inout MetricFilter) -> Void = { _ in }
  ) -> [Int64] {
    var filter = MetricFilter()
    set(&filter)
    return reading(night).values(of: metric, where: filter).map(\.number)
  }

  private func minutes(_ count: Int64) -> Int64 { TimeSpan.minutes(count).microseconds }

  // MARK: Incidents

  /// Three incidents of 10, 20 and 40 min: of a server and a network device that a service hangs on
  /// through a gate, and of one that it does not hang on.
  private var threeCases: Night {
    var night = Night()
    night.clock(.recovery, .occurred, .recovered)
    for _ in 0..<3 { night.component() }
    night.model.platform.components[1].objectClass = .network
    let service = night.service(.core)
    let gate = night.service(.edge)
    night.feed(0, to: service)
    night.feed(1, to: gate)
    night.feed(gate, to: service)
    for (row, taken) in [Int64(10), 20, 40].enumerated() {
      night.incident([.occurred: 0, .recovered: taken])
      night.replication.faults[row].subject = Row(row)
      night.replication.incidents[row].priority = row + 1
    }
    return night
  }

  @Test(
    "Beyond the RPO is what of the loss each data set's own objective does not bear",
    arguments: [(0, 60, 0), (60, 60, 0), (61, 60, 1), (240, 60, 180), (5, 0, 5)]
      as [(
        Int64, Int64, Int64
      )])
  func beyondObjective(lost: Int64, objective: Int64, beyond: Int64) {
    var night = Night()
    night.component()
    night.model.platform.dataSets = [
      DataSet(
        name: NameHash("borne"), component: Row(0), copyEvery: .hours(1), copyOffset: .zero,
        recoveryPoint: .hours(24)),
      DataSet(
        name: NameHash("held"), component: Row(0), copyEvery: .hours(1), copyOffset: .zero,
        recoveryPoint: .minutes(objective)),
    ]
    night.replication.dataLost = [.hours(12), .minutes(lost)]
    let values = reading(night).values(of: .lostBeyondObjective).map(\.number)
    #expect(values == [0, TimeSpan.minutes(beyond).microseconds])
  }

  @Test("Incidents are picked by priority, by class of what is at fault, and by service")
  func incidents() {
    var night = threeCases
    #expect(values(night, .recoveryTime) == [10, 20, 40].map(minutes))
    #expect(values(night, .recoveryTime) { $0.priority = 2 } == [minutes(20)])
    #expect(
      values(night, .recoveryTime) { $0.caseClass = .object(.server) } == [10, 40].map(minutes))
    let service = MetricFilter.ServiceScope(of: Row(3), in: night.model.platform)
    #expect(values(night, .recoveryTime) { $0.service = service } == [10, 20].map(minutes))
    let gate = MetricFilter.ServiceScope(of: Row(4), in: night.model.platform)
    #expect(values(night, .recoveryTime) { $0.service = gate } == [minutes(20)])
    night.replication.incidents[2].emergency = .major
    night.replication.incidents[2].plan = .malware
    night.replication.incidents[1].plan = .malware
    #expect(
      values(night, .recoveryTime) { $0.caseClass = .emergency(.malware) } == [minutes(40)])
    #expect(
      values(night, .recoveryTime) {
        $0.caseClass = .object(.server)
        $0.priority = 1
      } == [minutes(10)])
  }

  @Test("Service restoration is of incidents that took a service down, however it came back")
  func serviceRestoration() {
    var night = Night()
    night.component()
    let services = [night.service(.core), night.service(.edge)]
    night.incident([.occurred: 5, .serviceRestored: 48, .recovered: 600])
    night.incident([.occurred: 7, .serviceRestored: 90, .recovered: 90])
    night.incident([.occurred: 9])
    night.note(.wentDown, 20, subject: services[0], object: 0)
    night.note(.wentDown, 20, subject: services[1], object: 2)
    night.replication.end = at(700)
    #expect(values(night, .serviceRestorationTime) == [minutes(43), minutes(691)])
    let open = reading(night).values(of: .serviceRestorationTime).map(\.isOpen)
    #expect(open == [false, true])
  }

  /// One incident that these tiers set to work on, one after the other.
  private func handled(by tiers: [Tier]) -> Night {
    var night = Night()
    night.clock(.recovery, .occurred, .recovered)
    night.incident([.occurred: 0, .recovered: 30])
    let flow = night.flow([night.step()], lanes: [.people(posts: 1, tiers: 0)])
    night.instance(flow)
    for (place, tier) in tiers.enumerated() {
      night.task(flow.step(0), from: Int64(place), to: Int64(place) + 1, tier: tier)
    }
    return night
  }

  @Test(
    "Reassignments are changes of tier, escalations rise above all before, ping-pong goes back",
    arguments: [
      ([.hotline], 0, 0, 0), ([.hotline, .tier1, .tier2], 2, 2, 0),
      ([.hotline, .tier1, .hotline, .tier1], 3, 1, 2), ([.tier2, .tier1, .vendor], 2, 1, 0),
      ([.tier1, .tier1, .tier2, .tier1, .tier2, .vendor], 4, 2, 2),
      ([.tier1, .management, .tier1], 0, 0, 0),
    ] as [([Tier], Int64, Int64, Int64)])
  func handOvers(tiers: [Tier], changes: Int64, escalations: Int64, returns: Int64) {
    let night = handled(by: tiers)
    #expect(values(night, .reassignments) == [changes])
    #expect(values(night, .escalations) == [escalations])
    #expect(values(night, .pingPong) == [returns])
  }

  @Test("By tier, incidents are those that went as far up as it")
  func highestTier() {
    let night = handled(by: [.hotline, .tier2, .tier1])
    #expect(values(night, .recoveryTime) { $0.tier = .tier2 } == [minutes(30)])
    #expect(values(night, .recoveryTime) { $0.tier = .tier1 } == [])
    #expect(values(handled(by: []), .recoveryTime) { $0.tier = .hotline } == [])
    #expect(values(handled(by: []), .reassignments) == [])
  }

  @Test("Changes of tier of an open incident may still grow")
  func openIncident() {
    let night = handled(by: [.hotline, .tier1])
    let value = reading(night).values(of: .reassignments)[0]
    #expect(value.standing(.lessOrEqual, 1, at: .distantFuture) == .open)
    #expect(value.standing(.lessOrEqual, 0, at: .distantFuture) == .broken)
  }

  @Test("Who gives up was not answered, is not asked about, or is set aside", arguments: [8, 12])
  func givenUp(wait: Int64) {
    let value = MetricValue(.minutes(wait), since: .zero, isOpen: false, isGivenUp: true)
    func standing(
      _ comparison: ConditionStep.Comparison, _ counting: MetricValue.Counting
    ) -> MetricValue.Standing {
      value.standing(comparison, minutes(10), at: at(100), counting: counting)
    }
    #expect(standing(.lessOrEqual, .offered) == .broken)
    #expect(standing(.lessOrEqual, .answered) == .notCounted)
    #expect(standing(.greaterOrEqual, .answered) == .notCounted)
    #expect(standing(.lessOrEqual, .patient) == (wait <= 10 ? .notCounted : .broken))
    let open = MetricValue(.minutes(20), since: at(80), isOpen: true)
    #expect(open.standing(.lessOrEqual, minutes(10), at: at(100)) == .broken)
    #expect(
      open.standing(.lessOrEqual, minutes(10), at: at(100), counting: .answered) == .notCounted)
    #expect(open.standing(.lessOrEqual, minutes(20), at: at(100)) == .leftOut)
    #expect(open.standing(.less, minutes(20), at: at(100)) == .broken)
  }

  @Test("A mean is compared exactly, not as it is told")
  func exactMean() {
    var night = handled(by: [.hotline, .tier1])
    for _ in 0..<2 {
      night.incident([.occurred: 0, .recovered: 30])
      let row = night.instance(
        Night.Flowing(row: 0, first: 0, count: 1), incident: night.replication.incidents.count - 1)
      for (place, tier) in [Tier.hotline, .tier1, .hotline].enumerated() {
        night.task(1, instance: row, from: Int64(place), to: Int64(place) + 1, tier: tier)
      }
    }
    for row in night.replication.incidents.indices {
      night.replication.incidents[row][.closed] = at(60)
    }
    // 1, 2 and 2: told as 2.
    #expect(values(night, .reassignments) == [1, 2, 2])
    for (test, outcome) in [
      (.mean(.lessOrEqual, 1), .missed), (.mean(.lessOrEqual, 2), .met),
      (.mean(.greaterOrEqual, 2), .missed), (.mean(.less, 2), .met), (.mean(.equal, 2), .missed),
    ] as [(Objective.Test, ObjectiveVerdict.Outcome)] {
      let verdict = reading(night).verdict(
        Objective(name: "it", metric: .reassignments, test: test))
      #expect(verdict.outcome == outcome, "\(test)")
      #expect(verdict.value == 2 && verdict.mean == 5.0 / 3)
    }
  }

  // MARK: Tasks

  /// Tasks of two steps: done by tier 1 after 5 min, travel of 3 of 20 min; done by tier 2; given
  /// up after 9 min; left out; not begun at the end; and one of a tool.
  private var busyNight: (night: Night, first: Int, second: Int) {
    var night = Night()
    night.replication.end = at(100)
    night.incident([.occurred: 0], level: .major)
    let flow = night.flow(
      [night.step(), night.step(), night.step()],
      lanes: [.people(posts: 1, tiers: 0), .vendor, .automatic])
    night.instance(flow)
    func add(_ step: Int, _ offered: Int64, _ started: Int64?, _ ended: Int64?, tier: Tier?) {
      let row = night.task(flow.step(step), .open, from: offered)
      night.replication.tasks[row].started = started.map { at($0) }
      night.replication.tasks[row].arrived = started.map { at($0 + 3) }
      night.replication.tasks[row].ended = ended.map { at($0) }
      night.replication.tasks[row].tier = tier
      if ended != nil { night.replication.tasks[row].outcome = started == nil ? .lapsed : .done }
    }
    add(0, 0, 5, 25, tier: .tier1)
    add(0, 10, 20, 30, tier: .tier2)
    add(0, 30, nil, 39, tier: nil)
    add(1, 50, 50, nil, tier: .vendor)
    add(1, 80, nil, nil, tier: nil)
    add(2, 0, 0, 1, tier: nil)
    night.task(flow.step(0), .skipped, from: 60)
    return (night, flow.step(0), flow.step(1))
  }

  @Test("Waiting, travel and handling are of every task that people or a vendor do")
  func tasks() {
    let (night, first, second) = busyNight
    #expect(values(night, .waitingTime) == [5, 10, 9, 0, 20].map(minutes))
    #expect(values(night, .handlingTime) == [20, 10, 50].map(minutes))
    #expect(values(night, .travelTime) == [3, 3, 3].map(minutes))
    #expect(
      reading(night).values(of: .waitingTime).map(\.isOpen) == [false, false, false, false, true])
    #expect(reading(night).values(of: .handlingTime).map(\.isOpen) == [false, false, true])
    #expect(values(night, .waitingTime) { $0.steps = [Row(second)] } == [0, 20].map(minutes))
    #expect(values(night, .handlingTime) { $0.tier = .tier1 } == [minutes(20)])
    #expect(
      values(night, .waitingTime) {
        $0.steps = [Row(first)]
        $0.tier = .tier2
      } == [minutes(10)])
  }

  @Test("Tasks are picked by their incident; a case of demand has no fault to be picked by")
  func tasksOfIncidents() {
    var night = busyNight.night
    #expect(values(night, .handlingTime) { $0.level = .major }.count == 3)
    #expect(values(night, .handlingTime) { $0.level = .general } == [])
    night.replication.incidents[0].stream = Row(0)
    #expect(values(night, .handlingTime) { $0.level = .major } == [])
    #expect(values(night, .handlingTime).count == 3)
    #expect(values(night, .handlingTime) { $0.priority = 5 }.count == 3)
    #expect(values(night, .handlingTime) { $0.priority = 1 } == [])
  }

  // MARK: The whole run

  /// Two people of tier 1, of whom one has a shift from 6 to 18 h, and one of tier 2, for 36 h.
  private var staffed: Night {
    var night = Night()
    night.replication.end = at(36 * 60)
    night.model.support.shifts = [
      ShiftPattern(
        cycle: .days(1), phase: .zero,
        intervals: [ShiftPattern.Interval(start: .hours(6), end: .hours(18))])
    ]
    for (tier, shift) in [(Tier.tier1, Row<ShiftPattern>(0)), (.tier1, nil), (.tier2, nil)] {
      night.model.support.people.append(
        Person(
          name: NameHash("one"), tier: tier, posts: 1, skills: 0, site: Row(0), shift: shift,
          callOut: nil, answers: nil))
    }
    night.replication.busy = [.hours(8), .hours(4), .hours(36)]
    night.replication.overtime = [.hours(2), .zero, .zero]
    return night
  }

  @Test("Overtime, time at work and idle time are of the people of a tier, or of all")
  func staff() {
    let night = staffed
    #expect(values(night, .overtime) == [minutes(120)])
    #expect(values(night, .overtime) { $0.tier = .tier2 } == [0])
    // 48 of 108 hours; 12 of 72.
    #expect(values(night, .timeAtWork) == [444_444])
    #expect(values(night, .timeAtWork) { $0.tier = .tier1 } == [166_667])
    #expect(values(night, .timeAtWork) { $0.tier = .hotline } == [])
    // On duty 18 + 36 hours, at work 6 + 4 of them.
    #expect(values(night, .idleTime) { $0.tier = .tier1 } == [814_815])
    #expect(values(night, .idleTime) { $0.tier = .tier2 } == [0])
  }

  @Test("Availability is of a service, or of all core services together")
  func availability() {
    var night = Night()
    night.replication.end = at(1000)
    let core = night.service(.core)
    let edge = night.service(.edge)
    night.replication.downtime = [.minutes(30), .minutes(400)]
    night.incident()
    night.outage(core, 10, 40)
    #expect(values(night, .availability) == [970_000])
    let scope = MetricFilter.ServiceScope(of: Row(edge), in: night.model.platform)
    #expect(values(night, .availability) { $0.service = scope } == [600_000])
  }

  @Test("Parts that were there at once, of all that were wanted, of the stores that are meant")
  func parts() {
    var night = Night()
    #expect(values(night, .fillRate) == [])
    for (wanted, filled) in [(4, 3), (0, 0), (6, 0)] {
      var stock = StockRecord(left: 0, bought: 0, used: 0, dead: 0)
      stock.wanted = wanted
      stock.filledAtOnce = filled
      night.replication.stock.append(stock)
    }
    #expect(values(night, .fillRate) == [300_000])
    #expect(values(night, .outOfStock) == [7])
    #expect(values(night, .fillRate) { $0.parts = [Row(0), Row(1)] } == [750_000])
    #expect(values(night, .fillRate) { $0.parts = [Row(1)] } == [])
  }

  @Test("Cost adds up work, overtime, vendors, parts that are bought and down time")
  func cost() {
    var night = staffed
    #expect(values(night, .cost) == [0])
    // In hundredths: 10 an hour of tier 1, 20 of tier 2.
    night.model.support.costs = Costs(
      hours: [0, 1000, 2000, 0, 0], overtime: 1500, vendorCalls: [5000], vendorHours: [30_000],
      parts: [700, 9_999_999], downtime: 100_000)
    // 12 h and 36 h, and half as much again for 2 h.
    var cost: Int64 = 12 * 1000 + 36 * 2000 + 1000
    #expect(values(night, .cost) == [cost])
    for parent in [nil, Row<Part>(0)] {
      night.model.support.stock.append(
        StockItem(
          name: NameHash("part"), initialStock: 0, reorderAt: 0, upTo: 0, leadTime: nil,
          deadOnTest: .never, parent: parent))
      night.replication.stock.append(StockRecord(left: 0, bought: 3, used: 3, dead: 0))
    }
    cost += 3 * 700
    #expect(values(night, .cost) == [cost])
    night.incident()
    let flow = night.flow([night.step()], lanes: [.vendor])
    night.instance(flow)
    let task = night.task(flow.step(0), from: 0, to: 90, tier: .vendor)
    night.replication.tasks[task].vendor = Row(0)
    night.replication.tasks[task].arrived = at(30)
    cost += 5000 + 30_000
    #expect(values(night, .cost) == [cost])
    night.outage(night.service(.core), 0, 30)
    cost += 50_000
    #expect(values(night, .cost) == [cost])
  }

  @Test("Conformance is the quality of its dimension")
  func conformance() {
    var night = Night.drawn(seed: 3)
    night.objectives = []
    let quality = night.quality(.conformance).map { Int64($0) * 1000 }
    #expect(quality != nil)
    #expect(values(night, .conformance) == [quality].compactMap(\.self))
  }

  @Test("A metric's filters are keys of it, and each unit has a metric")
  func catalogue() {
    #expect(Set(Metric.allCases.flatMap(\.filters)) == Set(MetricFilter.Key.allCases))
    for metric in Metric.allCases {
      #expect(Set(metric.filters).count == metric.filters.count)
    }
  }
}
