import Rehearsal
import Scenarios

/// Two trees of drills side by side as text for a terminal.
package struct GateText: Sendable {
  private let gate: Gate
  private let sentences: GateSentences
  private let width: Int
  private let ink: Ink

  private static let causeLimit = 3

  /// What decides the exit code, then every drill with what there is to say of it. Ends with a line
  /// feed.
  package static func render(
    _ gate: Gate, language: Language, width: Int, colour: Bool
  ) -> String {
    let text = GateText(
      gate: gate, sentences: GateSentences(gate: gate, language: language), width: max(40, width),
      ink: Ink(isOn: colour))
    let lines = text.head + gate.drills.flatMap { [""] + text.lines($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let sign = gate.isPassed ? ink.paint("✓", .green) : ink.paint("✗", .red)
    return ["\(sign) \(sentences.summary)"]
      + sentences.notes.flatMap { TextWidth.wrapped($0, to: width - 2) }
      .map { "  " + ink.paint($0, .dim) }
  }

  private func lines(_ drill: GatedDrill) -> [String] {
    let sign =
      gate.failures(of: drill).isEmpty
      ? (drill.isSame ? ink.paint("=", .dim) : ink.paint("✓", .green)) : ink.paint("✗", .red)
    let beside = drill.findings.count { $0.kind == .worseBeside }
    let more =
      beside > Self.causeLimit ? ["    " + sentences.more(beside - Self.causeLimit)] : []
    let told =
      drill.findings.filter { $0.kind != .worseBeside }
      + drill.findings.filter { $0.kind == .worseBeside }.prefix(Self.causeLimit)
    let found = told.flatMap { finding in
      let sign = sentences.sign(finding, of: drill)
      return TextWidth.wrapped(sentences.line(finding, of: drill), to: width - 4).enumerated().map {
        "  " + ($0 == 0 ? ink.paint(sign, sign == "✗" ? .red : .dim) + " " : "  ") + $1
      }
    }
    return ["\(sign) \(ink.paint(sentences.head(drill), .bold))"] + found + more + causes(drill)
  }

  /// Of a drill that got worse, where its time goes now.
  private func causes(_ drill: GatedDrill) -> [String] {
    guard let comparison = drill.comparison, !comparison.regressions.isEmpty else { return [] }
    let told = ComparisonSentences(comparison: comparison, language: sentences.language)
    let causes = comparison.causes.prefix(Self.causeLimit).map { told.line($0) }
    guard !causes.isEmpty else { return [] }
    return (["\(told.causesTitle)"] + causes.map { "  " + $0 }).flatMap {
      TextWidth.wrapped($0, to: width - 4)
    }.map { "    " + ink.paint($0, .dim) }
  }
}
