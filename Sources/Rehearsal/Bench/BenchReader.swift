import Scenarios
import Scoring
import Simulator

/// Reads what a bench keeps of a run from the run's record.
package struct BenchReader: Sendable {
  private let figures: FigureReader
  private let details: DetailsReader
  private let objectives: [(objective: Objective, bound: ObjectiveBound)]

  package init(_ drill: CompiledDrill) {
    objectives = drill.objectives.map { ($0, $0.bound(in: drill.model)) }
    figures = FigureReader(Figure.all(of: drill), of: drill)
    details = DetailsReader(drill)
  }

  /// Takes in one run.
  package func add(
    _ record: Replication, ofReplication replication: Int, to sums: inout BenchSums
  ) {
    let reading = figures.reading(of: record)
    let (samples, open) = figures.samples(of: record, reading)
    for (row, sample) in samples.enumerated() {
      sums.figures[row].add(sample, ofReplication: replication)
    }
    sums.open += Int64(open)
    let seen = objectives.map { ObjectiveSeen($0.objective, reading, against: $0.bound) }
    details.add(record, reading, seen, ofReplication: replication, to: &sums.details)
  }
}
