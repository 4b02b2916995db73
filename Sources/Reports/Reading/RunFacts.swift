import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// What the reports read off a run once: histories instead of entries. Language does not matter
/// here.
struct RunFacts: Sendable {
  var run: Run
  var clock: CivilClock
  /// By `Row<Node>`.
  var histories: [NodeHistory]
  /// By `Row<Reserve>`; without points where it was never drawn on.
  var reserves: [ReserveHistory]
  /// By task, where it was begun late.
  var lateness: [Int: TimeSpan]
  /// By task, where its activity was done several times.
  var parts: [Int: TaskPart]
  /// Which role knew of which incident when.
  var knowledge: RoleKnowledge
  var visits: [Visit]
  var knownVisits: Set<Visit>
  /// The faults that incidents are about, those in their wake left out.
  var roots: [Row<Incident>: [Row<Fault>]]
  /// How many components were out of work from each moment on; starts at zero.
  var outCount: [Step]

  struct Step: Hashable, Sendable {
    var time: SimulationTime
    var count: Int
  }

  init(_ run: Run) {
    self.run = run
    clock = CivilClock(start: run.drill.start)
    let platform = run.drill.model.platform
    let read = RunHistories(run)
    histories = read.nodes
    reserves = read.reserves
    lateness = read.lateness
    parts = TaskPart.all(run.replication)
    knowledge = RoleKnowledge(run.replication, run.drill.model)
    visits = Self.visits(run.replication, run.drill.model.net)
    knownVisits = Set(visits)
    roots = Self.roots(run.replication)
    outCount = Self.steps(histories.prefix(platform.components.count), end: run.replication.end)
  }

  var model: Model { run.drill.model }
  var replication: Replication { run.replication }
  var end: SimulationTime { run.replication.end }
  var horizon: TimeSpan { end - .zero }

  func names(_ language: Language) -> Names {
    Names(
      lexicon: run.drill.lexicon, modes: model.platform.failureModes, language: language)
  }

  /// The most components out of work at once, and when that was first so.
  var peak: Step { outCount.max { $0.count < $1.count } ?? Step(time: .zero, count: 0) }

  /// Services that were down, with their outages, core ones first, else in the order of the file.
  var outages: [(service: Service, history: NodeHistory)] {
    let touched = model.platform.services
      .map { ($0, histories[$0.node.index]) }
      .filter { $0.1.out > .zero }
    return touched.filter { $0.0.importance == .core } + touched.filter { $0.0.importance == .edge }
  }

  /// Rooms that were touched.
  var rooms: [Row<Node>] {
    model.platform.nodes.indices
      .filter { model.platform.nodes[$0].kind == .room && histories[$0].isTouched }
      .map { Row($0) }
  }

  var touchedComponents: [Row<Component>] {
    model.platform.components.indices.filter { histories[$0].isTouched }.map { Row($0) }
  }

  /// When the worst was over: every service up again, and the effect of every incident removed that
  /// was removed at all.
  var acuteEnd: SimulationTime {
    let up = outages.flatMap { $0.history.spans.filter(\.state.isOut).map(\.end) }
    let removed = replication.incidents.compactMap { $0[.recovered] }
    return (up.filter { $0 < end } + removed).max() ?? .zero
  }

  /// Incidents that somebody worked on; the others were joined or false alarms.
  var workedIncidents: [Row<Incident>] {
    let worked = platformIncidents.filter { replication.incidents[$0][.responded] != nil }
    return (worked.isEmpty ? platformIncidents : worked).map { Row($0) }
  }

  /// Rows of the incidents of the platform; the others are cases of demand.
  var platformIncidents: [Int] {
    replication.incidents.indices.filter { replication.incidents[$0].stream == nil }
  }

  func people(of task: FlowTask) -> ArraySlice<Row<Person>> {
    replication.assignments[Int(task.people.lowerBound)..<Int(task.people.upperBound)]
  }

  /// Every moment at which something happened that a picture should have room for.
  var moments: [SimulationTime] {
    var moments: [SimulationTime] = [.zero]
    for entry in replication.entries where !entry.kind.telling.isRoutine {
      moments.append(entry.time)
    }
    for task in replication.tasks where task.vendor != nil || !task.people.isEmpty {
      moments.append(contentsOf: [task.offered, task.started, task.ended].compactMap { $0 })
    }
    return moments.sorted()
  }

  private static func steps(_ histories: ArraySlice<NodeHistory>, end: SimulationTime) -> [Step] {
    var changes: [(time: SimulationTime, by: Int)] = []
    for span in histories.flatMap(\.spans) where span.state.isOut {
      changes.append((span.start, 1))
      if span.end < end { changes.append((span.end, -1)) }
    }
    changes.sort { $0.time < $1.time }
    var steps = [Step(time: .zero, count: 0)]
    for change in changes {
      let count = (steps.last?.count ?? 0) + change.by
      if steps.last?.time == change.time {
        steps[steps.count - 1].count = count
      } else {
        steps.append(Step(time: change.time, count: count))
      }
    }
    return steps
  }
}
