import EventKernel

/// One thing that an act is done to.
package struct ActTarget: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// A component, a service, or what else a threat lives on.
    case node
    case zone
    case dataSet
    case part
  }

  package let kind: Kind
  /// In the table of its kind.
  private var row: Int32

  private init(_ kind: Kind, _ row: Int) {
    self.kind = kind
    self.row = Int32(truncatingIfNeeded: row)
  }

  package static func node(_ row: Row<Node>) -> ActTarget { ActTarget(.node, row.index) }
  package static func zone(_ row: Row<Zone>) -> ActTarget { ActTarget(.zone, row.index) }
  package static func dataSet(_ row: Int) -> ActTarget { ActTarget(.dataSet, row) }
  package static func part(_ row: Row<Part>) -> ActTarget { ActTarget(.part, row.index) }

  package var node: Row<Node>? { kind == .node ? Row(index) : nil }
  var zone: Row<Zone>? { kind == .zone ? Row(index) : nil }
  var dataSet: Int? { kind == .dataSet ? index : nil }
  var part: Row<Part>? { kind == .part ? Row(index) : nil }
  package var index: Int { Int(row) }
}

/// What tasks are done to, from when their work begins until it is done or given up.
///
/// One list for all tasks, those of each one behind the other: few tasks at a time have any, but
/// one may have very many.
struct FixedTargets {
  /// How many of the list are a task's.
  private struct Run {
    var task: Row<FlowTask>
    var count: Int
  }

  private var runs: [Run] = []
  private var list: [ActTarget] = []

  /// Nobody works on anything; in the memory that there is.
  mutating func removeAll() {
    runs.removeAll(keepingCapacity: true)
    list.removeAll(keepingCapacity: true)
  }

  /// - Precondition: no other task has got a target since this one got its first.
  mutating func append(_ target: ActTarget, of task: Row<FlowTask>) {
    if runs.last?.task != task { runs.append(Run(task: task, count: 0)) }
    runs[runs.count - 1].count += 1
    list.append(target)
  }

  /// Whatever the task is done to is free again.
  mutating func removeAll(of task: Row<FlowTask>) {
    list.removeSubrange(range(of: task))
    runs.removeAll { $0.task == task }
  }

  /// The tasks that have targets, and where those stand, in the order in which they got them.
  func forEachTask(_ body: (Row<FlowTask>, Range<Int>) -> Void) {
    var start = 0
    for run in runs {
      body(run.task, start..<start + run.count)
      start += run.count
    }
  }

  /// Where the targets of a task stand.
  func range(of task: Row<FlowTask>) -> Range<Int> {
    var start = 0
    for run in runs {
      if run.task == task { return start..<start + run.count }
      start += run.count
    }
    return 0..<0
  }

  /// One of a task's targets, from 0; nil: it has no more.
  func target(_ number: Int, of task: Row<FlowTask>) -> ActTarget? {
    let range = range(of: task)
    return number < range.count ? list[range.lowerBound + number] : nil
  }

  subscript(position: Int) -> ActTarget { list[position] }
}

extension World {
  // MARK: Fixing

  /// The work of a task begins: what it will be done to is fixed. Whether there is anything to do.
  @inline(never)
  mutating func fixTargets(ofTask row: Row<FlowTask>, _ step: Row<Step>) -> Bool {
    let incident = incident(ofTask: row)
    let effect = model.net.steps[step].effect
    let act = effect.row
    if flow.tasks[row].component.isNone, flow.targets.range(of: row).isEmpty {
      pick(act, for: incident)
      if let treatment = model.net.steps[step].treatment.row {
        keepPicked(for: treatment, incident)
      }
      if effect == .treat, let rest = leaveToOthers(row) {
        // Others are at all of it: who comes waits until that is done.
        flow.tasks[row].remaining = rest
        return true
      }
      for target in picked { flow.targets.append(target, of: row) }
      guard !picked.isEmpty || !act.needsTargets else { return false }
    }
    if effect == .repair { takeUpRepairs(task: row, incident: incident) }
    return true
  }

  /// Leaves out of what was picked what others treat at this moment. How long until the last of
  /// them has done, where nothing else is left; nil: something is, or nothing was.
  private mutating func leaveToOthers(_ task: Row<FlowTask>) -> TimeSpan? {
    isWalked.removeAll()
    for target in picked { isWalked.insert(target.index) }
    let count = picked.count
    var latest = now
    flow.targets.forEachTask { other, range in
      guard other != task, step(ofTask: other).effect == .treat else { return }
      for position in range where isWalked.contains(flow.targets[position].index) {
        isWalked.remove(flow.targets[position].index)
        latest = max(latest, flow.tasks[other].isDoneAt)
      }
    }
    picked.removeAll { !isWalked.contains($0.index) }
    return picked.isEmpty && count > 0 ? latest - now : nil
  }

  /// Of what was picked, what one act of a threat's own can be done to.
  private mutating func keepPicked(for treatment: Row<ThreatTreatment>, _ incident: Row<Incident>) {
    let all = picked
    picked.removeAll(keepingCapacity: true)
    for target in all {
      guard let node = target.node, self.treatment(of: node, for: incident, treatment) != nil else {
        continue
      }
      picked.append(target)
    }
  }

  /// What an act would be done to now for a case, in `picked`.
  mutating func pick(_ act: ActRow, for incident: Row<Incident>) {
    picked.removeAll(keepingCapacity: true)
    if let picks = act.picks { picks(&self, incident) } else { pickFaulty(of: incident) }
  }

  /// The task is over, done or not.
  @inline(never)
  mutating func dropTargets(ofTask row: Row<FlowTask>, _ step: Row<Step>) {
    if model.net.steps[step].effect == .repair {
      layDownRepairs(task: row, incident: incident(ofTask: row))
    }
    flow.targets.removeAll(of: row)
  }

  // MARK: Walks

  /// Does something to each target of a task, in the order in which they were picked: of an
  /// activity that is done for each component, to the task's own.
  mutating func forEachTarget(
    of task: Row<FlowTask>, _ body: (inout World, ActTarget) -> Void
  ) {
    if let one = flow.tasks[task].component.row {
      return body(&self, .node(one.node))
    }
    // What is done may end other tasks, and the list closes up.
    var done = 0
    while let target = flow.targets.target(done, of: task) {
      done += 1
      body(&self, target)
    }
  }

  /// The same of those that are components.
  mutating func forEachComponent(
    of task: Row<FlowTask>, _ body: (inout World, Row<Component>) -> Void
  ) {
    forEachTarget(of: task) { world, target in
      if let component = target.node.flatMap({ world.componentRow(ofNode: $0) }) {
        body(&world, component)
      }
    }
  }

  /// Whether there was anything that an act could be done to.
  func hasTargets(_ act: ActInHand) -> Bool {
    !flow.tasks[act.task].component.isNone || !flow.targets.range(of: act.task).isEmpty
  }

  /// Whether a node is among the targets of a task.
  func isTarget(_ node: Row<Node>, of task: Row<FlowTask>) -> Bool {
    if let one = flow.tasks[task].component.row { return one.node == node }
    let node = ActTarget.node(node)
    return flow.targets.range(of: task).contains { flow.targets[$0] == node }
  }
}
