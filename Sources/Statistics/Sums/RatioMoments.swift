/// What is kept of a ratio over replications: two whole numbers each, such as the time down and the
/// time observed, or hits and tries.
///
/// Both are kept with their sums and all products of two and three of them, so merging is exact in
/// any order and grouping; the ratio is the sum of the one over the sum of the other. Magnitudes as
/// in ``Moments``; a pair with either number beyond its largest counts once in `outside`.
package struct RatioMoments: Hashable, Sendable, BitwiseCopyable {
  /// The declared largest magnitude of both numbers, in their units.
  package let largest: Int64
  /// The sums of what is above the line.
  package private(set) var numerator = PowerSums()
  /// The sums of what is below the line.
  package private(set) var denominator = PowerSums()
  /// The sum of the products of the two.
  package private(set) var products = Int256(0)
  /// The sums of the products of three of the two.
  package private(set) var cubes = Cubes()
  /// How many pairs had a number beyond the largest.
  package private(set) var outside: Int64 = 0

  /// Sums of products of three numbers, so many of which are the one above the line.
  package struct Cubes: Hashable, Sendable, BitwiseCopyable {
    package var ofThree = Int256(0)
    package var ofTwo = Int256(0)
    package var ofOne = Int256(0)
    package var ofNone = Int256(0)

    package init() {}

    fileprivate mutating func merge(_ other: Cubes) {
      ofThree = ofThree &+ other.ofThree
      ofTwo = ofTwo &+ other.ofTwo
      ofOne = ofOne &+ other.ofOne
      ofNone = ofNone &+ other.ofNone
    }
  }

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
    largest: Int64, numerator: PowerSums, denominator: PowerSums, products: Int256, cubes: Cubes,
    outside: Int64
  ) {
    self.largest = largest
    self.numerator = numerator
    self.denominator = denominator
    self.products = products
    self.cubes = cubes
    self.outside = outside
  }

  /// Takes the two numbers of one replication in.
  package mutating func add(_ above: Int64, over below: Int64) {
    let (top, bottom) = (min(max(above, -largest), largest), min(max(below, -largest), largest))
    if top != above || bottom != below { outside += 1 }
    numerator.add(top)
    denominator.add(bottom)
    let (square, product) = (Int128(top) * Int128(top), Int128(top) * Int128(bottom))
    products = products &+ Int256(product)
    cubes.ofThree = cubes.ofThree &+ Int256(square, times: top)
    cubes.ofTwo = cubes.ofTwo &+ Int256(square, times: bottom)
    cubes.ofOne = cubes.ofOne &+ Int256(product, times: bottom)
    cubes.ofNone = cubes.ofNone &+ Int256(Int128(bottom) * Int128(bottom), times: bottom)
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
    cubes.merge(other.cubes)
    outside += other.outside
  }

  /// How many replications.
  package var count: Int64 { numerator.count }

  /// The sum of the one over the sum of the other; nothing when that below the line is 0.
  package var ratio: Double? {
    denominator.sum == 0 ? nil : Double(numerator.sum) / Double(denominator.sum)
  }

  /// The sum of the products of both numbers' deviations from their means.
  var centredProducts: Double {
    guard count > 0 else { return 0 }
    let (above, below) = (numerator.wholeMean, denominator.wholeMean)
    let centred =
      products &- Int256(numerator.sum, times: below) &- Int256(denominator.sum, times: above)
      &+ Int256(Int128(above) * Int128(below), times: count)
    let rest = Double(numerator.offset(from: above)) / Double(count)
    return centred.double - rest * Double(denominator.offset(from: below))
  }
}

// MARK: Against a bound

extension RatioMoments {
  /// The sums of products of two and three of the numbers' deviations from their means, from which
  /// those of above less so many times below follow for any number.
  private struct CentredSums {
    var count = 0.0
    var above = 0.0
    var below = 0.0
    var squares = (aboveAbove: 0.0, aboveBelow: 0.0, belowBelow: 0.0)
    var cubes = (ofThree: 0.0, ofTwo: 0.0, ofOne: 0.0, ofNone: 0.0)

    /// The sums of second and third powers of above less `bound` times below about its mean.
    func powers(at bound: Double) -> (squares: Double, cubes: Double) {
      let square =
        squares.aboveAbove - 2 * bound * squares.aboveBelow + bound * bound * squares.belowBelow
      let cube =
        cubes.ofThree - 3 * bound * cubes.ofTwo + 3 * bound * bound * cubes.ofOne
        - bound * bound * bound * cubes.ofNone
      return (max(0, square), cube)
    }

    func skewness(at bound: Double) -> Double? {
      let (square, cube) = powers(at: bound)
      let variance = square / count
      return variance > 0 ? cube / count / (variance * variance.squareRoot()) : nil
    }

    func score(at bound: Double) -> Double? {
      guard let skewness = skewness(at: bound) else { return nil }
      let variance = powers(at: bound).squares / (count - 1)
      let t = count.squareRoot() * (above - bound * below) / variance.squareRoot()
      let tilt = skewness / count.squareRoot()
      return t + tilt * (2 * t * t + 1) / 6 + tilt * tilt * t * t * t / 27
    }
  }

  /// About whole numbers exactly, then moved by what the means differ from those. Nothing of fewer
  /// than two pairs.
  private var centred: CentredSums? {
    guard count > 1, let above = numerator.mean, let below = denominator.mean else { return nil }
    let (top, bottom) = (numerator.wholeMean, denominator.wholeMean)
    let n = Double(count)
    let (a, b) = (
      Double(numerator.offset(from: top)) / n, Double(denominator.offset(from: bottom)) / n
    )
    let (aa, bb) = (
      numerator.squares(about: top).double, denominator.squares(about: bottom).double
    )
    let product = centredProducts
    let ab = product + n * a * b
    let whole = wholeCubes(about: top, bottom)
    var sums = CentredSums(count: n, above: above, below: below)
    sums.squares = (numerator.centredSquares, product, denominator.centredSquares)
    sums.cubes = (
      whole.ofThree.double - 3 * a * aa + 2 * n * a * a * a,
      whole.ofTwo.double - b * aa - 2 * a * ab + 2 * n * a * a * b,
      whole.ofOne.double - a * bb - 2 * b * ab + 2 * n * a * b * b,
      whole.ofNone.double - 3 * b * bb + 2 * n * b * b * b
    )
    return sums
  }

  /// The sums of products of three, of the numbers less a whole number each, exact.
  private func wholeCubes(about top: Int64, _ bottom: Int64) -> Cubes {
    let n = count
    let (aa, bb, ab) = (numerator.squares, denominator.squares, products)
    func product(_ factors: Int64...) -> Int256 {
      factors.reduce(Int256(1)) { $0 &* $1 }
    }
    let (sumA, sumB) = (Int256(numerator.sum), Int256(denominator.sum))
    var whole = Cubes()
    whole.ofThree =
      cubes.ofThree &- aa &* top &* 3 &+ sumA &* top &* top &* 3 &- product(n, top, top, top)
    whole.ofTwo =
      cubes.ofTwo &- aa &* bottom &- ab &* top &* 2 &+ sumA &* top &* bottom &* 2
      &+ sumB &* top &* top &- product(n, top, top, bottom)
    whole.ofOne =
      cubes.ofOne &- bb &* top &- ab &* bottom &* 2 &+ sumB &* top &* bottom &* 2
      &+ sumA &* bottom &* bottom &- product(n, top, bottom, bottom)
    whole.ofNone =
      cubes.ofNone &- bb &* bottom &* 3 &+ sumB &* bottom &* bottom &* 3
      &- product(n, bottom, bottom, bottom)
    return whole
  }

  /// The skewness of what is above the line less a bound times what is below; nothing where it does
  /// not vary.
  package func skewness(at bound: Double) -> Double? { centred?.skewness(at: bound) }

  /// How far the ratio is above a bound, in standard errors, its skewness taken away: near normal
  /// where the ratio is the bound. Nothing where nothing varies.
  ///
  /// P. Hall, On the removal of skewness by transformation, JRSS B 54 (1992): with t the
  /// studentised mean of n values of skewness g, t + g (2t² + 1)/(6 sqrt n) + g² t³/(27 n), which
  /// rises with t.
  package func score(at bound: Double) -> Double? { centred?.score(at: bound) }

  /// The bound nearest to the ratio, in one direction, at which the score passes a number; nothing
  /// where it does not before the end.
  func end(from ratio: Double, to limit: Double, score wanted: Double) -> Double? {
    guard let centred else { return nil }
    func isBeyond(_ bound: Double) -> Bool {
      guard let score = centred.score(at: bound) else { return true }
      return wanted < 0 ? score <= wanted : score >= wanted
    }
    var (near, far) = (ratio, limit)
    if limit.isInfinite {
      var step = max(ratio.magnitude, 1) / 64
      repeat {
        far = ratio + step
        step *= 2
      } while !isBeyond(far) && step < 0x1p62
    }
    guard isBeyond(far) else { return limit.isInfinite ? nil : limit }
    for _ in 0..<60 where near != far {
      let middle = near + (far - near) / 2
      if isBeyond(middle) { far = middle } else { near = middle }
    }
    return far
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
