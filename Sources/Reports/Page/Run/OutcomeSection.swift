import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The outcome, first and large: the verdict, the key figures, the objectives.
enum OutcomeSection {
  static func make(_ context: RunContext) -> SectionView {
    let view = OutcomeView(
      context.sentences.outcome.conclusion, headline: context.sentences.headline,
      figures: figures(context), objectives: objectives(context), context.language)
    return SectionView(
      id: "outcome", heading: context.markup("结果", "Outcome"), lead: nil,
      content: view.markup)
  }

  private static func figures(_ context: RunContext) -> [OutcomeView.Figure] {
    [
      score(context), rating(context), coreDown(context), allowance(context), clocks(context),
      peak(context),
    ]
  }

  private static func score(_ context: RunContext) -> OutcomeView.Figure {
    let card = context.run.scorecard
    let coverage = Format.percent(card.coverage)
    let note = context.phrase("评估覆盖率 \(coverage)", "coverage \(coverage)")
    return OutcomeView.Figure(
      term: context.markup("得分（满分 100）", "Score, of 100"),
      value: card.final.map { Markup(Format.points($0)) } ?? context.markup("未评估", "not evaluated"),
      extra: .empty, note: Markup(note))
  }

  private static func rating(_ context: RunContext) -> OutcomeView.Figure {
    let rating = context.sentences.outcome.rating
    let word = rating.map { String(Terms.word($0)[context.language].dropFirst(2)) }
    let note = [word, context.sentences.ratingReasons].compactMap(\.self)
    return OutcomeView.Figure(
      term: context.markup("评级", "Rating"),
      value: rating.map { Markup($0.rawValue) } ?? context.markup("–", "–"), extra: .empty,
      note: Markup(note.joined(separator: context.phrase("：", ": "))))
  }

  private static func coreDown(_ context: RunContext) -> OutcomeView.Figure {
    let used = context.run.scorecard.availability.used
    let core = context.facts.outages.filter { $0.service.importance == .core }.count
    let all = context.facts.model.platform.services.filter { $0.importance == .core }.count
    return OutcomeView.Figure(
      term: context.markup("核心服务停机", "Core services down"),
      value: Markup(context.duration(used)), extra: .empty,
      note: context.markup("\(all) 项核心服务中 \(core) 项受影响", "\(core) of \(all) core services were hit")
    )
  }

  private static func allowance(_ context: RunContext) -> OutcomeView.Figure {
    let use = context.run.scorecard.availability
    let filled = min(1000, max(0, use.share.value))
    let style = use.share > .full ? "fill-bad" : "fill-plain"
    let meter =
      "<svg class=\"meter\" viewBox=\"0 0 1000 40\" preserveAspectRatio=\"none\" width=\"100\" height=\"10\""
      + " aria-hidden=\"true\"><rect class=\"track\" width=\"1000\" height=\"40\"/>"
      + "<rect class=\"\(style)\" width=\"\(filled)\" height=\"40\"/></svg>"
    let of = Format.hours(use.allowance, context.language)
    return OutcomeView.Figure(
      term: context.markup("全年停机允许时间用去", "Year's down-time allowance used"),
      value: Markup(Format.percent(use.share)), extra: Markup(html: meter),
      note: context.markup("允许 \(of)", "of \(of) allowed"))
  }

  private static func clocks(_ context: RunContext) -> OutcomeView.Figure {
    let clocks = context.sentences.outcome.clocks
    let missed = context.phrase("\(clocks.missed) 个超时", "\(clocks.missed) missed")
    let note = [missed, context.sentences.joinedText].compactMap(\.self)
      .joined(separator: context.phrase("；", "; "))
    return OutcomeView.Figure(
      term: context.markup("SLA 时钟达标", "SLA clocks met"),
      value: Markup("\(clocks.met) / \(clocks.all)"), extra: .empty, note: Markup(note))
  }

  private static func peak(_ context: RunContext) -> OutcomeView.Figure {
    let peak = context.facts.peak
    let all = context.facts.model.platform.components.count
    return OutcomeView.Figure(
      term: context.markup("同时停止工作的组件最多", "Most components down at once"),
      value: Markup("\(peak.count) / \(all)"), extra: .empty,
      note: peak.count == 0
        ? .empty
        : context.markup("于 \(context.moment(peak.time))", "at \(context.moment(peak.time))"))
  }

  private static func objectives(_ context: RunContext) -> Markup {
    let verdicts = context.run.scorecard.objectives
    if verdicts.isEmpty { return .empty }
    let rows = verdicts.enumerated().map { number, verdict in
      [
        Markup(context.run.drill.lexicon.objectives[number].title[context.language]),
        VerdictSign.small(verdict.outcome, context.language),
        Markup(context.judgement.measured(verdict)),
        Markup(context.judgement.asked(verdict)),
      ]
    }
    return PageTable(
      context.phrase("演练目标", "Objectives of the drill"),
      [
        (context.phrase("目标", "objective"), false), (context.phrase("判定", "verdict"), false),
        (context.phrase("实测", "measured"), false), (context.phrase("要求", "required"), false),
      ], rows, context.language, wide: [3]
    ).markup
  }
}
