import EventKernel

/// What entries about tasks and people change.
extension Situation {
  /// The row of the entry's task, with room for it; nil: the tables know none.
  @inline(__always)
  private mutating func task(
    of entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Int? {
    let row = Int(entry.object)
    if row.isBelow(tasks.count), tasks[row].node >= 0 { return row }
    return newTask(of: entry, tables)
  }

  private mutating func newTask(
    of entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Int? {
    let row = Int(entry.object)
    guard row.isBelow(tables.taskCount), Int(entry.subject).isBelow(rules.work.count) else {
      return nil
    }
    while tasks.count <= row { tasks.append(TaskStanding(node: -1, incident: -1)) }
    let incident = incident(of: entry, tables).map { Int32($0) } ?? -1
    tasks[row] = TaskStanding(node: entry.subject, incident: incident)
    return row
  }

  mutating func move(
    _ entry: Entry, to phase: TaskPhase, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = task(of: entry, tables) else { return .none }
    return move(row, to: phase)
  }

  private mutating func move(_ row: Int, to phase: TaskPhase) -> Change {
    let move = Change.Move(row, tasks[row], to: phase)
    tasks[row].phase = phase
    tasks[row].since = time
    if move.incident >= 0 { incidents[Int(move.incident)].move(from: move.from, to: phase) }
    if move.waiting != 0 { waitingOfNode[Int(move.node)] += Int32(move.waiting) }
    return .task(move)
  }

  private func work(ofTask row: Int) -> Work { rules.work[Int(tasks[row].node)] }

  mutating func offered(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = task(of: entry, tables) else { return .none }
    let part = Int(work(ofTask: row).part)
    return move(row, to: part >= 0 && parts[part].left <= 0 ? .lackingPart : .waiting)
  }

  // MARK: Teams

  mutating func started(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = task(of: entry, tables) else { return .none }
    tasks[row].crew = -1
    if entry.value >= 0 {
      // Of teams nobody is taken away; who works alone may change from one start to the next.
      let crew = tables.people(ofTask: row)
      if crew.count > 1 {
        for place in crew.reversed() { engage(tables.person(at: place), row, tables) }
      } else {
        engage(Int(clamping: entry.value), row, tables)
      }
    }
    return move(row, to: .onTheWay)
  }

  /// A person takes a task up, and leaves one that they were taken away from.
  private mutating func engage(
    _ person: Int, _ row: Int, _ tables: borrowing some RecordTables & ~Copyable
  ) {
    guard person.isBelow(people.count), people[person].crewOf != row || tasks[row].crew < 0
    else { return }
    people[person].isEngaged = true
    people[person].crewOf = Int32(row)
    people[person].nextOfCrew = tasks[row].crew
    tasks[row].crew = Int32(person)
    if isOnSite(row, tables) { people[person].isRemote = false }
  }

  mutating func arrived(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = task(of: entry, tables) else { return .none }
    if isOnSite(row, tables), tasks[row].crew >= 0, let site = site(ofTask: row) {
      var person = firstOfCrew(Row(row))
      while let member = person {
        people[member.index].site = site
        person = people[member.index].next
      }
    }
    return move(row, to: .working)
  }

  /// Whether a task is done on site; of a record from before, as its step says.
  private func isOnSite(
    _ row: Int, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Bool {
    tables.isOnSite(task: row) ?? work(ofTask: row).isOnSite
  }

  /// Where the incident of a task is believed to be.
  private func site(ofTask row: Int) -> Row<Site>? {
    let incident = Int(tasks[row].incident)
    guard incident >= 0, incidents[incident].believed >= 0 else { return nil }
    return rules.components[Int(incidents[incident].believed)].site
  }

  mutating func ended(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = task(of: entry, tables) else { return .none }
    var person = firstOfCrew(Row(row))
    while let member = person {
      person = people[member.index].next
      people[member.index].isEngaged = false
      goHomeIfFree(member.index)
    }
    if entry.kind == .taskDone, work(ofTask: row).locates { locate(ofTask: row, tables) }
    return move(row, to: .over)
  }

  /// A task has told which component is at fault, if it could.
  private mutating func locate(
    ofTask row: Int, _ tables: borrowing some RecordTables & ~Copyable
  ) {
    let incident = Int(tasks[row].incident)
    guard incident >= 0, let located = tables.located(incident: incident),
      located.index < rules.components.count
    else { return }
    incidents[incident].believed = Int32(located.index)
  }

  mutating func late(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    guard let row = task(of: entry, tables) else { return .none }
    tasks[row].lateBy = max(0, entry.value)
    return .late(Row(row), by: TimeSpan(microseconds: tasks[row].lateBy))
  }

  // MARK: Duty

  mutating func duty(_ entry: Entry) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(people.count) else { return .none }
    people[row].isOnDuty = entry.kind == .cameOnDuty
    if people[row].isOnDuty {
      people[row].calledFor = -1
      people[row].isRemote = false
    } else {
      goHomeIfFree(row)
    }
    return .duty(Row(row), isOn: people[row].isOnDuty)
  }

  mutating func calledIn(
    _ entry: Entry, _ tables: borrowing some RecordTables & ~Copyable
  ) -> Change {
    let row = Int(entry.subject)
    guard row.isBelow(people.count) else { return .none }
    people[row].calledFor = incident(of: entry, tables).map { Int32($0) } ?? -1
    // Whoever can work from home does, unless what they take up is on site.
    people[row].isRemote = rules.staff[row].callRemote != nil
    return .calledIn(Row(row))
  }

  /// Who is off duty and at nothing goes home, unless called for what is not over.
  private mutating func goHomeIfFree(_ row: Int) {
    guard !people[row].isOnDuty, !people[row].isEngaged, !isCalledIn(Row(row)) else { return }
    people[row].calledFor = -1
    people[row].site = rules.staff[row].site
  }
}
