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

  init(_ model: Model) {
    var roles: [NameHash] = []
    for lane in model.net.lanes {
      let role = roles.firstIndex(of: lane.role) ?? roles.count
      if role == roles.count { roles.append(lane.role) }
      roleOfLane.append(Int32(role))
    }
    roleCount = roles.count
    for row in model.net.nodes.indices {
      queueOfNode.append(queue(of: row, isOnSite: false, model))
      onSiteQueueOfNode.append(queue(of: row, isOnSite: true, model))
    }
  }

  /// The queue that the task of a node waits in, made when it is the first of its kind.
  ///
  /// - Parameter isOnSite: the fault asks for it, if the step leaves it to that.
  private mutating func queue(of row: Int, isOnSite byFault: Bool, _ model: Model) -> Int32 {
    let node = model.net.nodes[row]
    guard case .task(let step) = node.kind else { return -1 }
    let isOnSite =
      model.net.steps[step].isOnSite || (byFault && model.net.steps[step].isOnSiteByFault)
    let lane = node.lane.map { model.net.lanes[$0.index] }
    let performer = lane?.performer ?? .automatic
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
    queues.append(
      Queue(
        performer: performer, step: step, isOnSite: isOnSite,
        // Work that was stopped has its part, whatever those before it wait for.
        isUniform: !(preempts && definition.part != nil)
          && QueuePlan.isUniform(definition, performer, people, model),
        holdingRole: holding, fitting: first..<Int32(fitting.count),
        pools: firstPool..<Int32(fittingPools.count),
        part: definition.part, preempts: preempts,
        pausesOffDuty: pauses))
    return Int32(queues.count - 1)
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
    guard case .people(let posts, let tiers) = performer else { return [] }
    let lane = model.support.people.indices.filter {
      let person = model.support.people[$0]
      return person.posts & posts != 0 || tiers & person.tier.bit != 0
    }
    guard step.skills != 0, !step.skillOfComponent else { return lane }
    let skilled = lane.filter { model.support.people[$0].skills & step.skills != 0 }
    return skilled.isEmpty ? lane : skilled
  }

  /// Pools do what asks for no skill, or for one of theirs.
  private static func fittingPools(_ step: Step, _ performer: Performer, _ model: Model) -> [Int] {
    guard case .people(let posts, let tiers) = performer else { return [] }
    return model.support.pools.indices.filter {
      let pool = model.support.pools[$0]
      return (pool.posts & posts != 0 || tiers & pool.tier.bit != 0)
        && (step.skills == 0 || pool.skills & step.skills != 0)
    }
  }
}
