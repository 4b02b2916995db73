/// A set of rows, in ascending order, with room for any row: a bit for each, and a bit for each
/// word of bits that has one.
///
/// Putting a row in and taking it out are O(1), and allocate only when a row higher than any before
/// is put in. The next row of the set takes one step, and one more for each 4096 rows without any.
@frozen
@usableFromInline
package struct RowSet: ~Copyable, @unchecked Sendable {
  /// One bit a row.
  @usableFromInline var words: SlotTable<UInt64>
  /// One bit a word that is not 0.
  @usableFromInline var summary: SlotTable<UInt64>

  /// An empty set.
  ///
  /// - Parameter bound: rows below it are put in without allocating.
  @inlinable
  package init(bound: Int = 0) {
    words = SlotTable(minimumCapacity: (bound + 63) >> 6)
    summary = SlotTable(minimumCapacity: (bound + 4095) >> 12)
    reserve(bound)
  }

  @usableFromInline
  init(words: consuming SlotTable<UInt64>, summary: consuming SlotTable<UInt64>) {
    self.words = words
    self.summary = summary
  }

  /// Whether a row is in the set. O(1).
  @inlinable
  package func contains(_ row: Int) -> Bool {
    row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// Puts a row in, if it is not. O(1).
  @inlinable
  package mutating func insert(_ row: Int) {
    if row >> 6 >= words.count { reserve(row + 1) }
    words[row >> 6] |= 1 &<< UInt64(row & 63)
    summary[row >> 12] |= 1 &<< UInt64(row >> 6 & 63)
  }

  /// Takes a row out, if it is there. O(1).
  @inlinable
  package mutating func remove(_ row: Int) {
    guard row >> 6 < words.count else { return }
    words[row >> 6] &= ~(1 &<< UInt64(row & 63))
    if words[row >> 6] == 0 { summary[row >> 12] &= ~(1 &<< UInt64(row >> 6 & 63)) }
  }

  /// Takes all rows out and keeps the memory. O(highest row that ever was in it / 64).
  @inlinable
  package mutating func removeAll() {
    words.reset(words.indices, to: 0)
    summary.reset(summary.indices, to: 0)
  }

  /// The lowest row of the set that is not below another; nil: there is none.
  @inlinable
  package func first(from row: Int) -> Int? {
    var word = row >> 6
    guard word < words.count else { return nil }
    let bits = words[word] & (~0 &<< UInt64(row & 63))
    if bits != 0 { return word << 6 | bits.trailingZeroBitCount }
    word += 1
    var group = word >> 6
    guard group < summary.count else { return nil }
    var present = summary[group] & (~0 &<< UInt64(word & 63))
    while present == 0 {
      group += 1
      guard group < summary.count else { return nil }
      present = summary[group]
    }
    word = group << 6 | present.trailingZeroBitCount
    return word << 6 | words[word].trailingZeroBitCount
  }

  /// The bits of 64 rows, from 64 * `word` on; 0 beyond all rows that ever were in it.
  @inlinable
  package func bits(ofWord word: Int) -> UInt64 { word < words.count ? words[word] : 0 }

  /// The bits of 64 words, from 64 * `group` on: whether a word has a row of the set.
  @inlinable
  package func bits(ofGroup group: Int) -> UInt64 { group < summary.count ? summary[group] : 0 }

  /// A set of its own of the same rows. O(highest row that ever was in it / 64).
  package func copy() -> RowSet { RowSet(words: words.copy(), summary: summary.copy()) }

  @usableFromInline
  @inline(never)
  mutating func reserve(_ bound: Int) {
    let lacking = (bound + 63) >> 6 - words.count
    if lacking > 0 { _ = words.append(repeating: 0, count: lacking) }
    let missing = (words.count + 63) >> 6 - summary.count
    if missing > 0 { _ = summary.append(repeating: 0, count: missing) }
  }
}
