import EventKernel

/// One thing that an act is done to.
struct ActTarget: Equatable {
  enum Kind: UInt8 {
    /// A component, a service, or what else a threat lives on.
    case node
    case zone
    case dataSet
    case part
  }

  var kind: Kind
  /// In the table of its kind.
  private var row: Int32

  private init(_ kind: Kind, _ row: Int) {
    self.kind = kind
    self.row = Int32(truncatingIfNeeded: row)
  }

  static func node(_ row: Row<Node>) -> ActTarget { ActTarget(.node, row.index) }
  static func zone(_ row: Row<Zone>) -> ActTarget { ActTarget(.zone, row.index) }
  static func dataSet(_ row: Int) -> ActTarget { ActTarget(.dataSet, row) }
  static func part(_ row: Row<Part>) -> ActTarget { ActTarget(.part, row.index) }

  var node: Row<Node>? { kind == .node ? Row(index) : nil }
  var zone: Row<Zone>? { kind == .zone ? Row(index) : nil }
  var dataSet: Int? { kind == .dataSet ? index : nil }
  var part: Row<Part>? { kind == .part ? Row(index) : nil }
  var index: Int { Int(row) }
}

/// What tasks are done to, from when their work begins until it is done or given up.
///
/// One list for all tasks, those of each one behind the other: few tasks at a time have any.
struct FixedTargets {
  private struct Fixed {
    var task: Row<FlowTask>
    var target: ActTarget
  }

  private var list: [Fixed] = []

  /// Nobody works on anything; in the memory that there is.
  mutating func removeAll() { list.removeAll(keepingCapacity: true) }

  mutating func append(_ target: ActTarget, of task: Row<FlowTask>) {
    list.append(Fixed(task: task, target: target))
  }

  /// Whatever the task is done to is free again.
  mutating func removeAll(of task: Row<FlowTask>) { list.removeAll { $0.task == task } }

  /// The first task that is done to a target; nil: none is.
  func task(at target: ActTarget) -> Row<FlowTask>? {
    list.first { $0.target == target }?.task
  }

  /// Where the targets of a task stand.
  func range(of task: Row<FlowTask>) -> Range<Int> {
    guard let first = list.firstIndex(where: { $0.task == task }) else { return 0..<0 }
    var end = first + 1
    while end < list.count, list[end].task == task { end += 1 }
    return first..<end
  }

  /// One of a task's targets, from 0; nil: it has no more.
  func target(_ number: Int, of task: Row<FlowTask>) -> ActTarget? {
    let range = range(of: task)
    return number < range.count ? list[range.lowerBound + number].target : nil
  }

  subscript(position: Int) -> ActTarget { list[position].target }
}

extension World {
  // MARK: Fixing

  /// The work of a task begins: what it will be done to is fixed. Whether there is anything to do.
  @inline(never)
  mutating func fixTargets(ofTask row: Row<FlowTask>, _ step: Row<Step>) -> Bool {
    let incident = incident(ofTask: row)
    let effect = model.net.steps[step].effect
    let act = effect.row
    if flow.tasks[row].component.isNone {
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
    let all = picked
    var latest = now
    picked.removeAll(keepingCapacity: true)
    for target in all {
      guard let other = flow.targets.task(at: target), other != task,
        step(ofTask: other).effect == .treat
      else {
        picked.append(target)
        continue
      }
      latest = max(latest, flow.tasks[other].isDoneAt)
    }
    return picked.isEmpty && !all.isEmpty ? latest - now : nil
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
