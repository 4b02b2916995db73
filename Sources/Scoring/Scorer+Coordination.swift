import EventKernel
import Simulator

extension Scorer {
  /// For each incident that people worked on: the hands that it needed over the hands that it went
  /// through, (1 + shortest) / (1 + reassignments) (7.3.2, 6.6.4 b; the formula is ours). Back and
  /// forth between two tiers counts each way. An act that was done twice at once, by two teams on
  /// one fault, counts like an incident handled with no coordination at all.
  ///
  /// Key posts held by one person are found by the check of the files, not here.
  static func coordination(_ run: ScoredRun) -> [ScoreItem] {
    run.incidents.compactMap { handOvers(of: $0, run) } + duplicated(run)
  }

  private static func handOvers(of incident: Int, _ run: ScoredRun) -> ScoreItem? {
    guard !run.isFalseAlarm(incident), !run.isDuplicate(incident) else { return nil }
    let handOvers = run.handOvers(of: incident)
    guard !handOvers.tasks.isEmpty else { return nil }
    let count = handOvers.changes
    let shortest = fewestChanges(handOvers.tasks.map { run.tiersAllowed(task: $0) })
    return ScoreItem(
      dimension: .coordination, weight: .full, quality: Milli(1 + shortest, of: 1 + count),
      finding: .reassignments(count, shortest: shortest, incident: Row(incident)), binds: false)
  }

  /// The tiers that hand an incident to each other (7.3.2), from the first up.
  static let tiers = Tier.allCases.filter { $0.rung != nil }

  /// The fewest changes of tier with which a sequence of tasks can be done, given who may do each:
  /// the shortest path through them.
  static func fewestChanges(_ allowed: [Set<Tier>]) -> Int {
    var fewest = tiers.map { allowed.first?.contains($0) == false ? Int.max / 2 : 0 }
    for task in allowed.dropFirst() {
      let best = fewest.min() ?? 0
      for (index, tier) in tiers.enumerated() {
        fewest[index] = task.contains(tier) ? min(fewest[index], best + 1) : Int.max / 2
      }
    }
    return fewest.min() ?? 0
  }

  /// Tasks that began while the same step was at work on the same fault for another instance.
  private static func duplicated(_ run: ScoredRun) -> [ScoreItem] {
    let acts = run.replication.tasks.indices.filter { row in
      let task = run.replication.tasks[row]
      return task.started != nil && run.step(ofTask: row)?.effect.row.isHandsOn == true
    }
    return acts.compactMap { row in
      let task = run.replication.tasks[row]
      guard let started = task.started, let fault = run.fault(of: task.instance) else { return nil }
      let isTwice = acts.contains { other in
        let first = run.replication.tasks[other]
        guard first.node == task.node, first.instance != task.instance,
          let since = first.started, (since, other) < (started, row)
        else { return false }
        return (first.ended ?? .distantFuture) > started
          && run.fault(of: first.instance) == fault
      }
      guard isTwice else { return nil }
      return ScoreItem(
        dimension: .coordination, weight: .full, quality: .zero,
        finding: .stepRepeated(task.node, instance: task.instance), binds: false)
    }
  }
}

/// Whose hands an incident went through, task by task in the order of their starts.
struct HandOvers: Sendable {
  /// Rows of `Replication.tasks`.
  var tasks: [Int]
  /// Of those tasks.
  var tiers: [Tier]

  /// How often it went from a tier to another.
  var changes: Int { zip(tiers, tiers.dropFirst()).count { $0 != $1 } }

  /// How often it rose to a higher tier than had it before (7.3.2).
  var escalations: Int {
    let rungs = tiers.compactMap(\.rung)
    var highest = rungs.first ?? 0
    return rungs.count { rung in
      defer { highest = max(highest, rung) }
      return rung > highest
    }
  }

  /// How often it came back to a tier that had it before.
  var returns: Int {
    var seen: Set<Tier> = []
    return zip(tiers, [nil] + tiers.map(Optional.some)).count { tier, before in
      !seen.insert(tier).inserted && before != tier
    }
  }
}

extension ScoredRun {
  /// What people and vendors set to work on of an incident, in the tiers that hand it to each
  /// other.
  func handOvers(of incident: Int) -> HandOvers {
    let tasks = tasks[incident].filter { row in
      let task = replication.tasks[row]
      return task.started != nil && task.tier?.rung != nil
    }.sorted { one, other in
      let (first, second) = (replication.tasks[one], replication.tasks[other])
      return (first.started ?? .zero, one) < (second.started ?? .zero, other)
    }
    return HandOvers(tasks: tasks, tiers: tasks.compactMap { replication.tasks[$0].tier })
  }

  /// The tiers of whoever may do a task by its lane, and of whoever did it.
  fileprivate func tiersAllowed(task row: Int) -> Set<Tier> {
    let task = replication.tasks[row]
    var allowed: Set<Tier> = []
    if let tier = task.tier { allowed.insert(tier) }
    guard let lane = model.net.nodes.at(task.node)?.lane,
      let performer = model.net.lanes.at(lane)?.performer
    else { return allowed }
    switch performer {
    case .vendor: allowed.insert(.vendor)
    case .outside, .automatic: break
    case .people(let posts, let tiers):
      // Bits by `Tier` order.
      let named = Tier.allCases.enumerated().filter { tiers >> $0.offset & 1 == 1 }
      allowed.formUnion(named.map(\.element))
      allowed.formUnion(model.support.people.filter { $0.posts & posts != 0 }.map(\.tier))
    }
    return allowed
  }

  /// What the case of an instance is about.
  fileprivate func fault(of instance: Row<FlowInstance>) -> Row<Fault>? {
    guard let incident = incident(of: instance),
      let fault = replication.incidents[incident.index].fault
    else { return nil }
    return replication.faults.at(fault)?.root ?? fault
  }
}
