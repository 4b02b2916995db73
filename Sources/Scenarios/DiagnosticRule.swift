/// Every rule that a file can break, by its stable name.
package enum DiagnosticRule: String, CaseIterable, Sendable {
  case syntax
}
