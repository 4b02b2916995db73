import Testing

@testable import EventKernel

/// Tables of slots and lists through rows, against arrays that do the same plainly.
@Suite("Tables")
struct TablesTests {
  private func draws(_ seed: UInt64, _ step: Int) -> RandomDraws {
    RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash("operation"), entity: NameHash("tables"), ordinal: UInt64(step))
  }

  @Test("A table that is changed leaves its copies as they were")
  func tableIsAValue() {
    var one: EventKernel.Table<Int> = [1, 2, 3]
    let other = one
    one[1] = 20
    one.append(4)
    one.removeFirst()
    #expect(Array(one) == [20, 3, 4])
    #expect(Array(other) == [1, 2, 3])
  }

  @Test("A table frees what its elements refer to, once")
  func tableReleasesElements() {
    final class Counted {
      let count: UnsafeMutablePointer<Int>
      init(_ count: UnsafeMutablePointer<Int>) {
        self.count = count
        count.pointee += 1
      }
      deinit { count.pointee -= 1 }
    }
    let alive = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    defer { alive.deallocate() }
    alive.pointee = 0
    do {
      var table: EventKernel.Table<Counted> = []
      for _ in 0..<100 { table.append(Counted(alive)) }
      let copy = table
      table[5] = Counted(alive)
      #expect(alive.pointee == 101)
      #expect(copy.count == 100)
    }
    #expect(alive.pointee == 0)
  }

  @Test(
    "Live rows keep their elements, and freed rows serve again",
    arguments: 1...20 as ClosedRange<UInt64>)
  func slotsAgreeWithTwin(seed: UInt64) {
    var slots = SlotTable<Int>(minimumCapacity: 1)
    var twin: [Int: Int] = [:]
    var most = 0
    for step in 0..<2_000 {
      var draws = draws(seed, step)
      if twin.isEmpty || draws.bernoulli(step / 200 % 2 == 0 ? 0.7 : 0.3) {
        let next = slots.nextRow
        let row = slots.insert(step)
        #expect(row == next && twin[row] == nil)
        twin[row] = step
      } else {
        let rows = twin.keys.sorted()
        let row = rows[Int(draws.below(UInt64(rows.count)))]
        slots.release(row)
        twin[row] = nil
      }
      most = max(most, twin.count)
      #expect(slots.liveCount == twin.count)
    }
    #expect(slots.count == most)
    let copy = slots.copy()
    for (row, element) in twin { #expect(slots[row] == element && copy[row] == element) }
    #expect(copy.nextRow == slots.nextRow)
  }

  @Test(
    "Lists keep their order through insertions and removals",
    arguments: 1...20 as ClosedRange<UInt64>)
  func linksAgreeWithTwin(seed: UInt64) {
    var links = RowLinks(minimumCapacity: 1)
    var lists = [RowList(), RowList()]
    var twins: [[Int]] = [[], []]
    for step in 0..<1_000 {
      var draws = draws(seed, step)
      let list = Int(draws.below(2))
      let row = Int(draws.below(60))
      if let owner = twins.firstIndex(where: { $0.contains(row) }) {
        links.remove(row, from: &lists[owner])
        twins[owner].removeAll { $0 == row }
      } else if draws.bernoulli(0.5) {
        links.append(row, to: &lists[list])
        twins[list].append(row)
      } else {
        let place = Int(draws.below(UInt64(twins[list].count + 1)))
        let before = place == 0 ? -1 : Int32(twins[list][place - 1])
        links.insert(row, behind: before, in: &lists[list])
        twins[list].insert(row, at: place)
      }
      for (list, twin) in zip(lists, twins) {
        var rows: [Int] = []
        var next = list.first
        while next >= 0 {
          rows.append(Int(next))
          next = links.next(next)
        }
        #expect(rows == twin)
        #expect(list.last == Int32(twin.last ?? -1))
        #expect(list.isEmpty == twin.isEmpty)
      }
    }
  }

  @Test(
    "A set of rows gives them in order, whatever was put in and taken out",
    arguments: 1...20 as ClosedRange<UInt64>)
  func rowSetAgreesWithTwin(seed: UInt64) {
    // Rows near each other, and rows of other words and groups of words.
    let scale = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 61 : 4_099
    var set = RowSet(bound: seed % 2 == 0 ? 0 : 100 * scale)
    var twin: Set<Int> = []
    var copies: [(rows: Set<Int>, found: [Int])] = []
    for step in 0..<1_000 {
      var draws = draws(seed, step)
      let row = Int(draws.below(100)) * scale
      if draws.bernoulli(step / 200 % 2 == 0 ? 0.6 : 0.2) {
        set.insert(row)
        twin.insert(row)
      } else {
        set.remove(row)
        twin.remove(row)
      }
      #expect(set.contains(row) == twin.contains(row))
      let from = Int(draws.below(100)) * scale + Int(draws.below(3))
      #expect(set.first(from: from) == twin.filter { $0 >= from }.min())
      #expect(set.bits(ofWord: row >> 6) >> UInt64(row & 63) & 1 == (twin.contains(row) ? 1 : 0))
      guard step % 100 == 99 else { continue }
      #expect(rows(set) == twin.sorted())
      for word in 0..<7_000 {
        let isPresent = set.bits(ofGroup: word >> 6) >> UInt64(word & 63) & 1 == 1
        #expect(isPresent == (set.bits(ofWord: word) != 0))
      }
      copies.append((twin, rows(set.copy())))
    }
    for copy in copies { #expect(copy.rows.sorted() == copy.found) }
  }

  @Test("A copy of a set of rows is left as it was")
  func rowSetCopies() {
    var set = RowSet()
    for row in [3, 64, 4_096, 300_000] { set.insert(row) }
    var copy = set.copy()
    set.remove(64)
    copy.remove(3)
    copy.insert(500_000)
    #expect(rows(set) == [3, 4_096, 300_000])
    #expect(rows(copy) == [64, 4_096, 300_000, 500_000])
    #expect(set.first(from: 300_001) == nil && set.first(from: 10_000_000) == nil)
  }

  private func rows(_ set: borrowing RowSet) -> [Int] {
    var rows: [Int] = []
    var from = 0
    while let row = set.first(from: from) {
      rows.append(row)
      from = row + 1
    }
    return rows
  }
}
