import EventKernel

/// Drawn numbers for property tests, the same on every machine.
struct Draws {
  private var draws: RandomDraws

  init(seed: UInt64, _ purpose: String) {
    draws = RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash(purpose), entity: NameHash("scoring tests"), ordinal: 0)
  }

  mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }
  mutating func minutes(_ bound: Int) -> Int64 { Int64(below(bound)) }

  mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A minute, or now and then none.
  mutating func maybe(_ bound: Int) -> Int64? { below(3) == 0 ? nil : minutes(bound) }

  /// The numbers below a bound in a drawn order.
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for index in order.indices.dropFirst() { order.swapAt(index, below(index + 1)) }
    return order
  }
}
