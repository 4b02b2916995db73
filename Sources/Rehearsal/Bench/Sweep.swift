import Scenarios
import Statistics

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

// MARK: What it says

extension Sweep {
  /// Positions of the values with which every objective is met, in the order given.
  package var met: [Int] { points.indices.filter { points[$0].bench.isMet } }

  /// The values as numbers, where every one is a plain number.
  package var numbers: [Double]? {
    let numbers = points.compactMap { Double($0.value) }
    return numbers.count == points.count && numbers.allSatisfy(\.isFinite) ? numbers : nil
  }

  /// What a figure came to with a value, less what it came to with the first, with its interval at
  /// 95 %; nothing of the first, and where either tells none.
  ///
  /// Every value meets the same nights, so they are paired section by section.
  package func difference(of row: Int, at point: Int) -> Interval? {
    guard point > 0, let value = sectioned(row, point), let first = sectioned(row, 0) else {
      return nil
    }
    return value.difference(from: first, paired: true)
  }

  private func sectioned(_ row: Int, _ point: Int) -> SectionedValue? {
    let figures = points[point].bench.sums.figures
    return figures.indices.contains(row) ? figures[row].sectioned : nil
  }

  /// How far a value moves a figure from what it is with the first.
  package struct Shift: Sendable {
    package var row: Int
    package var point: Int
    package var difference: Interval
  }

  /// The greatest shift of some figures, for their size: of a share in points, of others as a share
  /// of the larger of the two. Nothing when no interval of a difference is all to one side of 0.
  package func greatestShift(among rows: [Int]) -> Shift? {
    var greatest: (size: Double, shift: Shift)?
    for row in rows {
      for point in points.indices {
        guard let difference = difference(of: row, at: point), difference.estimate.isFinite,
          difference.lower > 0 || difference.upper < 0,
          let first = sectioned(row, 0)?.whole, let value = sectioned(row, point)?.whole
        else { continue }
        let isShare = points[point].bench.figures[row].unit == .share
        let scale = isShare ? 1 : max(first.magnitude, value.magnitude)
        let size = difference.estimate.magnitude / scale
        if size > greatest?.size ?? 0 {
          greatest = (size, Shift(row: row, point: point, difference: difference))
        }
      }
    }
    return greatest?.shift
  }
}
