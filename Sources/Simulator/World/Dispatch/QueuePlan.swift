import EventKernel

/// The queues that tasks wait in, of those that want the same, and who could do them.
struct QueuePlan {
  struct Queue {
    var performer: Performer
    /// Steps of these skills, of so many people.
    var step: Row<Step>
    /// Whoever comes must be on site.
    var isOnSite: Bool
    /// When its first task lacks something, so do all.
    var isUniform: Bool
    /// The same without a look at kinds.
    var isPlain: Bool
    /// Whether its tasks lack something for as long as nobody becomes free and no part comes.
    var isSteady: Bool
    /// The role whose tasks may not be overtaken; -1: they may.
    var holdingRole: Int32
    /// Who could do it, where that does not depend on the case: a range of `fitting`.
    var fitting: Range<Int32>
    /// Pools that could: a range of `fittingPools`.
    var pools: Range<Int32>
    /// The part that each task takes.
    var part: Row<Part>?
    /// Its tasks take over who is at a less urgent one, and stop when whoever does them goes off.
    var preempts: Bool
    var pausesOffDuty: Bool
    /// What sets its tasks apart.
    var kinds: Kinds
  }

  /// What may let one task begin while another that wants the same people lacks something. Each
  /// kind has a queue of its own, so that a backlog is settled by a look at the first of each.
  struct Kinds {
    /// The queue of the first kind, and how many there are.
    var first: Int32
    var count: Int32 = 1
    /// Of `kindOfSkill`: by the skill that the component believed at fault asks for; -1: that is
    /// the same for all.
    var bySkill: Int32 = -1
    /// Some people are called for a major fault although others are there.
    var isByLevel = false
    /// Work that was stopped has its part, whatever those before it wait for.
    var isByStart = false
    /// The last kind are those whom somebody was chosen for: each may have somebody else.
    var isByChoice = false
  }

  private(set) var queues: Table<Queue> = []
  /// People, in the order of the file.
  private(set) var fitting: Table<Row<Person>> = []
  private(set) var fittingPools: Table<Row<Pool>> = []
  /// By node of the net: the queue of its task; -1: it is none.
  private(set) var queueOfNode: Table<Int32> = []
  /// The same for a task that must be done on site because of the fault that it is about.
  private(set) var onSiteQueueOfNode: Table<Int32> = []
  /// By lane: lanes of one role in several flows are one.
  private(set) var roleOfLane: Table<Int32> = []
  private(set) var roleCount = 0
  /// The skills that components ask for, without repetition; the first stands for no component.
  private(set) var skills: [UInt64] = [0]
  /// By component: which of `skills`, from 1.
  private(set) var skillOfComponent: Table<Int32> = []
  /// By threat: the same; 0: it asks for none.
  private(set) var skillOfThreat: Table<Int32> = []
  /// By queue with kinds by skill, and by `skills`: which kind.
  private(set) var kindOfSkill: Table<Int32> = []
  /// Whether the priority or the kind of a task may change while it waits.
  let mayMove: Bool

  /// - Parameter isSplit: whether each kind of task has a queue of its own; if not, every task of
  ///   some queues is tried, with the same outcome.
  init(_ model: Model, isSplit: Bool = true) {
    mayMove = model.net.steps.contains { $0.effect.row.movesTasks }
    for component in model.platform.components {
      let known = skills.dropFirst().firstIndex(of: component.skill) ?? skills.count
      if known == skills.count { skills.append(component.skill) }
      skillOfComponent.append(Int32(known))
    }
    for threat in model.drill.threats {
      guard threat.skills != 0 else {
        skillOfThreat.append(0)
        continue
      }
      let known = skills.dropFirst().firstIndex(of: threat.skills) ?? skills.count
      if known == skills.count { skills.append(threat.skills) }
      skillOfThreat.append(Int32(known))
    }
    var roles: [NameHash] = []
    for lane in model.net.lanes {
      let role = roles.firstIndex(of: lane.role) ?? roles.count
      if role == roles.count { roles.append(lane.role) }
      roleOfLane.append(Int32(role))
    }
    roleCount = roles.count
    for row in model.net.nodes.indices {
      queueOfNode.append(queue(of: row, isOnSite: false, model, isSplit: isSplit))
      onSiteQueueOfNode.append(queue(of: row, isOnSite: true, model, isSplit: isSplit))
    }
  }

  /// The queue that the task of a node waits in, made when it is the first of its kind.
  ///
  /// - Parameter isOnSite: the fault asks for it, if the step leaves it to that.
  private mutating func queue(
    of row: Int, isOnSite byFault: Bool, _ model: Model, isSplit: Bool
  ) -> Int32 {
    let node = model.net.nodes[row]
    guard case .task(let step) = node.kind else { return -1 }
    let isOnSite =
      model.net.steps[step].isOnSite || (byFault && model.net.steps[step].isOnSiteByFault)
    let lane = node.lane.map { model.net.lanes[$0.index] }
    let performer = model.net.steps[step].isInstant ? .automatic : lane?.performer ?? .automatic
    let role = node.lane.map { roleOfLane[$0.index] } ?? -1
    let holding = lane?.holds == true ? role : -1
    let preempts = lane?.preempts ?? false
    let pauses = lane?.pausesOffDuty ?? false
    let known = queues.firstIndex {
      $0.performer == performer && $0.holdingRole == holding && $0.preempts == preempts
        && $0.pausesOffDuty == pauses && $0.isOnSite == isOnSite
        && QueuePlan.alike(model.net.steps[$0.step.index], model.net.steps[step])
    }
    if let known { return Int32(known) }
    let definition = model.net.steps[step]
    let people = QueuePlan.fittingPeople(definition, performer, model)
    let first = Int32(fitting.count)
    for person in people { fitting.append(Row(person)) }
    let firstPool = Int32(fittingPools.count)
    for pool in QueuePlan.fittingPools(definition, performer, model) {
      fittingPools.append(Row(pool))
    }
    // Work that was stopped has its part, whatever those before it wait for.
    let isByStart = preempts && definition.part != nil
    let isUniform =
      !isByStart && QueuePlan.isUniform(definition, performer, people, model)
    let queue = Queue(
      performer: performer, step: step, isOnSite: isOnSite, isUniform: isSplit || isUniform,
      isPlain: isUniform, isSteady: isUniform && !preempts, holdingRole: holding,
      fitting: first..<Int32(fitting.count), pools: firstPool..<Int32(fittingPools.count),
      part: definition.part, preempts: preempts, pausesOffDuty: pauses,
      kinds: isSplit
        ? kinds(of: definition, performer, people, isByStart: isByStart, model)
        : Kinds(first: Int32(queues.count)))
    for kind in 0..<queue.kinds.count {
      queues.append(queue)
      if queue.kinds.isByChoice, kind == queue.kinds.count - 1 {
        queues[queues.count - 1].isUniform = false
      }
    }
    return queue.kinds.first
  }

  // MARK: Kinds

  /// What sets tasks apart that want the same people.
  private mutating func kinds(
    of step: Step, _ performer: Performer, _ people: [Int], isByStart: Bool, _ model: Model
  ) -> Kinds {
    var kinds = Kinds(first: Int32(queues.count))
    switch performer {
    case .automatic, .outside: return kinds
    case .vendor:
      if step.skills == 0 {
        writeKinds(by: &kinds) { skill, isOfComponent in
          model.support.vendors.indices.filter {
            model.support.vendors[$0].skills & (isOfComponent ? skill : .max) != 0
          }
        }
      }
    case .people:
      if step.skillOfComponent {
        writeKinds(by: &kinds) { skill, _ in
          people.filter { model.support.people[$0].skills & (step.skills | skill) != 0 }
        }
        kinds.isByChoice = kinds.bySkill >= 0
      }
      kinds.isByLevel = people.contains {
        model.support.people[$0].callOut != nil || model.support.people[$0].callRemote != nil
      }
      kinds.isByStart = isByStart
    }
    if kinds.isByLevel { kinds.count *= 2 }
    if kinds.isByStart { kinds.count *= 2 }
    if kinds.isByChoice { kinds.count += 1 }
    return kinds
  }

  /// Kinds by skill: of one kind are skills for which the same come.
  private mutating func writeKinds(
    by kinds: inout Kinds, who: (_ skill: UInt64, _ isOfComponent: Bool) -> [Int]
  ) {
    var known: [[Int]: Int32] = [:]
    var kindOf: [Int32] = []
    for (row, skill) in skills.enumerated() {
      let kind = known[who(skill, row > 0), default: Int32(known.count)]
      known[who(skill, row > 0)] = kind
      kindOf.append(kind)
    }
    guard known.count > 1 else { return }
    kinds.bySkill = Int32(kindOfSkill.count)
    kinds.count = Int32(known.count)
    for kind in kindOf { kindOfSkill.append(kind) }
  }

  /// Whether two steps want the same people.
  private static func alike(_ one: Step, _ other: Step) -> Bool {
    one.people == other.people && one.skills == other.skills
      && one.skillOfComponent == other.skillOfComponent && one.part == other.part
  }

  /// Whether what one task lacks, all lack: nothing about the case decides who may come.
  private static func isUniform(
    _ step: Step, _ performer: Performer, _ people: [Int], _ model: Model
  ) -> Bool {
    guard case .people = performer, !step.skillOfComponent else { return false }
    return people.allSatisfy {
      model.support.people[$0].callOut == nil && model.support.people[$0].callRemote == nil
    }
  }

  private static func fittingPeople(_ step: Step, _ performer: Performer, _ model: Model) -> [Int] {
    let lane = model.support.people.indices.filter {
      let person = model.support.people[$0]
      return performer.includes(posts: person.posts, tier: person.tier)
    }
    guard step.skills != 0, !step.skillOfComponent else { return lane }
    let skilled = lane.filter { model.support.people[$0].skills & step.skills != 0 }
    return skilled.isEmpty ? lane : skilled
  }

  /// Pools do what asks for no skill, or for one of theirs.
  private static func fittingPools(_ step: Step, _ performer: Performer, _ model: Model) -> [Int] {
    model.support.pools.indices.filter {
      let pool = model.support.pools[$0]
      return performer.includes(posts: pool.posts, tier: pool.tier)
        && (step.skills == 0 || pool.skills & step.skills != 0)
    }
  }
}
