import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// Many runs of a drill as one self-contained HTML page without script, in one language.
package enum BenchPage {
  /// - Parameters:
  ///   - comparison: what it is compared with, told in sections of its own.
  ///   - sibling: see `PageFrame`.
  package static func render(
    _ bench: Bench, _ comparison: Comparison? = nil, language: Language, sibling: String? = nil
  ) -> String {
    let context = BenchContext(bench, language)
    let drill = bench.drill
    let title = drill.title[language]
    return PageFrame(
      language: language,
      title: context.phrase("\(title) · 沙盘多次推演报告", "\(title) · Sandtable bench report"),
      kind: context.phrase("沙盘 · 多次推演报告", "Sandtable · bench report"), heading: title,
      when: PageFrame.when(drill, lasting: drill.model.drill.horizon - .zero, language),
      teaches: drill.teaches?[language] ?? "", sections: sections(context, comparison),
      provenance: provenance(context), sibling: sibling
    ).html
  }

  private static func sections(
    _ context: BenchContext, _ comparison: Comparison?
  ) -> [SectionView] {
    let compared = comparison.map { ComparisonContext($0, context.language) }
    return [
      BenchOutcomeSection.make(context),
      compared.flatMap { ChangesSection.make($0, isBeside: true) },
      compared.flatMap(CausesSection.make), BenchClocksSection.make(context),
      RecoverySection.make(context), WeekSection.make(context), StepsSection.make(context),
      FiguresSection.make(context), ConvergenceSection.make(context),
    ].compactMap { $0 }
  }

  private static func provenance(_ context: BenchContext) -> [(term: String, value: String)] {
    let bench = context.bench
    return [
      (context.phrase("演练", "Drill"), bench.drill.name),
      (context.phrase("推演次数", "Runs"), runs(context)),
      (context.phrase("随机种子", "Seed"), String(bench.seed)),
      (context.phrase("版本", "Version"), "Sandtable \(bench.version)"),
      (context.phrase("文件摘要 (SHA-256)", "Digest of the files (SHA-256)"), bench.drill.digest),
      (
        context.phrase("文件", "Files"), bench.drill.sources.map(\.path).joined(separator: ", ")
      ),
      (context.phrase("区间", "Intervals"), context.sentences.rule),
    ]
  }

  private static func runs(_ context: BenchContext) -> String {
    let bench = context.bench
    guard bench.isPartial else { return "\(bench.done)" }
    return context.phrase(
      "\(bench.done)（原定 \(bench.planned)）", "\(bench.done) of \(bench.planned) planned")
  }
}

/// What every section of a bench's page reads from.
struct BenchContext: PanelContext {
  let bench: Bench
  let language: Language
  let words: FigureWords
  let sentences: BenchSentences
  let rows: BenchRows
  let charts: BenchCharts

  init(_ bench: Bench, _ language: Language) {
    self.bench = bench
    self.language = language
    words = FigureWords(drill: bench.drill, language: language)
    sentences = BenchSentences(bench: bench, language: language)
    rows = BenchRows(bench: bench)
    charts = BenchCharts(bench)
  }

  var details: BenchDetails { bench.sums.details }

  /// An estimate of a figure at 95 %.
  func estimate(_ row: Int) -> String {
    words.short(bench.figures[row], bench.sums.figures[row])
  }
}
