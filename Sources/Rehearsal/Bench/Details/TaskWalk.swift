import EventKernel
import Simulator

/// Follows the tasks of a run: for the time until recovery, and for the people at work and the
/// tasks that wait by the hour of the week.
struct TaskWalk {
  /// A level that holds from one change to the next.
  private struct Level {
    var count: Int64 = 0
    var since: Int64 = 0
  }

  private let nodes: [DetailsReader.NodeWork]
  private let people: Table<Person>
  private(set) var recovery: RecoveryWalk
  private let offset: Int64
  private var hour = WeekSums.Hour()
  private var waiting = Level()
  /// By `Tier` order.
  private var atWork: [Level]

  init(
    nodes: [DetailsReader.NodeWork], people: Table<Person>,
    recovery: RecoveryWalk, offset: Int64
  ) {
    self.nodes = nodes
    self.people = people
    self.recovery = recovery
    self.offset = offset
    atWork = Array(repeating: Level(), count: Tier.allCases.count)
  }

  mutating func go(_ record: Replication, _ rules: SituationRules, to week: inout WeekSums) {
    var situation = Situation(rules, before: record)
    for entry in record.entries where Situation.isOfWork(entry.kind) {
      switch situation.take(entry, of: record) {
      case .task(let move):
        let time = entry.time.microseconds
        follow(move, at: time, &week)
        guard move.atWork != 0 else { continue }
        let count = Int64(move.atWork)
        if move.first == nil { changeUnnamed(move, record.tasks, by: count, at: time, &week) }
        var next = move.first
        while let person = next {
          // Each by their own tier.
          changeWork(of: people[person.index].tier.place, by: count, at: time, &week)
          next = situation.people[person.index].next
        }
      case .part(_, _, _, let orders) where orders != 0:
        // A part is on its way for the incident, or has come.
        recovery.change(
          .part, by: orders, in: Int(entry.incident), at: entry.time.microseconds)
      default: break
      }
    }
    finish(at: record.end.microseconds, &week)
  }

  private mutating func finish(at end: Int64, _ week: inout WeekSums) {
    recovery.finish()
    week.add(1, .played, from: offset, to: offset + end, &hour)
    changeWaiting(by: 0, at: end, &week)
    for tier in atWork.indices { changeWork(of: tier, by: 0, at: end, &week) }
  }

  // MARK: Tasks

  private mutating func follow(
    _ move: Situation.Change.Move, at time: Int64, _ week: inout WeekSums
  ) {
    let work = nodes[move.flowNode.index]
    let (old, new) = (part(of: move.from, work), part(of: move.to, work))
    if old != new {
      if let old { recovery.change(old, by: -1, in: Int(move.incident), at: time) }
      if let new { recovery.change(new, by: 1, in: Int(move.incident), at: time) }
    }
    if move.waiting != 0 { changeWaiting(by: Int64(move.waiting), at: time, &week) }
  }

  private func part(of phase: TaskPhase, _ work: DetailsReader.NodeWork) -> RecoveryPart? {
    if work.isOfVendor { return phase == .none || phase == .over ? nil : .vendor }
    switch phase {
    case .none, .over: return nil
    case .waiting, .resting: return .waiting
    case .lackingPart: return .part
    case .onTheWay: return .travelling
    case .working: return work.part
    }
  }

  /// Staff whom nobody tells apart are at work, or no longer, by the tier of the task, and a vendor
  /// as one.
  private mutating func changeUnnamed(
    _ move: Situation.Change.Move, _ tasks: [FlowTask], by count: Int64, at time: Int64,
    _ week: inout WeekSums
  ) {
    guard move.task.index < tasks.count else { return }
    let crew = nodes[move.flowNode.index].poolCrew
    if tasks[move.task.index].vendor != nil {
      changeWork(of: Tier.vendor.place, by: count, at: time, &week)
    } else if crew > 0, let tier = tasks[move.task.index].tier?.place {
      changeWork(of: tier, by: count * crew, at: time, &week)
    }
  }

  private mutating func changeWaiting(by count: Int64, at time: Int64, _ week: inout WeekSums) {
    week.add(waiting.count, .waiting, from: offset + waiting.since, to: offset + time, &hour)
    waiting = Level(count: waiting.count + count, since: time)
  }

  private mutating func changeWork(
    of tier: Int, by count: Int64, at time: Int64, _ week: inout WeekSums
  ) {
    let level = atWork[tier]
    week.add(level.count, .atWork(tier), from: offset + level.since, to: offset + time, &hour)
    atWork[tier] = Level(count: level.count + count, since: time)
  }
}
