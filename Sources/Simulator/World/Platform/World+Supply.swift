import EventKernel

/// Whether reserves have what they need, and how near their end is.
extension World {
  /// A reserve that the case is about has no more than the margin left, and something that can be
  /// shut down in order hangs on it.
  mutating func isLimitNear(for incident: Row<Incident>) -> Bool {
    for reserve in platform.reserves.rows where isNearItsEnd(reserve) {
      if isAbout(model.platform.reserves[reserve].node, incident) { return !atRisk().isEmpty }
    }
    return false
  }

  /// From the moment at which that is reported: who hears of it then finds it so.
  private func isNearItsEnd(_ reserve: Row<Reserve>) -> Bool {
    platform.reserves[reserve].isDraining && platform.reserves[reserve].isLow
  }

  /// Every reserve has what it needs: nothing drains, and what ran out works again.
  var isSupplied: Bool {
    platform.reserves.rows.allSatisfy {
      !platform.reserves[$0].isDraining
        && platform.nodes[model.platform.reserves[$0].node].isUp
    }
  }

  /// A reserve will be empty before a new measure could take hold.
  var isAtLimit: Bool { platform.reserves.rows.contains { isNearItsEnd($0) } }

  /// How long before the end of a reserve an orderly shutdown must begin (own).
  static var limitMargin: TimeSpan { .minutes(15) }

  var isAnyReserveRunningOut: Bool {
    platform.draining > 0 && !atRisk().isEmpty
  }
}
