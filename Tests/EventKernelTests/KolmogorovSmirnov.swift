import Testing

@testable import EventKernel

/// The Kolmogorov-Smirnov test: whether draws have a distribution function without jumps.
enum KolmogorovSmirnov {
  /// The probability that so many draws of the distribution lie as far from it or farther.
  static func p(_ values: [Double], _ distribution: (Double) -> Double) -> Double {
    let count = Double(values.count)
    var distance = 0.0
    for (rank, value) in values.sorted().enumerated() {
      let probability = distribution(value)
      distance = max(
        distance, probability - Double(rank) / count, Double(rank + 1) / count - probability)
    }
    return p(distance: distance, count: values.count)
  }

  /// By Kolmogorov's limit with the correction of M. A. Stephens, Use of the Kolmogorov-Smirnov,
  /// Cramer-von Mises and related statistics without extensive tables, J. R. Statist. Soc. B 32
  /// (1970), 115-122.
  static func p(distance: Double, count: Int) -> Double {
    let root = Double(count).squareRoot()
    return limit((root + 0.12 + 0.11 / root) * distance)
  }

  /// P(K > x) = 2 (exp(-2 x²) - exp(-2 (2x)²) + exp(-2 (3x)²) - ...) (A. Kolmogorov, Sulla
  /// determinazione empirica di una legge di distribuzione, G. Ist. Ital. Attuari 4, 1933).
  static func limit(_ x: Double) -> Double {
    // There it is 1 to 12 digits, and the terms hardly fall.
    guard x > 0.2 else { return 1 }
    var sum = 0.0
    for k in stride(from: 1.0, through: 40, by: 1) {
      let term = Elementary.exp(-2 * k * k * x * x)
      sum += k.truncatingRemainder(dividingBy: 2) == 1 ? term : -term
    }
    return min(max(2 * sum, 0), 1)
  }
}

@Suite("The Kolmogorov-Smirnov test")
struct KolmogorovSmirnovTests {
  @Test(
    "Its percentage points are those of the tables",
    arguments: [
      (1.2238, 0.1), (1.3581, 0.05), (1.4802, 0.025), (1.6276, 0.01), (1.9495, 0.001),
      (0.3, 0.99999), (0, 1),
    ])
  func points(x: Double, p: Double) {
    #expect((KolmogorovSmirnov.limit(x) / p - 1).magnitude < 1e-3)
  }

  @Test("Numbers spread evenly pass, moved by a tenth they do not")
  func judges() {
    let even = (0..<1_000).map { (Double($0) + 0.5) / 1_000 }
    #expect(KolmogorovSmirnov.p(even) { $0 } > 0.999)
    #expect(KolmogorovSmirnov.p(even.map { $0 * 0.9 }) { $0 } < 1e-6)
  }
}
