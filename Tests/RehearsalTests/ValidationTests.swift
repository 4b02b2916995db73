import Rehearsal
import Scenarios
import Testing

/// Drills beside the values that are known of them, many at once.
@Suite("Validation of many drills")
struct ValidationTests {
  /// A world without chance, of which one value is known.
  private static func quick() throws -> CompiledDrill {
    try DrillFiles("../validation/five-on-schedule").compiled()
  }

  @Test("looks at the known values alone, as often as is said")
  func plan() throws {
    let drills = [try Self.quick(), try DrillFiles(BenchTests.worm).compiled()]
    let plan = try ValidationPlan(drills, replications: nil, withSlow: false)
    #expect(plan.items.map(\.drill.name) == ["five-on-schedule"])
    #expect(plan.items.map(\.replications) == [30] && plan.caseCount == 1)
    let more = try ValidationPlan(drills, replications: 50, withSlow: false)
    #expect(more.items.map(\.replications) == [50])
  }

  @Test("has nothing to do without known values, or where all need a very long run")
  func nothing() throws {
    var drill = try Self.quick()
    #expect(throws: ValidationPlanError.nothingKnown) {
      try ValidationPlan([], replications: nil, withSlow: true)
    }
    #expect(throws: ValidationPlanError.nothingKnown) {
      try ValidationPlan(
        [DrillFiles(BenchTests.worm).compiled()], replications: nil, withSlow: true)
    }
    drill.knownValues[0].isSlow = true
    #expect(throws: ValidationPlanError.onlySlow) {
      try ValidationPlan([drill], replications: nil, withSlow: false)
    }
    #expect(try ValidationPlan([drill], replications: nil, withSlow: true).caseCount == 1)
  }

  @Test("judges every drill, and is green when all of them match")
  func green() throws {
    let right = try Self.quick()
    var wrong = right
    wrong.knownValues[0].value += 3_600_000_000
    let both = try ValidationPlan([right, wrong], replications: nil, withSlow: false)
    let found = try Rehearse.validate(both, seed: 1)
    #expect(found.cases.map(\.verdict) == [.matches, .outside])
    #expect(!found.isGreen && !found.isPartial && found.planned == 2)
    let one = try ValidationPlan([right], replications: nil, withSlow: false)
    #expect(try Rehearse.validate(one, seed: 1).isGreen)
  }

  @Test("that is stopped has the drills before, and is partial")
  func stopped() throws {
    let drill = try Self.quick()
    let plan = try ValidationPlan([drill, drill, drill], replications: 40, withSlow: false)
    var told: [Int] = []
    let found = try Rehearse.validate(
      plan, seed: 1,
      while: { place, done in
        if done == 40 { told.append(place) }
        return place < 1 || done < 40
      })
    #expect(found.drills.count == 2 && found.isPartial && !found.isGreen)
    #expect(Set(told) == [0, 1])
  }
}
