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
    case .room, .gate, .failoverSwitch: break
    }
    return .none
  }

  mutating func cameUp(_ entry: Entry) -> Change {
    if let reserve = reserveRow(entry), reserves[reserve].phase == .empty {
      reserves[reserve] = ReserveStanding(.refilling, since: entry.time, left: .zero)
    }
    return set(.down, to: false, entry)
  }

  /// A reserve is drawn on, left alone again, or used up.
  mutating func reserve(_ entry: Entry) -> Change {
    if let row = reserveRow(entry) {
      let reserve = rules.reserves[row]
      switch entry.kind {
      case .onReserve:
        let left = TimeSpan(microseconds: entry.value)
        reserves[row] = ReserveStanding(
          .draining, since: entry.time, left: min(max(.zero, left), reserve.lasts))
      case .reserveEmpty:
        reserves[row] = ReserveStanding(.empty, since: entry.time, left: .zero)
      default:
        reserves[row] = ReserveStanding(
          .refilling, since: entry.time,
          left: reserve.left(reserves[row], at: entry.time))
      }
    }
    return set(.onReserve, to: entry.kind == .onReserve, entry)
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
