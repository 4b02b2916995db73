import Testing

@testable import EventKernel

/// A row of `survival.tsv`: what mpmath says of a law of ``LawCase`` beyond an age.
struct ResidualRow: CustomTestStringConvertible, Sendable {
  let law: Law
  let name: String
  let age: Double
  /// log P(X > age).
  let logSurvival: Double
  /// The mean and the standard deviation of X - age, given that X > age.
  let mean: Double
  let deviation: Double

  var testDescription: String { "\(name) after \(age)" }

  static let all: [ResidualRow] = {
    do {
      return try Table.rows("survival.tsv").map { row in
        let lawCase = try #require(LawCase.all.first { $0.name == row[0] })
        let numbers = try row.dropFirst().map { try #require(Double($0)) }
        return ResidualRow(
          law: lawCase.law, name: row[0], age: numbers[0], logSurvival: numbers[1],
          mean: numbers[2], deviation: numbers[3])
      }
    } catch {
      fatalError("survival.tsv: \(error)")
    }
  }()
}

@Suite("Survival functions")
struct LawSurvivalTests {
  @Test("Tails are mpmath's to a relative 1e-12, down to 1e-300", arguments: ResidualRow.all)
  func agreesWithTable(_ row: ResidualRow) {
    let logSurvival = row.law.logSurvival(row.age)
    // Of a shape of a million, a last place of x moves the tail by more.
    let limit = row.name == "gamma huge" ? 5e-12 : 1e-12
    #expect((logSurvival - row.logSurvival).magnitude < limit, "\(logSurvival)")
    // A logarithm near 0 is the lower tail, which a mixture sums.
    if row.law.parts == nil {
      #expect((logSurvival / row.logSurvival - 1).magnitude < limit, "\(logSurvival)")
    }
    let survival = row.law.survival(row.age)
    #expect((Elementary.log(survival) - row.logSurvival).magnitude < limit, "\(survival)")
  }

  @Test("Every law without jumps has rows down to its tail")
  func tableIsWhole() {
    let named = Set(ResidualRow.all.map(\.name))
    let derived = LawCase.continuous.map(\.name).filter { $0.contains(" by ") }
    #expect(named.union(derived) == Set(LawCase.continuous.map(\.name)))
    #expect(named.intersection(derived).isEmpty)
    for name in named {
      let least = ResidualRow.all.filter { $0.name == name }.map(\.logSurvival).min() ?? 0
      let isBounded = LawCase.all.contains { $0.name == name && $0.law.largest != nil }
      #expect(least < (isBounded ? -23 : -690), "\(name)")
    }
  }

  @Test("What survives and what does not are the whole", arguments: LawCase.all)
  func complement(_ lawCase: LawCase) {
    let law = lawCase.law
    var table = LawTable()
    let row = table.add(law)
    for p in [0, 1e-6, 0.01, 0.1, 0.3, 0.5, 0.62, 0.9, 0.99, 0.999_999] {
      let x = law.quantile(p)
      #expect((law.survival(x) + law.probability(atMost: x) - 1).magnitude < 1e-11)
      let logSurvival = law.logSurvival(x)
      #expect((Elementary.exp(logSurvival) - law.survival(x)).magnitude < 1e-12)
      #expect(table.reader.logSurvival(row, x).bitPattern == logSurvival.bitPattern)
    }
    #expect(law.survival(-1) == 1 && law.logSurvival(-1) == 0)
    let end = law.largest ?? .infinity
    #expect(law.survival(end) == 0 && law.logSurvival(end) == -.infinity)
    #expect(table.reader.logSurvival(row, end) == -.infinity)
  }

  @Test("The logarithm goes on where the survival function is no number above 0")
  func beyond() {
    let ages: [(Law, Double, Double)] = [
      // -x/mean, -(x/scale)^shape, and 60 standard deviations: by mpmath.
      (.exponential(mean: 2), 1e5, -5e4), (.weibull(shape: 2, scale: 3), 3e4, -1e8),
      (.lognormal(mu: 0, sigma: 0.1), 403.428_793_492_735_1, -1_805.013_560_680_566_9),
      (.gamma(shape: 3, scale: 1), 1e4, -9_982.272_266_436_609),
    ]
    for (law, age, logSurvival) in ages {
      #expect(law.survival(age) == 0)
      #expect((law.logSurvival(age) / logSurvival - 1).magnitude < 1e-12, "\(law)")
    }
  }
}
