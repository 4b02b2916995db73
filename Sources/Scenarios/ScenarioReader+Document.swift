/// One scenario file as its description, whatever its kind.
package enum ScenarioDocument: Sendable {
  case platform(PlatformDescription)
  case support(SupportDescription)
  case agreement(AgreementDescription)
  case rubric(RubricDescription)
  case threat(ThreatDescription)
  case drill(DrillDescription)
  case flow(FlowDescription)
  case openSLO(OpenSLODescription)
}

extension ScenarioReader {
  /// What came of reading one file by itself.
  package struct DocumentReading: Sendable {
    /// nil when there are errors.
    package let document: ScenarioDocument?
    package let diagnostics: [Diagnostic]
  }

  /// Reads one file by itself; of a flow, either of its two files.
  package static func document(at path: String) -> DocumentReading {
    let store = SourceStore(holding: path)
    guard let inside = store.path(of: path) else {
      return DocumentReading(document: nil, diagnostics: outside(path).diagnostics)
    }
    var reader = DrillReading(store)
    let document = reader.document(inside, named: path)
    return DocumentReading(
      document: reader.sink.hasErrors ? nil : document, diagnostics: reader.sink.sorted())
  }
}
