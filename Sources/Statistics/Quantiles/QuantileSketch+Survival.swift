extension QuantileSketch {
  /// How many values are greater than one.
  package struct Step: Hashable, Sendable {
    package var value: Int64
    package var above: Int64
  }

  /// The empirical survival function: at each value that there is, off by less than 1/256 of it,
  /// how many are greater. Values rise; the last has none above it.
  package var survival: [Step] {
    guard let greatest else { return [] }
    var above = count
    var steps: [Step] = []
    for (bucket, inside) in counts.enumerated() where inside > 0 {
      above -= inside
      let (lower, width) = QuantileSketch.edge(of: bucket)
      steps.append(Step(value: min(lower + (width - 1), greatest), above: above))
    }
    return steps
  }

  /// How many values are greater than one, to within those of its bucket.
  package func count(above value: Int64) -> Int64 {
    guard value >= 0 else { return count }
    let first = QuantileSketch.bucket(of: min(value, largest)) + 1
    return first < counts.count ? counts[first...].reduce(0, +) : 0
  }
}
