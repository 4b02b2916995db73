import EventKernel
import Simulator

/// A small world drawn from a seed: platform, people, store, flows, faults; for invariants.
struct DrawnWorld {
  private var draws: RandomDraws

  private init(seed: UInt64) {
    draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: "drawn world", entity: "model", ordinal: 0)
  }

  static func model(seed: UInt64) -> Model {
    var drawing = DrawnWorld(seed: seed)
    return drawing.draw()
  }

  private mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }
  private mutating func chance(_ probability: Double) -> Bool { draws.unit() < probability }

  private mutating func draw() -> Model {
    var model = Model()
    model.drill.horizon = .zero + .hours(Int64(6 + below(60)))
    drawPlatform(into: &model)
    drawSupport(into: &model)
    drawFlows(into: &model)
    drawScript(into: &model)
    drawAgreement(into: &model)
    drawRepetition(into: &model)
    return model
  }

  private mutating func law(_ minutes: Int, in model: inout Model) -> LawRow {
    let mean = Double(60 * (1 + below(minutes)))
    switch below(4) {
    case 0: return model.laws.add(.constant(mean))
    case 1: return model.laws.add(.exponential(mean: mean))
    case 2: return model.laws.add(.uniform(low: 0, high: 2 * mean))
    default: return model.laws.add(.triangular(low: mean / 2, mode: mean, high: 3 * mean))
    }
  }

  private mutating func drawPlatform(into model: inout Model) {
    var platform = PlatformBuilder()
    let count = 4 + below(14)
    var names: [String] = []
    for number in 0..<count {
      let name = "c\(number)"
      let needs = drawNeeds(of: names)
      let battery = chance(0.2) ? (TimeSpan.minutes(Int64(5 + below(60))), TimeSpan.hours(2)) : nil
      platform.component(
        name, needs: needs, zone: below(2),
        objectClass: chance(0.3) ? .terminal : .server,
        importance: chance(0.5) ? .core : .edge, security: chance(0.2), battery: battery,
        startsIn: chance(0.3) ? .constant(Double(60 * below(10))) : nil,
        monitoring: [.realTime, .hourly, .none][below(3)])
      for mode in 0..<below(3) {
        platform.mode(
          "m\(mode)", of: name, every: chance(0.7) ? law(3000, in: &model) : nil,
          symptom: chance(0.7) ? .down : .degraded, part: chance(0.3) ? below(2) : nil,
          solvedBy: [0, draws.unit(), draws.unit(), 1], bypass: chance(0.3))
      }
      names.append(name)
    }
    if chance(0.5) {
      platform.room("hall", needs: drawNeeds(of: names), lasts: .minutes(12), refills: .minutes(20))
    }
    for service in 0..<(1 + below(3)) {
      platform.service(
        "s\(service)", needs: .all([names[below(names.count)]]),
        importance: chance(0.5) ? .core : .edge, calls: chance(0.5) ? 6 : 0)
    }
    platform.build(into: &model)
    model.platform.zones = ["zone:1", "zone:2"]
    model.platform.reaches = [true, chance(0.5), chance(0.5), true]
  }

  private mutating func drawNeeds(of names: [String]) -> PlatformBuilder.Needs {
    guard !names.isEmpty, chance(0.7) else { return .nothing }
    var chosen: [String] = []
    for name in names where chosen.count < 4 && chance(0.4) { chosen.append(name) }
    guard !chosen.isEmpty else { return .nothing }
    return chance(0.5) ? .all(chosen) : .some(1 + below(chosen.count), chosen)
  }

  private mutating func drawSupport(into model: inout Model) {
    for _ in 0..<2 {
      let start = TimeSpan.hours(Int64(below(12)))
      model.support.shifts.append(
        ShiftPattern(
          cycle: .days(1), phase: .hours(Int64(below(24))),
          intervals: [.init(start: start, end: start + .hours(Int64(6 + below(12))))]))
    }
    for number in 0..<(3 + below(6)) {
      model.support.people.append(
        Person(
          name: NameHash("person:p\(number)"), tier: [.hotline, .tier1, .tier2][number % 3],
          posts: 1 << UInt64(number % 3), skills: UInt64(below(4)), site: Row(0),
          shift: chance(0.6) ? Row(below(2)) : nil,
          callOut: chance(0.5) ? law(60, in: &model) : nil,
          answers: chance(0.3) ? law(2, in: &model) : nil))
    }
    for part in 0..<2 {
      model.support.stock.append(
        StockItem(
          name: NameHash("part:\(part)"), initialStock: Int32(below(3)), reorderAt: 0, upTo: 2,
          leadTime: law(600, in: &model), deadOnTest: Probability(clamped: 0.2)))
    }
    model.support.vendors.append(
      Vendor(
        name: NameHash("vendor:v"), skills: UInt64.max, cover: chance(0.5) ? Row(0) : nil,
        answers: law(20, in: &model), onSite: law(200, in: &model), capacity: 1))
    model.support.detection.patrols = chance(0.5) ? [.hours(3)] : []
    model.support.detection.correlated = Probability(clamped: draws.unit())
    model.support.detection.falseAlarmRate = chance(0.3) ? 0.1 : 0
  }

  private mutating func step(
    _ effect: Act, _ minutes: Int, in model: inout Model, people: Int32 = 1,
    patience: TimeSpan? = nil, succeeds: Double = 1
  ) -> Step {
    Step(
      effect: effect, takes: law(minutes, in: &model), people: people, isOnSite: chance(0.3),
      scope: chance(0.2) ? .each : .one,
      patience: patience.map { model.laws.add(.constant($0.seconds)) },
      succeeds: Probability(clamped: succeeds))
  }

  /// One event flow with a loop, a parallel pair, boundary timers, an event gateway and a call.
  private mutating func drawFlows(into model: inout Model) {
    var net = NetBuilder()
    net.lane("hotline", .people(posts: 0, tiers: Tier.hotline.bit), holds: chance(0.3))
    net.lane("engineers", .people(posts: 0, tiers: Tier.tier1.bit | Tier.tier2.bit))
    net.lane("vendor", .vendor)
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.task("accept", lane: "hotline", step(.accept, 5, in: &model, patience: .hours(2)))
    net.task("classify", lane: "hotline", step(.classify, 5, in: &model))
    net.node("fork", .parallel)
    net.task("evidence", lane: "engineers", step(.secureEvidence, 10, in: &model))
    net.task("diagnose", lane: "engineers", step(.diagnose, 20, in: &model, people: 2))
    net.node(
      "slow", .boundary(.timer(law(120, in: &model)), interrupts: chance(0.5)),
      attachedTo: "diagnose")
    net.task("shout", lane: "tools", step(.report, 1, in: &model))
    net.node("late-end", .end(.none))
    net.node("join", .parallel)
    net.node("fix", .call(Row(1)))
    net.node("solved", .exclusive)
    net.task("close", lane: "hotline", step(.close, 5, in: &model))
    net.node("end", .end(.none))
    net.edge("start", "accept")
    net.edge("accept", "classify")
    net.edge("classify", "fork")
    net.edge("fork", "evidence")
    net.edge("fork", "diagnose")
    net.edge("slow", "shout")
    net.edge("evidence", "join")
    net.edge("diagnose", "join")
    net.edge("join", "fix")
    net.edge("fix", "solved")
    net.edge("solved", "close", if: [.compare(fact: .solved, is: .equal, to: 1)])
    net.edge("solved", "classify", share: Int32(500_000))
    net.edge("solved", "close", isDefault: true)
    net.edge("shout", "late-end")
    net.edge("close", "end")
    drawFix(in: &net, model: &model)
    net.build(into: &model)
  }

  private mutating func drawFix(in net: inout NetBuilder, model: inout Model) {
    net.flow("fix")
    net.node("start", .start(.none))
    net.task("draw", lane: "engineers", step(.drawSpare, 5, in: &model))
    net.node("has-part", .exclusive)
    net.task("order", lane: "tools", step(.orderSpare, 1, in: &model))
    net.node("wait", .eventBased)
    net.node("arrived", .catching(.signal(.partArrived)))
    net.node("too-long", .catching(.timer(law(1000, in: &model))))
    net.node("merge", .exclusive)
    net.task(
      "repair", lane: chance(0.5) ? "vendor" : "engineers", step(.repair, 60, in: &model))
    net.task("verify", lane: "engineers", step(.verify, 10, in: &model, succeeds: 0.9))
    net.node("end", .end(.none))
    net.edge("start", "draw")
    net.edge("draw", "has-part")
    net.edge("has-part", "order", if: [.compare(fact: .spare, is: .notEqual, to: 1)])
    net.edge("has-part", "merge", isDefault: true)
    net.edge("order", "wait")
    net.edge("wait", "arrived")
    net.edge("wait", "too-long")
    net.edge("arrived", "merge")
    net.edge("too-long", "merge")
    net.edge("merge", "repair")
    net.edge("repair", "verify")
    net.edge("verify", "end")
  }

  private mutating func drawScript(into model: inout Model) {
    model.drill.randomFailures = chance(0.7)
    model.drill.falseAlarms = chance(0.3)
    let harmsAfter = law(300, in: &model)
    let noticedAfter = law(200, in: &model)
    model.addWorm(
      name: "threat:worm", on: ObjectClass.server.bit | ObjectClass.terminal.bit,
      vulnerable: Probability(clamped: draws.unit()), rateWithinZone: draws.unit(),
      rateAcrossZones: draws.unit() / 4, harmsAfter: harmsAfter, noticedAfter: noticedAfter)
    if chance(0.4) {
      model.drill.injects.append(
        Inject(
          name: "inject:worm", cue: .at(.zero + .minutes(Int64(below(200)))),
          action: .hit(Row(below(model.platform.components.count)), Row(0))))
    }
    for number in 0..<below(4) where !model.platform.failureModes.isEmpty {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(number)"), cue: .after(law(300, in: &model)),
          action: .fail(Row(below(model.platform.failureModes.count)))))
    }
    let tasks = model.net.nodes.indices.filter {
      if case .task = model.net.nodes[$0].kind { true } else { false }
    }
    model.drill.deviations = [
      Deviation(
        name: "deviation:skip", kind: .skip, share: Probability(clamped: draws.unit() / 4),
        nodes: tasks.map { Row($0) }),
      Deviation(
        name: "deviation:late", kind: .late(law(20, in: &model)),
        share: Probability(clamped: draws.unit() / 2), nodes: tasks.map { Row($0) }),
    ]
    if chance(0.3), !model.platform.failureModes.isEmpty {
      model.drill.targetModes = Table(model.platform.failureModes.indices.map { Row($0) })
      model.drill.injects.append(
        Inject(
          name: "inject:again", cue: .every(law(300, in: &model)),
          action: .failOne(of: 0..<Int32(model.drill.targetModes.count))))
    }
  }

  /// In half of the worlds some activities are done several times.
  private mutating func drawRepetition(into model: inout Model) {
    guard chance(0.5) else { return }
    for row in model.net.nodes.indices {
      switch model.net.nodes[row].kind {
      case .task where chance(0.3):
        model.net.nodes[row].multiplicity = Multiplicity(
          chance(0.5) ? .components : .times(Int32(1 + below(3))), isSequential: chance(0.5))
      case .call where chance(0.5):
        model.net.nodes[row].multiplicity = Multiplicity(
          .times(Int32(1 + below(2))), isSequential: chance(0.5))
      default: break
      }
    }
  }

  private mutating func drawAgreement(into model: inout Model) {
    model.agreement.majorFault = Row(model.conditions.count)
    model.conditions.append(
      Condition(steps: [.compare(fact: .coreServicesDown, is: .greaterOrEqual, to: 1)]))
  }
}
