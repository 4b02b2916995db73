import Simulator
import Statistics

/// What a measure is estimated to be, in its unit.
package struct MeasureEstimate: Hashable, Sendable {
  package var unit: MeasureUnit
  /// The estimate and where the truth is at a confidence; nothing where the replications tell none.
  package var interval: Interval?
  /// Replications that were run.
  package var replications: Int64
  /// Of those, replications in which nothing was seen: no ticket, or a condition that never held.
  package var missing: Int64

  package init(unit: MeasureUnit, interval: Interval?, replications: Int64, missing: Int64) {
    self.unit = unit
    self.interval = interval
    self.replications = replications
    self.missing = missing
  }

  /// The estimate; nothing where the replications tell none.
  package var value: Double? { interval?.estimate }
}

extension MeasureAccumulator {
  /// The estimate of a measure at a confidence.
  package func estimate(
    of measure: Measure, _ confidence: Confidence = .ninetyFive
  ) -> MeasureEstimate {
    MeasureEstimate(
      unit: MeasureUnit(of: measure), interval: interval(confidence), replications: count,
      missing: missing)
  }
}
