import Testing

@testable import EventKernel

@Suite("Time")
struct TimeTests {
  @Test(
    "Seconds are rounded to the nearest microsecond and clamped to what a drill can hold",
    arguments: [
      (0, 0), (1, 1_000_000), (0.4e-6, 0), (0.6e-6, 1), (1.5e-6, 2), (2.5e-6, 3), (-3, 0),
      (-.infinity, 0), (.infinity, TimeSpan.maximum.microseconds),
      (1e300, TimeSpan.maximum.microseconds), (3.15576e11, TimeSpan.maximum.microseconds),
      (86_400.000001, 86_400_000_001),
    ] as [(Double, Int64)])
  func rounding(seconds: Double, microseconds: Int64) {
    #expect(TimeSpan(seconds: seconds).microseconds == microseconds)
  }

  @Test("Drawn seconds are rounded as the standard library rounds them")
  func roundingTwin() {
    let source = RandomSource(seed: 6, replication: 0)
    for ordinal in 0..<20_000 as Range<UInt64> {
      var draws = source.draws(
        purpose: NameHash("rounding"), entity: NameHash("time"), ordinal: ordinal)
      // From a tenth of a microsecond to 3,000 years, and every half of a microsecond below 10 ms.
      let drawn = Elementary.exp(-16 + 41 * draws.unit())
      for seconds in [drawn, Double(ordinal) * 0.5e-6, drawn.rounded() * 0.5e-6] {
        let wanted = Int64((seconds * 1e6).rounded())
        #expect(TimeSpan(seconds: seconds).microseconds == wanted)
      }
    }
  }

  @Test("The longest span is 10,000 years, and moving a drill's last instant by it is safe")
  func largest() {
    #expect(TimeSpan.maximum == TimeSpan.days(365) * 10_000 + .days(2_500))
    let last = SimulationTime.zero + TimeSpan.maximum
    #expect(last + TimeSpan.maximum < .distantFuture)
    #expect(SimulationTime.distantFuture + TimeSpan.maximum > .distantFuture)
  }

  @Test("Instants and spans add and subtract exactly")
  func arithmetic() {
    var time = SimulationTime(microseconds: -5)
    time += .minutes(1)
    #expect(time.microseconds == 59_999_995)
    #expect(time - SimulationTime.zero == TimeSpan(microseconds: 59_999_995))
    #expect(SimulationTime.zero - time < TimeSpan.zero)
    #expect(time - TimeSpan.minutes(1) == SimulationTime(microseconds: -5))
    #expect(TimeSpan.hours(2) - .minutes(30) == .seconds(5_400))
    #expect(TimeSpan.days(1) == .hours(8) * 3)
    #expect(TimeSpan(microseconds: 1_500_000).seconds == 1.5)
    #expect("\(TimeSpan.seconds(1)) after \(SimulationTime.zero)" == "1000000 µs after 0 µs")
  }

  @Test("A span of what is not a number is a mistake of the program")
  func notANumber() async {
    await #expect(processExitsWith: .failure) { _ = TimeSpan(seconds: .nan) }
  }
}

@Suite("Rows and probabilities")
struct RowTests {
  @Test("A row is four bytes and gives its index back")
  func row() {
    #expect(MemoryLayout<Row<Event>>.size == 4)
    #expect(Row<Event>(7).index == 7)
    #expect(Row<Event>(2) < Row<Event>(3))
  }

  @Test(
    "Only numbers from 0 to 1 are probabilities",
    arguments: [(0, true), (0.5, true), (1, true), (-1e-9, false), (1.1, false), (.nan, false)]
      as [(Double, Bool)])
  func probability(value: Double, isOne: Bool) {
    #expect((Probability(value) != nil) == isOne)
    if let probability = Probability(value) { #expect(probability.value == value) }
  }

  @Test("Negative zero is the probability 0")
  func negativeZero() {
    #expect(Probability(-0.0)?.value.sign == .plus)
  }
}
