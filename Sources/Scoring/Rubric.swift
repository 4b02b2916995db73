/// How a drill is judged: every number is data of a rubric file.
package struct Rubric: Sendable {
  /// Points by `Dimension` order (safety is a gate: 0).
  package var weights: [Int]
  /// Weight of each clock within timeliness, thousandths, by `ClockRule.Kind` order.
  package var clockWeights: [Int]
  /// Cap when people were exposed.
  package var exposedCap: Int
  /// Points off when data were sacrificed for equipment.
  package var sacrificedData: Int
  /// Costs of the conformance rule, thousandths of a step: skipped, order broken, extra.
  package var skippedCost: Int
  package var orderCost: Int
  package var extraCost: Int
  /// From here on a met objective is rated P: points, and coverage in thousandths.
  package var performedFrom: Int
  package var performedCoverage: Int
  /// What a message earns for being on time, with the right receiver, and delivered at all:
  /// thousandths.
  package var messageOnTime = 500
  package var messageRightReceiver = 300
  package var messageComplete = 200
  /// What a summary earns that took up to twice the working days it had, thousandths.
  package var summaryLate = 500

  package init(
    weights: [Int], clockWeights: [Int], exposedCap: Int, sacrificedData: Int, skippedCost: Int,
    orderCost: Int, extraCost: Int, performedFrom: Int, performedCoverage: Int
  ) {
    self.weights = weights
    self.clockWeights = clockWeights
    self.exposedCap = exposedCap
    self.sacrificedData = sacrificedData
    self.skippedCost = skippedCost
    self.orderCost = orderCost
    self.extraCost = extraCost
    self.performedFrom = performedFrom
    self.performedCoverage = performedCoverage
  }
}
