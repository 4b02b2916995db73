import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

extension Fixture {
  /// The night many times: it is recovered later from run to run, and now and then not in time.
  ///
  /// - Parameter later: minutes by which every recovery is later still.
  static func bench(_ count: Int = 40, mark: String = "", later: Int64 = 0) -> Bench {
    var run = run(mark: mark)
    // Other numbers come of other files.
    if later != 0 { run.drill.digest = String(run.drill.digest.reversed()) }
    let reader = BenchReader(run.drill)
    var sums = BenchSums(run.drill)
    for replication in 0..<count {
      var record = run.replication
      record.replication = UInt64(replication)
      let late = Int64(replication * 37 % 11)
      record.incidents[0][.responded] = minute(16 + 2 * late)
      record.incidents[0][.recovered] = minute(165 + 20 * late + later)
      if replication % 16 == 15 { record.incidents[0][.recovered] = minute(900) }
      reader.add(record, ofReplication: replication, to: &sums)
    }
    return Bench(
      drill: run.drill, seed: run.seed, version: run.version, sums: sums, planned: count,
      done: count)
  }

  /// The night with other numbers of people, the more the sooner.
  static func sweep(
    _ values: [String] = ["2", "3", "4"], later: [Int64] = [600, 120, 0], mark: String = "",
    planned: Int? = nil
  ) -> Sweep {
    Sweep(
      path: "support.pools.agents.count" + mark,
      points: zip(values, later).map {
        Sweep.Point(value: $0, bench: bench(160, mark: mark, later: $1))
      }, planned: planned ?? values.count)
  }
}
