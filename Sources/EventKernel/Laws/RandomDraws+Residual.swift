// Draws of what is left of a law given that it exceeds an age: shared by laws and compiled laws, so
// that both give the same bits. Each reads its words at one address, and none below 0 comes out.
extension RandomDraws {
  /// A draw of the residual life of the uniform law, 0 from `high` on.
  mutating func uniformResidual(low: Double, high: Double, age: Double) -> Double {
    let from = max(age, low)
    guard from < high else { return 0 }
    // Falling with the uniform number, as the others are.
    return (from - age) + (high - from) * (1 - openUnit())
  }

  /// A draw of the residual life of the triangular law, 0 from `high` on.
  ///
  /// All in widths of the law, with a the age and m the mode above `low`: the draw X has
  /// P(X > x) = u P(X > a), u uniform.
  mutating func triangularResidual(
    low: Double, mode: Double, high: Double, age: Double
  ) -> Double {
    let from = max(age, low)
    guard from < high else { return 0 }
    let wait = from - age
    let u = openUnit()
    // Beyond the mode, u = ((high - x) / (high - a))².
    if from >= mode { return wait + (high - from) * ((1 - u) / (1 + u.squareRoot())) }
    let width = high - low
    let surviving = Law.triangularSurvival(from, low: low, mode: mode, high: high)
    let falling = (high - mode) / width
    if u * surviving < falling {
      return wait + ((high - from) - width * (u * surviving * falling).squareRoot())
    }
    // x² / m = (1 - u) + u a² / m; the square root less a, without their difference.
    let start = (from - low) / width
    let top = (mode - low) / width
    let root = ((1 - u) * top + u * start * start).squareRoot()
    return wait + width * ((1 - u) * top * surviving / (root + start))
  }

  /// A draw of the residual life of the Weibull law: P(X > x) = exp(-(x/scale)^shape), so
  /// ((age/scale)^shape + e)^(1/shape) scale - age with e exponential.
  mutating func weibullResidual(shape: Double, scale: Double, age: Double) -> Double {
    let hazard = Elementary.pow(age / scale, shape)
    let more = exponential()
    let growth = Elementary.log1p(more / hazard) / shape
    // Not by a difference where that would be small beside the age.
    if growth < 1 { return age * Elementary.expm1(growth) }
    return max(scale * Elementary.pow(hazard + more, 1 / shape) - age, 0)
  }

  /// A draw of the residual life of the lognormal law, by the upper tail of the normal one.
  mutating func lognormalResidual(mu: Double, sigma: Double, age: Double) -> Double {
    let z = (Elementary.log(age) - mu) / sigma
    let u = openUnit()
    if z >= 2 {
      let further = Elementary.normalResidual(beyond: z, hazard: -Elementary.log(u))
      return age * Elementary.expm1(sigma * further)
    }
    let reached = -Elementary.normalQuantile(u * Elementary.normalCDF(-z))
    let growth = sigma * (reached - z)
    if growth < 1 { return max(age * Elementary.expm1(growth), 0) }
    return max(Elementary.exp(mu + sigma * reached) - age, 0)
  }

  /// A draw of the residual life of the gamma law with scale 1.
  mutating func gammaResidual(shape: Double, age: Double) -> Double {
    Elementary.gammaResidual(shape, beyond: age, hazard: -Elementary.log(openUnit()))
  }

  /// A draw of the residual life of the PERT law, 0 from `high` on.
  ///
  /// Drawn is by how much the logarithm of what is left up to `high` falls, so a draw never exceeds
  /// what is left.
  mutating func pertResidual(low: Double, mode: Double, high: Double, age: Double) -> Double {
    let from = max(age, low)
    guard from < high else { return 0 }
    let (lower, upper) = Law.pertShapes(low: low, mode: mode, high: high)
    let width = high - low
    let fall = Elementary.betaResidual(
      upper, lower, below: (high - from) / width, rest: (from - low) / width,
      hazard: -Elementary.log(openUnit()))
    return (from - age) - (high - from) * Elementary.expm1(-fall)
  }

  /// A draw of the residual life of an empirical law: each value above the age is equally likely; 0
  /// when there is none.
  ///
  /// - Parameter values: sorted.
  mutating func empiricalResidual<Values: RandomAccessCollection>(
    of values: Values, age: Double
  ) -> Double where Values.Element == Double, Values.Index == Int {
    let passed = RandomDraws.countOfSorted(values, atMost: age)
    guard passed < values.count else { return 0 }
    return values[passed + Int(below(UInt64(values.count - passed)))] - age
  }

  /// How many of some sorted values are at most x.
  static func countOfSorted<Values: RandomAccessCollection>(
    _ values: Values, atMost x: Double
  ) -> Int where Values.Element == Double, Values.Index == Int {
    var below = 0
    var above = values.count
    while below < above {
      let middle = (below + above) / 2
      if values[middle] > x { above = middle } else { below = middle + 1 }
    }
    return below
  }

  /// Which of some parts, by the logarithms of what each weighs; nothing when all weigh nothing.
  ///
  /// By logarithms, since in a far tail no weight may be a number above 0. They are asked for
  /// twice, which keeps them out of memory.
  mutating func part(count: Int, _ logWeight: (Int) -> Double) -> Int? {
    let (_, largest, sum) = Law.logSum(count: count, logWeight)
    guard largest > -.infinity else { return nil }
    let target = unit() * sum
    var passed = 0.0
    var last: Int?
    for index in 0..<count {
      let weight = Elementary.exp(logWeight(index) - largest)
      passed += weight
      if passed > target { return index }
      // Rounding may leave the last sum below the target.
      if weight > 0 { last = index }
    }
    return last
  }
}
