import EventKernel
import Simulator

/// An agreement as a person describes it.
package struct AgreementDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var availability: Probability
  package var clocks: [ClockDescription] = []
  package var majorFault: ConditionExpression?
  /// Of the emergency levels.
  package var particularlyMajor: ConditionExpression?
  package var majorEmergency: ConditionExpression?
  package var largerEmergency: ConditionExpression?
  package var largerCountsAs: EmergencyLevel = .major
  package var highImpact: ConditionExpression?
  package var mediumImpact: ConditionExpression?
  package var highUrgency: ConditionExpression?
  package var mediumUrgency: ConditionExpression?
  /// Priorities by impact (row) and urgency (column), high to low.
  package var matrix: [Int]?
  package var problemTargets: [TimeSpan?]?
  /// Day numbers off work that would be workdays, and at work that would not (调休).
  package var holidays: [Int] = []
  package var workdays: [Int] = []
}

package struct ClockDescription: Sendable {
  package enum Target: Sendable {
    case span(TimeSpan)
    case workingDays(Int)
  }

  package var kind: ClockRule.Kind
  package var from: Milestone
  package var to: Milestone
  package var general: Target?
  package var major: Target?
  package var binds: Bool
}
