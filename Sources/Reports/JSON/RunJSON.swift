import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// A run as JSON: the same bytes for the same run, keys sorted.
package enum RunJSON {
  /// Its shape: `docs/schema/run.schema.json`.
  package static func render(_ run: Run) -> String {
    var text = ""
    do {
      try write(run) { text += $0 }
    } catch {
      preconditionFailure("a text refuses: \(error)")
    }
    return text
  }

  /// Gives the document piece by piece, for a run whose document is larger than the memory. Throws
  /// what `add` throws.
  package static func write(_ run: Run, to add: (String) throws -> Void) throws {
    let maker = RunDocumentMaker(facts: RunFacts(run))
    try JSONStream.write(to: add) { stream in
      // As `RunDocument` has them, in the order of their keys.
      try stream.field("availability", maker.availability)
      try stream.list("components", maker.components)
      try stream.list("decisions", maker.decisions)
      try stream.field("drill", maker.drill)
      try stream.list("faults", maker.faults)
      try stream.field("format", RunDocument.format)
      try stream.list("incidents", maker.incidents)
      try stream.list("messages", maker.messages)
      try stream.list("objectives", maker.objectives)
      try stream.field("outcome", maker.outcome)
      try stream.list("parts", maker.parts)
      try stream.field("partial", run.isPartial ? true : nil)
      try stream.list("people", maker.people)
      try stream.field("replication", Int(run.replication.replication))
      try stream.field("sandtable", run.version)
      try stream.object("score") { try maker.score(&$0) }
      // A 64-bit seed is more than what a JSON number holds in many readers.
      try stream.field("seed", String(run.seed))
      try stream.list("services", maker.services)
      try stream.list("tasks", maker.tasks)
      try stream.list("timeline") { try maker.timeline($0) }
    }
  }
}
