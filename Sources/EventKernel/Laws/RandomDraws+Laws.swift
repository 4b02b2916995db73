// The samplers that laws and compiled laws share, so that both give the same bits.
extension RandomDraws {
  /// A draw of the gamma law with scale 1.
  ///
  /// A cube of a normal variable, accepted or not (G. Marsaglia, W. W. Tsang, A simple method for
  /// generating gamma variables, ACM TOMS 26, 2000); below shape 1 by their power of a uniform.
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 {
      let power = Elementary.pow(openUnit(), 1 / shape)
      return power * gamma(shape: shape + 1)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = openUnit()
      let square = x * x
      if u < 1 - 0.0331 * square * square { return d * cube }
      if Elementary.log(u) < 0.5 * square + d * (1 - cube + Elementary.log(cube)) {
        return d * cube
      }
    }
  }

  /// A draw of the sum of exponential stages with mean 1 each.
  mutating func erlang(stages: Int) -> Double {
    // From about ten stages on one gamma draw is cheaper.
    if stages > 10 { return gamma(shape: Double(stages)) }
    var sum = 0.0
    for _ in 0..<stages { sum += exponential() }
    return sum
  }

  /// A draw of the beta law on 0...1 with two shapes, from two gamma draws.
  mutating func beta(_ lower: Double, _ upper: Double) -> Double {
    let one = gamma(shape: lower)
    return one / (one + gamma(shape: upper))
  }

  /// A draw of the Weibull law with scale 1.
  mutating func weibull(shape: Double) -> Double { Elementary.pow(exponential(), 1 / shape) }

  /// Which of some parts, by the running sums of their weights; a part of weight 0 never.
  ///
  /// - Parameters:
  ///   - sums: running sums; those of the parts are `sums[first ..< first + count]`.
  ///   - count: how many parts there are, at least 1, the last sum above 0.
  mutating func part<Sums: RandomAccessCollection>(
    of sums: Sums, first: Int, count: Int
  ) -> Int where Sums.Element == Double, Sums.Index == Int {
    let target = unit() * sums[first + count - 1]
    var below = 0
    var above = count - 1
    while below < above {
      let middle = (below + above) / 2
      if sums[first + middle] > target {
        above = middle
      } else {
        below = middle + 1
      }
    }
    return below
  }
}
