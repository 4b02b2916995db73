import EventKernel
import Rehearsal
import Scenarios

/// Two trees of drills side by side as JSON: the same bytes for the same result.
package enum GateJSON {
  /// Its shape: `docs/schema/gate.schema.json`.
  ///
  /// - Parameter version: that played them.
  package static func render(_ gate: Gate, version: String) -> String {
    JSONWriter.render(GateDocument(gate, version: version))
  }
}

/// The shape of the document.
private struct GateDocument: Encodable {
  struct Found: Encodable {
    var kind: String
    var name: String
    var fails: Bool
    var allowed: Bool
    var file: String
    var line: Int
    var text: DocumentText
  }

  struct Drill: Encodable {
    var name: String
    var earlierName: String?
    var file: String
    var result: String
    var passed: Bool
    var runs: Int?
    var findings: [Found]
    var comparison: ComparisonDocument?
  }

  var format = 1
  var sandtable: String
  var seed: String
  var tolerance: Double
  var strict: Bool
  var allowed: [String]
  var idle: [String]
  var partial: Bool?
  var passed: Bool
  var drills: [Drill]

  init(_ gate: Gate, version: String) {
    sandtable = version
    seed = String(gate.seed)
    tolerance = gate.rules.tolerance.value
    strict = gate.rules.isStrict
    allowed = gate.rules.allowed.sorted()
    idle = gate.idleAllowances
    partial = gate.isPartial ? true : nil
    passed = gate.isPassed
    drills = gate.drills.map { drill in
      Drill(
        name: drill.pair.name, earlierName: drill.pair.earlierName, file: drill.pair.path,
        result: drill.word, passed: gate.failures(of: drill).isEmpty, runs: drill.bench?.done,
        findings: drill.findings.map { Found($0, of: drill, gate) },
        comparison: drill.comparison.map(ComparisonDocument.init))
    }
  }
}

extension GateDocument.Found {
  fileprivate init(_ finding: GateFinding, of drill: GatedDrill, _ gate: Gate) {
    let (path, line) = drill.place(of: finding)
    self.init(
      kind: finding.kind.rawValue, name: finding.name, fails: gate.fails(finding, of: drill),
      allowed: gate.isAllowed(finding, of: drill), file: path, line: line,
      text: DocumentText { FindingSentences(drill: drill, language: $0).line(finding) })
  }
}

extension GatedDrill {
  /// As JSON names what became of it.
  fileprivate var word: String {
    if pair.after == nil { return "deleted" }
    if pair.isSame { return "same files" }
    if pair.before == nil { return "new" }
    return isSame ? "same" : "compared"
  }

  /// The file and the line that account for a finding, as whoever reads the result finds them.
  func place(of finding: GateFinding) -> (path: String, line: Int) {
    guard let comparison else {
      let lines = bench?.drill.objectiveLines ?? []
      return (pair.path, finding.row.flatMap { lines.indices.contains($0) ? lines[$0] : nil } ?? 1)
    }
    let place = comparison.place(of: finding, comparison.sourceChanges)
    return (ShownPaths(comparison.after.drill, at: pair.path)(place), place.line)
  }
}
