import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// A run as one self-contained HTML page without script, in one language.
package enum RunPage {
  /// - Parameter sibling: see `PageFrame`.
  package static func render(_ run: Run, language: Language, sibling: String? = nil) -> String {
    let context = RunContext(run, language)
    let title = run.drill.title[language]
    return PageFrame(
      language: language,
      title: context.phrase("\(title) · 沙盘演练报告", "\(title) · Sandtable drill report"),
      kind: context.phrase("沙盘 · 应急演练报告", "Sandtable · drill report"), heading: title,
      when: PageFrame.when(run.drill, lasting: context.facts.horizon, language),
      teaches: run.drill.teaches?[language] ?? "",
      sections: sections(context), provenance: provenance(context), sibling: sibling
    ).html
  }

  private static func sections(_ context: RunContext) -> [SectionView] {
    [
      OutcomeSection.make(context), StorySection.make(context), MeasuresSection.make(context),
      TimelineSection.make(context),
      StaffSection.make(context), PlatformSection.make(context), TopologySection.make(context),
      ClocksSection.make(context), FlowsSection.make(context), ScoreSection.make(context),
      DecisionsSection.make(context), KnowledgeSection.make(context),
      MessagesSection.make(context), PartsSection.make(context),
    ].compactMap { $0 }
  }

  private static func provenance(_ context: RunContext) -> [(term: String, value: String)] {
    let run = context.run
    let files = run.drill.sources.map(\.path).joined(separator: ", ")
    return [
      (context.phrase("演练", "Drill"), run.drill.name),
      (context.phrase("随机种子", "Seed"), String(run.seed)),
      (context.phrase("版本", "Version"), "Sandtable \(run.version)"),
      (context.phrase("评分规则", "Rubric"), run.drill.rubricName),
      (context.phrase("文件摘要 (SHA-256)", "Digest of the files (SHA-256)"), run.drill.digest),
      (context.phrase("文件", "Files"), files),
    ]
  }
}

/// What every section of a page reads from.
struct RunContext: Sendable {
  let facts: RunFacts
  let language: Language
  let names: Names
  let sentences: RunSentences
  let judgement: JudgementSentences
  let charts: RunCharts

  init(_ run: Run, _ language: Language) {
    facts = RunFacts(run)
    self.language = language
    names = facts.names(language)
    sentences = RunSentences(facts, language)
    judgement = JudgementSentences(facts, language)
    charts = RunCharts(facts)
  }

  var run: Run { facts.run }
  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func markup(_ zh: String, _ en: String) -> Markup { Markup(phrase(zh, en)) }
  func duration(_ span: TimeSpan) -> String { Format.duration(span, language) }

  /// `02:10 (T+0:10)`.
  func moment(_ time: SimulationTime) -> String {
    "\(facts.clock.short(time)) (\(Format.elapsed(time)))"
  }

  /// A picture in its scrolling frame, with the table of its data.
  ///
  /// - Parameter pane: see `ChartFrame`.
  func figure(
    _ picture: Picture, data: ChartData?, legend: Markup = .empty, pane: Double? = nil
  ) -> Markup {
    ChartFrame.markup(picture, data: data, legend: legend, pane: pane, language)
  }
}
