extension RandomDraws {
  /// A draw of the exponential distribution with mean 1; reads one word 97.8 times in 100.
  package mutating func exponential() -> Double {
    let word = next()
    let layer = Ziggurat.exponential.layers[Int(truncatingIfNeeded: word & 0xff)]
    let x = RandomDraws.unit(word) * layer.edge
    return x < layer.upperEdge ? x : exponential(at: x, of: layer)
  }

  /// A draw of the normal distribution with mean 0 and variance 1; reads one word 98.5 times in
  /// 100.
  package mutating func normal() -> Double {
    let word = next()
    let layer = Ziggurat.normal.layers[Int(truncatingIfNeeded: word & 0xff)]
    let x = RandomDraws.unit(word) * layer.edge
    let sign = word & 0x100 == 0 ? 1.0 : -1.0
    return x < layer.upperEdge ? sign * x : normal(at: x, of: layer, sign: sign)
  }

  /// What a point beyond the upper edge of a layer comes to; apart, to keep the usual way short.
  @inline(never)
  private mutating func exponential(at x: Double, of layer: Ziggurat.Layer) -> Double {
    // The tail of an exponential distribution is that distribution again, moved.
    if layer.isBottom { return layer.upperEdge + exponential() }
    return isUnder(Elementary.exp(-x), layer) ? x : exponential()
  }

  @inline(never)
  private mutating func normal(at x: Double, of layer: Ziggurat.Layer, sign: Double) -> Double {
    if layer.isBottom { return sign * normalTail(from: layer.upperEdge) }
    return isUnder(Elementary.exp(-0.5 * x * x), layer) ? sign * x : normal()
  }

  /// Whether a point at a uniform height within a layer is under the curve.
  private mutating func isUnder(_ density: Double, _ layer: Ziggurat.Layer) -> Bool {
    layer.density + (layer.upperDensity - layer.density) * unit() < density
  }

  /// A draw of the normal distribution given that it is beyond a point (G. Marsaglia, Generating a
  /// variable from the tail of the normal distribution, Technometrics 6, 1964).
  private mutating func normalTail(from start: Double) -> Double {
    while true {
      let x = exponential() / start
      let y = exponential()
      if 2 * y > x * x { return start + x }
    }
  }
}

/// The layers of a ziggurat: a decreasing density on 0... covered by 256 pieces of equal area.
///
/// G. Marsaglia, W. W. Tsang, The ziggurat method for generating random variables, J. Stat. Soft. 5
/// (2000). Layer and position come from distinct bits of a word (J. A. Doornik, An improved
/// ziggurat method, 2005). Made at the first draw by our own functions, so the same bits on every machine.
struct Ziggurat: Sendable {
  /// Where a layer ends and how high it lies, 32 bytes read together.
  struct Layer: BitwiseCopyable {
    /// The right edge; that of layer 0 is its area over its height, beyond where the tail begins.
    let edge: Double
    /// The right edge of the layer above: to the left of it, all of this layer is under the curve.
    let upperEdge: Double
    /// The density at the edge, the lower side of the layer; 0 for layer 0.
    let density: Double
    /// The density at the upper edge, the upper side of the layer.
    let upperDensity: Double

    /// Whether the layer is the one with the tail.
    var isBottom: Bool { density == 0 }
  }

  /// 256 layers from the bottom up.
  let layers: [Layer]

  /// The layers of a density.
  ///
  /// - Parameters:
  ///   - tail: where the bottom layer's tail begins, such that 256 layers end at the top.
  ///   - area: what is under each layer, tail included.
  ///   - density: the density scaled to 1 at 0.
  ///   - inverse: where the density has that value.
  init(
    tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double
  ) {
    var edge = area / density(tail)
    var lower = 0.0
    var upperEdge = tail
    layers = (0..<256).map { level in
      let upper = level == 255 ? 1 : density(upperEdge)
      let layer = Layer(edge: edge, upperEdge: upperEdge, density: lower, upperDensity: upper)
      (edge, lower) = (upperEdge, upper)
      // The last layer reaches the top, where the edge is 0 but for rounding.
      upperEdge = level < 254 ? inverse(area / edge + upper) : 0
      return layer
    }
  }

  /// The density exp(-x); its tail begins where the closing condition for 256 layers is met.
  static let exponential = Ziggurat(
    tail: 7.697117470131049714, area: 0.00394965982258155722,
    density: { Elementary.exp(-$0) }, inverse: { -Elementary.log($0) })

  /// The density exp(-x²/2) for x >= 0, likewise.
  static let normal = Ziggurat(
    tail: 3.6541528853610087716, area: 0.0049286732339746553474,
    density: { Elementary.exp(-0.5 * $0 * $0) },
    inverse: { (-2 * Elementary.log($0)).squareRoot() })
}
