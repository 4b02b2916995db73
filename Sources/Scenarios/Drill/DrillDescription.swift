import EventKernel
import Scoring
import Simulator

/// A drill as a person describes it.
package struct DrillDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var event: EmergencyClass?
  package var teaches: Bilingual?
  package var start: CivilTime
  package var horizon: TimeSpan
  package var uses: UsesDescription
  package var changes: [ChangeDescription] = []
  package var randomFailures = false
  package var falseAlarms = false
  /// Those that stand in the drill itself.
  package var threats: [ThreatDescription] = []
  package var injects: [InjectDescription] = []
  package var deviations: [DeviationDescription] = []
  package var objectives: [ObjectiveDescription] = []
  /// It ends when this first holds, before the horizon.
  package var endsWhen: ConditionExpression?
  /// Measures begin after that time.
  package var warmUp: TimeSpan = .zero
  package var coolDown: TimeSpan = .zero
  package var demand: [DemandDescription] = []
  package var measures: [MeasureDescription] = []
  /// How many of it are run when nobody says another number.
  package var replications: Int?
  package var knownValues: [KnownValueDescription] = []
}

/// The files that a drill uses, by paths relative to its own.
package struct UsesDescription: Sendable {
  package var platform: Name?
  package var support: Name?
  package var agreement: Name?
  package var rubric: Name?
  /// Folders, or files.
  package var flows: [Name] = []
  /// Folders, or files.
  package var threats: [Name] = []
  /// Files of objectives (OpenSLO).
  package var objectives: [Name] = []
  package var position: SourcePosition
}

/// One value that a drill sets in a file that it uses.
package struct ChangeDescription: Sendable {
  package var path: Name
  package var value: YAMLValue
}

package struct DeviationDescription: Sendable {
  package enum Kind: Sendable {
    case skip
    case late(Law)
    case wrongReceiver(Law)
  }

  package var name: Name
  package var title: Bilingual?
  package var kind: Kind
  package var share: Probability
  /// `flow` or `flow.step`; nil: all that people do.
  package var steps: [Name]?
}

package struct ObjectiveDescription: Sendable {
  /// What it is about.
  package enum Subject: Sendable {
    case metric(Metric)
    /// A measure of the drill, by its name.
    case measure(Name)
  }

  package var name: Name
  package var title: Bilingual?
  package var subject: Subject
  /// What its values are counted in.
  package var unit: Metric.Unit
  package var filter: FilterDescription
  package var test: Objective.Test
  package var runs: Probability
  package var counting: MetricValue.Counting = .offered
}

extension DrillDescription {
  /// The threats that injects bring.
  var threatsUsed: Set<String> {
    Set(
      injects.compactMap {
        if case .hit(_, let threat) = $0.action { threat.text } else { nil }
      })
  }
}
