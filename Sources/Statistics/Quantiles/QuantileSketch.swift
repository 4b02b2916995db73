import EventKernel

/// How many values fell in each of many narrow buckets: quantiles of any number of values, to a
/// relative 1/256.
///
/// Buckets are exact below 512 and from there 256 to each doubling, so a bucket is at most 1/256
/// of its lower edge wide (the layout of G. Tene's HdrHistogram). Counts are integers, so merging
/// is exact in any order. At most 14,336 buckets of 8 bytes; only those up to the greatest value
/// are kept.
package struct QuantileSketch: Hashable, Sendable {
  /// The declared largest value, in the metric's unit.
  package let largest: Int64
  /// How many values.
  package private(set) var count: Int64 = 0
  /// How many values were below 0 or beyond the largest; they count as 0 or the largest.
  package private(set) var outside: Int64 = 0
  /// How many values each bucket has; the last one is not 0.
  package private(set) var counts: [Int64] = []
  private var lowest = Int64.max
  private var highest: Int64 = 0

  /// The sketch of no values.
  ///
  /// - Precondition: as ``Moments/init(largest:)`` has it.
  package init(largest: Int64) {
    precondition(
      largest > 0 && largest <= Moments.largestMagnitude,
      "a sketch's largest value is \(largest), which is not from 1 to 2^62 - 1")
    self.largest = largest
  }

  /// Takes one value in.
  package mutating func add(_ value: Int64) {
    let kept = min(max(value, 0), largest)
    if kept != value { outside += 1 }
    let bucket = QuantileSketch.bucket(of: kept)
    extend(to: bucket + 1)
    counts[bucket] += 1
    count += 1
    lowest = min(lowest, kept)
    highest = max(highest, kept)
  }

  /// Takes in what the sketch of other values of the same metric has taken in.
  ///
  /// - Precondition: both have the same largest value.
  package mutating func merge(_ other: QuantileSketch) {
    precondition(
      largest == other.largest,
      "sketches of values up to \(largest) and up to \(other.largest) cannot be merged")
    extend(to: other.counts.count)
    for (bucket, more) in other.counts.enumerated() { counts[bucket] += more }
    count += other.count
    outside += other.outside
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
  }

  /// Forgets all values and keeps the memory, for the next replication.
  package mutating func removeAll() {
    counts.removeAll(keepingCapacity: true)
    (count, outside, lowest, highest) = (0, 0, Int64.max, 0)
  }

  private mutating func extend(to length: Int) {
    guard counts.count < length else { return }
    counts.append(contentsOf: repeatElement(0, count: length - counts.count))
  }

  /// The least value; nothing of no values.
  package var least: Int64? { count > 0 ? lowest : nil }
  /// The greatest value; nothing of no values.
  package var greatest: Int64? { count > 0 ? highest : nil }
}

extension QuantileSketch {
  /// The bucket of a value of 0 or more.
  static func bucket(of value: Int64) -> Int {
    if value < 512 { return Int(value) }
    // The upper nine bits, of which the first is set, and how many are below them.
    let shift = 55 - value.leadingZeroBitCount
    return shift << 8 + Int(value >> Int64(shift))
  }

  /// The least value of a bucket, and how many whole numbers are in it.
  static func edge(of bucket: Int) -> (lower: Int64, width: Int64) {
    if bucket < 512 { return (Int64(bucket), 1) }
    let shift = bucket >> 8 - 1
    return (Int64(bucket - shift << 8) << Int64(shift), 1 << Int64(shift))
  }

  /// The quantile, by ``Quantile``'s definition, off by less than 1/256 of it; nothing of no
  /// values.
  ///
  /// Within a bucket the values are taken to lie evenly, so that the usual error is far smaller.
  package func quantile(_ probability: Probability) -> Int64? {
    guard count > 0, let place = place(ofRank: Quantile.rank(probability, of: count)) else {
      return nil
    }
    let (lower, width) = QuantileSketch.edge(of: place.bucket)
    let (index, inside) = (Int128(place.index), Int128(counts[place.bucket]))
    let value = lower + Int64(Int128(width) * (2 * index - 1) / (2 * inside))
    return min(max(value, lowest), highest)
  }

  /// The least and greatest value that the value of a rank from 1 to `count` can be.
  func bounds(ofRank rank: Int64) -> (least: Int64, greatest: Int64)? {
    guard let place = place(ofRank: rank) else { return nil }
    let (lower, width) = QuantileSketch.edge(of: place.bucket)
    return (max(lower, lowest), min(lower + (width - 1), highest))
  }

  /// The bucket of a rank, and which one in it that is, from 1.
  private func place(ofRank rank: Int64) -> (bucket: Int, index: Int64)? {
    var before: Int64 = 0
    for (bucket, inside) in counts.enumerated() {
      if before + inside >= rank { return (bucket, rank - before) }
      before += inside
    }
    return nil
  }
}

extension QuantileSketch: Codable {
  private enum Key: String, CodingKey {
    case largest, outside, least, greatest
    /// Bucket, count, bucket, count ... of those with values.
    case counts
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let largest = try container.decode(Int64.self, forKey: .largest)
    guard (1...Moments.largestMagnitude).contains(largest) else { throw BrokenSum() }
    self.init(largest: largest)
    outside = try container.decode(Int64.self, forKey: .outside)
    let numbers = try container.decode([Int64].self, forKey: .counts)
    let highestBucket = Int64(QuantileSketch.bucket(of: largest))
    guard numbers.count.isMultiple(of: 2), outside >= 0 else { throw BrokenSum() }
    for place in stride(from: 0, to: numbers.count, by: 2) {
      let (bucket, inside) = (numbers[place], numbers[place + 1])
      // In rising order, so none comes twice.
      let sum = count.addingReportingOverflow(inside)
      guard bucket >= Int64(counts.count), bucket <= highestBucket, inside > 0, !sum.overflow
      else { throw BrokenSum() }
      extend(to: Int(bucket) + 1)
      counts[Int(bucket)] = inside
      count = sum.partialValue
    }
    guard outside <= count else { throw BrokenSum() }
    guard count > 0 else { return }
    lowest = try container.decode(Int64.self, forKey: .least)
    highest = try container.decode(Int64.self, forKey: .greatest)
    let first = counts.firstIndex { $0 > 0 }
    guard lowest >= 0, highest <= largest, lowest <= highest,
      first == QuantileSketch.bucket(of: lowest),
      counts.count - 1 == QuantileSketch.bucket(of: highest)
    else { throw BrokenSum() }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(largest, forKey: .largest)
    try container.encode(outside, forKey: .outside)
    var numbers: [Int64] = []
    for (bucket, inside) in counts.enumerated() where inside > 0 {
      numbers += [Int64(bucket), inside]
    }
    try container.encode(numbers, forKey: .counts)
    try container.encodeIfPresent(least, forKey: .least)
    try container.encodeIfPresent(greatest, forKey: .greatest)
  }
}
