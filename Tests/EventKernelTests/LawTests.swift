import Testing

@testable import EventKernel

@Suite("Laws")
struct LawTests {
  static let probabilities = [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]

  @Test("Means, variances and quantiles are scipy's", arguments: LawCase.continuous)
  func agreesWithScipy(_ lawCase: LawCase) throws {
    let row = try #require(try Table.rows("laws.tsv").first { $0[0] == lawCase.name })
    let wanted = try row.dropFirst().map { try #require(Double($0)) }
    let law = lawCase.law
    let got = [law.mean, law.variance] + LawTests.probabilities.map(law.quantile)
    for (got, wanted) in zip(got, wanted) {
      #expect((got - wanted).magnitude <= 1e-9 * wanted, "\(got) for \(wanted)")
    }
    #expect(wanted.count == got.count)
  }

  @Test("The probability of being at most a quantile is its probability", arguments: LawCase.all)
  func quantilesInvert(_ lawCase: LawCase) {
    let law = lawCase.law
    for p in [1e-6, 0.01, 0.1, 0.3, 0.5, 0.62, 0.9, 0.99, 0.999_999] {
      let x = law.quantile(p)
      let reached = law.probability(atMost: x)
      #expect(reached >= p - 1e-9)
      if LawCase.discrete.contains(where: { $0.name == lawCase.name }) {
        #expect(law.probability(atMost: x - 1e-9) < p)
      } else {
        #expect(reached <= p + 1e-9)
      }
    }
  }

  @Test("Quantiles increase, from the least value to the largest", arguments: LawCase.all)
  func quantilesIncrease(_ lawCase: LawCase) {
    let law = lawCase.law
    let quantiles = stride(from: 0, through: 1, by: 1.0 / 64).map(law.quantile)
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(quantiles.allSatisfy { $0 >= 0 })
    #expect(quantiles.last == law.largest ?? .infinity)
    #expect(law.probability(atMost: quantiles.last ?? 0) == 1)
    #expect(law.probability(atMost: -1) == 0)
  }

  @Test("Moments of laws with jumps are those counted by hand")
  func discreteMoments() {
    let empirical = Law.empirical([3, 1, 4, 1, 5, 9, 2, 6])
    #expect(empirical.mean == 31.0 / 8)
    #expect((empirical.variance - (173.0 / 8 - 31.0 * 31 / 64)).magnitude < 1e-12)
    #expect(empirical.quantile(0.25) == 1)
    #expect(empirical.quantile(0.26) == 2)
    #expect(empirical.largest == 9)
    #expect(Law.constant(3).mean == 3)
    #expect(Law.constant(3).variance == 0)
    // A half at 1.25, a ninth each at 3.25, 3.75 and 6.25, a sixth at 2.25.
    let nested = LawCase.discrete[2].law
    let mean = 1.25 / 2 + (3.25 + 3.75 + 6.25) / 9 + 2.25 / 6
    #expect((nested.mean - mean).magnitude < 1e-14)
    #expect((nested.probability(atMost: 3.3) - (0.5 + 1.0 / 9 + 1.0 / 6)).magnitude < 1e-14)
    #expect(nested.largest == 6.25)
  }

  @Test("A lognormal law has the median, p95, mean and cv that it was made of")
  func lognormalParameters() throws {
    let one = try Law.lognormal(median: 2_700, p95: 14_400)
    #expect((one.quantile(0.5) / 2_700 - 1).magnitude < 1e-13)
    #expect((one.quantile(0.95) / 14_400 - 1).magnitude < 1e-13)
    let other = try Law.lognormal(mean: 30, cv: 0.1)
    #expect((other.mean / 30 - 1).magnitude < 1e-13)
    #expect((other.variance.squareRoot() / 3 - 1).magnitude < 1e-12)
  }
}
