import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

/// The drills of ready-made threats: each is an event of its own, and people make a difference.
@Suite("A drill for each threat")
struct ThreatDrillTests {
  /// A drill, and how much harm a run of it did, in the measure that its file fixes.
  struct Case: Sendable, CustomTestStringConvertible {
    var drill: String
    var harm: @Sendable (Replication) -> Double

    init(_ drill: String, _ harm: @escaping @Sendable (Replication) -> Double) {
      self.drill = drill
      self.harm = harm
    }

    var testDescription: String { drill }
  }

  static let cases = [
    Case("worm-in-the-service-hall") { Double($0.hitCount) },
    Case("ransomware-on-a-monday") { $0.harmTime.seconds },
    Case("denial-of-service-at-noon") { $0.serviceLoss.reduce(0) { $0 + $1.seconds } },
    Case("tampered-permits") { $0.harmTime.seconds },
    Case("phished-administrator") { Double($0.leakedCount) },
    Case("fire-in-hall-a") { Double($0.destroyedCount) },
    Case("flood-in-the-wiring-closet") { Double($0.destroyedCount) },
    Case("deep-cold-and-power-cut") { $0.serviceLoss.reduce(0) { $0 + $1.seconds } },
  ]

  @Test("with nobody on duty it is twice as bad at least", arguments: cases)
  func peopleMatter(_ one: Case) throws {
    let drill = try DrillFiles(one.drill).compiled()
    var empty = drill
    for row in empty.model.support.people.indices {
      empty.model.support.people[row].callOut = nil
      empty.model.support.people[row].callRemote = nil
    }
    for row in empty.model.support.shifts.indices {
      let year = TimeSpan.days(365)
      empty.model.support.shifts[row] = ShiftPattern(
        cycle: year, phase: .zero,
        intervals: [.init(start: year - .minutes(1), end: year)])
    }
    for row in empty.model.support.people.indices where empty.model.support.people[row].shift == nil
    {
      empty.model.support.people[row].shift = Row(0)
    }
    var (with, without) = (0.0, 0.0)
    for seed in UInt64(1)...50 {
      let run = try Rehearse.run(drill, seed: seed)
      #expect(!run.replication.incidents.isEmpty, "seed \(seed): nobody noticed")
      with += one.harm(run.replication)
      without += one.harm(try Rehearse.run(empty, seed: seed).replication)
    }
    #expect(with > 0)
    #expect(without >= 2 * with, "\(without / 50) against \(with / 50)")
  }

  /// What stages do and where, in the order in which they are first come to, whatever they are
  /// called: two threats that differ in their words only have the same.
  private static func path(of run: Run) -> [String] {
    let model = run.drill.model
    var seen: Set<Int> = []
    var path: [String] = []
    for entry in run.replication.entries where entry.kind == .entered {
      let stage = model.drill.stages[Row<ThreatStage>(Int(entry.value))]
      guard seen.insert(Int(entry.value)).inserted else { continue }
      let impacts = stage.impacts.map { "\(model.drill.impacts[Int($0)].impact)" }
      let ways = stage.spreads.map { "\(model.drill.spreads[Int($0)].relation)" }
      path.append("\(model.drill.threats[stage.threat].on) \(impacts) \(ways)")
    }
    return path
  }

  /// What people did: the steps of flows, and what acts of threats led to.
  private static func deeds(of run: Run) -> Set<String> {
    let model = run.drill.model
    let steps = run.replication.tasks.filter { $0.started != nil }
      .map { run.drill.lexicon.flowNodes[$0.node.index].key }
    let acts = run.replication.entries.filter { $0.kind == .treated }.map { entry in
      let act = model.drill.treatments[Row<ThreatTreatment>(Int(entry.object))]
      let impacts = act.to.map { stage in
        model.drill.stages[stage].impacts.map { "\(model.drill.impacts[Int($0)].impact)" }
      }
      return "act on a \(model.drill.threats[act.threat].on) to \(impacts ?? ["end"])"
    }
    return Set(steps + acts)
  }

  @Test("the drills differ in what happens and in what people do")
  func differ() throws {
    let runs = try Self.cases.map { one in
      try (1...5).map { try DrillFiles(one.drill).played(seed: $0) }
    }
    let paths = runs.map { Self.path(of: $0[0]) }
    // Over several seeds, so that what chance left out of one makes no difference.
    let deeds = runs.map { $0.reduce(into: Set<String>()) { $0.formUnion(Self.deeds(of: $1)) } }
    for one in runs.indices {
      #expect(paths[one].count > 1, "\(Self.cases[one].drill) goes through one stage only")
      for other in runs.indices where one < other {
        let names = "\(Self.cases[one].drill) and \(Self.cases[other].drill)"
        #expect(paths[one] != paths[other], "the same happens in \(names): \(paths[one])")
        #expect(deeds[one] != deeds[other], "people do the same in \(names)")
      }
    }
  }
}
