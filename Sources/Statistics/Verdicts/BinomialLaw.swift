/// How many of a number of independent tries hold, each with the same probability.
///
/// Built from the likeliest number outwards by the ratio of neighbours, then made to add up to 1:
/// no factorials. What is not worth 2^-80 of the likeliest is left out on both sides.
struct BinomialLaw {
  /// The least number that is not left out.
  let first: Int64
  /// By number from `first` on: the probability to be below it.
  private let lower: [Double]
  /// The same: the probability to be at it or above.
  private let upper: [Double]

  /// - Parameters:
  ///   - count: of tries, 0 or more.
  ///   - probability: above 0 and below 1.
  init(_ count: Int64, _ probability: Double) {
    let p = probability
    precondition(count >= 0 && p > 0 && p < 1, "\(count) tries that hold with probability \(p)")
    let mode = min(Int64(Double(count + 1) * p), count)
    var falling: [Double] = []
    var (term, value) = (1.0, mode)
    while term > 0x1p-80, value > 0 {
      term *= Double(value) / Double(count - value + 1) * ((1 - p) / p)
      value -= 1
      falling.append(term)
    }
    first = value
    var terms = Array(falling.reversed()) + [1]
    (term, value) = (1.0, mode)
    while term > 0x1p-80, value < count {
      term *= Double(count - value) / Double(value + 1) * (p / (1 - p))
      value += 1
      terms.append(term)
    }
    let total = terms.reduce(0, +)
    var sums = [0.0]
    for term in terms { sums.append(sums[sums.count - 1] + term / total) }
    lower = sums
    sums = [0]
    // Small tails from their own end: 1 less what is below would lose them.
    for term in terms.reversed() { sums.append(sums[sums.count - 1] + term / total) }
    upper = sums.reversed()
  }

  /// The probability that fewer than so many hold.
  func below(_ number: Int64) -> Double {
    number <= first ? 0 : number >= first + Int64(lower.count) ? 1 : lower[Int(number - first)]
  }

  /// The probability that so many or more hold.
  func atLeast(_ number: Int64) -> Double {
    number <= first ? 1 : number >= first + Int64(upper.count) ? 0 : upper[Int(number - first)]
  }
}
