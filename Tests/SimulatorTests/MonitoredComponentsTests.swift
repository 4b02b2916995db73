import EventKernel
import Testing

@testable import Simulator

/// The choice of one component among those that monitoring watches.
@Suite struct MonitoredComponentsTests {
  private static func platform(_ names: [String], unwatched: Set<String> = []) -> Platform {
    var platform = PlatformBuilder()
    for name in names {
      platform.component(name, monitoring: unwatched.contains(name) ? .none : .realTime)
    }
    var model = Model()
    platform.build(into: &model)
    return model.platform
  }

  private static func names(_ count: Int) -> [String] { (0..<count).map { "c\($0)" } }

  private static func choices(
    among platform: Platform, _ count: Int, seed: UInt64 = 1
  ) -> [Int?] {
    let monitored = MonitoredComponents(platform)
    let source = RandomSource(seed: seed, replication: 0)
    return (0..<count).map {
      monitored.choose(source, Purpose.falseAlarmPlace, ordinal: UInt64($0))?.index
    }
  }

  /// The same choice by looking at all at each place where the tree parts.
  private static func plainChoice(
    among platform: Platform, _ source: RandomSource, ordinal: UInt64
  ) -> Int? {
    var left = platform.components.indices.filter {
      platform.components[$0].monitoring != .none
    }
    var place: UInt64 = 0
    for bit in (0..<64).reversed() where left.count > 1 {
      let half = UInt64(1) << UInt64(bit)
      let right = left.filter { platform.nodes[$0].name.value & half != 0 }
      var isRight = right.count == left.count
      if !right.isEmpty, right.count < left.count {
        var draws = source.draws(
          purpose: Purpose.falseAlarmPlace, entity: NameHash(value: place | half),
          ordinal: ordinal)
        isRight = draws.below(UInt64(left.count)) >= UInt64(left.count - right.count)
      }
      left = isRight ? right : left.filter { !right.contains($0) }
      if isRight { place |= half }
    }
    return left.first
  }

  @Test("a choice is the one that a look at all gives, and never of what is not watched")
  func asByLookingAtAll() {
    for seed in 1...50 as ClosedRange<UInt64> {
      let names = Self.names(Int(seed))
      let platform = Self.platform(names, unwatched: Set(names.filter { $0.hasSuffix("3") }))
      let source = RandomSource(seed: seed, replication: 0)
      for (ordinal, choice) in Self.choices(among: platform, 40, seed: seed).enumerated() {
        #expect(
          choice == Self.plainChoice(among: platform, source, ordinal: UInt64(ordinal)))
        if let choice { #expect(platform.components[choice].monitoring != .none) }
      }
    }
    #expect(Self.choices(among: Self.platform(["c3"], unwatched: ["c3"]), 3) == [nil, nil, nil])
    #expect(Self.choices(among: Self.platform(["c3"]), 3) == [0, 0, 0])
  }

  @Test("each component is as likely as any other", arguments: [2, 7, 20, 100])
  func uniform(count: Int) {
    let tries = 1_000 * count
    var counts = Array(repeating: 0, count: count)
    for case .some(let choice) in Self.choices(among: Self.platform(Self.names(count)), tries) {
      counts[choice] += 1
    }
    let square = counts.reduce(0.0) { sum, found in
      sum + (Double(found) - 1_000) * (Double(found) - 1_000) / 1_000
    }
    // Five standard deviations above the mean of chi-square.
    let freedom = Double(count - 1)
    #expect(counts.reduce(0, +) == tries)
    #expect(square < freedom + 5 * (2 * freedom).squareRoot())
  }

  @Test("one component more takes its share and moves few other choices")
  func editsMoveLittle() {
    let tries = 20_000
    for count in [50, 200] {
      let names = Self.names(count)
      let before = Self.choices(among: Self.platform(names), tries)
      // The file's order has no part in it.
      let after = Self.choices(among: Self.platform(["new"] + names), tries)
        .map { $0.map { $0 - 1 } }
      var taken = 0
      var moved = 0
      for (one, other) in zip(before, after) where one != other {
        if other == -1 { taken += 1 } else { moved += 1 }
      }
      let share = Double(tries) / Double(count + 1)
      #expect(abs(Double(taken) - share) < 5 * share.squareRoot())
      // The tree is little deeper than log2(n), and moves 1 / 2n at each place.
      var depth = 1
      while 1 << depth < count { depth += 1 }
      #expect(Double(moved) < Double(depth + 3) / 2 * share)
    }
  }
}
