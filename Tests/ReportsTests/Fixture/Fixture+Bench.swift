import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

extension Fixture {
  /// The night many times: it is recovered later from run to run, and now and then not in time.
  static func bench(_ count: Int = 40, mark: String = "") -> Bench {
    let run = run(mark: mark)
    let reader = BenchReader(run.drill)
    var sums = BenchSums(run.drill)
    for replication in 0..<count {
      var record = run.replication
      record.replication = UInt64(replication)
      let late = Int64(replication * 37 % 11)
      record.incidents[0][.responded] = minute(16 + 2 * late)
      record.incidents[0][.recovered] = minute(165 + 20 * late)
      if replication % 16 == 15 { record.incidents[0][.recovered] = minute(900) }
      reader.add(record, ofReplication: replication, to: &sums)
    }
    return Bench(
      drill: run.drill, seed: run.seed, version: run.version, sums: sums, planned: count,
      done: count)
  }
}
