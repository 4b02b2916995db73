import EventKernel
import Simulator

/// A world drawn from a seed in which everything can be repaired: several failure modes a
/// component, needs between them, batteries, a room, cold standby, parts, shifts, work on site, and
/// faults that strike what is down. There are people, parts and time enough, and a flow that goes
/// on until nothing shows any more.
struct DrawnRepairs {
  private var draws: RandomDraws

  static func model(seed: UInt64) -> Model {
    var drawing = DrawnRepairs(
      draws: RandomSource(seed: seed, replication: 0)
        .draws(purpose: "drawn repairs", entity: "model", ordinal: 0))
    return drawing.draw()
  }

  /// What begins earlier than this before the end has been dealt with by then.
  static let grace = TimeSpan.days(12)

  private mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }
  private mutating func chance(_ probability: Double) -> Bool { draws.unit() < probability }

  private mutating func law(_ minutes: Int, in model: inout Model) -> LawRow {
    let mean = Double(60 * (1 + below(minutes)))
    switch below(3) {
    case 0: return model.laws.add(.constant(mean))
    case 1: return model.laws.add(.exponential(mean: mean))
    default: return model.laws.add(.uniform(low: 0, high: 2 * mean))
    }
  }

  private mutating func draw() -> Model {
    var model = Model()
    model.drill.horizon = .zero + .days(24)
    model.drill.randomFailures = chance(0.7)
    drawPlatform(into: &model)
    drawSupport(into: &model)
    drawFlow(into: &model)
    drawScript(into: &model)
    model.agreement.majorFault = Row(model.conditions.count)
    model.conditions.append(
      Condition(steps: [.compare(fact: .coreServicesDown, is: .greaterOrEqual, to: 1)]))
    return model
  }

  private mutating func drawPlatform(into model: inout Model) {
    var platform = PlatformBuilder()
    // Where nothing takes time to come back, a node is down only for what is open.
    let isSlow = chance(0.5)
    var names: [String] = []
    for number in 0..<(2 + below(8)) {
      let name = "c\(number)"
      let battery =
        isSlow && chance(0.2)
        ? (TimeSpan.minutes(Int64(5 + below(60))), TimeSpan.hours(2)) : nil
      platform.component(
        name, needs: drawNeeds(of: names), importance: chance(0.5) ? .core : .edge,
        battery: battery, startsIn: isSlow && chance(0.3) ? .constant(Double(60 * below(10))) : nil,
        monitoring: [.realTime, .hourly, .none][below(3)])
      for mode in 0..<(1 + below(3)) {
        platform.mode(
          "m\(mode)", of: name, every: chance(0.5) ? law(12_000, in: &model) : nil,
          symptom: chance(0.7) ? .down : .degraded,
          repair: chance(0.5) ? .replace : .restart, part: chance(0.3) ? below(2) : nil,
          solvedBy: [0, 0.3 + 0.7 * draws.unit(), 0.5 + 0.5 * draws.unit(), 1],
          bypass: chance(0.3), onSite: chance(0.4), agesWhileUp: chance(0.4))
      }
      names.append(name)
    }
    if isSlow, chance(0.5) {
      platform.room("hall", needs: drawNeeds(of: names), lasts: .minutes(12), refills: .minutes(20))
    }
    for service in 0..<(1 + below(2)) {
      platform.service(
        "s\(service)", needs: .all([names[below(names.count)]]),
        importance: chance(0.5) ? .core : .edge, calls: chance(0.5) ? 6 : 0)
    }
    platform.build(into: &model)
    for row in model.platform.components.indices where chance(0.2) {
      let modes = model.platform.components[row].failureModes
      model.platform.components[row].hardStop = Row(Int(modes.lowerBound))
      model.platform.components[row].hardStopChance = Probability(clamped: draws.unit())
    }
    guard names.count >= 4, chance(0.3) else { return }
    model.platform.standbys = [
      Standby(name: "group", members: [Row(0), Row(1), Row(2)], running: Int32(1 + below(2)))
    ]
  }

  private mutating func drawNeeds(of names: [String]) -> PlatformBuilder.Needs {
    guard !names.isEmpty, chance(0.6) else { return .nothing }
    var chosen: [String] = []
    for name in names where chosen.count < 3 && chance(0.4) { chosen.append(name) }
    guard !chosen.isEmpty else { return .nothing }
    return chance(0.5) ? .all(chosen) : .some(1 + below(chosen.count), chosen)
  }

  private mutating func drawSupport(into model: inout Model) {
    model.support.shifts.append(
      ShiftPattern(
        cycle: .days(1), phase: .zero,
        intervals: [.init(start: .hours(8), end: .hours(Int64(16 + below(6))))]))
    for number in 0..<12 {
      model.support.people.append(
        Person(
          name: NameHash("person:p\(number)"), tier: [.hotline, .tier1, .tier2][number % 3],
          posts: 1 << UInt64(number % 3), skills: 1, site: Row(0),
          shift: number >= 6 && chance(0.5) ? Row(0) : nil,
          callOut: chance(0.5) ? law(60, in: &model) : nil, answers: nil))
    }
    for part in 0..<2 {
      let reorderAt = Int32(below(2))
      model.support.stock.append(
        StockItem(
          name: NameHash("part:\(part)"), initialStock: Int32(below(3)), reorderAt: reorderAt,
          upTo: reorderAt + 1 + Int32(below(2)), leadTime: law(1_500, in: &model),
          deadOnTest: Probability(clamped: 0.1), isByPosition: chance(0.3)))
    }
    model.support.vendors.append(
      Vendor(
        name: NameHash("vendor:v"), skills: UInt64.max, cover: nil, answers: law(20, in: &model),
        onSite: law(200, in: &model), capacity: 4))
    model.support.detection.patrols = [.hours(3)]
    model.support.detection.correlated = chance(0.3) ? .certain : Probability(clamped: draws.unit())
  }

  private mutating func step(
    _ effect: Act, _ minutes: Int, in model: inout Model, succeeds: Double = 1
  ) -> Step {
    Step(
      effect: effect, takes: law(minutes, in: &model), people: 1,
      isOnSiteByFault: effect.row.isWhereTheFaultIs, succeeds: Probability(clamped: succeeds))
  }

  /// Look, get a part, repair, look again; and once more until nothing shows.
  private mutating func drawFlow(into model: inout Model) {
    var net = NetBuilder()
    let pauses = chance(0.3)
    net.lane("desk", .people(posts: 0, tiers: Tier.hotline.bit))
    net.lane(
      "engineers", .people(posts: 0, tiers: Tier.tier1.bit | Tier.tier2.bit), pauses: pauses)
    net.lane("vendor", .vendor)
    net.lane("tools", .automatic)
    net.flow("event", startsOn: .eventOccurred)
    net.node("start", .start(.signal(.eventOccurred)))
    net.task("classify", lane: "desk", step(.classify, 5, in: &model))
    // A case about the same as an earlier one is left to that one, or goes on beside it.
    net.task("correlate", lane: "tools", step(.correlate, 1, in: &model))
    net.node("theirs", .exclusive)
    let leaves = chance(0.7)
    net.node("again", .exclusive)
    net.task("diagnose", lane: "engineers", step(.diagnose, 20, in: &model))
    let getsThrough = chance(0.3)
    if getsThrough {
      net.task("bypass", lane: "engineers", step(.restoreService, 10, in: &model))
    }
    net.task("draw", lane: "engineers", step(.drawSpare, 5, in: &model))
    net.node("has-part", .exclusive)
    net.task("order", lane: "tools", step(.orderSpare, 1, in: &model))
    net.node("arrived", .catching(.signal(.partArrived)))
    net.node("merge", .exclusive)
    net.task("repair", lane: chance(0.3) ? "vendor" : "engineers", step(.repair, 60, in: &model))
    net.task("verify", lane: "engineers", step(.verify, 10, in: &model))
    net.node("solved", .exclusive)
    net.task("rest", lane: "tools", Step(effect: .none, takes: model.laws.add(.constant(1800))))
    net.task("close", lane: "desk", step(.close, 5, in: &model))
    net.node("end", .end(.none))
    net.edge("start", "classify")
    net.edge("classify", "correlate")
    net.edge("correlate", "theirs")
    if leaves {
      net.edge("theirs", "close", if: [.compare(fact: .filtered, is: .equal, to: 1)])
    }
    net.edge("theirs", "again", isDefault: true)
    net.edge("again", "diagnose")
    if getsThrough {
      net.edge("diagnose", "bypass")
      net.edge("bypass", "draw")
    } else {
      net.edge("diagnose", "draw")
    }
    net.edge("draw", "has-part")
    net.edge("has-part", "order", if: [.compare(fact: .spare, is: .notEqual, to: 1)])
    net.edge("has-part", "merge", isDefault: true)
    net.edge("order", "arrived")
    net.edge("arrived", "merge")
    net.edge("merge", "repair")
    net.edge("repair", "verify")
    net.edge("verify", "solved")
    net.edge("solved", "close", if: [.compare(fact: .solved, is: .equal, to: 1)])
    net.edge("solved", "rest", isDefault: true)
    net.edge("rest", "again")
    net.edge("close", "end")
    net.build(into: &model)
  }

  private mutating func drawScript(into model: inout Model) {
    let modes = model.platform.failureModes.count
    for number in 0..<(1 + below(6)) {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(number)"), cue: .after(law(3_000, in: &model)),
          action: .fail(Row(below(modes)))))
    }
    guard chance(0.5) else { return }
    // Two faults of one component, the second while the first is open.
    let component = model.platform.components[below(model.platform.components.count)]
    for (number, mode) in component.failureModes.enumerated() {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:both-\(number)"), cue: .at(.zero + .minutes(Int64(600 + number))),
          action: .fail(Row(Int(mode)))))
    }
  }
}
