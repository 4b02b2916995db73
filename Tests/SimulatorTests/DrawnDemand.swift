import EventKernel
import Simulator

/// A small world of demand drawn from a seed: streams, flows, people and pools with shifts and
/// absences, lanes that pre-empt and pause, parts and branch stores, limits, and a component that
/// fails; for invariants.
struct DrawnDemand {
  private var draws: RandomDraws
  private var world = CaseWorld()
  /// The names of the lanes, of which the last is done by tools.
  private var lanes: [String] = []

  private init(seed: UInt64) {
    draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: "drawn demand", entity: "model", ordinal: 0)
  }

  static func model(seed: UInt64) -> Model {
    var drawing = DrawnDemand(seed: seed)
    return drawing.draw()
  }

  private mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }
  private mutating func chance(_ probability: Double) -> Bool { draws.unit() < probability }

  private mutating func draw() -> Model {
    world.model.drill.horizon = .zero + .hours(Int64(10 + below(30)))
    if chance(0.3) { world.model.drill.warmUp = .hours(Int64(1 + below(12))) }
    drawStaff()
    drawParts()
    drawPlatform()
    for number in 0..<(1 + below(3)) { drawFlow("flow\(number)") }
    drawEventFlow()
    drawStreams()
    drawMeasures()
    drawDeviations()
    return world.built()
  }

  /// Whole minutes, half of them constant: so that much happens at one instant.
  private mutating func law(_ minutes: Int) -> LawRow {
    let mean = Double(1 + below(minutes))
    switch below(5) {
    case 0: return world.exponential(mean)
    case 1: return world.model.laws.add(.uniform(low: 0, high: 120 * mean))
    default: return world.law(mean)
    }
  }

  // MARK: Staff and stores

  private mutating func drawStaff() {
    for _ in 0..<2 {
      let start = TimeSpan.minutes(Int64(60 * below(8)))
      let end = start + .minutes(Int64(30 + 30 * below(20)))
      world.model.support.shifts.append(
        ShiftPattern(
          cycle: .hours(chance(0.5) ? 24 : 12), phase: .hours(Int64(below(12))),
          intervals: [ShiftPattern.Interval(start: start, end: min(end, .hours(12)))]))
    }
    for number in 0..<below(5) {
      world.person("\(number)", posts: UInt64(1 + below(3)), skills: UInt64(below(4)))
      if chance(0.5) { world.model.support.people[number].shift = Row(below(2)) }
      if chance(0.15) { world.model.support.people[number].callOut = law(20) }
      if chance(0.2) { world.model.support.people[number].answers = law(3) }
      if chance(0.3) {
        world.model.support.people[number].absence = Absence(
          every: chance(0.6) ? law(200) : nil, lasts: world.law(Double(1 + below(40))))
      }
    }
    for number in 0..<(1 + below(2)) {
      world.pool(
        "\(number)", count: chance(0.1) ? nil : Int32(1 + below(3)), posts: UInt64(1 + below(3)),
        skills: UInt64(below(4)), shift: chance(0.5) ? Row(below(2)) : nil)
    }
    for number in 0..<3 {
      lanes.append("lane\(number)")
      world.net.lane(
        "lane\(number)", .people(posts: UInt64(1 + below(3)), tiers: 0), holds: chance(0.1),
        preempts: chance(0.5), pauses: chance(0.5))
    }
    lanes.append("tools")
  }

  private mutating func drawParts() {
    for number in 0..<3 {
      let stock = Int32(below(4))
      world.part(
        "\(number)", stock: max(1, stock), reorderAt: Int32(below(2)), upTo: max(2, stock),
        dead: chance(0.3) ? 0.3 : 0, isOneForOne: chance(0.5),
        parent: number > 0 && chance(0.4) ? Row(0) : nil)
      world.model.support.stock[number].leadTime = law(200)
    }
  }

  private mutating func drawPlatform() {
    var platform = PlatformBuilder()
    for name in ["c0", "c1", "c2"] {
      platform.component(name)
      platform.mode("m", of: name, every: law(600), part: chance(0.3) ? below(3) : nil)
      if chance(0.3) { platform.mode("slow", of: name, every: law(600), symptom: .degraded) }
    }
    platform.service("s", needs: .some(2, ["c0", "c1", "c2"]), calls: chance(0.3) ? 1 : 0)
    platform.build(into: &world.model)
    world.model.drill.randomFailures = chance(0.6)
    if chance(0.5) {
      world.model.platform.standbys = [
        Standby(name: "group", members: [Row(0), Row(1), Row(2)], running: 2)
      ]
    }
    world.model.conditions.append(
      Condition(steps: [.compare(fact: .servicesDown, is: .greaterOrEqual, to: 1)]))
    if chance(0.1) { world.model.drill.endsWhen = Row(0) }
  }

  // MARK: Flows

  private mutating func step() -> Step {
    Step(
      effect: .none, takes: law(40), people: chance(0.15) ? 2 : 1,
      skills: chance(0.2) ? UInt64(1 + below(2)) : 0, isOnSite: chance(0.2),
      patience: chance(0.25) ? law(60) : nil, part: chance(0.3) ? Row(below(3)) : nil)
  }

  /// Two tasks beside each other or one, perhaps with boundaries, then perhaps another or again.
  private mutating func drawFlow(_ name: String) {
    world.net.flow(name)
    world.net.node("start", .start(.none))
    world.net.node("merge", .exclusive)
    world.net.node("fork", .parallel)
    world.net.node("join", .parallel)
    world.net.node("end", .end(.none))
    world.net.edge("start", "merge")
    world.net.edge("merge", "fork")
    for number in 0..<(1 + below(2)) { drawTask("work\(number)", after: "fork", before: "join") }
    guard chance(0.6) else {
      world.net.edge("join", "end")
      return
    }
    world.net.node("again", .exclusive)
    world.net.edge("again", "merge", share: Int32(200_000))
    world.net.edge("again", "end", share: Int32(800_000))
    drawTask("last", after: "join", before: "again")
  }

  private mutating func drawTask(_ name: String, after: String, before: String) {
    world.net.task(name, lane: lanes[below(lanes.count)], step())
    // Whichever way it is over by, one token goes on.
    world.net.node("\(name) over", .exclusive)
    world.net.edge(after, name)
    world.net.edge(name, "\(name) over")
    world.net.edge("\(name) over", before)
    if chance(0.25) {
      world.net.node(
        "\(name) limit", .boundary(.timer(law(120)), interrupts: true), attachedTo: name)
      world.net.edge("\(name) limit", "\(name) over")
    }
    if chance(0.25) {
      world.net.node(
        "\(name) down", .boundary(.condition(Row(0)), interrupts: true), attachedTo: name)
      world.net.edge("\(name) down", "\(name) over")
    }
    if chance(0.1) {
      world.net.node(
        "\(name) beside", .boundary(.timer(law(30)), interrupts: false), attachedTo: name)
      world.net.node("\(name) told", .end(.none))
      world.net.edge("\(name) beside", "\(name) told")
    }
  }

  private mutating func drawEventFlow() {
    world.net.flow("event", startsOn: .eventOccurred)
    world.net.node("start", .start(.signal(.eventOccurred)))
    var last = "start"
    for effect in [Act.diagnose, .drawSpare, .repair, .close] {
      var step = Step(effect: effect, takes: law(30))
      step.skillOfComponent = chance(0.3)
      world.net.task(effect.rawValue, lane: lanes[below(lanes.count)], step)
      world.net.edge(last, effect.rawValue)
      last = effect.rawValue
    }
    world.net.node("end", .end(.none))
    world.net.edge(last, "end")
  }

  // MARK: Streams and measures

  private mutating func drawStreams() {
    for number in 0..<(1 + below(4)) {
      let arrivals: DemandStream.Arrivals
      var batches: [BatchSize] = []
      switch below(4) {
      case 0: arrivals = .sources(Int32(1 + below(6)), law(100))
      case 1:
        world.model.drill.rates.append(drawRate())
        arrivals = .rate(Row(world.model.drill.rates.count - 1))
      default:
        arrivals = .every(law(90))
        if chance(0.3) {
          batches = [
            BatchSize(size: 1, share: 600_000),
            BatchSize(size: Int32(2 + below(4)), share: 400_000),
          ]
        }
      }
      let flows = world.net.flowRow("event").index
      // Of arrivals or of cases there, so that no queue grows for ever.
      let isLimited = chance(0.3)
      world.stream(
        "flow\(below(flows))", arrivals, first: chance(0.3) ? Double(below(30)) : nil,
        atMost: isLimited ? Int64(1 + below(40)) : nil, priority: 1 + below(5),
        batches: batches, capacity: isLimited ? nil : Int32(1 + below(9)),
        atStart: chance(0.3) ? Int32(1 + below(3)) : 0)
      world.model.drill.streams[number].name = NameHash("stream:\(number)")
    }
  }

  private mutating func drawRate() -> RateFunction {
    let points = [0, 3, 7, 9].map { hour in
      RateFunction.Point(at: .hours(hour), rate: Double(below(4)))
    }
    let period = chance(0.7) ? TimeSpan.hours(10) : .zero
    switch below(3) {
    case 0: return RateFunction(shape: .steps, period: period, points: points)
    case 1: return RateFunction(shape: .linear, period: period, points: points)
    default:
      return RateFunction(
        shape: .sinusoid(amplitude: draws.unit()), period: .hours(Int64(2 + below(20))),
        phase: .hours(1), points: [RateFunction.Point(at: .zero, rate: Double(below(4)))])
    }
  }

  private mutating func drawDeviations() {
    guard chance(0.3) else { return }
    let tasks = (0..<world.net.nodeRow("event.start").index).map { Row<FlowNode>($0) }
    world.model.drill.deviations = [
      Deviation(
        name: "deviation:late", kind: .late(law(10)), share: Probability(clamped: 0.3),
        nodes: tasks),
      Deviation(
        name: "deviation:skip", kind: .skip, share: Probability(clamped: 0.1), nodes: tasks),
    ]
  }

  /// Of each stream its number, first; then of all that there is something.
  private mutating func drawMeasures() {
    for row in world.model.drill.streams.indices {
      world.measure(.numberInSystem(Row(row)), .total)
      world.measure(.timeInSystem(Row(row)))
    }
    var model = Model()
    world.net.build(into: &model)
    for row in model.net.nodes.indices {
      guard case .task = model.net.nodes[row].kind else { continue }
      world.measure(.waiting(Row(row)), .quantile(Probability(clamped: 0.9)))
      world.measure(.givenUp(Row(row)))
      world.measure(.numberWaiting(Row(row)), .total)
      world.measure(.numberAtWork(Row(row)), .moreThan(0))
    }
    for row in 0..<3 {
      world.measure(.backorders(Row(row)), .total)
      world.measure(.filledAtOnce(Row(row)))
    }
    for row in model.net.flows.indices { world.measure(.flowTime(Row(row)), .variance) }
    for row in world.model.drill.streams.indices { world.measure(.turnedAway(Row(row))) }
    world.measure(.numberDown([Row(0), Row(1), Row(3)]))
    world.measure(.timeUntil(Row(0)))
  }
}
