import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What a gate has to say of one drill, in sentences.
struct FindingSentences: Sendable {
  var drill: GatedDrill
  var language: Language

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var comparison: ComparisonSentences? {
    drill.comparison.map { ComparisonSentences(comparison: $0, language: language) }
  }

  /// `weakened: Recovered in time (recovered): ≤ 12 h, was ≤ 6 h; 99.9 % before, 100 % now`.
  func line(_ finding: GateFinding) -> String {
    switch finding.kind {
    case .worse, .lost, .gone, .worseBeside: figure(finding)
    case .weakened, .changed, .removed, .stricter: question(finding)
    case .renamed: finding.objective == nil ? renamed : question(finding)
    case .added: finding.objective == nil ? phrase("新增的演练", "a new drill") : question(finding)
    case .missed, .missedNew, .missedBefore, .undecided: outcome(finding)
    case .deleted: phrase("演练已删除", "the drill is deleted")
    }
  }

  private var renamed: String {
    let before = drill.pair.earlierName ?? ""
    return phrase("演练原名 \(before)", "the drill was '\(before)'")
  }

  private func figure(_ finding: GateFinding) -> String {
    guard let comparison else { return finding.name }
    guard let figure = finding.figure else { return comparison.dropped(finding.name) }
    let line = comparison.line(figure)
    switch finding.kind {
    case .lost: return phrase("无法再比较：", "not comparable any more: ") + line
    case .worseBeside:
      let share = comparison.share(of: figure)
      return phrase(
        "变差而不计（\(share)，步骤和人员只作解释）：\(line)",
        "worse, and does not count (\(share); steps and staff explain): \(line)")
    default: return phrase("变差：", "worse: ") + line
    }
  }

  private func question(_ finding: GateFinding) -> String {
    guard let objective = finding.objective, let comparison else { return finding.name }
    return comparison.questions.sentence(objective)
  }

  private func outcome(_ finding: GateFinding) -> String {
    guard let bench = drill.bench, let row = finding.row else { return finding.name }
    let told = BenchSentences(bench: bench, language: language)
    let verdict = bench.verdicts[row]
    let title = bench.drill.lexicon.objectives[row].title[language]
    let name = title == finding.name ? "" : phrase("（\(finding.name)）", " (\(finding.name))")
    let found = told.found(row, verdict)
    let before =
      switch finding.kind {
      case .missed: phrase("原先达到，现在未达到：", "missed, and met before: ")
      case .missedNew: phrase("新目标未达到：", "new and missed: ")
      case .missedBefore: phrase("原先也未达到，没有更差：", "missed, as it was not met before, and no worse: ")
      default: phrase("未能判定：", "undecided: ")
      }
    return phrase("\(before)\(title)\(name)：\(found)", "\(before)\(title)\(name): \(found)")
  }
}
