import Testing

@testable import EventKernel

@Suite("Residual lives at the ends of laws")
struct LawRemainingEndTests {
  @Test("Nothing is left at the largest value or later", arguments: LawCase.all)
  func ended(_ lawCase: LawCase) {
    guard let largest = lawCase.law.largest else { return }
    for age in [largest, largest.nextUp, 2 * largest, .greatestFiniteMagnitude] {
      let values = LawRemainingTests.values(lawCase.law, after: age, count: 100)
      #expect(values.allSatisfy { $0 == 0 }, "at \(age)")
    }
  }

  @Test("At no age is a draw negative, or past the largest value", arguments: LawCase.all)
  func bounds(_ lawCase: LawCase) {
    let law = lawCase.law
    let end = law.largest ?? .greatestFiniteMagnitude
    let ages =
      [.leastNonzeroMagnitude, 1e-300, 1e-9, 1e9, 1e100, 1e300]
      + [1e-9, 0.2, 0.5, 0.9, 0.999, 1 - 0x1p-53].map(law.quantile) + [end.nextDown]
    for age in ages {
      let values = LawRemainingTests.values(law, after: age, count: 50)
      #expect(values.allSatisfy { $0 >= 0 && $0 < .infinity }, "at \(age)")
      guard age < end else { continue }
      #expect(values.allSatisfy { age + $0 <= end * (1 + 0x1p-51) }, "at \(age)")
    }
  }

  @Test("Of an empirical law each value above the age is drawn equally often")
  func empirical() {
    let law = LawCase.discrete[1].law
    // 1, 1, 2, 3, 4, 5, 6, 9 less the age.
    let above: [(age: Double, left: [Double])] = [
      (1, [1, 2, 3, 4, 5, 8]), (1.5, [0.5, 1.5, 2.5, 3.5, 4.5, 7.5]), (4, [1, 2, 5]), (6, [3]),
    ]
    for (age, left) in above {
      let values = LawRemainingTests.values(law, after: age, count: 20_000)
      let places = values.compactMap { left.firstIndex(of: $0) }
      #expect(places.count == values.count)
      if left.count > 1 { expectUniform(places, values: left.count) }
    }
  }

  @Test("A value of 0 is possible at the age of 0, and is past as soon as there is an age")
  func zero() {
    let law = Law.empirical([0, 0, 0, 1])
    let values = LawRemainingTests.values(law, after: 0, count: 1_000)
    #expect((650...850).contains(values.count { $0 == 0 }))
    let moved = LawRemainingTests.values(.shifted(by: 2, law), after: 2, count: 100)
    #expect(moved.allSatisfy { $0 == 1 })
  }

  @Test("A constant has what is missing of it left")
  func constant() {
    let law = Law.constant(3)
    #expect(LawRemainingTests.values(law, after: 1, count: 1) == [2])
    #expect(LawRemainingTests.values(.shifted(by: 0.5, law), after: 3.25, count: 1) == [0.25])
  }

  @Test("A part goes on to weigh what it weighs in a tail that no number is small enough for")
  func rarePart() throws {
    // At 2,000 the first part weighs exp(-2000), the second 1e-20 exp(-20) and the third nothing.
    let law = try Law.mixture([
      .init(weight: 1, law: .exponential(mean: 1)),
      .init(weight: 1e-20, law: .exponential(mean: 100)),
      .init(weight: 1, law: .uniform(low: 0, high: 2_000)),
    ]).validated()
    for age in [2_000.0, 1e6] {
      let values = LawRemainingTests.values(law, after: age, count: 5_000)
      #expect(KolmogorovSmirnov.p(values) { -Elementary.expm1(-$0 / 100) } >= 0.001)
    }
  }

  @Test("Residual lives have the same bits on every machine")
  func goldenBits() {
    // Our own output, written down, as that of samplers is.
    func folded(_ law: Law, _ age: Double) -> UInt64 {
      LawRemainingTests.values(law, after: age, count: 5_000).reduce(0) {
        Mixing.combined($0, $1.bitPattern)
      }
    }
    #expect(folded(.weibull(shape: 1.7, scale: 2), 3) == 0x2707_32d2_8356_71b5)
    #expect(folded(.lognormal(mu: 1, sigma: 0.8), 2) == 0x7fc3_c7de_8699_e268)
    #expect(folded(.lognormal(mu: 1, sigma: 0.8), 200) == 0xf76f_4492_9f02_9605)
    #expect(folded(.gamma(shape: 0.7, scale: 2), 0.1) == 0x230a_70c8_46ee_0b0f)
    #expect(folded(.gamma(shape: 4.2, scale: 2), 30) == 0x7a26_bd87_affb_27dd)
    #expect(folded(.pert(low: 1, mode: 2, high: 8), 3) == 0xdebb_e79d_21c2_df0e)
    #expect(folded(.triangular(low: 1, mode: 2, high: 6), 1.5) == 0x9c03_25d5_1774_5717)
  }
}
