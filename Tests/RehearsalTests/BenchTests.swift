import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics
import Testing

/// Many runs of a drill against its objectives.
@Suite("Bench")
struct BenchTests {
  static let worm = "worm-in-the-service-hall"
  static let night = "ups-failure-winter-night"

  static func bench(
    _ drill: CompiledDrill, _ count: Int, seed: UInt64 = 1, threads: Int = 2
  ) throws -> Bench {
    try Rehearse.bench(drill, plan: .replications(count), seed: seed, threads: threads)
  }

  @Test("comes to the same for any number of threads, and from shards in any order")
  func threadsAndShards() throws {
    let drill = try DrillFiles(Self.worm).compiled()
    let one = try Self.bench(drill, 70, threads: 1)
    for threads in [2, 5] {
      #expect(try Self.bench(drill, 70, threads: threads).sums == one.sums, "\(threads) threads")
    }
    let parts = try (1...7).map { number in
      let part = try #require(
        try Rehearse.part(Shard(number, of: 7), of: 70, drill, seed: 1, threads: 2))
      return try Rehearse.part(in: Data(BenchPartFile(part).text.utf8))
    }
    for order in [[0, 1, 2, 3, 4, 5, 6], [3, 6, 0, 1, 5, 4, 2], [6, 5, 4, 3, 2, 1, 0]] {
      let merged = try Rehearse.merge(order.map { parts[$0] })
      #expect(merged.sums == one.sums)
      #expect(merged.done == 70 && !merged.isPartial)
    }
  }

  @Test("Shards have every replication once, as many each as can be", arguments: [1, 7, 16, 33])
  func shards(count: Int) {
    let ranges = (1...count).map { Shard($0, of: count).replications(of: 100) }
    #expect(ranges.flatMap { Array($0) } == Array(0..<100))
    let sizes = ranges.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }

  @Test("stops where the objectives are decided, whatever the threads, and not before")
  func stopping() throws {
    let drill = try DrillFiles(Self.worm).compiled()
    let plan = BenchPlan.decided(precision: nil, first: 16, most: 512)
    let benches = try [1, 3].map {
      try Rehearse.bench(drill, plan: plan, seed: 1, threads: $0)
    }
    #expect(benches[0].sums == benches[1].sums && benches[0].done == benches[1].done)
    let bench = benches[0]
    #expect([16, 32, 64, 128, 256, 512].contains(bench.done))
    #expect(bench.done == 512 || bench.verdicts.allSatisfy { $0.outcome != .undecided })
    let half = Bench(
      drill: drill, seed: 1, sums: try Self.bench(drill, bench.done / 2).sums,
      planned: bench.done / 2, done: bench.done / 2, looks: bench.looks)
    #expect(half.verdicts.contains { $0.outcome == .undecided })
    // Six looks at four objectives.
    #expect(abs(bench.assurance.confidence.miss.value - 0.05 / 24) < 1e-12)
  }

  @Test("An interruption gives what is done, marked as partial")
  func interruption() throws {
    let drill = try DrillFiles(Self.worm).compiled()
    let bench = try Rehearse.bench(
      drill, plan: .replications(1_000_000), seed: 1, threads: 2, while: { done, _ in done < 50 })
    #expect(bench.isPartial)
    #expect(bench.done >= 50 && bench.sums.figures.allSatisfy { $0.count == Int64(bench.done) })
  }

  @Test("The objectives of a bench are those of single runs, counted")
  func countsSingleRuns() throws {
    let drill = try DrillFiles(Self.worm).compiled()
    let bench = try Self.bench(drill, 12)
    var met = drill.objectives.map { _ in 0 }
    var tried = met
    for replication in 0..<12 as Range<UInt64> {
      let record = try Simulation.run(drill.model, seed: 1, replication: replication)
      let card = Rehearse.judge(record, of: drill).scorecard
      for (row, verdict) in card.objectives.enumerated() {
        guard case .every = verdict.objective.test else { continue }
        met[row] += verdict.outcome == .met ? 1 : 0
        tried[row] += verdict.outcome == .undecided ? 0 : 1
      }
    }
    for (row, verdict) in bench.verdicts.enumerated() {
      guard case .every = verdict.objective.test else { continue }
      #expect(verdict.interval?.estimate == Double(met[row]) / Double(tried[row]))
    }
  }

  @Test("Sums that no number holds are cut, not the end of the program, and come back from a file")
  func absurdSums() throws {
    var accumulator = FigureAccumulator(.mean, largest: 1)
    for replication in 0..<3 {
      accumulator.add(.ratio(above: .max, below: 1), ofReplication: replication)
    }
    let kept = try JSONEncoder().encode(accumulator)
    #expect(try JSONDecoder().decode(FigureAccumulator.self, from: kept) == accumulator)
    #expect(accumulator.estimate == Double(Moments.largestMagnitude))
    #expect(([.max, 1, 5] as [Int64]).clampedSum == .max)
    #expect(([.min, -1] as [Int64]).clampedSum == .min)
  }

  @Test("Names of figures are unlike each other", arguments: [worm, night])
  func names(name: String) throws {
    let drill = try DrillFiles(name).compiled()
    let names = Figure.all(of: drill).map { $0.name(in: drill) }
    #expect(Set(names).count == names.count)
  }
}
