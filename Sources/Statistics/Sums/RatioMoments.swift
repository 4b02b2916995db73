/// What is kept of a ratio over replications: two whole numbers each, such as the time down and the
/// time observed, or hits and tries.
///
/// Both are kept with their sums, squares and product, so merging is exact in any order and
/// grouping; the ratio is the sum of the one over the sum of the other. Magnitudes as in
/// ``Moments``; a pair with either number beyond its largest counts once in `outside`.
package struct RatioMoments: Hashable, Sendable, BitwiseCopyable {
  /// The declared largest magnitude of both numbers, in their units.
  package let largest: Int64
  /// The sums of what is above the line.
  package private(set) var numerator = PowerSums()
  /// The sums of what is below the line.
  package private(set) var denominator = PowerSums()
  /// The sum of the products of the two.
  package private(set) var products = Int192(0)
  /// How many pairs had a number beyond the largest.
  package private(set) var outside: Int64 = 0

  /// The moments of no replication.
  ///
  /// - Precondition: as ``Moments/init(largest:)`` has it.
  package init(largest: Int64) {
    precondition(
      largest > 0 && largest <= Moments.largestMagnitude,
      "a ratio's largest magnitude is \(largest), which is not from 1 to 2^62 - 1")
    self.largest = largest
  }

  /// The moments as they were kept.
  init(
    largest: Int64, numerator: PowerSums, denominator: PowerSums, products: Int192, outside: Int64
  ) {
    self.largest = largest
    self.numerator = numerator
    self.denominator = denominator
    self.products = products
    self.outside = outside
  }

  /// Takes the two numbers of one replication in.
  package mutating func add(_ above: Int64, over below: Int64) {
    let (top, bottom) = (min(max(above, -largest), largest), min(max(below, -largest), largest))
    if top != above || bottom != below { outside += 1 }
    numerator.add(top)
    denominator.add(bottom)
    products = products &+ Int192(Int128(top) * Int128(bottom))
  }

  /// Takes in those of other replications, as ``Moments/merge(_:)`` does.
  ///
  /// - Precondition: both have the same largest magnitude.
  package mutating func merge(_ other: RatioMoments) {
    precondition(
      largest == other.largest,
      "ratios of numbers up to \(largest) and up to \(other.largest) cannot be merged")
    numerator.merge(other.numerator)
    denominator.merge(other.denominator)
    products = products &+ other.products
    outside += other.outside
  }

  /// How many replications.
  package var count: Int64 { numerator.count }

  /// The sum of the one over the sum of the other; nothing when that below the line is 0.
  package var ratio: Double? {
    denominator.sum == 0 ? nil : Double(numerator.sum) / Double(denominator.sum)
  }

  /// The sum of the products of both numbers' deviations from their means.
  private var centredProducts: Double {
    guard count > 0 else { return 0 }
    let (above, below) = (numerator.wholeMean, denominator.wholeMean)
    let centred =
      products &- Int192(numerator.sum, times: below) &- Int192(denominator.sum, times: above)
      &+ Int192(Int128(above) * Int128(below), times: count)
    let rest = Double(numerator.offset(from: above)) / Double(count)
    return centred.double - rest * Double(denominator.offset(from: below))
  }
}

extension RatioMoments {
  /// The ratio with Fieller's interval; nothing below two replications, and nothing where the mean
  /// below the line cannot be told from 0, so that no interval has an end.
  ///
  /// Fieller's, not the delta method: it follows from the same five sums, is Student's interval of
  /// the mean where what is below the line is constant, is the delta method's where that varies
  /// little, and covers where it varies much, since it leans to the side where the ratio is less
  /// certain. A jackknife would need each replication kept. (E. C. Fieller, Some problems in
  /// interval estimation, JRSS B 16, 1954; Law 2015, section 9.5.3, for the ratio of means.)
  package func ratioInterval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    guard count > 1, let ratio, let below = denominator.mean else { return nil }
    let factor = StudentLaw.factor(confidence, freedom: count - 1)
    // Variances and covariance of the two means.
    let scale = 1 / (Double(count - 1) * Double(count))
    let vertical = numerator.centredSquares * scale
    let horizontal = denominator.centredSquares * scale
    let joint = centredProducts * scale
    let share = (factor / below) * (factor / below)
    let room = 1 - share * horizontal
    guard room > 0 else { return nil }
    let residual = vertical - 2 * ratio * joint + ratio * ratio * horizontal
    let spread = residual - share * (vertical * horizontal - joint * joint)
    let half = factor / below.magnitude * max(spread, 0).squareRoot() / room
    let centre = (ratio - share * joint) / room
    return Interval(
      estimate: ratio, lower: min(centre - half, ratio), upper: max(centre + half, ratio),
      confidence: confidence, count: count, method: .fieller)
  }
}
