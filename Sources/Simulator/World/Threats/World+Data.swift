import EventKernel

/// Data that are leaked, corrupted and lost, and copies to go back to.
extension World {
  // MARK: Leaks

  mutating func beginLeak(_ impact: ImpactInHand) {
    threats.leak.change(by: impact.value, at: now)
  }

  mutating func endLeak(_ impact: ImpactInHand) {
    threats.leak.change(by: -impact.value, at: now)
  }

  // MARK: Corruption

  mutating func beginCorruption(_ impact: ImpactInHand) {
    forEachDataSet(of: impact.subject) { world, set in
      world.platform.dataSets[set].corrupters += 1
      guard world.platform.dataSets[set].corruptSince == nil else { return }
      world.platform.dataSets[set].corruptSince = world.now
      world.note(
        .dataCorrupted, incident: world.incident(ofRoot: impact.root), subject: set.index,
        object: impact.fault.index)
    }
  }

  /// What was written stays bad until it is restored.
  mutating func endCorruption(_ impact: ImpactInHand) {
    forEachDataSet(of: impact.subject) { $0.platform.dataSets[$1].corrupters -= 1 }
  }

  mutating func loseData(_ impact: ImpactInHand) {
    forEachDataSet(of: impact.subject) { $0.lose($1, fault: impact.fault) }
  }

  /// A data set, or all that are on a component.
  mutating func forEachDataSet(
    of subject: Row<Node>, _ body: (inout World, Row<DataSet>) -> Void
  ) {
    for position in shared.index.dataSets.range(of: subject) {
      body(&self, shared.index.dataSets[position])
    }
  }

  // MARK: Loss and copies

  /// A data set is gone back to the last good copy.
  mutating func lose(_ set: Row<DataSet>, fault: Row<Fault>) {
    guard platform.dataSets[set].lost == .zero else { return }
    let lost = now - lastCopy(of: set, before: platform.dataSets[set].corruptSince ?? now)
    platform.dataSets[set].lost = lost
    platform.dataSets[set].lostMost = max(platform.dataSets[set].lostMost, lost)
    note(
      .dataLost, incident: incident(ofRoot: platform.faults[fault].record.root),
      subject: set.index, object: fault.index, value: lost.microseconds)
  }

  /// When the last copy of a data set was made that is not after an instant: what is good at an
  /// instant is good in a copy of that instant.
  func lastCopy(of set: Row<DataSet>, before time: SimulationTime) -> SimulationTime {
    let definition = model.platform.dataSets[set]
    let period = max(1, definition.copyEvery.microseconds)
    let since = (time.microseconds - definition.copyOffset.microseconds) % period
    return SimulationTime(microseconds: time.microseconds - (since < 0 ? since + period : since))
  }

  /// A data set is brought back from the last copy that is good as far as its case knows: from the
  /// last of all, or, where it is known to be corrupt, from the last before that began.
  ///
  /// - Parameter isKnownCorrupt: the case knows that it is, and so when that began.
  mutating func restore(
    _ set: Row<DataSet>, isKnownCorrupt: Bool, for incident: Row<Incident>
  ) {
    var lost = platform.dataSets[set].lost
    if let since = platform.dataSets[set].corruptSince {
      guard isKnownCorrupt else {
        // The last copy is as bad as what it replaces.
        platform.dataSets[set].lost = .zero
        return note(
          .dataRestored, incident: incident, subject: set.index, value: lost.microseconds)
      }
      lost = max(lost, now - lastCopy(of: set, before: since))
      // Who still writes makes it bad again at once.
      platform.dataSets[set].corruptSince = platform.dataSets[set].corrupters > 0 ? now : nil
    }
    platform.dataSets[set].lost = .zero
    platform.dataSets[set].lostMost = max(platform.dataSets[set].lostMost, lost)
    note(.dataRestored, incident: incident, subject: set.index, value: lost.microseconds)
  }

  /// Whether a service is up by its fallback alone.
  func isFailedOver(_ service: Row<Service>) -> Bool {
    let definition = model.platform.services[service]
    guard let fallback = definition.failover, platform.nodes[fallback].isClosed else {
      return false
    }
    return platform.nodes[fallback].isUp && platform.nodes[definition.node].upInputs == 1
  }

  /// A service goes on from copies of the data sets of its fallback: what was written after a copy
  /// is not there. Nothing was written while the service was down, or what holds the data, and no
  /// copy was made while that was.
  mutating func useCopies(for service: Row<Service>, _ incident: Row<Incident>?) {
    let definition = model.platform.services[service]
    for position in definition.copies {
      let set = model.platform.copiesInUse[Int(position)]
      let holder = platform.nodes[model.platform.dataSets[set].component.node]
      let holderUntil = holder.isUp ? now : holder.downSince
      let written = min(platform.nodes[definition.node].downSince, holderUntil)
      var copied = holderUntil
      if knowledge.isCorrupt[set.index], let since = platform.dataSets[set].corruptSince {
        copied = min(copied, since)
      }
      let missing = max(.zero, written - lastCopy(of: set, before: copied))
      platform.dataSets[set].lostMost = max(platform.dataSets[set].lostMost, missing)
      note(
        .copyInUse, incident: incident, subject: set.index, object: service.index,
        value: missing.microseconds)
    }
  }

  /// What is corrupt at the end would cost as much as going back to a good copy now.
  mutating func closeCorruption() {
    for set in platform.dataSets.rows {
      guard let since = platform.dataSets[set].corruptSince else { continue }
      platform.dataSets[set].lostMost = max(
        platform.dataSets[set].lostMost, now - lastCopy(of: set, before: since))
    }
  }
}
