/// A length of time in whole microseconds.
///
/// A span that comes from a law or from a file is never negative; only the difference of two
/// instants or spans can be.
@frozen
@usableFromInline
package struct TimeSpan: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The length in microseconds.
  @usableFromInline package var microseconds: Int64

  /// The span of that many microseconds.
  @inlinable
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The span nearest to a number of seconds, halves away from zero, clamped to
  /// ``zero``...``maximum``.
  ///
  /// - Precondition: `seconds` is a number. Infinity is clamped like any other.
  @inlinable
  @inline(__always)
  package init(seconds: Double) {
    let scaled = seconds * 1e6
    guard scaled >= 0, scaled < 0x1p52 else {
      self = TimeSpan(unusual: seconds)
      return
    }
    // The addition rounds to a whole number, halves to even, and leaves it in the lower 52 bits. No
    // branch depends on the digits: half of those would be mispredicted, once per draw.
    let shifted = scaled + 0x1p52
    let nearest = Int64(bitPattern: shifted.bitPattern &- 0x4330_0000_0000_0000)
    // The difference is exact. Half a microsecond is left where a half went down to even.
    let isHalfLeft = scaled - (shifted - 0x1p52) == 0.5
    microseconds = isHalfLeft ? nearest &+ 1 : nearest
  }

  /// The span of a number of seconds below 0, of 142 years or more, or that is not a number.
  @usableFromInline
  @inline(never)
  init(unusual seconds: Double) {
    precondition(!seconds.isNaN, "a span of time from a value that is not a number")
    let scaled = (seconds * 1e6).rounded()
    guard scaled > 0 else {
      self = TimeSpan.zero
      return
    }
    let isLess = scaled < Double(TimeSpan.maximum.microseconds)
    self = isLess ? TimeSpan(microseconds: Int64(scaled)) : TimeSpan.maximum
  }

  /// No time at all.
  @inlinable
  package static var zero: TimeSpan { TimeSpan(microseconds: 0) }

  /// 10,000 years of 365.25 days: what a draw is clamped to.
  ///
  /// Any instant of a drill that is not longer than this can be moved by it without overflow.
  @inlinable
  package static var maximum: TimeSpan { .hours(10_000 * 8_766) }

  /// Whole seconds.
  @inlinable
  package static func seconds(_ count: Int64) -> TimeSpan {
    TimeSpan(microseconds: count * 1_000_000)
  }

  /// Whole minutes.
  @inlinable
  package static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }

  /// Whole hours.
  @inlinable
  package static func hours(_ count: Int64) -> TimeSpan { .seconds(count * 3_600) }

  /// Whole days of 24 hours.
  @inlinable
  package static func days(_ count: Int64) -> TimeSpan { .seconds(count * 86_400) }

  /// The length in seconds, the nearest `Double`.
  @inlinable
  package var seconds: Double { Double(microseconds) / 1e6 }
}

extension TimeSpan {
  /// Whether a span is the shorter one.
  @inlinable
  package static func < (one: TimeSpan, other: TimeSpan) -> Bool {
    one.microseconds < other.microseconds
  }

  /// Both spans one after the other.
  @inlinable
  package static func + (one: TimeSpan, other: TimeSpan) -> TimeSpan {
    TimeSpan(microseconds: one.microseconds + other.microseconds)
  }

  /// What the first span is longer by; negative when it is the shorter.
  @inlinable
  package static func - (one: TimeSpan, other: TimeSpan) -> TimeSpan {
    TimeSpan(microseconds: one.microseconds - other.microseconds)
  }

  /// The span repeated a whole number of times.
  @inlinable
  package static func * (span: TimeSpan, count: Int64) -> TimeSpan {
    TimeSpan(microseconds: span.microseconds * count)
  }

  /// Makes the span longer by another.
  @inlinable
  package static func += (span: inout TimeSpan, other: TimeSpan) {
    span = span + other
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The microseconds with their unit, for messages of preconditions and of tests.
  @usableFromInline package var description: String { "\(microseconds) µs" }
}

extension TimeSpan {
  /// The span times a factor of 0 or more, to the nearest microsecond, and ``maximum`` at most.
  package func scaled(by factor: Double) -> TimeSpan {
    let product = (Double(microseconds) * factor).rounded()
    let most = Double(TimeSpan.maximum.microseconds)
    return product < most ? TimeSpan(microseconds: Int64(product)) : .maximum
  }
}
