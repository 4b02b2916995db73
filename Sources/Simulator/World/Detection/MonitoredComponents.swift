import EventKernel

/// The components that monitoring watches, for a choice of one that an edit of the model rarely
/// changes.
///
/// They are the leaves of a tree that halves them by the bits of their names' hashes. A choice goes
/// down from its top, to either side as likely as components are there, by a draw under the address
/// of the place where it parts. So each is as likely as any other, and a choice takes as many draws
/// as the tree is deep, log2(n) about. A component more takes its own share, 1 / n of all choices,
/// and moves log2(n) / 2n of them between others at the places where it stands; where it does not,
/// nothing changes.
struct MonitoredComponents {
  /// Hashes of names, ascending, and the component of each.
  private let hashes: Table<UInt64>
  private let components: Table<Row<Component>>

  init(_ platform: Platform) {
    let monitored = platform.components.indices.lazy
      .filter { platform.components[$0].monitoring != .none }
      .map { (hash: platform.nodes[$0].name.value, component: Row<Component>($0)) }
      .sorted { ($0.hash, $0.component) < ($1.hash, $1.component) }
    hashes = Table(monitored.lazy.map(\.hash))
    components = Table(monitored.lazy.map(\.component))
  }

  /// The component of a choice; nil: none is watched. O(log2(n)^2), and log2(n) draws.
  func choose(
    _ source: RandomSource, _ purpose: NameHash, ordinal: UInt64
  ) -> Row<Component>? {
    var range = 0..<hashes.count
    var prefix: UInt64 = 0
    var bit: UInt64 = 1 << 63
    while range.count > 1, bit > 0 {
      let place = prefix | bit
      let right = firstHash(notBelow: place, in: range)
      var isRight = right == range.lowerBound
      if range.contains(right), !isRight {
        var draws = source.draws(
          purpose: purpose, entity: NameHash(value: place), ordinal: ordinal)
        isRight = draws.below(UInt64(range.count)) >= UInt64(right - range.lowerBound)
      }
      range = isRight ? right..<range.upperBound : range.lowerBound..<right
      if isRight { prefix = place }
      bit >>= 1
    }
    // Of components whose names have one hash, the first: names are distinct, so there are none.
    return range.isEmpty ? nil : components[range.lowerBound]
  }

  private func firstHash(notBelow hash: UInt64, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) >> 1
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
