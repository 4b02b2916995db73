import EventKernel
import Simulator
import Testing

/// What must hold in every world of demand, checked over the records of drawn ones. A failure names
/// the seed.
@Suite struct DemandInvariantTests {
  static let seeds = drawnSeeds(200)

  private func run(_ seed: UInt64) throws -> (model: Model, record: Replication) {
    let model = DrawnDemand.model(seed: seed)
    return (model, try Simulation.run(model, seed: seed))
  }

  @Test("the drawn worlds are worth checking: all that can happen does in some")
  func worldsAreLively() throws {
    var counts: [Entry.Kind: Int] = [:]
    for seed in DemandInvariantTests.seeds.prefix(200) {
      let (_, record) = try run(seed)
      for kind in Set(record.entries.map(\.kind)) { counts[kind, default: 0] += 1 }
    }
    for kind in [
      .caseOpened, .caseClosed, .caseTurnedAway, .taskStarted, .taskPaused, .taskResumed,
      .taskLapsed, .taskInterrupted, .partDrawn, .partDead, .partOrdered, .partArrived,
      .wentOffDuty, .calledIn, .taskLate, .wentDown,
    ] as [Entry.Kind] {
      #expect(counts[kind, default: 0] >= 5, "\(kind)")
    }
  }

  @Test("of each stream what was opened is closed or open, and those open are in the system")
  func casesAddUp() throws {
    for seed in DemandInvariantTests.seeds {
      let (model, record) = try run(seed)
      for stream in model.drill.streams.indices {
        func count(_ kind: Entry.Kind) -> Int {
          record.entries.count { $0.kind == kind && Int($0.subject) == stream }
        }
        let cases = record.incidents.filter { $0.stream?.index == stream }
        let open = cases.count { $0[.closed] == nil }
        #expect(cases.count == count(.caseOpened), "seed \(seed)")
        #expect(cases.count == count(.caseClosed) + open, "seed \(seed)")
        let flow = model.drill.streams[stream].flow
        let running = record.instances.count {
          $0.ended == nil && $0.flow == flow
            && record.incidents[$0.incident.index].stream?.index == stream
        }
        #expect(running == open, "seed \(seed)")
        if let limit = model.drill.streams[stream].arrivalLimit, batchless(model, stream) {
          let came = count(.caseOpened) + count(.caseTurnedAway)
          #expect(came <= limit + Int64(model.drill.streams[stream].atStart), "seed \(seed)")
        }
      }
    }
  }

  private func batchless(_ model: Model, _ stream: Int) -> Bool {
    model.drill.streams[stream].batches.isEmpty
  }

  @Test("Little's law holds to the microsecond on every path, and the meters say the same")
  func little() throws {
    for seed in DemandInvariantTests.seeds {
      let (model, record) = try run(seed)
      let warmUp = SimulationTime.zero + model.drill.warmUp
      let begin = warmUp <= record.end ? warmUp : .zero
      for stream in model.drill.streams.indices {
        // The level, from the entries; and the time that each case was in the system after `begin`.
        var (level, area, since) = (Int64(0), Int64(0), begin)
        for entry in record.entries where Int(entry.subject) == stream {
          guard entry.kind == .caseOpened || entry.kind == .caseClosed else { continue }
          let time = max(entry.time, begin)
          area += level * (time - since).microseconds
          since = time
          level += entry.kind == .caseOpened ? 1 : -1
        }
        area += level * (record.end - since).microseconds
        var (times, closed) = (Int64(0), [Int64]())
        for incident in record.incidents where incident.stream?.index == stream {
          let came = incident[.occurred] ?? .zero
          let left = incident[.closed] ?? record.end
          if left > begin { times += (left - max(came, begin)).microseconds }
          if let over = incident[.closed], over >= begin {
            closed.append((over - came).microseconds)
          }
        }
        #expect(area == times, "seed \(seed)")
        let level0 = record.measures[2 * stream]
        #expect(level0.above == area, "seed \(seed)")
        let tickets = record.measures[2 * stream + 1]
        #expect(tickets.below == Int64(closed.count), "seed \(seed)")
        #expect(tickets.above == closed.reduce(0, +), "seed \(seed)")
      }
    }
  }

  @Test("the clock never goes back, and nothing happens after the end")
  func clock() throws {
    for seed in DemandInvariantTests.seeds {
      let (model, record) = try run(seed)
      let times = record.entries.map(\.time)
      let isOrdered = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
      #expect(isOrdered, "seed \(seed)")
      #expect(times.last ?? .zero <= record.end, "seed \(seed)")
      #expect(record.end <= model.drill.horizon, "seed \(seed)")
    }
  }

  @Test("time at work is the time between starts or returns and stops, person by person")
  func busy() throws {
    for seed in DemandInvariantTests.seeds {
      let (model, record) = try run(seed)
      var busy = Array(repeating: TimeSpan.zero, count: model.support.people.count)
      var crews: [Int32: [Int]] = [:]
      var since: [Int32: SimulationTime] = [:]
      func stop(_ task: Int32, at time: SimulationTime) {
        guard let start = since.removeValue(forKey: task) else { return }
        // What was before the end of the warm-up does not count.
        let counted = max(.zero, time - max(start, .zero + model.drill.warmUp))
        for person in crews[task, default: []] { busy[person] = busy[person] + counted }
      }
      for entry in record.entries {
        switch entry.kind {
        case .taskStarted:
          let people = record.tasks[Int(entry.object)].people
          // Of crews nobody is taken away; who works alone may change.
          crews[entry.object] =
            people.count > 1
            ? people.map { record.assignments[Int($0)].index }
            : entry.value >= 0 ? [Int(entry.value)] : []
          since[entry.object] = entry.time
        case .taskResumed: since[entry.object] = entry.time
        case .taskPaused, .taskDone, .taskInterrupted, .taskLapsed:
          stop(entry.object, at: entry.time)
        default: break
        }
      }
      for task in Array(since.keys) { stop(task, at: record.end) }
      #expect(busy == record.busy, "seed \(seed)")
      let isOvertimePart = zip(record.overtime, record.busy).allSatisfy {
        $0 >= .zero && $0 <= $1
      }
      #expect(isOvertimePart, "seed \(seed)")
    }
  }

  @Test("stock left is what was there, plus bought, less used, and never negative")
  func stock() throws {
    for seed in DemandInvariantTests.seeds {
      let (model, record) = try run(seed)
      for (item, stock) in zip(model.support.stock, record.stock) {
        #expect(stock.left == Int(item.initialStock) + stock.bought - stock.used, "seed \(seed)")
        #expect(stock.left >= 0 && stock.dead <= stock.used, "seed \(seed)")
      }
      let values = record.entries.filter {
        [.partDrawn, .partDead, .partArrived].contains($0.kind)
      }.map(\.value)
      #expect(values.allSatisfy { $0 >= 0 }, "seed \(seed)")
    }
  }

  @Test("down time is the integral of the state that the entries tell")
  func downtime() throws {
    for seed in DemandInvariantTests.seeds {
      let (model, record) = try run(seed)
      var total = Array(repeating: TimeSpan.zero, count: model.platform.nodes.count)
      // What was before the end of the warm-up does not count.
      let warm = SimulationTime.zero + model.drill.warmUp
      for node in total.indices {
        var since: SimulationTime?
        for entry in record.entries where Int(entry.subject) == node {
          if entry.kind == .wentDown {
            since = entry.time
          } else if entry.kind == .cameUp {
            total[node] =
              total[node] + max(.zero, entry.time - max(since ?? entry.time, warm))
            since = nil
          }
        }
        if let since { total[node] = total[node] + (record.end - max(since, warm)) }
      }
      #expect(total == record.downtime, "seed \(seed)")
    }
  }
}
