import EventKernel
import Simulator

/// Goes once through the entries of a run and keeps what each task is at: for the time until
/// recovery, and for the people at work and the tasks that wait by the hour of the week.
struct TaskWalk {
  private enum Phase: UInt8 {
    case none
    case waiting
    /// Offered while the stock was empty of the part that it takes.
    case lackingPart
    case onTheWay
    case working
    /// Begun, and left for a while.
    case resting

    var isWaiting: Bool { self == .waiting || self == .lackingPart || self == .resting }
    var isAtWork: Bool { self == .onTheWay || self == .working }
  }

  /// A level that holds from one change to the next.
  private struct Level {
    var count: Int64 = 0
    var since: Int64 = 0
  }

  private let record: Replication
  private let nodes: [DetailsReader.NodeWork]
  private let people: Table<Person>
  /// Parts that come from another store are sent piece by piece.
  private let isSentByPiece: [Bool]
  private(set) var recovery: RecoveryWalk
  private let offset: Int64
  private var phases: [Phase]
  /// By part: pieces on the stock.
  private var shelf: [Int64]
  private var waiting = Level()
  /// By `Tier` order.
  private var atWork: [Level]

  init(
    _ record: Replication, nodes: [DetailsReader.NodeWork], people: Table<Person>,
    stock: Table<StockItem>, recovery: RecoveryWalk, offset: Int64
  ) {
    self.record = record
    self.nodes = nodes
    self.people = people
    self.recovery = recovery
    self.offset = offset
    isSentByPiece = stock.map { $0.parent != nil }
    shelf = stock.map { Int64($0.initialStock) }
    phases = Array(repeating: .none, count: record.tasks.count)
    atWork = Array(repeating: Level(), count: Tier.allCases.count)
  }

  mutating func go(to week: inout WeekSums) {
    for entry in record.entries {
      switch entry.kind {
      case .taskOffered:
        let part = nodes[Int(entry.subject)].shelf
        move(entry, part >= 0 && shelf[part] <= 0 ? .lackingPart : .waiting, &week)
      case .taskStarted: move(entry, .onTheWay, &week)
      case .taskArrived, .taskResumed: move(entry, .working, &week)
      case .taskPaused: move(entry, .resting, &week)
      case .taskDone, .taskLapsed, .taskInterrupted: move(entry, .none, &week)
      case .partDrawn, .partDead: shelf[Int(entry.subject)] = entry.value
      case .partOrdered: order(entry)
      case .partArrived:
        shelf[Int(entry.subject)] = entry.value
        recovery.change(.part, by: -1, in: Int(entry.incident), at: entry.time.microseconds)
      default: break
      }
    }
    finish(&week)
  }

  /// A part is on its way for an incident from now on.
  private mutating func order(_ entry: Entry) {
    let orders = isSentByPiece[Int(entry.subject)] ? Int32(clamping: entry.value) : 1
    recovery.change(.part, by: orders, in: Int(entry.incident), at: entry.time.microseconds)
  }

  private mutating func finish(_ week: inout WeekSums) {
    recovery.finish()
    let end = record.end.microseconds
    week.add(1, .played, from: offset, to: offset + end)
    changeWaiting(by: 0, at: end, &week)
    for tier in atWork.indices { changeWork(of: tier, by: 0, at: end, &week) }
  }

  // MARK: Tasks

  private mutating func move(_ entry: Entry, _ phase: Phase, _ week: inout WeekSums) {
    let row = Int(entry.object)
    let before = phases[row]
    let time = entry.time.microseconds
    phases[row] = phase
    let work = nodes[Int(entry.subject)]
    let (old, new) = (part(of: before, work), part(of: phase, work))
    if old != new {
      let incident = Int(entry.incident)
      if let old { recovery.change(old, by: -1, in: incident, at: time) }
      if let new { recovery.change(new, by: 1, in: incident, at: time) }
    }
    if before.isWaiting != phase.isWaiting {
      changeWaiting(by: phase.isWaiting ? 1 : -1, at: time, &week)
    }
    if before.isAtWork != phase.isAtWork {
      changeCrew(of: row, work, by: phase.isAtWork ? 1 : -1, at: time, &week)
    }
  }

  private func part(of phase: Phase, _ work: DetailsReader.NodeWork) -> RecoveryPart? {
    if work.isOfVendor { return phase == .none ? nil : .vendor }
    switch phase {
    case .none: return nil
    case .waiting, .resting: return .waiting
    case .lackingPart: return .part
    case .onTheWay: return .travelling
    case .working: return work.part
    }
  }

  /// Who does the task is at work from now on, or no longer: each by their own tier, staff whom
  /// nobody tells apart by that of the task, a vendor as one.
  private mutating func changeCrew(
    of row: Int, _ work: DetailsReader.NodeWork, by count: Int64, at time: Int64,
    _ week: inout WeekSums
  ) {
    let task = record.tasks[row]
    for place in task.people {
      let tier = people[record.assignments[Int(place)].index].tier.place
      changeWork(of: tier, by: count, at: time, &week)
    }
    guard task.people.isEmpty else { return }
    if task.vendor != nil {
      changeWork(of: Tier.vendor.place, by: count, at: time, &week)
    } else if work.poolCrew > 0, let tier = task.tier?.place {
      changeWork(of: tier, by: count * work.poolCrew, at: time, &week)
    }
  }

  private mutating func changeWaiting(by count: Int64, at time: Int64, _ week: inout WeekSums) {
    week.add(waiting.count, .waiting, from: offset + waiting.since, to: offset + time)
    waiting = Level(count: waiting.count + count, since: time)
  }

  private mutating func changeWork(
    of tier: Int, by count: Int64, at time: Int64, _ week: inout WeekSums
  ) {
    let level = atWork[tier]
    week.add(level.count, .atWork(tier), from: offset + level.since, to: offset + time)
    atWork[tier] = Level(count: level.count + count, since: time)
  }
}
