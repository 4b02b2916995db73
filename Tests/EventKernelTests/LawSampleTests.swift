import Testing

@testable import EventKernel

@Suite("Draws of laws")
struct LawSampleTests {
  static let count = 40_000

  static func values(_ law: Law) -> [Double] {
    let source = RandomSource(seed: 2, replication: 8)
    let (purpose, entity) = (NameHash("law"), NameHash("test"))
    return (0..<UInt64(count)).map {
      var draws = source.draws(purpose: purpose, entity: entity, ordinal: $0)
      return law.sample(&draws)
    }
  }

  @Test("Draws have their law's mean and variance, within 5 sigma", arguments: LawCase.all)
  func moments(_ lawCase: LawCase) {
    let law = lawCase.law
    let values = LawSampleTests.values(law)
    let count = Double(values.count)
    let apart = values.map { ($0 - law.mean) * ($0 - law.mean) }
    let mean = values.reduce(0, +) / count
    let variance = apart.reduce(0, +) / count
    let fourth = apart.reduce(0) { $0 + $1 * $1 } / count
    #expect((mean - law.mean).magnitude <= 5 * (law.variance / count).squareRoot())
    // The variance of a squared deviation, from the draws themselves.
    let sigma = (max(fourth - variance * variance, 0) / count).squareRoot()
    #expect((variance - law.variance).magnitude <= 5 * sigma)
  }

  @Test("Five quantiles divide draws as their law says, within 5 sigma", arguments: LawCase.all)
  func quantiles(_ lawCase: LawCase) {
    let values = LawSampleTests.values(lawCase.law)
    for p in [0.01, 0.1, 0.5, 0.9, 0.99] {
      let x = lawCase.law.quantile(p)
      // At a jump more than p are at most x. Rounding may put a draw beside the value meant.
      let probability = lawCase.law.probability(atMost: x * (1 + 1e-12))
      let share = Double(values.count { $0 <= x * (1 + 1e-12) }) / Double(values.count)
      let sigma = (probability * (1 - probability) / Double(values.count)).squareRoot()
      #expect((share - probability).magnitude <= 5 * sigma + 1e-12, "at \(x)")
    }
  }

  @Test("Draws stay within their law's bounds", arguments: LawCase.all)
  func bounds(_ lawCase: LawCase) {
    let values = LawSampleTests.values(lawCase.law)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= lawCase.law.largest ?? .greatestFiniteMagnitude })
  }

  @Test("A compiled law draws the bits that the law itself draws", arguments: LawCase.all)
  func tableAgrees(_ lawCase: LawCase) {
    // Others before and after, so that nothing starts at index 0.
    var table = LawTable()
    for other in LawCase.all.reversed() { _ = table.add(other.law) }
    let row = table.add(lawCase.law)
    let source = RandomSource(seed: 4, replication: 0)
    for ordinal in 0..<2_000 as Range<UInt64> {
      var one = source.draws(purpose: NameHash("p"), entity: NameHash("e"), ordinal: ordinal)
      var other = one
      var third = one
      let value = lawCase.law.sample(&one)
      #expect(value.bitPattern == table.sample(row, &other).bitPattern)
      #expect(one.counter == other.counter)
      #expect(table.reader.span(row, &third) == TimeSpan(seconds: value))
    }
    #expect(table.mean(row) == lawCase.law.mean)
  }

  @Test("A table has each law once, parts of others included")
  func deduplication() {
    var table = LawTable()
    let constant = table.add(.constant(1))
    let mixture = Law.mixture([
      .init(weight: 0.5, law: .constant(1)), .init(weight: 0.5, law: .exponential(mean: 2)),
    ])
    let row = table.add(mixture)
    #expect(table.count == 3)
    #expect(table.add(.constant(1)) == constant)
    #expect(table.add(mixture) == row)
    #expect(table.add(.shifted(by: 1, mixture)) != row)
    #expect(table.count == 4)
  }
}
