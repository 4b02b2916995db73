import EventKernel
import Foundation
import Simulator
import Testing

/// Rates that change over time, against plain formulas.
@Suite struct RateTests {
  private func point(_ hour: Double, _ rate: Double) -> RateFunction.Point {
    RateFunction.Point(at: TimeSpan(seconds: hour * 3_600), rate: rate)
  }

  /// Instants all over some turns, with those of the points and their neighbours among them.
  private var hours: [Double] {
    (0..<2_000).map { Double($0) * 0.0371 } + (0..<80).map { Double($0) }
  }

  private func expect(
    _ rate: RateFunction, isAt formula: (Double) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for hour in hours {
      let time = SimulationTime.zero + TimeSpan(seconds: hour * 3_600)
      let (found, expected) = (rate.rate(at: time), formula(hour))
      #expect(
        abs(found - expected) <= 1e-6 * max(1, expected), "at \(hour) h",
        sourceLocation: sourceLocation)
      #expect(found <= rate.most * (1 + 1e-12), sourceLocation: sourceLocation)
    }
  }

  @Test("steps hold from each point on, the last one for ever")
  func steps() {
    let rate = RateFunction(shape: .steps, points: [point(0, 2), point(3, 7), point(5, 1)])
    expect(rate) { $0 < 3 ? 2 : $0 < 5 ? 7 : 1 }
    #expect(rate.most == 7)
  }

  @Test("steps of a day begin anew every day, and before the first the last one goes on")
  func stepsOfDay() {
    let rate = RateFunction(
      shape: .steps, period: .hours(24), phase: .hours(20), points: [point(8, 6), point(18, 2)])
    expect(rate) {
      let clock = ($0 + 20).truncatingRemainder(dividingBy: 24)
      return clock >= 8 && clock < 18 ? 6 : 2
    }
  }

  @Test("lines go straight from point to point, and the last rate stays")
  func linear() {
    let rate = RateFunction(shape: .linear, points: [point(0, 2), point(3, 5), point(4, 0)])
    expect(rate) { hour in
      hour < 3 ? 2 + hour : hour < 4 ? 5 * (4 - hour) : 0
    }
  }

  @Test("lines of a day go straight on around midnight")
  func linearOfDay() {
    let rate = RateFunction(
      shape: .linear, period: .hours(24), phase: .hours(5), points: [point(6, 0), point(18, 12)])
    expect(rate) {
      let clock = ($0 + 5).truncatingRemainder(dividingBy: 24)
      // Up from 06:00 to 18:00 and down again.
      return clock >= 6 && clock < 18
        ? clock - 6 : 12 - (clock >= 18 ? clock - 18 : clock + 6)
    }
  }

  @Test("a line of one point is level")
  func oneLine() {
    expect(RateFunction(shape: .linear, period: .hours(24), points: [point(7, 3)])) { _ in 3 }
    expect(RateFunction(shape: .linear, points: [point(0, 3)])) { _ in 3 }
  }

  @Test("a sinusoid swings around its mean", arguments: [0, 0.5, 1])
  func sinusoid(amplitude: Double) {
    let rate = RateFunction(
      shape: .sinusoid(amplitude: amplitude), period: .hours(7), phase: .hours(2),
      points: [point(0, 10)])
    expect(rate) { 10 * (1 + amplitude * sin(2 * Double.pi * ($0 + 2) / 7)) }
    #expect(rate.most == 10 * (1 + amplitude))
  }

  /// How many cases come between two hours, in so many replications.
  private func counts(_ rate: RateFunction, _ windows: [Range<Double>], runs: Int) throws -> [Int] {
    var world = CaseWorld(hours: 30)
    world.flow("serve", lane: "tools", world.work(0))
    world.model.drill.rates = [rate]
    world.stream("serve", .rate(Row(0)))
    var counts = Array(repeating: 0, count: windows.count)
    for replication in 0..<runs {
      for minute in try world.run(seed: 11, replication: UInt64(replication))
        .minutes(.caseOpened)
      {
        for (row, window) in windows.enumerated() where window.contains(minute / 60) {
          counts[row] += 1
        }
      }
    }
    return counts
  }

  /// Expects counts within five standard deviations of a Poisson law.
  private func expect(
    _ counts: [Int], are means: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (count, mean) in zip(counts, means) {
      #expect(
        abs(Double(count) - mean) <= 5 * mean.squareRoot(), "\(count), not \(mean)",
        sourceLocation: sourceLocation)
    }
  }

  @Test("in each part of a turn so many cases come as the integral of the rate says")
  func thinning() throws {
    let runs = 300
    let steps = RateFunction(
      shape: .steps, period: .hours(24), phase: .hours(12),
      points: [point(6, 0.5), point(18, 4), point(22, 0)])
    // From 12:00: six hours of 0.5, four of 4, eight of none, then 06:00.
    expect(
      try counts(steps, [0..<6, 6..<10, 10..<18, 18..<30], runs: runs),
      are: [3, 16, 0, 6].map { $0 * Double(runs) })
    let linear = RateFunction(shape: .linear, points: [point(0, 0), point(10, 4), point(20, 2)])
    expect(
      try counts(linear, [0..<5, 5..<10, 10..<20, 20..<30], runs: runs),
      are: [5, 15, 30, 20].map { $0 * Double(runs) })
    let sinusoid = RateFunction(
      shape: .sinusoid(amplitude: 0.8), period: .hours(10), points: [point(0, 2)])
    let swing = 2 * 0.8 * 10 / Double.pi
    expect(
      try counts(sinusoid, [0..<5, 5..<10, 10..<30], runs: runs),
      are: [10 + swing, 10 - swing, 40].map { $0 * Double(runs) })
  }

  /// How many cases come in windows of hours of a year.
  private func yearly(
    _ rate: RateFunction, hours: Int64 = 8_760, _ windows: [Range<Double>], runs: Int
  ) throws -> [Int] {
    var counts = Array(repeating: 0, count: windows.count)
    var world = CaseWorld(hours: hours)
    world.flow("serve", lane: "tools", world.work(0))
    world.model.drill.rates = [rate]
    world.stream("serve", .rate(Row(0)))
    for replication in 0..<runs {
      let run = try world.run(seed: 5, replication: UInt64(replication))
      for minute in run.minutes(.caseOpened) {
        for (row, window) in windows.enumerated() where window.contains(minute / 60) {
          counts[row] += 1
        }
      }
    }
    return counts
  }

  @Test("of a rate that is nothing nearly always so many come as its integral says")
  func sparse() throws {
    // An hour in a year, and a slope of two hours.
    let steps = RateFunction(
      shape: .steps, points: [point(0, 0), point(4_000, 500), point(4_001, 0.001)])
    expect(
      try yearly(steps, [0..<4_000, 4_000..<4_001, 4_001..<8_760], runs: 40),
      are: [0, 20_000, 40 * 4.759])
    let slopes = RateFunction(
      shape: .linear,
      points: [point(0, 0), point(100, 0), point(101, 400), point(102, 0), point(8_759, 0)])
    expect(
      try yearly(slopes, [0..<100, 100..<100.5, 100.5..<101, 101..<102, 102..<8_760], runs: 40),
      are: [0, 2_000, 6_000, 8_000, 0])
    // A minute of every day, from 12:00.
    let daily = RateFunction(
      shape: .steps, period: .hours(24), phase: .hours(12),
      points: [point(6, 0), point(7, 600), point(7 + 1 / 60.0, 0)])
    expect(
      try yearly(daily, [0..<19, 19..<20, 20..<8_760], runs: 4), are: [0, 40, 4 * 10 * 364])
  }

  @Test("a spike of two millionths of a second takes no more draws than cases")
  func spike() throws {
    let rate = RateFunction(
      shape: .linear,
      points: [
        RateFunction.Point(at: .zero, rate: 0),
        RateFunction.Point(at: TimeSpan(microseconds: 1), rate: 3_600_000),
        RateFunction.Point(at: TimeSpan(microseconds: 2), rate: 0),
      ])
    #expect(try yearly(rate, [0..<8_760], runs: 100) == [0])
  }

  @Test("a rate scaled to next to nothing takes no draws for what does not come")
  func scaledToNothing() throws {
    let points = [point(0, 1_000_000), point(1_000, 500_000)]
    let rate = RateFunction(shape: .steps, points: points, scale: 1e-8)
    expect(try yearly(rate, [0..<1_000, 1_000..<8_760], runs: 100), are: [1_000, 3_880])
    // Of the same cases some come, as long as that is no more than a machine should bear.
    let whole = RateFunction(shape: .steps, points: [point(0, 1_000_000)], scale: 3e-6)
    expect(try yearly(whole, hours: 10, [0..<10], runs: 30), are: [900])
  }

  @Test("of a sparse rate scaled to less some of the same cases come")
  func sparseScaledDown() throws {
    let points = [point(0, 0), point(500, 900), point(500.5, 0)]
    var came: [[Double]] = []
    for scale in [1, 0.4] {
      var world = CaseWorld(hours: 8_760)
      world.flow("serve", lane: "tools", world.work(0))
      world.model.drill.rates = [RateFunction(shape: .steps, points: points, scale: scale)]
      world.stream("serve", .rate(Row(0)))
      came.append(try world.run().minutes(.caseOpened))
    }
    #expect(came[0].count > 350 && came[1].count > 120)
    #expect(Set(came[1]).isSubset(of: came[0]))
  }

  @Test("between the cases of a constant rate are exponential times")
  func poisson() throws {
    var world = CaseWorld(hours: 4_000)
    world.flow("serve", lane: "tools", world.work(0))
    world.model.drill.rates = [RateFunction(shape: .steps, points: [point(0, 1)])]
    world.stream("serve", .rate(Row(0)))
    let came = try world.run().minutes(.caseOpened).map { $0 / 60 }
    let gaps = zip(came.dropFirst(), came).map { $0 - $1 }
    // Of the times between, e^-x are longer than x hours.
    for hours in [0.1, 0.5, 1, 2, 4] {
      let share = Double(gaps.count { $0 > hours }) / Double(gaps.count)
      let expected = exp(-hours)
      let deviation = (expected * (1 - expected) / Double(gaps.count)).squareRoot()
      #expect(abs(share - expected) < 5 * deviation, "\(hours) h")
    }
  }

  @Test("of a rate scaled to less some of the same cases come, and as many as the scale says")
  func scaledDown() throws {
    let points = [point(0, 1), point(100, 3), point(2_000, 0.5)]
    var came: [[Double]] = []
    for scale in [1, 0.8, 0.3] {
      var world = CaseWorld(hours: 4_000)
      world.flow("serve", lane: "tools", world.work(0))
      world.model.drill.rates = [RateFunction(shape: .steps, points: points, scale: scale)]
      world.stream("serve", .rate(Row(0)))
      came.append(try world.run().minutes(.caseOpened))
      let mean = scale * (100 + 3 * 1_900 + 0.5 * 2_000)
      #expect(abs(Double(came[came.count - 1].count) - mean) < 5 * mean.squareRoot())
    }
    #expect(Set(came[1]).isSubset(of: came[0]) && Set(came[2]).isSubset(of: came[1]))
  }

  @Test("a constant rate scaled up comes as before, in so much less time")
  func scaledUp() throws {
    var came: [[Double]] = []
    for scale in [1.0, 2.0] {
      var world = CaseWorld(hours: 400)
      world.flow("serve", lane: "tools", world.work(0))
      world.model.drill.rates = [RateFunction(shape: .steps, points: [point(0, 1)], scale: scale)]
      world.stream("serve", .rate(Row(0)))
      came.append(try world.run().minutes(.caseOpened))
    }
    #expect(came[1].count > came[0].count && came[0].count > 300)
    for (single, double) in zip(came[0], came[1]) { #expect(abs(single - 2 * double) < 1e-3) }
  }

  @Test("a rate that is nothing at all brings no case")
  func none() throws {
    var world = CaseWorld()
    world.flow("serve", lane: "tools", world.work(0))
    world.model.drill.rates = [RateFunction(shape: .steps, points: [point(0, 0)])]
    world.stream("serve", .rate(Row(0)))
    #expect(try world.run().minutes(.caseOpened).isEmpty)
  }
}
