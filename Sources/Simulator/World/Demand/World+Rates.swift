import EventKernel

/// What a search for the next arrival came to.
enum NextArrival {
  case at(SimulationTime)
  /// None comes until then, and the search has taken so many draws that it goes on with an event of
  /// its own: whoever stops a run stops it there, too.
  case notBefore(SimulationTime)
  /// None comes before the horizon.
  case never

  /// What tells an event with which a search goes on from an arrival.
  static var stillSought: Generation { Generation().next }
  /// Draws of one search without an event between them.
  static var drawLimit: UInt64 { 1 << 18 }
}

/// Arrivals at a rate that changes over time.
extension World {
  /// The next arrival of a Poisson process whose rate changes, by thinning one of its greatest rate
  /// (P. A. W. Lewis, G. S. Shedler, Naval Research Logistics Quarterly 26, 1979).
  ///
  /// - Parameter waits: the ordinal of the next draw.
  func nextArrival(by rate: Row<RateFunction>, _ key: DrawKey, _ waits: inout UInt64)
    -> NextArrival
  {
    let most = model.drill.rates[rate].most
    guard most > 0 else { return .never }
    if case .pieces(let headroom) = demand.thinnings[rate.index] {
      return nextOfPieces(of: rate, headroom, key, &waits)
    }
    let isConstant = model.drill.rates[rate].isConstant
    let mean = TimeSpan.hours(1).seconds / most
    let limit = waits &+ NextArrival.drawLimit
    var time = now
    while time <= model.drill.horizon {
      guard waits != limit else { return .notBefore(time) }
      var draws = key.draws(ordinal: waits)
      waits &+= 1
      time = time + TimeSpan(seconds: draws.exponential() * mean)
      guard !isConstant, draws.unit() * most >= model.drill.rates[rate].rate(at: time) else {
        return .at(time)
      }
    }
    return .never
  }

  /// The same, thinned between two points of the rate by the greatest rate that is there: where
  /// nothing comes takes no draw, and half of the others come.
  private func nextOfPieces(
    of rate: Row<RateFunction>, _ headroom: Double, _ key: DrawKey, _ waits: inout UInt64
  ) -> NextArrival {
    let limit = waits &+ NextArrival.drawLimit
    var time = now
    while time <= model.drill.horizon {
      let piece = model.drill.rates[rate].piece(at: time, until: model.drill.horizon)
      guard piece.most > 0 else {
        guard let end = piece.end else { return .never }
        time = end
        continue
      }
      guard waits != limit else { return .notBefore(time) }
      var draws = key.draws(ordinal: waits)
      waits &+= 1
      let most = piece.most * headroom
      // Up to three quarters of a thousand years, so that no instant overflows.
      let wait = min(draws.exponential() * TimeSpan.hours(1).seconds / most, 2.4e10)
      let next = time + TimeSpan(seconds: wait)
      if let end = piece.end, next >= end {
        time = end
      } else {
        time = next
        if draws.unit() * most < model.drill.rates[rate].rate(at: time) { return .at(time) }
      }
    }
    return .never
  }
}
