/// The count, sum and sum of squares of whole numbers, exactly.
///
/// Sums of integers do not depend on order or grouping, so what is merged is the same bytes for any
/// number of threads and any split into shards. Values up to 2^63 in magnitude; the sum has 128
/// bits, the sum of squares 256, so that no count overflows either (2^63 * 2^63, 2^126 * 2^63).
package struct PowerSums: Hashable, Sendable, BitwiseCopyable {
  /// How many values.
  package private(set) var count: Int64 = 0
  /// Their sum, in the values' unit.
  package private(set) var sum: Int128 = 0
  /// The sum of their squares, in the unit squared.
  package private(set) var squares = Int256(0)

  /// The sums of no values.
  package init() {}

  /// The sums as they were kept.
  package init(count: Int64, sum: Int128, squares: Int256) {
    self.count = count
    self.sum = sum
    self.squares = squares
  }

  /// Takes one value in.
  package mutating func add(_ value: Int64) {
    count += 1
    sum += Int128(value)
    squares = squares &+ Int256(Int128(value) * Int128(value))
  }

  /// Takes in what another has taken in.
  package mutating func merge(_ other: PowerSums) {
    count += other.count
    sum += other.sum
    squares = squares &+ other.squares
  }

  /// The sums of what this has taken in and `other`, a part of it, has not.
  package func without(_ other: PowerSums) -> PowerSums {
    PowerSums(
      count: count - other.count, sum: sum - other.sum, squares: squares &- other.squares)
  }
}

extension PowerSums {
  /// The arithmetic mean, in the values' unit, to 2 units in the last place; nothing of no values.
  package var mean: Double? {
    guard count > 0 else { return nil }
    let centre = wholeMean
    return Double(centre) + Double(offset(from: centre)) / Double(count)
  }

  /// The sample variance, with count - 1, in the unit squared; nothing of fewer than two values.
  package var variance: Double? {
    count > 1 ? centredSquares / Double(count - 1) : nil
  }

  /// The mean rounded to a whole number, halves away from zero; 0 of no values.
  var wholeMean: Int64 {
    guard count > 0 else { return 0 }
    let half = Int128(count / 2)
    return Int64((sum + (sum < 0 ? -half : half)) / Int128(count))
  }

  /// The sum of the values less a whole number each.
  func offset(from centre: Int64) -> Int128 { sum - Int128(count) * Int128(centre) }

  /// The sum of the squares of the values less a whole number each, exact.
  func squares(about centre: Int64) -> Int256 {
    let crossed = Int256(sum, times: centre)
    return squares &- crossed &- crossed &+ Int256(Int128(centre) * Int128(centre), times: count)
  }

  /// The sum of squared deviations from the mean, in the unit squared; 0 of no values.
  ///
  /// Taken about the nearest whole number exactly, then corrected. Whole numbers that far from
  /// their centre have a sum below that of their squares, so the correction takes away a half at
  /// most, and nothing cancels, however large the mean is beside the spread.
  var centredSquares: Double {
    guard count > 0 else { return 0 }
    let centre = wholeMean
    let rest = Double(offset(from: centre))
    return squares(about: centre).double - rest * (rest / Double(count))
  }
}
