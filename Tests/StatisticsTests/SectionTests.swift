import EventKernel
import Foundation
import Statistics
import Testing

/// Ratios in sections, and differences of two of them.
@Suite("Sections")
struct SectionTests {
  /// Values of replications that vary by a night's share and a little of their own.
  private static func value(_ seed: UInt64, _ replication: Int, own: UInt64) -> Int64 {
    let source = RandomSource(seed: seed, replication: UInt64(replication))
    var night = source.draws(purpose: NameHash("night"), entity: NameHash("x"), ordinal: 0)
    var rest = source.draws(purpose: NameHash("rest"), entity: NameHash("x"), ordinal: own)
    return Int64(1_000_000 + 100_000 * night.normal() + 5_000 * rest.normal())
  }

  private static func ratio(
    _ seed: UInt64, _ replications: Range<Int>, own: UInt64 = 0, more: Int64 = 0
  ) -> SectionedRatio {
    var ratio = SectionedRatio()
    for replication in replications {
      ratio.add(
        value(seed, replication, own: own) + more, over: 1, ofReplication: replication)
    }
    return ratio
  }

  @Test("come to the same whoever adds which of the replications, and from a file")
  func merging() throws {
    let whole = Self.ratio(1, 0..<1_000)
    for cuts in [[0, 1, 1_000], [0, 400, 700, 1_000], [0, 63, 64, 500, 1_000]] {
      let parts = zip(cuts, cuts.dropFirst()).map { Self.ratio(1, $0..<$1) }
      for order in [parts, parts.reversed()] {
        var merged = SectionedRatio()
        for part in order { merged.merge(part) }
        #expect(merged == whole)
      }
    }
    let data = try JSONEncoder().encode(whole)
    #expect(try JSONDecoder().decode(SectionedRatio.self, from: data) == whole)
  }

  @Test("A difference on the same nights is found where one of independent nights is not")
  func pairing() throws {
    let before = Self.ratio(1, 0..<100).sectioned
    let after = Self.ratio(1, 0..<100, own: 1, more: 20_000).sectioned
    let paired = try #require(after.difference(from: before, paired: true))
    #expect(paired.lower > 0 && paired.contains(20_000))
    let other = Self.ratio(2, 0..<100, own: 1, more: 20_000).sectioned
    let apart = try #require(other.difference(from: before, paired: false))
    #expect(apart.contains(0))
    #expect(apart.halfWidth > 5 * paired.halfWidth)
  }

  @Test("A service 2 % slower is found with ten replications of the same nights")
  func tenReplications() throws {
    let before = Self.ratio(1, 0..<10).sectioned
    let after = Self.ratio(1, 0..<10, own: 1, more: 20_000).sectioned
    let difference = try #require(after.difference(from: before, paired: true))
    #expect(difference.count == 10)
    #expect(difference.lower > 0)
  }

  @Test("Intervals of no difference miss it as often as they say", arguments: [true, false])
  func coverage(paired: Bool) throws {
    let rounds = 1_000
    var missed = 0
    for round in 0..<UInt64(rounds) {
      let before = Self.ratio(2 * round, 0..<64).sectioned
      let after = Self.ratio(paired ? 2 * round : 2 * round + 1, 0..<64, own: 1).sectioned
      let difference = try #require(after.difference(from: before, paired: paired))
      if !difference.contains(0) { missed += 1 }
    }
    // 5 % give or take four standard errors.
    #expect((22...78).contains(missed), "\(missed) of \(rounds)")
  }

  @Test("Nothing is told where a side has nothing, or one section only")
  func nothing() {
    let some = Self.ratio(1, 0..<50).sectioned
    #expect(SectionedRatio().sectioned.difference(from: some, paired: true) == nil)
    #expect(some.difference(from: SectionedRatio().sectioned, paired: false) == nil)
    let one = Self.ratio(1, 0..<1).sectioned
    #expect(one.difference(from: one, paired: true) == nil)
  }

  @Test("The least difference that would show is seen four times in five")
  func detectable() throws {
    let first = try #require(
      Self.ratio(1, 0..<64, own: 1).sectioned
        .difference(from: Self.ratio(1, 0..<64).sectioned, paired: true))
    // Of independent nights' own parts: 5,000 * sqrt(2 / 64), times (t + t of 80 %).
    let expected = 5_000 * (2.0 / 64).squareRoot() * (2.04 + 0.853)
    let found = SectionedValue.minimumDetectable(first)
    #expect(abs(found / expected - 1) < 0.3, "\(found) beside \(expected)")
    let seen = (1...400 as ClosedRange<UInt64>).count { seed in
      let after = Self.ratio(seed, 0..<64, own: 1, more: Int64(expected)).sectioned
      return after.difference(from: Self.ratio(seed, 0..<64).sectioned, paired: true)
        .map { $0.lower > 0 } ?? false
    }
    #expect((280...360).contains(seen), "\(seen) of 400")
  }
}

/// Sums in files.
@Suite("Kept sums")
struct KeptSumTests {
  @Test("come back as they were")
  func roundTrip() throws {
    var moments = RatioMoments(largest: Moments.largestMagnitude)
    var sketch = QuantileSketch(largest: 1_000_000_000_000)
    for value in [0, 1, -7, 511, 512, 1 << 40, Moments.largestMagnitude, -(1 << 61)] as [Int64] {
      moments.add(value, over: value / 3 + 1)
      sketch.add(value)
    }
    let kept = try JSONEncoder().encode(moments)
    #expect(try JSONDecoder().decode(RatioMoments.self, from: kept) == moments)
    let drawn = try JSONEncoder().encode(sketch)
    #expect(try JSONDecoder().decode(QuantileSketch.self, from: drawn) == sketch)
    let empty = try JSONEncoder().encode(QuantileSketch(largest: 5))
    #expect(
      try JSONDecoder().decode(QuantileSketch.self, from: empty) == QuantileSketch(largest: 5))
  }

  @Test(
    "that make no sense are refused",
    arguments: [
      #"{"largest":0,"outside":0,"counts":[]}"#,
      #"{"largest":9,"outside":-1,"counts":[]}"#,
      #"{"largest":9,"outside":0,"counts":[1]}"#,
      #"{"largest":9,"outside":0,"counts":[10,1],"least":9,"greatest":9}"#,
      #"{"largest":9,"outside":0,"counts":[-1,1],"least":0,"greatest":9}"#,
      #"{"largest":9,"outside":0,"counts":[3,1,3,1],"least":3,"greatest":3}"#,
      #"{"largest":9,"outside":0,"counts":[3,0],"least":3,"greatest":3}"#,
      #"{"largest":9,"outside":0,"counts":[3,1,5,2],"least":4,"greatest":5}"#,
      #"{"largest":9,"outside":0,"counts":[3,1,5,2],"least":3,"greatest":6}"#,
      #"{"largest":9,"outside":0,"counts":[3,9223372036854775807,5,2],"least":3,"greatest":5}"#,
      #"{"largest":9,"outside":0,"counts":[9,1,10,1],"least":9,"greatest":9}"#,
      #"{"largest":9,"outside":2,"counts":[9,1],"least":9,"greatest":9}"#,
      #"{"largest":9223372036854775807,"outside":0,"counts":[]}"#,
    ])
  func refused(text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(QuantileSketch.self, from: Data(text.utf8))
    }
  }

  @Test("that are greater than those of so many values are refused, since they would not add up")
  func beyond() throws {
    for (text, isSound) in [
      (#"[2,"18446744073709551616","0:5"]"#, true), (#"[2,"18446744073709551617","0:5"]"#, false),
      (#"[0,"1","0:5"]"#, false), (#"[-1,"0","0:5"]"#, false), (#"[2,"2","-1:5"]"#, false),
    ] {
      let sums = try? JSONDecoder().decode(PowerSums.self, from: Data(text.utf8))
      #expect((sums != nil) == isSound, "\(text)")
    }
    for (section, isSound) in [
      ("\(1 << 100 as Int128)/0", true), ("\(1 << 101 as Int128)/0", false),
      ("0/-\(1 << 101 as Int128)", false), ("\(Int128.min)/0", false),
    ] {
      let texts = Array(repeating: section, count: SectionedRatio.sectionCount)
      let data = try JSONEncoder().encode(texts)
      let ratio = try? JSONDecoder().decode(SectionedRatio.self, from: data)
      #expect((ratio != nil) == isSound, "\(section)")
    }
  }
}
