import EventKernel
import Simulator
import Statistics

/// What many replications came to in one measure, in whole numbers.
///
/// Merging is exact: the same replications give the same accumulator, whoever ran which of them and
/// in whatever order.
package struct MeasureAccumulator: Equatable, Sendable {
  /// Sections of replications for a quantile's interval, at most.
  package static let sectionLimit = 64

  /// What is asked of the measure.
  package let statistic: Measure.Statistic
  /// How many replications there are to be: what the sections are cut from.
  package let planned: Int
  /// Replications taken in.
  package private(set) var count: Int64 = 0
  /// Of those, replications in which nothing was seen.
  package private(set) var missing: Int64 = 0
  private var ratio = RatioMoments(largest: Moments.largestMagnitude)
  private var constancy = Constancy.unknown
  private var variance: TicketVariance?
  /// The tickets of each section; nil: none yet.
  private var sections: [QuantileSketch?] = []

  /// The accumulator of no replications.
  ///
  /// - Parameter planned: replications that there are to be, 1 or more.
  package init(_ statistic: Measure.Statistic, planned: Int) {
    precondition(planned > 0, "a measure of \(planned) replications")
    self.statistic = statistic
    self.planned = planned
    switch statistic {
    case .variance: variance = TicketVariance()
    case .quantile:
      sections = Array(repeating: nil, count: min(planned, MeasureAccumulator.sectionLimit))
    case .mean, .atMost, .moreThan, .ofNumber, .last, .total: break
    }
  }

  /// Takes in what the measure came to in one replication.
  ///
  /// - Parameter replication: its number, 0..<`planned`.
  package mutating func add(_ result: MeasureResult, ofReplication replication: Int) {
    precondition(
      (0..<planned).contains(replication), "replication \(replication) of 0..<\(planned)")
    count += 1
    switch statistic {
    case .variance:
      variance?.add(result.tickets, ofReplication: Int64(replication))
      if result.tickets.count == 0 { missing += 1 }
    case .quantile:
      let tickets = result.sketch?.count ?? 0
      if let sketch = result.sketch, tickets > 0 {
        add(sketch, to: replication * sections.count / planned)
      }
      if tickets == 0 { missing += 1 }
    case .mean, .atMost, .moreThan, .ofNumber, .last, .total:
      ratio.add(result.above, over: result.below)
      constancy.add(result)
      if result.below == 0 { missing += 1 }
    }
  }

  private mutating func add(_ sketch: QuantileSketch, to section: Int) {
    if sections[section] == nil {
      sections[section] = sketch
    } else {
      sections[section]?.merge(sketch)
    }
  }

  /// Takes in what another accumulator has taken in of other replications.
  ///
  /// - Precondition: both are of the same measure of the same planned replications.
  package mutating func merge(_ other: MeasureAccumulator) {
    precondition(
      statistic == other.statistic && planned == other.planned,
      "accumulators of different measures cannot be merged")
    count += other.count
    missing += other.missing
    ratio.merge(other.ratio)
    constancy.merge(other.constancy)
    if let others = other.variance { variance?.merge(others) }
    for (section, sketch) in other.sections.enumerated() {
      if let sketch { add(sketch, to: section) }
    }
  }
}

extension MeasureAccumulator {
  /// The estimate with its interval, in the measure's unit; nothing where the replications do not
  /// tell one (docs/statistics.md).
  package func interval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    switch statistic {
    case .variance: variance?.interval(confidence)
    case .quantile(let probability): quantile(probability, confidence)
    // Student's interval of the mean where what is below the line never changes.
    case .mean, .atMost, .moreThan, .ofNumber, .last, .total: ratio.ratioInterval(confidence)
    }
  }

  private func quantile(_ probability: Probability, _ confidence: Confidence) -> Interval? {
    let sections = sections.compactMap(\.self)
    guard let first = sections.first else { return nil }
    var quantiles = TicketQuantiles([probability], largest: first.largest)
    for section in sections { quantiles.add(section) }
    return quantiles.interval(at: 0, confidence)
  }

  /// What every replication came to when all came to the same, in the measure's unit; nothing
  /// where they differ, and of variances and quantiles.
  package var constant: Double? { constancy.value }
}

/// Whether a measure came to the same two numbers in every replication.
private enum Constancy: Equatable, Sendable {
  case unknown
  case same(above: Int64, below: Int64)
  case varying

  mutating func add(_ result: MeasureResult) {
    merge(.same(above: result.above, below: result.below))
  }

  mutating func merge(_ other: Constancy) {
    if self == .unknown { self = other }
    if other != .unknown, other != self { self = .varying }
  }

  var value: Double? {
    guard case .same(let above, let below) = self, below != 0 else { return nil }
    return Double(above) / Double(below)
  }
}
