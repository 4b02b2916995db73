import Foundation
import Testing

@testable import EventKernel

@Suite("Random words")
struct RandomWordTests {
  @Test("Names and addresses give the words that a second implementation gives")
  func goldenWords() throws {
    // Empty names are columns too, so the rows are split here.
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Tables/words.tsv")
    var seen = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let wanted = columns.last.flatMap { UInt64($0.dropFirst(2), radix: 16) }
      switch columns[0] {
      case "name": #expect(NameHash(columns[1]).value == wanted)
      case "path":
        let path = NameHash(columns[1]).combined(with: NameHash(columns[2]))
        #expect(path.value == wanted)
      case "number":
        let ordinal = try #require(UInt64(columns[2]))
        #expect(NameHash(columns[1]).combined(with: ordinal).value == wanted)
      default:
        let source = RandomSource(
          seed: try #require(UInt64(columns[1])), replication: try #require(UInt64(columns[2])))
        var draws = source.draws(
          purpose: NameHash(columns[3]), entity: NameHash(columns[4]),
          ordinal: try #require(UInt64(columns[5])))
        for column in columns[6...] {
          #expect(draws.next() == UInt64(column.dropFirst(2), radix: 16))
        }
      }
      seen += 1
    }
    #expect(seen > 100)
  }

  @Test("A name written in the program hashes as the same text does")
  func staticNames() {
    let name: StaticString = "province/机房"
    #expect(NameHash(name) == NameHash(String("province/机房")))
  }

  @Test("The order of names in a path matters, and a number is not a name")
  func paths() {
    let (one, other) = (NameHash("a"), NameHash("b"))
    #expect(one.combined(with: other) != other.combined(with: one))
    #expect(one.combined(with: other.value) != one.combined(with: other))
  }

  @Test("What one address reads changes nothing at another")
  func addressesAreApart() {
    let source = RandomSource(seed: 5, replication: 1)
    func draws(_ ordinal: UInt64) -> RandomDraws {
      source.draws(purpose: NameHash("p"), entity: NameHash("e"), ordinal: ordinal)
    }
    var untouched = draws(1)
    var first = draws(0)
    for _ in 0..<1_000 { _ = first.normal() }
    var after = draws(1)
    #expect(untouched.next() == after.next())
  }

  @Test("A million keys are odd, irregular, and balanced in every bit")
  func keys() {
    let count = 1_000_000
    // How often each of the eight bytes has each value.
    var histogram = [Int](repeating: 0, count: 8 * 256)
    for entity in 0..<count {
      let draws = RandomSource(seed: 1, replication: 2).draws(
        purpose: NameHash(value: 3), entity: NameHash(value: UInt64(entity)), ordinal: 0)
      for byte in 0..<8 {
        histogram[byte << 8 | Int(draws.key >> (8 * byte) & 0xff)] += 1
      }
    }
    for byte in 0..<8 {
      #expect(histogram[byte << 8] == 0)
      #expect(histogram[byte << 8 | 0xff] == 0)
    }
    for bit in 0..<64 {
      let values = (0..<256).filter { $0 >> (bit & 7) & 1 == 1 }
      let set = values.reduce(0) { $0 + histogram[(bit >> 3) << 8 | $1] }
      // The lowest byte is one of the 127 odd numbers below 255; 63 of them have a given bit.
      let share = bit == 0 ? 1.0 : bit < 8 ? 63.0 / 127 : 0.5
      let bound = 5 * (share * (1 - share) / Double(count)).squareRoot()
      #expect((Double(set) / Double(count) - share).magnitude <= bound, "bit \(bit)")
    }
  }

  @Test("Reading past the last word of an address is a mistake of the program")
  func exhausted() async {
    await #expect(processExitsWith: .failure) {
      var draws = RandomSource(seed: 1, replication: 0).draws(
        purpose: NameHash("p"), entity: NameHash("e"), ordinal: 0)
      for _ in 0..<65_536 { _ = draws.next() }
    }
  }

  @Test("Of an address, 65,535 words can be read")
  func longest() {
    var draws = RandomSource(seed: 1, replication: 0).draws(
      purpose: NameHash("p"), entity: NameHash("e"), ordinal: 0)
    var words = Set<UInt64>()
    for _ in 0..<65_535 { words.insert(draws.next()) }
    #expect(words.count == 65_535)
  }
}
