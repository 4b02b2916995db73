import Rehearsal
import Scenarios
import Scoring

/// The score by dimension, with the facts behind each item, and what was not evaluated and why.
enum ScoreSection {
  private static let template = PageTemplate(
    """
    {{{table}}}
    {{{caps}}}
    <h3>{{{factsHeading}}}</h3>
    {{#dimensions}}<details><summary>{{{title}}}</summary>{{{items}}}</details>
    {{/dimensions}}
    {{{left}}}
    """)

  private struct Facts: Sendable {
    var title: Markup
    var items: Markup
  }

  private struct View: Sendable {
    var table: Markup
    var caps: Markup
    var factsHeading: Markup
    var dimensions: [Facts]
    var left: Markup
  }

  static func make(_ context: RunContext) -> SectionView {
    let card = context.run.scorecard
    let evaluated = card.dimensions.filter { $0.quality != nil }
    let view = View(
      table: table(evaluated, context), caps: caps(context),
      factsHeading: context.markup("各项依据", "The facts behind each item"),
      dimensions: evaluated.map { facts($0, context) }, left: left(context))
    return SectionView(
      id: "score", heading: context.markup("得分", "Score"), lead: Markup(lead(context)),
      content: template.render(view))
  }

  private static func lead(_ context: RunContext) -> String {
    let card = context.run.scorecard
    guard let final = card.final else {
      return context.phrase("没有可评估的项目，未给出得分。", "Nothing could be evaluated, so there is no score.")
    }
    let weights = card.dimensions.filter { $0.quality != nil }.reduce(0) { $0 + $1.weight }
    let all = card.dimensions.reduce(0) { $0 + $1.weight }
    let points = Format.points(final)
    let coverage = Format.percent(card.coverage)
    return context.phrase(
      "\(points) 分，由已评估的维度（权重 \(weights)／\(all)）得出；评估覆盖率 \(coverage)，即适用项目中已评估者所占权重。",
      "\(points) of 100, over the dimensions that were evaluated (weight \(weights) of \(all)); coverage \(coverage) is the weight evaluated of what applied."
    )
  }

  private static func table(_ scores: [DimensionScore], _ context: RunContext) -> Markup {
    let rows = scores.map(DimensionLine.init).map { line in
      [
        Markup(Terms.word(line.score.dimension)[context.language]),
        bar(line.score.quality ?? .zero),
        Markup(line.score.quality.map(Format.percent) ?? ""),
        Markup(
          "\(Format.points(Milli(((line.points ?? 0) + 50) / 100))) / \(line.score.weight)"),
        Markup("\(line.evaluated) / \(line.all)"),
      ]
    }
    return PageTable(
      context.phrase("各维度得分", "Score by dimension"),
      [
        (context.phrase("维度", "dimension"), false), (context.phrase("质量", "quality"), false),
        (context.phrase("百分比", "per cent"), true),
        (context.phrase("得分／权重", "points / weight"), true),
        (context.phrase("评估项", "items evaluated"), true),
      ], rows, context.language
    ).markup
  }

  private static func bar(_ quality: Milli) -> Markup {
    let width = Picture.number(Double(max(0, min(1000, quality.value))) * 0.16)
    return Markup(
      html: "<svg viewBox=\"0 0 162 12\" width=\"162\" height=\"12\" aria-hidden=\"true\">"
        + "<rect class=\"track\" x=\".5\" y=\".5\" width=\"161\" height=\"11\"/>"
        + "<rect class=\"fill-plain\" x=\"1\" y=\"1\" width=\"\(width)\" height=\"10\"/></svg>")
  }

  private static func caps(_ context: RunContext) -> Markup {
    context.run.scorecard.caps.map { cap in
      let fact = context.judgement.finding(cap.reason)
      let text = context.phrase("封顶 \(cap.points) 分：\(fact)", "Capped at \(cap.points): \(fact)")
      return Markup(html: "<p class=\"missed\">\(Markup(text))</p>")
    }.joined()
  }

  private static func facts(_ score: DimensionScore, _ context: RunContext) -> Facts {
    let word = Terms.word(score.dimension)[context.language]
    let quality = score.quality.map(Format.percent) ?? ""
    let whole = score.items.filter { $0.quality != nil }.reduce(0) { $0 + $1.weight.value }
    let rows = score.items.map { item in
      [
        Markup(item.finding.map(context.judgement.finding) ?? ""),
        Markup(
          item.quality.map(Format.percent)
            ?? Terms.word(item.notEvaluated ?? .didNotApply)[context.language]),
        Markup(share(of: item, whole: whole)),
        item.binds ? context.markup("应", "binds") : context.markup("宜／自定", "recommended or own"),
      ]
    }
    let table = PageTable(
      context.phrase("\(word)的依据", "Facts behind \(word)"),
      [
        (context.phrase("事实", "fact"), false), (context.phrase("质量", "quality"), true),
        (context.phrase("维度内权重", "weight within"), true), (context.phrase("约束力", "force"), false),
      ], rows, context.language)
    let title = Format.capital(word)
    return Facts(
      title: Markup(
        context.phrase(
          "\(title)（\(quality)，\(score.items.count) 项）",
          "\(title) (\(quality), \(Plural.count(score.items.count, "item", "items")))"
        )),
      items: table.markup)
  }

  /// What an item counts of its dimension's evaluated items. Its own weight is in a unit of the
  /// dimension: a share, a number of steps, of pairs.
  private static func share(of item: ScoreItem, whole: Int) -> String {
    guard item.quality != nil, whole > 0 else { return "–" }
    return Format.percent(Milli(item.weight.value, of: whole))
  }

  private static func left(_ context: RunContext) -> Markup {
    let scores = context.run.scorecard.dimensions.filter { $0.quality == nil }
    if scores.isEmpty { return .empty }
    let rows = scores.map { score in
      [
        Markup(Terms.word(score.dimension)[context.language]),
        score.weight == 0 ? context.markup("门槛", "gate") : Markup("\(score.weight)"),
        Markup(Terms.word(score.notEvaluated ?? .didNotApply)[context.language]),
      ]
    }
    let heading = context.markup("未评估的维度", "Dimensions not evaluated")
    let table = PageTable(
      context.phrase("未评估的维度及原因", "Dimensions not evaluated, and why"),
      [
        (context.phrase("维度", "dimension"), false), (context.phrase("权重", "weight"), true),
        (context.phrase("原因", "why"), false),
      ], rows, context.language)
    return Markup(html: "<h3>\(heading)</h3>\(table.markup)")
  }
}
