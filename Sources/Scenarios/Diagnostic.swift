/// One thing that is wrong, or doubtful, in a file that a person wrote.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  package var severity: Severity
  package var rule: DiagnosticRule
  /// As the person named it, relative to where the command runs when given so.
  package var file: String
  /// From 1; 0 when the diagnostic is about the whole file.
  package var line: Int
  package var column: Int
  /// Characters to underline, at least 1.
  package var length: Int
  package var message: Bilingual
  /// What would be right: the nearest legal name, the list of units.
  package var hint: Bilingual?
  /// The text of the line, for the excerpt.
  package var sourceLine: String?

  package init(
    severity: Severity, rule: DiagnosticRule, file: String, line: Int, column: Int,
    length: Int, message: Bilingual, hint: Bilingual? = nil, sourceLine: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.message = message
    self.hint = hint
    self.sourceLine = sourceLine
  }
}
