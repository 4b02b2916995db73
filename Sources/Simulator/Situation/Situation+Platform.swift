import EventKernel

/// What entries about nodes, reserves, zones and data change.
extension Situation {
  mutating func set(_ flag: NodeStanding.Flags, to holds: Bool, _ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(nodes.count) else { return .none }
    let before = nodes[row].flags
    nodes[row].set(flag, to: holds)
    return .node(Row(row), from: before, to: nodes[row].flags)
  }

  mutating func fault(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(nodes.count) else { return .none }
    let isBegin = entry.kind == .faultBegan
    if isBegin { recur(entry) }
    let mode = tables.mode(ofFault: Int(entry.object))?.index ?? .max
    let degrades =
      mode < rules.failureModes.count && rules.failureModes[mode].symptom == .degraded
    let before = nodes[row].flags
    nodes[row].count(isBegin ? 1 : -1, degrades: degrades)
    return .node(Row(row), from: before, to: nodes[row].flags)
  }

  mutating func wentDown(_ entry: Entry) -> Change {
    _ = stillDown(entry)
    return set(.down, to: true, entry)
  }

  /// The node is down for the entry's incident from now on.
  mutating func stillDown(_ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(nodes.count) else { return .none }
    switch rules.nodes[row].kind {
    case .component, .service: recur(entry)
    case .room, .gate, .failoverSwitch, .dataSet, .site, .person: break
    }
    return .none
  }

  /// A threat comes to a node, goes on to another stage there, or is off it.
  mutating func threat(_ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(nodes.count) else { return .none }
    let before = nodes[row].flags
    if entry.kind == .left {
      nodes[row].countHit(-1)
    } else if entry.object != entry.subject {
      nodes[row].countHit(1)
    }
    return .node(Row(row), from: before, to: nodes[row].flags)
  }

  /// A node that comes up has what it needs: its reserve refills.
  mutating func cameUp(_ entry: Entry) -> Change {
    if let row = reserveRow(entry), reserves[row].rate >= 0 {
      move(row, at: entry.time, rate: -rules.reserves[row].fullRate)
    }
    return set(.down, to: false, entry)
  }

  /// A reserve is drawn on, left alone again, or used up.
  mutating func reserve(_ entry: Entry) -> Change {
    if let row = reserveRow(entry) {
      let full = rules.reserves[row].fullRate
      switch entry.kind {
      case .onReserve: move(row, at: entry.time, rate: full)
      case .reserveEmpty:
        reserves[row] = ReserveStanding(rate: 0, since: entry.time, left: .zero)
      default: move(row, at: entry.time, rate: -full)
      }
    }
    return set(.onReserve, to: entry.kind == .onReserve, entry)
  }

  /// What a reserve is for takes more or less of it from now on.
  mutating func reserveRate(_ entry: Entry) -> Change {
    guard let row = reserveRow(entry) else { return .none }
    let full = rules.reserves[row].fullRate
    move(row, at: entry.time, rate: min(max(-full, entry.value), full))
    let flags = nodes[Int(entry.subject)].flags
    return .node(Row(Int(entry.subject)), from: flags, to: flags)
  }

  private mutating func move(_ row: Int, at time: SimulationTime, rate: Int64) {
    reserves[row] = ReserveStanding(
      rate: rate, since: time, left: rules.reserves[row].left(reserves[row], at: time))
  }

  private func reserveRow(_ entry: Entry) -> Int? {
    let row = Int(entry.subject)
    guard row.isBelow(rules.nodes.count), let reserve = rules.nodes[row].reserve?.index,
      reserve < reserves.count
    else { return nil }
    return reserve
  }

  mutating func zone(_ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(isZoneBlocked.count) else { return .none }
    isZoneBlocked[row] = entry.kind == .zoneBlocked
    return .zone(Row(row), isBlocked: isZoneBlocked[row])
  }

  mutating func data(_ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(dataSets.count) else { return .none }
    let lost = entry.kind == .dataLost ? TimeSpan(microseconds: entry.value) : .zero
    dataSets[row].lost = lost
    dataSets[row].lostMost = max(dataSets[row].lostMost, lost)
    return .dataSet(Row(row), lost: lost)
  }
}
