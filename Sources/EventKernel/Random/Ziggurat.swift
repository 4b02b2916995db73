/// The layers of a ziggurat: a decreasing density on 0... covered by 256 pieces of equal area.
///
/// G. Marsaglia, W. W. Tsang, The ziggurat method for generating random variables, J. Stat. Soft. 5
/// (2000). Layer and position come from distinct bits of a word (J. A. Doornik, An improved
/// ziggurat method, 2005). Made at the first draw by our own functions, so the same bits on every
/// machine.
@usableFromInline
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

  /// What a draw reads of a layer in the usual case: 16 bytes, so that the steps of both densities
  /// are 8 KiB.
  @frozen
  @usableFromInline
  struct Step: BitwiseCopyable {
    /// The layer's right edge times 2^-53: exact, so a whole number of 53 bits times this is the
    /// same as that number's part of 1 times the edge.
    @usableFromInline let scale: Double
    /// The right edge of the layer above.
    @usableFromInline let upperEdge: Double
  }

  /// The steps of the 256 exponential layers, then those of the 256 normal ones.
  ///
  /// Memory of its own that is never given back: an array in a global would cost each draw a look
  /// whether it is there and whether the index is within it.
  nonisolated(unsafe) static let steps: UnsafePointer<Step> = {
    let layers = exponential.layers + normal.layers
    let steps = UnsafeMutablePointer<Step>.allocate(capacity: layers.count)
    for (index, layer) in layers.enumerated() {
      let step = Step(scale: layer.edge * 0x1p-53, upperEdge: layer.upperEdge)
      steps.advanced(by: index).initialize(to: step)
    }
    return UnsafePointer(steps)
  }()

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
