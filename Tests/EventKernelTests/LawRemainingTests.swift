import Testing

@testable import EventKernel

/// An age at a quantile of a law.
struct AgedLaw: CustomTestStringConvertible, Sendable {
  let lawCase: LawCase
  let probability: Double

  var testDescription: String { "\(lawCase.name) at \(probability)" }

  static let probabilities = [0.2, 0.5, 0.9, 0.999]

  /// One of the shape of a million takes 60 µs a draw and is left to the rows of the table.
  static let all = LawCase.continuous.filter { $0.name != "gamma huge" }.flatMap { lawCase in
    probabilities.map { AgedLaw(lawCase: lawCase, probability: $0) }
  }
}

@Suite("Residual lives of laws")
struct LawRemainingTests {
  /// One draw at each of many ordinals.
  static func values(
    _ law: Law, after age: Double, count: Int, seed: UInt64 = 5
  ) -> [Double] {
    var table = LawTable()
    let row = table.add(law)
    let key = RandomSource(seed: seed, replication: 1).key(
      purpose: NameHash("residual"), entity: NameHash("life"))
    return (0..<UInt64(count)).map {
      var draws = key.draws(ordinal: $0)
      return table.remaining(row, after: age, &draws)
    }
  }

  /// P(X - age <= x), given that X > age.
  static func conditional(_ law: Law, after age: Double) -> (Double) -> Double {
    let whole = law.logSurvival(age)
    return { x in -Elementary.expm1(law.logSurvival(age + x) - whole) }
  }

  @Test("Draws are of the law given its age, and not of the law itself", arguments: AgedLaw.all)
  func distribution(_ aged: AgedLaw) {
    let law = aged.lawCase.law
    let age = law.quantile(aged.probability)
    // What is left of that law is itself, but for a width of 0.956: many draws tell.
    let count = aged.lawCase.name == "pert falling" ? 40_000 : 5_000
    let seed = UInt64(1_000 * aged.probability)
    let values = LawRemainingTests.values(law, after: age, count: count, seed: seed)
    let survival = law.survival(age)
    let p = KolmogorovSmirnov.p(values) { 1 - law.survival(age + $0) / survival }
    #expect(p >= 0.001)
    let unconditioned = KolmogorovSmirnov.p(values, law.probability(atMost:))
    // A law without memory has no age.
    if case .exponential = law {
      #expect(unconditioned >= 0.001)
    } else {
      #expect(unconditioned < 1e-6)
    }
  }

  @Test("In every tail draws have mpmath's mean residual life", arguments: ResidualRow.all)
  func meanResidualLife(_ row: ResidualRow) {
    let count = row.name == "gamma huge" ? 200 : 2_000
    let values = LawRemainingTests.values(row.law, after: row.age, count: count, seed: 6)
    let mean = values.reduce(0, +) / Double(count)
    #expect((mean - row.mean).magnitude <= 5 * row.deviation / Double(count).squareRoot())
    let distribution = LawRemainingTests.conditional(row.law, after: row.age)
    // Nearer to the end of a law, sums with the age are too coarse to tell draws apart.
    guard row.mean > 1e-10 * row.age else { return }
    #expect(KolmogorovSmirnov.p(values, distribution) >= 0.001)
  }

  @Test("Where a quantile of 1 - u S is all rounding, draws are of the law given its age")
  func tailLoss() {
    let law = Law.lognormal(mu: 1, sigma: 0.8)
    for z in [11.5, 37] {
      let age = Elementary.exp(1 + 0.8 * z)
      let survival = law.survival(age)
      #expect(survival < 1e-30)
      let distribution = LawRemainingTests.conditional(law, after: age)
      let values = LawRemainingTests.values(law, after: age, count: 5_000)
      #expect(KolmogorovSmirnov.p(values, distribution) >= 0.001)
      let lost = SamplerTests.draws("lost", count: 5_000) { draws in
        law.quantile(1 - draws.openUnit() * survival) - age
      }
      #expect(KolmogorovSmirnov.p(lost, distribution) < 1e-6)
    }
  }

  @Test("Beyond where survival is a number above 0, draws keep to the law", arguments: [0.1, 3])
  func beyondNumbers(sigma: Double) {
    let laws: [(Law, Double)] = [
      (.lognormal(mu: 0, sigma: sigma), Elementary.exp(60 * sigma)),
      (.gamma(shape: 3, scale: 2), 1e5), (.gamma(shape: 0.3, scale: 2), 1e4),
      (.weibull(shape: 1.5, scale: 1), 1e3), (.erlang(stages: 12, mean: 3), 1e4),
    ]
    for (law, age) in laws {
      #expect(law.survival(age) == 0)
      let values = LawRemainingTests.values(law, after: age, count: 5_000)
      let distribution = LawRemainingTests.conditional(law, after: age)
      #expect(KolmogorovSmirnov.p(values, distribution) >= 0.001, "\(law)")
    }
  }

  @Test("Residual lives far below the last place of the age are not rounded to it")
  func belowTheLastPlace() {
    // So far out the hazard rate hardly changes, and what is left is exponential.
    let laws: [(law: Law, age: Double, rate: Double)] = [
      (.weibull(shape: 3, scale: 5), 1e6, 3 * 8e15 / 1e6),
      (.lognormal(mu: 0, sigma: 1e-9), 1e4, Elementary.log(1e4) / (1e-18 * 1e4)),
      (.gamma(shape: 0.5, scale: 1e-9), 1e10, 1e9),
    ]
    for (law, age, rate) in laws {
      #expect(1 / rate < age.ulp)
      let values = LawRemainingTests.values(law, after: age, count: 5_000)
      #expect(KolmogorovSmirnov.p(values) { -Elementary.expm1(-$0 * rate) } >= 0.001, "\(law)")
    }
  }

  @Test("At an age of 0 the bits are those of a draw of the law", arguments: LawCase.all)
  func newborn(_ lawCase: LawCase) {
    let law = lawCase.law
    for ordinal in 0..<200 as Range<UInt64> {
      var one = RandomSource(seed: 4, replication: 0).draws(
        purpose: NameHash("p"), entity: NameHash("e"), ordinal: ordinal)
      var other = one
      #expect(law.remaining(after: 0, &one) == law.sample(&other))
    }
  }

  @Test(
    "Shifted, and as old as the shift, a law has its own distribution",
    arguments: LawCase.continuous)
  func asOldAsTheShift(_ lawCase: LawCase) {
    let law = lawCase.law
    let count = lawCase.name == "gamma huge" ? 500 : 5_000
    let values = LawRemainingTests.values(.shifted(by: 3, law), after: 3, count: count)
    #expect(KolmogorovSmirnov.p(values, law.probability(atMost:)) >= 0.001)
  }

  @Test("Younger than the shift, a law has the wait and a draw left", arguments: LawCase.all)
  func youngerThanTheShift(_ lawCase: LawCase) {
    let law = lawCase.law
    let younger = LawRemainingTests.values(.shifted(by: 3, law), after: 1, count: 100)
    let drawn = LawRemainingTests.values(law, after: 0, count: 100)
    #expect(younger == drawn.map { 2 + $0 })
  }

  @Test(
    "Between an age and what is drawn beyond it, log P(X > x) falls by that of a uniform number",
    arguments: AgedLaw.all)
  func inversion(_ aged: AgedLaw) {
    let law = aged.lawCase.law
    switch law {
    case .gamma, .erlang, .lognormal, .pert: break
    default: return
    }
    let source = RandomSource(seed: 9, replication: 0)
    let age = law.quantile(aged.probability)
    for ordinal in 0..<50 as Range<UInt64> {
      var draws = source.draws(purpose: NameHash("p"), entity: NameHash("e"), ordinal: ordinal)
      var same = draws
      let left = law.remaining(after: age, &draws)
      let fall = law.logSurvival(age) - law.logSurvival(age + left)
      #expect((fall / -Elementary.log(same.openUnit()) - 1).magnitude < 1e-9)
      #expect(draws.counter == same.counter)
    }
  }

  @Test("A compiled law draws the bits that the law itself draws", arguments: LawCase.all)
  func tableAgrees(_ lawCase: LawCase) {
    let law = lawCase.law
    var table = LawTable()
    for other in LawCase.all.reversed() { _ = table.add(other.law) }
    let row = table.add(law)
    let source = RandomSource(seed: 4, replication: 0)
    let ages = ([0, 0.2, 0.5, 0.9, 0.999].map(law.quantile) + [0, 2.25, 1e4]).map {
      TimeSpan(seconds: $0)
    }
    for ordinal in 0..<400 as Range<UInt64> {
      let age = ages[Int(ordinal) % ages.count]
      var one = source.draws(purpose: NameHash("p"), entity: NameHash("e"), ordinal: ordinal)
      var other = one
      var third = one
      let value = law.remaining(after: age.seconds, &one)
      #expect(value.bitPattern == table.remaining(row, after: age.seconds, &other).bitPattern)
      #expect(one.counter == other.counter)
      #expect(table.remainingSpan(row, after: age, &third) == TimeSpan(seconds: value))
      #expect(one.counter == third.counter)
    }
  }
}
