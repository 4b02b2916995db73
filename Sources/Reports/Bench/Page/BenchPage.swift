import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// Many runs of a drill as one self-contained HTML page without script, in one language.
package enum BenchPage {
  /// - Parameter sibling: the relative address of the same report in the other language, to link to.
  package static func render(_ bench: Bench, language: Language, sibling: String? = nil) -> String {
    let context = BenchContext(bench, language)
    let drill = bench.drill
    let title = drill.title[language]
    return PageFrame(
      language: language,
      title: context.phrase("\(title) · 沙盘多次推演报告", "\(title) · Sandtable bench report"),
      kind: context.phrase("沙盘 · 多次推演报告", "Sandtable · bench report"), heading: title,
      when: PageFrame.when(drill, lasting: drill.model.drill.horizon - .zero, language),
      teaches: drill.teaches?[language] ?? "", sections: sections(context),
      provenance: provenance(context), sibling: sibling
    ).html
  }

  private static func sections(_ context: BenchContext) -> [SectionView] {
    [
      BenchOutcomeSection.make(context), BenchClocksSection.make(context),
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
struct BenchContext: Sendable {
  let bench: Bench
  let language: Language
  let words: FigureWords
  let sentences: BenchSentences
  let lines: BenchLines
  let rows: BenchRows
  let charts: BenchCharts

  init(_ bench: Bench, _ language: Language) {
    self.bench = bench
    self.language = language
    words = FigureWords(drill: bench.drill, language: language)
    sentences = BenchSentences(bench: bench, language: language)
    lines = BenchLines(bench: bench, language: language)
    rows = BenchRows(bench: bench)
    charts = BenchCharts(bench)
  }

  var details: BenchDetails { bench.sums.details }
  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func markup(_ zh: String, _ en: String) -> Markup { Markup(phrase(zh, en)) }

  /// A time of the model in its two largest units.
  func duration(_ microseconds: Double) -> String {
    Format.duration(TimeSpan(microseconds: Int64(microseconds.rounded())), language)
  }

  /// An estimate of a figure at 95 %.
  func estimate(_ row: Int) -> String {
    words.short(bench.sums.figures[row].interval(), bench.figures[row].unit)
  }

  /// A tick of an axis.
  func tick(_ value: Double, _ unit: Figure.Unit) -> String {
    unit == .time ? duration(value) : words.value(value, unit)
  }

  /// Where a picture of a panel ends.
  static let width = 340.0

  /// A panel's picture.
  func panel(_ id: String, height: Double, title: String, summary: String) -> Picture {
    Picture(
      id: id, width: Self.width, height: height, title: title, summary: summary,
      style: "panelpic")
  }
}
