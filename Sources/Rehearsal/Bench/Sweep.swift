import Scenarios

/// The same drill with other values of one setting, each run over the same nights.
package struct Sweep: Sendable {
  package struct Point: Sendable {
    /// As it was written: `3`, `45 min`.
    package var value: String
    package var bench: Bench

    package init(value: String, bench: Bench) {
      self.value = value
      self.bench = bench
    }
  }

  /// What is set, as a path of `changes`.
  package var path: String
  /// In the order of the values; those that an interruption left out are not there.
  package var points: [Point]
  /// Values that there were to be.
  package var planned: Int

  package init(path: String, points: [Point], planned: Int) {
    self.path = path
    self.points = points
    self.planned = planned
  }

  package var isPartial: Bool { points.count < planned || points.contains { $0.bench.isPartial } }

  /// With some value every objective is met.
  package var isMet: Bool { points.contains { $0.bench.isMet } }
}
