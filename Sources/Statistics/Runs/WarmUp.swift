/// How much of the start of one long run to leave out, so that what is left is as in the long run.
package enum WarmUp: Hashable, Sendable {
  /// Leave out so many observations from the start.
  case observations(Int)
  /// The run is too short to say: fewer than 50 observations, or the best place to cut is in its
  /// second half.
  case runTooShort

  /// The cut by the rule MSER-5.
  ///
  /// Observations are averaged by fives; of all cuts, the one with the least squared standard error
  /// of the rest's mean, as if that were independent, is taken; of equals the first (K. P. White,
  /// M. J. Cobb, S. C. Spratt, A comparison of five steady-state truncation heuristics for
  /// simulation, Winter Simulation Conference 2000). The last five means are never cut off, since
  /// so few agree by chance (K. Hoad, S. Robinson, R. Davies, Automating warm-up length estimation,
  /// JORS 61, 2010); in a run of a few hundred that can still happen, and it is called too short.
  ///
  /// - Parameter observations: in the order of the run, in any unit.
  /// - Precondition: magnitudes below 2^60, so that five fit.
  package static func mser5(_ observations: [Int64]) -> WarmUp {
    let fives = observations.count / 5
    guard fives >= 10 else { return .runTooShort }
    var rest = PowerSums()
    var best = (statistic: Double.infinity, cut: 0)
    for cut in stride(from: fives - 1, through: 0, by: -1) {
      rest.add(sum(observations[(5 * cut)..<(5 * cut + 5)]))
      guard rest.count >= 5 else { continue }
      let statistic = rest.centredSquares / (Double(rest.count) * Double(rest.count))
      if statistic <= best.statistic { best = (statistic, cut) }
    }
    return 2 * best.cut > fives ? .runTooShort : .observations(5 * best.cut)
  }

  /// The sum of a few observations.
  static func sum(_ observations: ArraySlice<Int64>) -> Int64 {
    let sum = observations.reduce(into: Int128(0)) { $0 += Int128($1) }
    precondition(
      sum.magnitude < UInt128(1) << 63, "a batch of observations adds up to \(sum), beyond 64 bits")
    return Int64(sum)
  }
}
