import EventKernel
import Rehearsal
import Simulator
import Statistics
import Testing

/// When an estimate matches a known value.
@Suite("The rule of known values")
struct ValidationRuleTests {
  static let wait = Measure(name: NameHash("w"), quantity: .waiting(Row(0)))
  static let until = Measure(name: NameHash("u"), quantity: .timeUntil(Row(0)))
  static let share = Measure(
    name: NameHash("s"), quantity: .waiting(Row(0)), statistic: .atMost(5))
  static let variance = Measure(
    name: NameHash("v"), quantity: .waiting(Row(0)), statistic: .variance)

  /// Replications that come to 1,000,000 give or take `spread`, by turns.
  static func found(_ count: Int, spread: Int64, missing: Int = 0) -> MeasureAccumulator {
    var found = MeasureAccumulator(.mean, planned: count)
    for replication in 0..<count {
      var result = MeasureResult()
      if replication >= missing {
        result.above = 1_000_000 + (replication % 2 == 0 ? spread : -spread)
        result.below = 1
      }
      found.add(result, ofReplication: replication)
    }
    return found
  }

  static func verdict(
    _ found: MeasureAccumulator, of measure: Measure = wait, _ expected: Double,
    exact: Bool = false, among cases: Int = 1
  ) -> ValidationVerdict {
    ValidationRule.verdict(
      found, of: measure, expected: expected, isExact: exact, among: cases)
  }

  @Test("takes what is near and narrow as a match")
  func matches() {
    #expect(Self.verdict(Self.found(100, spread: 10_000), 1_000_000) == .matches)
    #expect(Self.verdict(Self.found(100, spread: 10_000), 1_001_000) == .matches)
  }

  @Test("takes what chance does not explain as outside, with less haste among many cases")
  func outside() {
    // The standard error is 1,005: the value is 2.5 of them away.
    let found = Self.found(100, spread: 10_000)
    #expect(Self.verdict(found, 1_002_500) == .outside)
    #expect(Self.verdict(found, 1_002_500, among: 104) == .matches)
    #expect(Self.verdict(found, 1_010_000, among: 104) == .outside)
    #expect(Self.verdict(Self.found(30, spread: 0), 1_000_001) == .outside)
  }

  @Test("takes a wide interval, or few replications, for too loose")
  func tooLoose() {
    #expect(Self.verdict(Self.found(100, spread: 100_000), 1_000_000) == .tooLoose)
    #expect(Self.verdict(Self.found(28, spread: 1_000), 1_000_000) == .tooLoose)
    #expect(Self.verdict(Self.found(30, spread: 1_000), 1_000_000) == .matches)
  }

  @Test("takes no estimate, or a condition that did not hold everywhere, for missing")
  func missing() {
    #expect(Self.verdict(Self.found(1, spread: 0), 1_000_000) == .missing)
    #expect(Self.verdict(Self.found(40, spread: 0, missing: 40), 1_000_000) == .missing)
    let some = Self.found(40, spread: 0, missing: 1)
    #expect(Self.verdict(some, of: Self.until, 1_000_000) == .missing)
    // Of tickets, a replication without one is nothing amiss.
    #expect(Self.verdict(some, 1_000_000) == .matches)
  }

  @Test("wants every replication to give an exact value, times to the microsecond")
  func exact() {
    let found = Self.found(3, spread: 0)
    #expect(Self.verdict(found, 1_000_000.4, exact: true) == .matches)
    #expect(Self.verdict(found, 1_000_000.6, exact: true) == .outside)
    #expect(Self.verdict(Self.found(3, spread: 1), 1_000_000, exact: true) == .outside)
    #expect(Self.verdict(Self.found(3, spread: 0, missing: 1), 1_000_000, exact: true) == .outside)
    #expect(Self.verdict(Self.found(3, spread: 0, missing: 3), 1_000_000, exact: true) == .missing)
    var half = MeasureAccumulator(.atMost(5), planned: 1)
    var result = MeasureResult()
    (result.above, result.below) = (1, 3)
    half.add(result, ofReplication: 0)
    #expect(Self.verdict(half, of: Self.share, 1.0 / 3, exact: true) == .matches)
    #expect(Self.verdict(half, of: Self.share, 0.3333, exact: true) == .outside)
  }

  @Test("measures a half-width by the value, the rarer side of a share, and more for a variance")
  func widths() {
    #expect(ValidationRule.widestHalf(of: 400, .time) == 4)
    #expect(ValidationRule.widestHalf(of: 400, .level) == 4)
    #expect(ValidationRule.widestHalf(of: 400, .timeSquared) == 20)
    #expect(ValidationRule.widestHalf(of: 0.25, .share) == 0.0025)
    #expect(ValidationRule.widestHalf(of: 0.75, .share) == 0.0025)
    #expect(ValidationRule.widestHalf(of: 0.005, .share) == 0.0001)
    #expect((ValidationRule.widestHalf(of: 0.995, .share) - 0.0001).magnitude < 1e-15)
  }

  @Test("knows the unit of a measure by its quantity and its statistic")
  func units() {
    #expect(MeasureUnit(of: Self.wait) == .time)
    #expect(MeasureUnit(of: Self.until) == .time)
    #expect(MeasureUnit(of: Self.share) == .share)
    #expect(MeasureUnit(of: Self.variance) == .timeSquared)
    var down = Measure(name: NameHash("d"), quantity: .numberDown([Row(0)]))
    #expect(MeasureUnit(of: down) == .level)
    down.statistic = .total
    #expect(MeasureUnit(of: down) == .time)
    down.statistic = .atMost(0)
    #expect(MeasureUnit(of: down) == .share)
  }
}
