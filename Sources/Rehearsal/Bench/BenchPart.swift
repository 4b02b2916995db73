import Scenarios

/// Some of a bench's runs: what shards hand over, and what a later comparison reads.
///
/// It has the drill's files with it, so that it can be merged and told of anywhere.
package struct BenchPart: Sendable {
  package var bench: Bench
  /// The replications that it tells of, of 0..<`Bench.planned`.
  package var replications: Range<Int>

  package init(_ bench: Bench, replications: Range<Int>) {
    self.bench = bench
    self.replications = replications
  }

  /// All of a bench that was played to its end.
  package init(whole bench: Bench) { self.init(bench, replications: 0..<bench.done) }
}

/// Why a file cannot be used as a part, or parts not merged.
package enum BenchPartError: Error, Hashable, Sendable {
  /// Not a file of this kind, or a broken one.
  case unreadable
  /// Written by another version, whose sums mean something else.
  case version(String)
  /// The drill's files in it cannot be read by this version.
  case drill
  /// Two parts are of different drills, seeds or numbers of runs.
  case different
  /// Replications that two parts have.
  case doubled(Range<Int>)
  /// Replications that no part has.
  case missing(Range<Int>)
}

extension BenchPart {
  /// The parts of one bench as if it had been run in one go, in whatever order they come.
  static func merged(_ parts: [BenchPart]) throws(BenchPartError) -> Bench {
    let parts = parts.sorted { $0.replications.lowerBound < $1.replications.lowerBound }
    guard var bench = parts.first?.bench else { throw .missing(0..<1) }
    var end = 0
    for (number, part) in parts.enumerated() {
      guard part.bench.drill.digest == bench.drill.digest, part.bench.seed == bench.seed,
        part.bench.planned == bench.planned, part.bench.looks == bench.looks
      else { throw .different }
      if part.replications.lowerBound > end { throw .missing(end..<part.replications.lowerBound) }
      if part.replications.lowerBound < end {
        throw .doubled(part.replications.lowerBound..<min(end, part.replications.upperBound))
      }
      end = part.replications.upperBound
      if number > 0 { bench.sums.merge(part.bench.sums) }
    }
    if end < bench.planned { throw .missing(end..<bench.planned) }
    bench.done = end
    return bench
  }
}

/// One of the parts into which the runs of a bench are cut, by its number from 1.
package struct Shard: Hashable, Sendable {
  package var number: Int
  package var count: Int

  package init(_ number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  /// Its replications of so many: as many in each shard, give or take one.
  package func replications(of planned: Int) -> Range<Int> {
    planned * (number - 1) / count..<planned * number / count
  }
}
