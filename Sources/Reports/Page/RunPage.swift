import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// A run as one self-contained HTML page without script, in one language.
package enum RunPage {
  /// - Parameter sibling: the relative address of the same report in the other language, to link to.
  package static func render(_ run: Run, language: Language, sibling: String? = nil) -> String {
    let context = PageContext(run, language)
    let view = PageView(context, sibling: sibling)
    return PageTemplates.render(view, "page").html
  }
}

/// What every section of a page reads from.
struct PageContext: Sendable {
  let facts: RunFacts
  let language: Language
  let names: Names
  let story: Story
  let sentences: Sentences
  let charts: RunCharts

  init(_ run: Run, _ language: Language) {
    facts = RunFacts(run)
    self.language = language
    names = facts.names(language)
    story = Story(facts, language)
    sentences = Sentences(facts, language)
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
  /// - Parameter pane: the width that a picture which keeps its own size has at hand; one that is
  ///   wider scrolls, and says so.
  func figure(
    _ picture: Picture, data: ChartData?, legend: Markup = .empty, pane: Double? = nil
  ) -> Markup {
    let isWide = pane.map { picture.width * picture.scale > $0 } ?? false
    return PageTemplates.render(
      FigureView(
        legend: legend, hint: PageTable.scrolls(language),
        hintStyle: isWide ? "" : " narrow", style: pane == nil ? "" : " tall",
        label: Markup(picture.title), picture: picture.markup,
        table: data.map { PageTable($0, language).markup },
        tableSummary: markup("数据表", "Table of the data")), "figure")
  }

  private struct FigureView: Sendable {
    var legend: Markup
    var hint: Markup
    var hintStyle: String
    var style: String
    var label: Markup
    var picture: Markup
    var table: Markup?
    var tableSummary: Markup
  }
}

/// A section of the page.
struct SectionView: Sendable {
  var id: String
  var heading: Markup
  /// What the section says, computed from the values that it shows.
  var lead: Markup?
  var content: Markup
}

/// The page's frame.
private struct PageView: Sendable {
  struct Sibling: Sendable {
    var href: Markup
    var hreflang: String
    var words: String
  }

  struct Fact: Sendable {
    var term: Markup
    var value: Markup
  }

  var lang: String
  var policy: Markup
  var title: Markup
  var css: Markup
  var skip: Markup
  var patterns: Markup
  var kind: Markup
  var sibling: Sibling?
  var heading: Markup
  var when: Markup
  var teaches: Markup
  var contentsLabel: Markup
  var sections: [SectionView]
  var provenance: [Fact]

  init(_ context: PageContext, sibling: String?) {
    let run = context.run
    let drillTitle = run.drill.title[context.language]
    lang = context.language == .zh ? "zh-Hans" : "en"
    policy = Markup(html: PageStyle.policy)
    title = Markup(
      context.phrase("\(drillTitle) · 沙盘演练报告", "\(drillTitle) · Sandtable drill report"))
    css = Markup(html: PageStyle.css)
    skip = context.markup("跳到正文", "Skip to the report")
    patterns = StateLegend.patterns
    kind = context.markup("沙盘 · 应急演练报告", "Sandtable · drill report")
    self.sibling = sibling.map {
      context.language == .zh
        ? Sibling(href: Markup($0), hreflang: "en", words: "English")
        : Sibling(href: Markup($0), hreflang: "zh-Hans", words: "中文")
    }
    heading = Markup(drillTitle)
    when = Markup(Self.when(context))
    teaches = Markup(run.drill.teaches?[context.language] ?? "")
    contentsLabel = context.markup("目录", "Contents")
    sections = Self.sections(context)
    provenance = Self.provenance(context)
  }

  private static func when(_ context: PageContext) -> String {
    let facts = context.facts
    let start = facts.clock.full(.zero)
    let length = context.duration(facts.horizon)
    let event =
      facts.run.drill.emergencyClass.map { " · " + Texts.word($0)[context.language] } ?? ""
    let zone = facts.clock.start.zone
    let zh = zone == "+08:00" ? "北京时间" : "UTC\(zone)"
    let en = zone == "+08:00" ? "Beijing time" : "UTC\(zone)"
    return context.phrase(
      "\(zh) \(start) 起，历时 \(length)\(event)", "From \(start) \(en), for \(length)\(event)")
  }

  private static func sections(_ context: PageContext) -> [SectionView] {
    [
      OutcomeSection.make(context), StorySection.make(context), TimelineSection.make(context),
      StaffSection.make(context), PlatformSection.make(context), TopologySection.make(context),
      ClocksSection.make(context), FlowsSection.make(context), ScoreSection.make(context),
      DecisionsSection.make(context), MessagesSection.make(context), PartsSection.make(context),
    ].compactMap { $0 }
  }

  private static func provenance(_ context: PageContext) -> [Fact] {
    let run = context.run
    let files = run.drill.sources.map(\.path).joined(separator: ", ")
    return [
      (context.phrase("演练", "Drill"), run.drill.name),
      (context.phrase("随机种子", "Seed"), String(run.seed)),
      (context.phrase("版本", "Version"), "Sandtable \(run.version)"),
      (context.phrase("评分规则", "Rubric"), run.drill.rubricName),
      (context.phrase("文件摘要 (SHA-256)", "Digest of the files (SHA-256)"), run.drill.digest),
      (context.phrase("文件", "Files"), files),
    ].map { Fact(term: Markup($0.0), value: Markup($0.1)) }
  }
}
