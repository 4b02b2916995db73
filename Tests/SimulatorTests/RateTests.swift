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
