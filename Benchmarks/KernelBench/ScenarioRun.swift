import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Simulator
import Synchronization

/// Replications of a drill's file by the whole simulator, without a trace.
struct ScenarioRun {
  let path: String
  let replications: Int
  let threads: Int
  /// Another horizon than the drill's own.
  let horizon: SimulationTime?

  /// - Parameter words: DRILL REPLICATIONS THREADS [HOURS].
  init?(_ words: ArraySlice<String>) {
    let numbers = words.dropFirst().compactMap(Int.init)
    guard let path = words.first, (2...3).contains(numbers.count),
      numbers.count == words.count - 1, numbers.allSatisfy({ (1...10_000_000).contains($0) })
    else { return nil }
    self.path = path
    (replications, threads) = (numbers[0], numbers[1])
    horizon = numbers.count == 3 ? .zero + .hours(Int64(numbers[2])) : nil
  }

  /// What happened in all replications together.
  private final class Counts: Sendable {
    let events = Atomic(0)
    let cases = Atomic(0)
  }

  /// Runs them and prints, as one line of JSON: seconds of processor time to read and compile
  /// (`load`), to make one world (`prepare`) and to run (`processor`); seconds of the runs by the
  /// clock; what happened in them; and the most memory held, in KiB, before and after.
  func run() throws {
    let began = processorTime()
    let reading = ScenarioReader.drill(at: path)
    guard var model = reading.drill?.model else {
      for diagnostic in reading.diagnostics {
        FileHandle.standardError.write(Data("\(path): \(diagnostic.message.en)\n".utf8))
      }
      exit(65)
    }
    if let horizon { model.drill.horizon = horizon }
    let load = processorTime() - began
    let prepare = worldTime(SharedModel(model))
    let loaded = peakMemory()
    let counts = Counts()
    // As `Rehearse.replications` does it, and counted.
    let worker: @Sendable () -> (Int, () -> Bool) throws -> [MeasureResult] = { [model] in
      let own = model.separate()
      let runner = ReplicationRunner(SharedModel(own), isTraced: false, eventLimit: .max)
      return { replication, mayGoOn in
        let result = try runner.run(
          seed: 1, replication: UInt64(replication), while: mayGoOn)
        counts.events.add(result.eventCount, ordering: .relaxed)
        counts.cases.add(casesBegun(in: result, own.net), ordering: .relaxed)
        return result.measures
      }
    }
    let alone = threads == 1 ? worker() : nil
    let (clock, ready, calls) = (ContinuousClock.now, processorTime(), allocationCalls())
    if let alone {
      // On this thread: whoever waits for another one allocates now and then.
      for replication in 0..<replications { _ = try alone(replication) { true } }
    } else {
      _ = try Rehearse.merged(
        model.drill.measures.map(\.statistic), count: replications, threads: threads,
        while: { _ in true }, worker: worker)
    }
    let seconds = (ContinuousClock.now - clock) / .seconds(1)
    let spent = processorTime() - ready
    let allocations = allocationCalls() - calls
    let (events, cases) = (
      counts.events.load(ordering: .relaxed), counts.cases.load(ordering: .relaxed)
    )
    print(
      "{\"load\": \(load / 1e9), \"prepare\": \(prepare / 1e9),"
        + " \"seconds\": \(seconds), \"processor\": \(spent / 1e9),"
        + " \"nanoseconds\": \(spent / Double(max(cases, 1))), \"events\": \(events),"
        + " \"cases\": \(cases), \"allocations\": \(allocations),"
        + " \"loaded\": \(loaded), \"peak\": \(peakMemory())}")
  }

  /// Nanoseconds to make a world, and to set its first events in motion, as the second of two.
  private func worldTime(_ model: SharedModel) -> Double {
    _ = World(model, seed: 1, isTraced: false)
    let began = processorTime()
    _ = World(model, seed: 1, isTraced: false)
    return processorTime() - began
  }

  /// Runs of flows: how often the start of one was left.
  private func casesBegun(in result: Replication, _ net: FlowNet) -> Int {
    net.flows.reduce(0) { sum, flow in
      net.nodes[flow.start.index].outgoing.reduce(sum) { $0 + Int(result.edgeCounts[Int($1)]) }
    }
  }

  /// The calls of the allocator so far, where `Benchmarks/allocations.c` counts them; else 0.
  private func allocationCalls() -> Int {
    guard let counter = dlsym(nil, "allocation_calls") else { return 0 }
    return Int(unsafeBitCast(counter, to: (@convention(c) () -> CUnsignedLong).self)())
  }

  /// The most memory that this process has held, in KiB; 0 where no Linux tells it.
  private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
