import EventKernel
import Simulator
import Testing

/// With people, parts and time enough every fault ends, every case closes, and nothing counts as
/// solved that shows; over drawn worlds. A failure names the seed.
@Suite struct RepairInvariantTests {
  private static let seeds = drawnSeeds(500)

  private func each(_ body: (UInt64, Model, Replication) throws -> Void) throws {
    for seed in Self.seeds {
      let model = DrawnRepairs.model(seed: seed)
      try body(seed, model, try Simulation.run(model, seed: seed))
    }
  }

  @Test("the worlds are worth it: faults strike what is down, parts lack, work is on site")
  func worldsAreLively() throws {
    var (faults, onDown, gaps, still, onSite, second) = (0, 0, 0, 0, 0, 0)
    try each { _, _, replication in
      faults += replication.faults.count
      var down: Set<Int32> = []
      for entry in replication.entries {
        switch entry.kind {
        case .wentDown: down.insert(entry.subject)
        case .cameUp: down.remove(entry.subject)
        case .faultBegan: onDown += down.contains(entry.subject) ? 1 : 0
        case .notRepaired: gaps += 1
        case .stillDown: still += 1
        default: break
        }
      }
      onSite += replication.tasks.count { $0.isOnSite == true }
      second += replication.incidents.count { $0.fault != nil }
    }
    let worlds = Self.seeds.count
    #expect(faults > 3 * worlds)
    #expect(onDown > worlds / 2)
    #expect(still > worlds / 4)
    #expect(gaps > worlds / 2)
    #expect(onSite > worlds)
    #expect(second > 2 * worlds)
    print("  \(worlds) worlds, \(faults) faults, \(onDown) of them on what was down")
  }

  @Test("every fault ends and every case closes")
  func everyFaultEnds() throws {
    try each { seed, model, replication in
      let limit = model.drill.horizon - DrawnRepairs.grace
      for (row, fault) in replication.faults.enumerated() where fault.began < limit {
        #expect(fault.ended != nil, "fault \(row) of \(fault.began), seed \(seed)")
      }
      for (row, incident) in replication.incidents.enumerated() {
        guard let detected = incident[.detected], detected < limit else { continue }
        #expect(incident[.closed] != nil, "incident \(row), seed \(seed)")
      }
      for (row, instance) in replication.instances.enumerated() where instance.started < limit {
        #expect(instance.ended != nil, "flow \(row), seed \(seed)")
      }
    }
  }

  @Test("a case that closes has no fault left that was there when it was looked at last")
  func nothingIsSolvedThatShows() throws {
    var checked = 0
    try each { seed, model, replication in
      var verified: [Int: SimulationTime] = [:]
      for task in replication.tasks where task.outcome == .done {
        guard case .task(let step) = model.net.nodes[task.node.index].kind,
          model.net.steps[step.index].effect == .repair, let ended = task.ended
        else { continue }
        let incident = replication.instances[task.instance.index].incident.index
        verified[incident] = max(verified[incident] ?? .zero, ended)
      }
      for (row, incident) in replication.incidents.enumerated() {
        guard let closed = incident[.closed], let looked = verified[row],
          !replication.entries.contains(where: {
            $0.kind == .handedOver && Int($0.incident) == row
          })
        else { continue }
        for (number, fault) in replication.faults.enumerated()
        where fault.incident == Row(row) && fault.began < looked {
          // Found to belong to it only since, by itself or by what is down for it.
          let isLate = replication.entries.contains { entry in
            entry.kind == .alarmJoined && Int(entry.incident) == row && entry.time >= looked
              && (Int(entry.subject) == fault.subject.index
                || replication.entries.contains {
                  $0.kind == .wentDown && $0.subject == entry.subject
                    && Int($0.object) == fault.root.index && $0.time <= entry.time
                })
          }
          // The case has not seen it yet.
          let isKnown = replication.entries.contains { entry in
            entry.kind == .learned && Int(entry.incident) == row
              && Int(entry.subject) == fault.subject.index
              && entry.value & 0xff != 0 && fault.began <= entry.time && entry.time < looked
          }
          // Another case has seen it.
          let isOthers = replication.entries.contains { entry in
            entry.kind == .learned && Int(entry.incident) != row
              && Int(entry.subject) == fault.subject.index
              && entry.value & 0xff != 0 && fault.began <= entry.time && entry.time < looked
          }
          if isLate || !isKnown || isOthers { continue }
          checked += 1
          #expect(
            fault.ended.map { $0 <= closed } ?? false,
            "fault \(number) of incident \(row), seed \(seed)")
        }
      }
    }
    #expect(checked > Self.seeds.count)
  }

  @Test("what is down at the end is down for a fault that is open")
  func downForWhatIsOpen() throws {
    try each { seed, model, replication in
      // Where something takes its time to come back, it is down for what is over.
      guard model.platform.nodes.allSatisfy({ $0.startsIn == nil && $0.reserve == nil }) else {
        return
      }
      var cause: [Int32: Int32] = [:]
      for entry in replication.entries {
        switch entry.kind {
        case .wentDown, .stillDown: cause[entry.subject] = entry.object
        case .cameUp: cause[entry.subject] = nil
        default: continue
        }
        // Between instants only: within one, causes pass from node to node.
      }
      for (node, root) in cause {
        let isOpen = replication.faults.contains {
          $0.root.index == Int(root) && $0.ended == nil && $0.bypassed == nil
        }
        #expect(isOpen, "node \(node), seed \(seed)")
      }
    }
  }

  @Test("two at once give what one after the other gives")
  func threads() async throws {
    let seeds = Self.seeds
    @Sendable func play(_ seed: UInt64) throws -> Int {
      let replication = try Simulation.run(DrawnRepairs.model(seed: seed), seed: seed)
      var hasher = EntryHash()
      for entry in replication.entries { hasher.take(entry) }
      return hasher.value
    }
    let alone = try seeds.map(play)
    let together = try await withThrowingTaskGroup(of: [(UInt64, Int)].self) { group in
      for half in 0..<2 as Range<UInt64> {
        group.addTask {
          try seeds.filter { $0 % 2 == half }.map { ($0, try play($0)) }
        }
      }
      var found: [UInt64: Int] = [:]
      for try await part in group {
        for (seed, hash) in part { found[seed] = hash }
      }
      return seeds.map { found[$0] ?? 0 }
    }
    #expect(alone == together)
  }
}

/// A sum over the bytes of entries, the same in every process.
private struct EntryHash {
  private(set) var value = 17

  mutating func take(_ entry: Entry) {
    for number in [
      Int(entry.time.microseconds), Int(entry.value), Int(entry.incident), Int(entry.instance),
      Int(entry.subject), Int(entry.object), Int(entry.kind.rawValue),
    ] {
      value = (value &* 31) &+ number
    }
  }
}
