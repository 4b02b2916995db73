import EventKernel

/// What lets a node go on without what it needs: a battery that drains, a room that heats up. Full
/// at the start; drains linearly over `lasts` while the needs are unmet, refills over `refills`.
///
/// A battery drains at its full rate or not at all. A room heats up by what is given off in it and
/// not removed: at its full rate with everything in it running and no cooling, else at a share of
/// that (`fullRate`).
package struct Reserve: Sendable {
  package enum Kind: UInt8, Sendable {
    case battery
    case heat
  }

  package var node: Row<Node>
  package var kind: Kind
  package var lasts: TimeSpan
  package var refills: TimeSpan
  /// For `heat`, the room's temperature with a full and with an empty reserve, in milli-degrees
  /// Celsius, the first the lower one; for `battery`, 100 000 and 0 (milli-percent of charge).
  package var levelFull: Int64
  package var levelEmpty: Int64
  /// Of `heat`: what all that stands in the room gives off when it runs, W; zero: nothing is said
  /// to, and the room heats up as if all ran.
  package var heat: Int64
  /// Of `heat`: how many cooling units the room needs, each of which removes its share; 1: with
  /// its needs unmet nothing is removed.
  package var coolingUnits: Int32

  package init(
    node: Row<Node>, kind: Kind, lasts: TimeSpan, refills: TimeSpan, levelFull: Int64,
    levelEmpty: Int64, heat: Int64 = 0, coolingUnits: Int32 = 1
  ) {
    self.node = node
    self.kind = kind
    self.lasts = lasts
    self.refills = refills
    self.levelFull = levelFull
    self.levelEmpty = levelEmpty
    self.heat = heat
    self.coolingUnits = coolingUnits
  }
}

/// Rates are counted in `fullRate`: so much is 1, at which a reserve drains over `lasts`; the same
/// below zero is -1, at which it refills over `refills`.
extension Reserve {
  /// W times cooling units, so that the share of each watt and of each unit is a whole number.
  package var fullRate: Int64 { max(1, heat) * Int64(coolingUnits) }

  /// The rate of a room whose needs are unmet: what is given off less what is removed.
  ///
  /// - Parameter heat: what is given off now, W, at most `self.heat`, or 1 where that is zero.
  /// - Parameter units: how many cooling units work, fewer than it needs.
  package func rate(heat: Int64, units: Int32) -> Int64 {
    heat * Int64(coolingUnits) - (coolingUnits > 1 ? max(1, self.heat) * Int64(units) : 0)
  }

  /// What is left some time after so much was left, at a rate.
  package func left(_ left: TimeSpan, rate: Int64, after passed: TimeSpan) -> TimeSpan {
    // In a record that is damaged time may go back.
    let passed = atFullRate(max(.zero, passed), rate)
    if rate >= 0 { return max(.zero, left - passed) }
    guard refills > .zero else { return lasts }
    // In Double, whose rounding is the same everywhere, and back to whole microseconds.
    let gained =
      (Double(passed.microseconds) * Double(lasts.microseconds) / Double(refills.microseconds))
      .rounded()
    guard gained < Double(lasts.microseconds) else { return lasts }
    return min(lasts, left + TimeSpan(microseconds: Int64(gained)))
  }

  /// How long it takes at a rate until so much has drained, the microsecond that it ends in
  /// included; nil: it does not drain.
  package func time(toDrain span: TimeSpan, rate: Int64) -> TimeSpan? {
    rate > 0 ? slowed(span, rate) : nil
  }

  /// How long it takes at a rate until so much is refilled; nil: it does not refill.
  package func time(toRefill span: TimeSpan, rate: Int64) -> TimeSpan? {
    guard rate < 0 else { return nil }
    let wait =
      (Double(span.microseconds) * Double(refills.microseconds)
      / Double(max(1, lasts.microseconds))).rounded()
    return slowed(TimeSpan(microseconds: Int64(wait)), rate)
  }

  /// In how much time as much happens at the full rate as does in this time at another.
  private func atFullRate(_ span: TimeSpan, _ rate: Int64) -> TimeSpan {
    guard rate.magnitude != fullRate.magnitude else { return span }
    let share = Int128(span.microseconds) * Int128(rate.magnitude) / Int128(fullRate)
    return TimeSpan(microseconds: Int64(share))
  }

  /// The other way round; never more than ``TimeSpan/maximum``.
  private func slowed(_ span: TimeSpan, _ rate: Int64) -> TimeSpan {
    let share = Int128(rate.magnitude)
    let slow = (Int128(span.microseconds) * Int128(fullRate) + share - 1) / share
    return TimeSpan(microseconds: Int64(min(slow, Int128(TimeSpan.maximum.microseconds))))
  }
}
