/// A probability or a share: a number from 0 to 1.
@frozen
@usableFromInline
package struct Probability: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The number, 0 <= `value` <= 1.
  @usableFromInline package let value: Double

  /// The probability of that value; nothing when it is outside 0...1 or not a number.
  @inlinable
  package init?(_ value: Double) {
    guard value >= 0, value <= 1 else { return nil }
    // Zero has two bit patterns; one of them would hash and print differently.
    self.value = value + 0
  }

  /// Whether a probability is the lower one.
  @inlinable
  package static func < (one: Probability, other: Probability) -> Bool { one.value < other.value }
}

extension RandomDraws {
  /// Whether something of that probability happens; reads one word.
  @inlinable
  package mutating func bernoulli(_ probability: Probability) -> Bool {
    bernoulli(probability.value)
  }
}

extension Probability {
  /// It never happens.
  @inlinable package static var never: Probability { Probability(clamped: 0) }

  /// It always happens.
  @inlinable package static var certain: Probability { Probability(clamped: 1) }

  /// The probability nearest to a number.
  @inlinable package init(clamped value: Double) { self.value = min(1, max(0, value)) }
}
