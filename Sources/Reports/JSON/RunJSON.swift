import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// A run as JSON: the same bytes for the same run, keys sorted.
package enum RunJSON {
  /// Its shape: `docs/schema/run.schema.json`.
  package static func render(_ run: Run) -> String {
    JSONWriter.render(RunDocument(run), "run of seed \(run.seed)")
  }
}

extension RunDocument {
  init(_ run: Run) {
    let facts = RunFacts(run)
    let maker = RunDocumentMaker(facts: facts)
    sandtable = run.version
    // A 64-bit seed is more than what a JSON number holds in many readers.
    seed = String(run.seed)
    replication = Int(run.replication.replication)
    partial = run.isPartial ? true : nil
    drill = maker.drill
    outcome = maker.outcome
    objectives = maker.objectives
    score = maker.score
    availability = maker.availability
    incidents = maker.incidents
    faults = maker.faults
    services = maker.services
    components = maker.components
    tasks = maker.tasks
    messages = maker.messages
    decisions = maker.decisions
    parts = maker.parts
    people = maker.people
    timeline = maker.timeline
  }
}
