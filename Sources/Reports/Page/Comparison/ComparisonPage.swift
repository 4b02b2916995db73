import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// A drill before and after a change as one self-contained HTML page without script, in one
/// language.
package enum ComparisonPage {
  /// - Parameter sibling: see `PageFrame`.
  package static func render(
    _ comparison: Comparison, language: Language, sibling: String? = nil
  ) -> String {
    let context = ComparisonContext(comparison, language)
    let drill = comparison.after.drill
    let title = heading(context)
    return PageFrame(
      language: language,
      title: context.phrase("\(title) · 沙盘前后比较报告", "\(title) · Sandtable comparison report"),
      kind: context.phrase("沙盘 · 前后比较报告", "Sandtable · comparison report"), heading: title,
      when: PageFrame.when(drill, lasting: drill.model.drill.horizon - .zero, language),
      teaches: drill.teaches?[language] ?? "", sections: sections(context),
      provenance: provenance(context), sibling: sibling
    ).html
  }

  /// Both drills, where they are called differently.
  private static func heading(_ context: ComparisonContext) -> String {
    let after = context.comparison.after.drill.title[context.language]
    guard let before = context.comparison.earlier?.drill.title[context.language], before != after
    else { return after }
    return "\(before) → \(after)"
  }

  private static func sections(_ context: ComparisonContext) -> [SectionView] {
    [
      ComparisonOutcomeSection.make(context), ChangesSection.make(context),
      CausesSection.make(context), ComparedRecoverySection.make(context),
      ComparedClocksSection.make(context),
    ].compactMap { $0 }
  }

  private static func provenance(_ context: ComparisonContext) -> [(term: String, value: String)] {
    let (before, after) = (context.comparison.before, context.comparison.after)
    let sides = [
      (ComparedSide.before, before.drill, before.runs, before.seed, before.version, before.digest),
      (.now, after.drill.name, after.done, after.seed, after.version, after.drill.digest),
    ]
    return sides.map { side, drill, runs, seed, version, digest in
      let count = context.phrase("\(runs) 次", Plural.count(runs, "run", "runs"))
      return (
        Format.capital(Terms.word(side)[context.language]),
        context.phrase(
          "\(drill)，\(count)，种子 \(seed)，版本 \(version)，文件摘要 (SHA-256) \(digest)",
          "\(drill), \(count), seed \(seed), version \(version), digest of the files (SHA-256) \(digest)"
        )
      )
    } + [(context.phrase("区间", "Intervals"), context.sentences.rule)]
  }
}

/// What every section about a comparison reads from.
struct ComparisonContext: PanelContext {
  let comparison: Comparison
  let language: Language
  let words: FigureWords
  let sentences: ComparisonSentences
  let charts: ComparisonCharts

  init(_ comparison: Comparison, _ language: Language) {
    self.comparison = comparison
    self.language = language
    words = FigureWords(drill: comparison.after.drill, language: language)
    sentences = ComparisonSentences(comparison: comparison, language: language)
    charts = ComparisonCharts(comparison)
  }
}
