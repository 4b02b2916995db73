import EventKernel

extension Situation {
  /// Whether entries of a kind are of the truth about the platform. It hangs on no other: a walker
  /// that looks at nothing else may leave the others out.
  package static func isOfPlatform(_ kind: Entry.Kind) -> Bool {
    kind.rawValue < Entry.Kind.alarm.rawValue || kind == .dangerBegan || kind == .dangerEnded
      || kind == .stillDown || kind == .reserveRate
  }

  /// The same for tasks and parts.
  package static func isOfWork(_ kind: Entry.Kind) -> Bool {
    switch kind {
    case .taskOffered, .taskStarted, .taskArrived, .taskDone, .taskLapsed, .taskInterrupted,
      .taskPaused, .taskResumed, .partDrawn, .partDead, .partOrdered, .partArrived:
      true
    default: false
    }
  }

  /// Takes the next entry of a finished record, and says what it changed.
  package mutating func take(_ entry: Entry, of record: borrowing Replication) -> Change {
    fold(entry, record)
  }

  /// Takes the next entry of a world under way. It may be later than the entry already, but must
  /// not have forgotten: it is a traced one.
  package mutating func take(_ entry: Entry, of world: borrowing World) -> Change {
    fold(entry, world)
  }

  @inline(__always)
  private mutating func fold(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    time = entry.time
    switch entry.kind {
    case .faultBegan, .faultEnded: return fault(entry, tables)
    case .wentDown: return wentDown(entry)
    case .stillDown: return stillDown(entry)
    case .cameUp: return cameUp(entry)
    case .onReserve, .offReserve, .reserveEmpty: return reserve(entry)
    case .reserveRate: return reserveRate(entry)
    case .shutDown: return set(.shutDown, to: true, entry)
    case .startedUp: return set(.shutDown, to: false, entry)
    case .entered, .left: return threat(entry)
    case .isolated: return set(.isolated, to: true, entry)
    case .reconnected: return set(.isolated, to: false, entry)
    case .zoneBlocked, .zoneOpened: return zone(entry)
    case .dataLost, .dataRestored: return data(entry)
    case .faultJoined:
      // What is down for that cause is of the incident's effect now.
      joined(entry, tables)
      return .none
    case .incidentOpened, .caseOpened: return opened(entry, tables)
    case .caseClosed: return closed(entry, tables)
    case .learned, .flowStarted, .flowEnded:
      if let row = incident(of: entry, tables) { incidents[row].take(entry) }
      return .none
    case .milestone: return milestone(entry, tables)
    case .taskOffered: return offered(entry, tables)
    case .taskStarted: return started(entry, tables)
    case .taskArrived: return arrived(entry, tables)
    case .taskResumed: return move(entry, to: .working, tables)
    case .taskPaused: return move(entry, to: .resting, tables)
    case .taskDone, .taskLapsed, .taskInterrupted: return ended(entry, tables)
    case .taskLate: return late(entry, tables)
    case .calledIn: return calledIn(entry, tables)
    case .cameOnDuty, .wentOffDuty: return duty(entry)
    case .partDrawn, .partDead, .partOrdered, .partArrived: return part(entry, tables)
    case .injected: return injected(entry)
    case .told: return told(entry)
    case .dangerBegan: return danger(true)
    case .dangerEnded: return danger(false)
    case .faultBypassed, .reserveLow, .harmed, .failoverSwitched, .alarm, .alarmJoined, .userCall,
      .graded, .taskSkipped, .branchTaken, .messageSent,
      .messageMisdirected, .messageReceived, .vendorCalled, .vendorArrived, .vendorJoined,
      .notRepaired, .escalated, .partMissing,
      .caseTurnedAway, .taskForComponent, .flowFailed, .found, .located, .nothingToDo, .handedOver,
      .treated, .served, .dataCorrupted, .copyInUse, .evacuated, .questionAsked, .questionAnswered,
      .commanded:
      return .none
    }
  }

  /// A record of before danger was recorded tells it by the script's inject alone; in one of today
  /// the entry that follows at once says the same.
  private mutating func injected(_ entry: Entry) -> Change {
    guard Int(entry.subject).isBelow(rules.injects.count),
      case .danger(let isOn) = rules.injects[Int(entry.subject)].action
    else { return .none }
    return danger(isOn)
  }

  private mutating func danger(_ isOn: Bool) -> Change {
    let before = isDanger
    isDanger = isOn
    return before == isOn ? .none : .danger(from: before, to: isOn)
  }

  private func told(_ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(rules.injects.count), case .tell(let receiver) = rules.injects[row].action
    else { return .none }
    // A record from before has no lane.
    let lane = Int(entry.object)
    return .told(Row(row), to: lane.isBelow(rules.laneCount) ? Row(lane) : receiver.lane)
  }

  // MARK: Incidents

  /// The row of the entry's incident, with room for it; nil: it has none that the tables know.
  mutating func incident(
    of entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Int? {
    let row = Int(entry.incident)
    if row.isBelow(incidents.count) { return row }
    guard row.isBelow(tables.incidentCount) else { return nil }
    while incidents.count <= row { incidents.append(IncidentStanding()) }
    return row
  }

  private mutating func opened(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = incident(of: entry, tables) else { return .none }
    if entry.kind == .caseOpened {
      incidents[row].isOfDemand = true
      incidents[row][.occurred] = entry.time
      incidents[row][.detected] = entry.time
      return .milestone(Row(row), .detected)
    }
    incidents[row].believed =
      Int(entry.subject).isBelow(rules.components.count) ? entry.subject : -1
    incidents[row][.occurred] = tables.occurred(incident: row) ?? entry.time
    return .milestone(Row(row), .occurred)
  }

  private mutating func closed(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = incident(of: entry, tables) else { return .none }
    incidents[row][.closed] = entry.time
    return .milestone(Row(row), .closed)
  }

  private mutating func milestone(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    let position = Int(entry.subject)
    guard position.isBelow(Milestone.allCases.count), let row = incident(of: entry, tables) else {
      return .none
    }
    let milestone = Milestone.allCases[position]
    incidents[row][milestone] = entry.value == 1 ? nil : entry.time
    return .milestone(Row(row), milestone)
  }

  /// An incident answers for one more cause; a false alarm began with its first.
  private mutating func joined(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) {
    guard let row = incident(of: entry, tables) else { return }
    if let occurred = tables.occurred(incident: row) { incidents[row][.occurred] = occurred }
    if entry.value == 1 { recur(entry) }
  }

  /// The incident of an entry has an effect now: if it was recovered, it is so no longer.
  mutating func recur(_ entry: Entry) {
    let row = Int(entry.incident)
    if row.isBelow(incidents.count) { incidents[row].recur() }
  }
}
