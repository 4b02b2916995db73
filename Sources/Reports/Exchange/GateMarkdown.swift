import Rehearsal
import Scenarios

/// Two trees of drills side by side as a short page of Markdown: for the summary of a CI job.
package enum GateMarkdown {
  /// Of the findings of one drill.
  private static let limit = 40

  /// The page, which begins with what decides the exit code. Ends with a line feed.
  package static func render(_ gate: Gate, language: Language) -> String {
    func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let sentences = GateSentences(gate: gate, language: language)
    let code = gate.isPartial ? 130 : gate.isPassed ? 0 : 1
    var lines = [
      "## \(gate.isPassed ? "✅" : "❌") " + escaped(sentences.summary), "",
      phrase("**退出码 \(code)**", "**exit code \(code)**"), "",
    ]
    lines += sentences.notes.map { "> " + escaped($0) } + [""]
    let heads = language == .zh ? ["", "演练", "说明"] : ["", "Drill", "What"]
    lines += [BenchMarkdown.row(heads), BenchMarkdown.row(heads.map { _ in "---" })]
    for drill in gate.drills {
      let sign = gate.failures(of: drill).isEmpty ? "✅" : "❌"
      lines.append(BenchMarkdown.row([sign, drill.pair.name, sentences.word(drill)[language]]))
      lines += drill.findings.prefix(limit).map { found in
        let sign = gate.fails(found, of: drill) ? "❌" : found.kind.isOpen ? "❔" : ""
        return BenchMarkdown.row([sign, "", sentences.line(found, of: drill)])
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
