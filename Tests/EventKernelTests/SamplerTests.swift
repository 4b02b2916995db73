import Testing

@testable import EventKernel

@Suite("Samplers")
struct SamplerTests {
  static let count = 200_000

  /// One draw at each of many ordinals.
  static func draws<Value>(
    _ purpose: String, count: Int = count, _ draw: (inout RandomDraws) -> Value
  ) -> [Value] {
    let source = RandomSource(seed: 11, replication: 0)
    let (purpose, entity) = (NameHash(purpose), NameHash("sampler"))
    return (0..<count).map {
      var draws = source.draws(purpose: purpose, entity: entity, ordinal: UInt64($0))
      return draw(&draws)
    }
  }

  /// Expects that the share of draws that satisfy something is its probability, within 5 sigma.
  func expectShare(_ hits: Int, of probability: Double, _ what: String) {
    let share = Double(hits) / Double(SamplerTests.count)
    let sigma = (probability * (1 - probability) / Double(SamplerTests.count)).squareRoot()
    #expect((share - probability).magnitude <= 5 * sigma, "\(what): \(share) for \(probability)")
  }

  @Test("Exponential draws have the exponential distribution, tail included")
  func exponential() {
    let values = SamplerTests.draws("exponential") { $0.exponential() }
    #expect(values.allSatisfy { $0 >= 0 })
    for x in [0.001, 0.01, 0.1, 0.5, 1, 2, 3, 5, 7, 7.7, 8, 9] {
      expectShare(values.count { $0 > x }, of: Elementary.exp(-x), "above \(x)")
    }
  }

  @Test("Normal draws have the normal distribution, both tails included")
  func normal() {
    let values = SamplerTests.draws("normal") { $0.normal() }
    for x in [-3.8, -3.66, -3, -2, -1, -0.3, -0.01, 0, 0.01, 0.3, 1, 2, 3, 3.66, 3.8] {
      expectShare(values.count { $0 <= x }, of: Elementary.normalCDF(x), "below \(x)")
    }
  }

  @Test("Points between two layers are kept as often as they are under the curve")
  func wedges() {
    for (isNormal, ziggurat) in [(false, Ziggurat.exponential), (true, .normal)] {
      // What the first word of an address says, beside what the sampler made of it.
      let outcomes = SamplerTests.draws("wedge") { draws in
        var first = draws
        return (word: first.next(), value: isNormal ? draws.normal() : draws.exponential())
      }
      var kept = 0.0
      var expected = 0.0
      var variance = 0.0
      for (word, value) in outcomes {
        let layer = ziggurat.layers[Int(word & 0xff)]
        let x = RandomDraws.unit(word) * layer.edge
        guard x >= layer.upperEdge, !layer.isBottom else { continue }
        let height = Elementary.exp(isNormal ? -0.5 * x * x : -x) - layer.density
        let share = height / (layer.upperDensity - layer.density)
        kept += value.magnitude == x ? 1 : 0
        expected += share
        variance += share * (1 - share)
      }
      #expect(expected > 500)
      #expect((kept - expected).magnitude < 5 * variance.squareRoot(), "\(kept) for \(expected)")
    }
  }

  @Test("A ziggurat's layers have equal areas and end at the top of the density")
  func layers() {
    for ziggurat in [Ziggurat.exponential, .normal] {
      let layers = ziggurat.layers
      #expect(layers.count == 256)
      let area = layers[0].edge * layers[0].upperDensity
      for (layer, above) in zip(layers, layers.dropFirst()) {
        #expect(layer.upperEdge == above.edge && layer.upperDensity == above.density)
      }
      for layer in layers {
        let height = layer.upperDensity - layer.density
        #expect((layer.edge * height / area - 1).magnitude < 1e-10)
        #expect(layer.upperEdge < layer.edge)
      }
      #expect(layers.last?.upperEdge == 0 && layers.last?.upperDensity == 1)
    }
  }

  @Test("Unit draws stay in [0, 1), open ones in (0, 1), and both fill it evenly")
  func units() {
    for open in [false, true] {
      let values = SamplerTests.draws("unit") { open ? $0.openUnit() : $0.unit() }
      #expect(values.allSatisfy { $0 >= 0 && $0 < 1 && !(open && $0 == 0) })
      expectUniform(values.map { Int($0 * 1_000) }, values: 1_000)
    }
  }

  @Test("Whole numbers below a bound are uniform", arguments: [1, 2, 3, 10, 1_000] as [UInt64])
  func below(bound: UInt64) {
    let values = SamplerTests.draws("below") { Int($0.below(bound)) }
    #expect(values.allSatisfy { $0 < bound })
    if bound > 1 { expectUniform(values, values: Int(bound)) }
  }

  @Test("A bound that rejects a third of all words favours no third of the numbers")
  func rejection() {
    let bound: UInt64 = 3 << 62
    let values = SamplerTests.draws("reject") { $0.below(bound) }
    expectUniform(values.map { Int($0 / (1 << 62)) }, values: 3)
    expectUniform(values.map { Int($0 % 3) }, values: 3)
  }

  @Test("A probability of 0 never happens, 1 always, others as often as they say")
  func bernoulli() {
    for probability in [-1, 0, 1e-3, 0.3, 0.999, 1, 2] {
      let hits = SamplerTests.draws("bernoulli") { $0.bernoulli(probability) }.count { $0 }
      expectShare(hits, of: min(max(probability, 0), 1), "bernoulli")
    }
  }

  @Test("Parts are chosen as often as their weights say, those of weight 0 never")
  func parts() {
    let weights = [0, 1, 0, 5, 2, 0, 0.04, 0]
    // Sums of other parts before them and after.
    let sums = [7, 9] + Law.runningSums(weights) + [1]
    let chosen = SamplerTests.draws("part") { $0.part(of: sums, first: 2, count: weights.count) }
    for (index, weight) in weights.enumerated() {
      expectShare(chosen.count { $0 == index }, of: weight / 8.04, "part \(index)")
    }
  }

  @Test("Draws have the same bits on every machine")
  func goldenBits() {
    // Our own output, written down: it says nothing about being right, only about staying the same
    // with any compiler setting and processor.
    func folded(_ draw: (inout RandomDraws) -> Double) -> UInt64 {
      SamplerTests.draws("golden", count: 20_000, draw).reduce(0) {
        Mixing.combined($0, $1.bitPattern)
      }
    }
    #expect(folded { $0.exponential() } == 0xc3cb_e452_a681_9717)
    #expect(folded { $0.normal() } == 0xdd3a_4c34_b191_f2a4)
    #expect(folded { $0.gamma(shape: 0.7) } == 0x85dd_38bc_2a2b_41c9)
    #expect(folded { $0.gamma(shape: 4.2) } == 0x2729_7d83_e033_9b08)
    #expect(folded { $0.weibull(shape: 1.7) } == 0xedd7_6a8c_d5cc_e4ef)
    #expect(folded { Elementary.exp($0.normal()) } == 0x1ecb_a2b8_98ce_c706)
  }
}
