import EventKernel
import Testing

@testable import Statistics

@Suite("When to stop")
struct StoppingTests {
  /// An interval of any estimate and half-width.
  func interval(_ estimate: Double, _ half: Double, _ confidence: Confidence) -> Interval {
    Interval(estimate, give: half, confidence, count: 32, method: .student)
  }

  static let fivePerCent = Precision.relative(Probability(clamped: 0.05))

  @Test("Looks double from the first to the last that is not beyond the greatest")
  func looks() {
    let rule = StoppingRule([Self.fivePerCent], first: 30, greatest: 500)
    #expect(rule.looks == [30, 60, 120, 240, 480])
    #expect(StoppingRule([Self.fivePerCent], first: 32, greatest: 32).looks == [32])
    #expect(StoppingRule([Self.fivePerCent], first: 32, greatest: 64).looks == [32, 64])
    #expect(StoppingRule([Self.fivePerCent], first: 2, greatest: .max).looks.count == 62)
  }

  @Test("The probability to miss is shared by all objectives at all looks")
  func shared() {
    let rule = StoppingRule([Self.fivePerCent, .absolute(3)], first: 30, greatest: 240)
    #expect(rule.confidence.miss.value == 0.05 / 8)
  }

  @Test("A run stops when every interval is short enough, and at the last look at the latest")
  func verdicts() {
    let rule = StoppingRule([Self.fivePerCent, .absolute(3)], first: 30, greatest: 60)
    let (short, long) = (interval(100, 5, rule.confidence), interval(100, 5.1, rule.confidence))
    let exact = interval(0, 3, rule.confidence)
    #expect(rule.verdict([short, exact], at: 30) == .precise)
    #expect(rule.verdict([long, exact], at: 30) == .runOn(to: 60))
    #expect(rule.verdict([short, short], at: 30) == .runOn(to: 60))
    #expect(rule.verdict([nil, exact], at: 30) == .runOn(to: 60))
    #expect(rule.verdict([long, exact], at: 60) == .exhausted)
    #expect(rule.verdict([short, exact], at: 60) == .precise)
  }

  @Test("A share near 1 is held against what it is short of 1")
  func rarer() {
    let precision = Precision.relativeToRarer(Probability(clamped: 0.1))
    #expect(precision.holds(for: interval(0.99, 0.0009, .ninetyFive)))
    #expect(!precision.holds(for: interval(0.99, 0.0011, .ninetyFive)))
    #expect(precision.holds(for: interval(0.01, 0.0009, .ninetyFive)))
    #expect(!precision.holds(for: interval(0.01, 0.0011, .ninetyFive)))
    #expect(!Self.fivePerCent.holds(for: interval(0, 0.1, .ninetyFive)))
    #expect(Self.fivePerCent.holds(for: interval(-1, 0.049, .ninetyFive)))
  }

  @Test("An objective is decided when its bound is outside of the interval")
  func sides() {
    let interval = interval(10, 2, .ninetyFive)
    #expect(interval.side(of: 7.9) == .above && interval.side(of: 12.1) == .below)
    #expect(interval.relativeHalfWidth == 0.2)
    #expect(self.interval(0, 2, .ninetyFive).relativeHalfWidth == nil)
    #expect(interval.side(of: 8) == .undecided && interval.side(of: 12) == .undecided)
    let share = Interval(0.99, give: 0.02, .ninetyFive, count: 9, method: .student).within(0...1)
    #expect(share.upper == 1 && share.lower == 0.97 && share.estimate == 0.99)
    #expect(share.contains(1) && share.contains(0.97) && !share.contains(0.969))
  }
}
