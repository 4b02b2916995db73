import EventKernel
import Simulator
import Testing

@Suite("Time on duty by the roster")
struct ShiftTimeTests {
  /// Day shifts and nights that end in the next cycle, from the middle of a cycle.
  static let patterns: [ShiftPattern] = [
    pattern(cycle: 24, phase: 7, [(6, 18)]), pattern(cycle: 24, phase: 23, [(20, 32)]),
    pattern(cycle: 96, phase: 50, [(8, 20), (44, 56)]), pattern(cycle: 48, phase: 0, [(44, 50)]),
    pattern(cycle: 24, phase: 3, [(0, 24)]), pattern(cycle: 24, phase: 3, []),
  ]

  private static func pattern(
    cycle: Int64, phase: Int64, _ intervals: [(Int64, Int64)]
  ) -> ShiftPattern {
    ShiftPattern(
      cycle: .hours(cycle), phase: .hours(phase),
      intervals: intervals.map {
        ShiftPattern.Interval(start: .hours($0.0), end: .hours($0.1))
      })
  }

  @Test("It is the time at which the pattern is on, hour by hour", arguments: patterns.indices)
  func integral(pattern: Int) {
    let pattern = Self.patterns[pattern]
    var hours: Int64 = 0
    for hour in 0..<300 as Range<Int64> {
      #expect(pattern.timeOn(until: .zero + .hours(hour)) == .hours(hours))
      if pattern.isOn(at: .zero + .hours(hour)) { hours += 1 }
    }
  }

  @Test("Of an instant before the start it is none, and the end of all times does not trap")
  func ends() {
    let pattern = Self.patterns[0]
    #expect(pattern.timeOn(until: SimulationTime(microseconds: -5)) == .zero)
    #expect(pattern.timeOn(until: .distantFuture) > .zero)
  }
}
