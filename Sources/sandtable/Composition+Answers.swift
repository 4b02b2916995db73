import Rehearsal
import Reports
import Scenarios

/// Results as what is printed and written.
extension Composition {
  static func text(_ run: Run, in language: Language, verbose: Bool) -> String {
    RunText.render(
      run, language: language, width: Terminal.width, colour: Terminal.answersInColour,
      verbose: verbose)
  }

  /// - Parameter add: takes the pieces of the document.
  static func json(_ run: Run, to add: (String) throws -> Void) throws {
    try RunJSON.write(run, to: add)
  }

  /// - Parameter sibling: the file name of the same report in the other language.
  static func page(_ run: Run, in language: Language, sibling: String?) -> String {
    RunPage.render(run, language: language, sibling: sibling)
  }

  static func text(_ bench: Bench, in language: Language) -> String {
    BenchText.render(
      bench, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ bench: Bench, _ comparison: Comparison? = nil) -> String {
    BenchJSON.render(bench, comparison)
  }

  static func page(
    _ bench: Bench, _ comparison: Comparison?, in language: Language, sibling: String?
  ) -> String {
    BenchPage.render(bench, comparison, language: language, sibling: sibling)
  }

  static func text(_ comparison: Comparison, in language: Language) -> String {
    ComparisonText.render(
      comparison, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ comparison: Comparison) -> String { ComparisonJSON.render(comparison) }

  static func page(_ comparison: Comparison, in language: Language, sibling: String?) -> String {
    ComparisonPage.render(comparison, language: language, sibling: sibling)
  }

  static func text(_ gate: Gate, in language: Language) -> String {
    GateText.render(
      gate, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ gate: Gate) -> String { GateJSON.render(gate, version: sandtableVersion) }

  static func text(_ sweep: Sweep, in language: Language) -> String {
    SweepText.render(
      sweep, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ sweep: Sweep) -> String { SweepJSON.render(sweep) }

  /// Nothing where no value was played.
  static func page(_ sweep: Sweep, in language: Language, sibling: String?) -> String? {
    SweepPage.render(sweep, language: language, sibling: sibling)
  }

  static func text(_ validation: Validation, in language: Language) -> String {
    ValidationText.render(
      validation, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ validation: Validation) -> String { ValidationJSON.render(validation) }

  /// - Parameter command: what writes the page again.
  static func markdown(_ validation: Validation, command: String) -> String {
    ValidationMarkdown.render(validation, command: command)
  }
}
