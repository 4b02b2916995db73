import EventKernel

/// Whether reserves have what they need, and how near their end is.
extension World {
  /// A reserve that the case is about has no more than the margin left, and something that can be
  /// shut down in order hangs on it.
  mutating func isLimitNear(for incident: Row<Incident>) -> Bool {
    for reserve in platform.reserves.rows
    where platform.reserves[reserve].isDraining && platform.reserves[reserve].isKnownLow {
      if isAbout(model.platform.reserves[reserve].node, incident), !atRisk(of: [reserve]).isEmpty {
        return true
      }
    }
    return false
  }

  // MARK: Who sees it

  /// Monitoring looks at every reserve with its next round.
  @inline(never)
  mutating func scheduleLooksAtReserves() {
    for reserve in model.platform.reserves { _ = scheduleLook(at: reserve.node) }
  }

  /// Somebody looks at the gauge of a reserve: cases that know of trouble around it hear that its
  /// end is near, and all that every reserve has what it needs again.
  mutating func lookAtReserve(_ reserve: Row<Reserve>) {
    let state = platform.reserves[reserve]
    if state.isDraining, state.isLow, !state.isKnownLow {
      platform.reserves[reserve].isKnownLow = true
      let node = model.platform.reserves[reserve].node
      if !atRisk(of: [reserve]).isEmpty {
        forEachLive { if $0.isAbout(node, $1) { $0.send(.limitNear, toIncident: $1) } }
      }
    }
    if state.isDraining || !platform.nodes[model.platform.reserves[reserve].node].isUp {
      isSupplyKnown = false
    }
    if !isSupplyKnown, isSupplied {
      isSupplyKnown = true
      forEachLive { $0.send(.powerRestored, toIncident: $1) }
    }
  }

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

  /// Reserves that drain, and that a case knows of trouble around.
  mutating func reservesDraining(for incident: Row<Incident>) -> [Row<Reserve>] {
    guard platform.draining > 0 else { return [] }
    var known: [Row<Reserve>] = []
    for reserve in platform.reserves.rows
    where platform.reserves[reserve].rate > 0
      && isAbout(model.platform.reserves[reserve].node, incident)
    {
      known.append(reserve)
    }
    return known
  }

  /// Reserves that drain for what a case answers for in truth.
  func reservesDraining(behind incident: Row<Incident>) -> [Row<Reserve>] {
    guard platform.draining > 0 else { return [] }
    return platform.reserves.rows.filter {
      let cause = platform.nodes[model.platform.reserves[$0].node].inputCause.row
      return platform.reserves[$0].rate > 0 && self.incident(ofRoot: cause) == primary(incident)
    }
  }
}
