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
}
