import EventKernel

/// The end of the warm-up: what is counted of a replication begins anew, and its state goes on.
extension World {
  /// Sets to nothing what has been counted so far: tickets and levels, down time, time at work,
  /// outages, data lost, wants of parts and subjects hit. What is down, at work or hit stays so,
  /// and counts from now on.
  @inline(never)
  mutating func endWarmUp() {
    meters.restart(at: now)
    for row in platform.downtime.indices { platform.downtime[row] = .zero }
    platform.countedSince = now
    for row in platform.dataSets.indices { platform.dataSets[row].lostMost = .zero }
    for row in platform.services.indices {
      platform.services[row].failing.restart(at: now)
      platform.services[row].longestOutage = .zero
    }
    threats.harmed.restart(at: now)
    threats.exposed.restart(at: now)
    threats.leak.restart(at: now)
    for row in people.people.indices {
      people.people[row].busy = .zero
      people.people[row].overtime = .zero
      if !people.people[row].task.isNone { people.people[row].busySince = now }
    }
    for row in stock.items.indices {
      stock.items[row].wanted = 0
      stock.items[row].filledAtOnce = 0
      stock.items[row].boughtEarly = stock.items[row].bought
    }
    record.hitCount = 0
    record.destroyedCount = 0
    record.hurtCount = 0
    record.evacuatedCount = 0
  }
}
