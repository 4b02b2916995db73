import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// The same drill with other values of one setting as one self-contained HTML page without script,
/// in one language.
package enum SweepPage {
  /// Nothing where an interruption left no value.
  ///
  /// - Parameter sibling: see `PageFrame`.
  package static func render(_ sweep: Sweep, language: Language, sibling: String? = nil) -> String?
  {
    guard let context = SweepContext(sweep, language) else { return nil }
    let drill = context.first.drill
    let title = drill.title[language]
    return PageFrame(
      language: language,
      title: context.phrase("\(title) · 沙盘取值比较报告", "\(title) · Sandtable sweep report"),
      kind: context.phrase("沙盘 · 取值比较报告", "Sandtable · sweep report"), heading: title,
      when: PageFrame.when(drill, lasting: drill.model.drill.horizon - .zero, language),
      teaches: drill.teaches?[language] ?? "", sections: sections(context),
      provenance: provenance(context), sibling: sibling
    ).html
  }

  private static func sections(_ context: SweepContext) -> [SectionView] {
    [
      SweepOutcomeSection.make(context), SweepCoursesSection.make(context),
      SweepRecoverySection.make(context),
    ].compactMap { $0 }
  }

  private static func provenance(_ context: SweepContext) -> [(term: String, value: String)] {
    let (sweep, first) = (context.sweep, context.first)
    let values = sweep.points.map(\.value).joined(separator: context.phrase("、", ", "))
    return [
      (context.phrase("演练", "Drill"), first.drill.name),
      (context.phrase("改变的设置", "What is varied"), sweep.path),
      (context.phrase("取值", "Values"), values),
      (context.phrase("每个取值的推演次数", "Runs of each value"), "\(first.done)"),
      (context.phrase("随机种子", "Seed"), String(first.seed)),
      (context.phrase("版本", "Version"), "Sandtable \(first.version)"),
      (
        context.phrase(
          "取第一个值时的文件摘要 (SHA-256)", "Digest of the files with the first value (SHA-256)"),
        first.drill.digest
      ),
      (context.phrase("区间", "Intervals"), context.sentences.rule),
    ]
  }
}

/// What every section of a sweep's page reads from.
struct SweepContext: PanelContext {
  let sweep: Sweep
  /// What the first value came to; it stands for what all have in common.
  let first: Bench
  let language: Language
  let words: FigureWords
  let sentences: SweepSentences
  let courses: [SweepCourse]
  let charts: SweepCharts

  /// Nothing where there is no value.
  init?(_ sweep: Sweep, _ language: Language) {
    guard let first = sweep.points.first?.bench else { return nil }
    self.sweep = sweep
    self.first = first
    self.language = language
    words = FigureWords(drill: first.drill, language: language)
    sentences = SweepSentences(sweep: sweep, language: language)
    charts = SweepCharts(sweep)
    courses = charts.courses
  }
}
