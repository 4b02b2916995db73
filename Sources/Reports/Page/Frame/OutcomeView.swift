import Scenarios
import Scoring

/// The outcome of a page, first and large: the verdict, the key figures, the objectives.
struct OutcomeView: Sendable {
  struct Figure: Sendable {
    var term: Markup
    var value: Markup
    var extra: Markup
    var note: Markup
  }

  var sign: Markup
  var style: String
  var verdict: Markup
  var headline: Markup
  var figures: [Figure]
  var objectives: Markup

  init(
    _ outcome: ObjectiveVerdict.Outcome, verdict: Bilingual, headline: String,
    figures: [Figure], objectives: Markup, _ language: Language
  ) {
    self.init(
      sign: VerdictSign.large(outcome), style: VerdictSign.style(outcome), verdict: verdict,
      headline: headline, figures: figures, objectives: objectives, language)
  }

  /// Of one run, by what stands against its objectives' being met.
  init(
    _ conclusion: RunOutcome.Conclusion, headline: String, figures: [Figure], objectives: Markup,
    _ language: Language
  ) {
    self.init(
      sign: VerdictSign.large(conclusion), style: VerdictSign.style(conclusion),
      verdict: Self.words(conclusion), headline: headline, figures: figures,
      objectives: objectives, language)
  }

  private init(
    sign: Markup, style: String, verdict: Bilingual, headline: String, figures: [Figure],
    objectives: Markup, _ language: Language
  ) {
    self.sign = sign
    self.style = style
    self.verdict = Markup(verdict[language])
    self.headline = Markup(headline)
    self.figures = figures
    self.objectives = objectives
  }

  /// Where there is nothing to judge by.
  static let none = Bilingual(zh: "没有设定目标", en: "No objectives stated")

  /// What a run came to.
  private static func words(_ conclusion: RunOutcome.Conclusion) -> Bilingual {
    switch conclusion {
    case .met: words(ObjectiveVerdict.Outcome.met)
    case .challenged: Bilingual(zh: "目标达到，有重大不足", en: "Objectives met, with major challenges")
    case .unrestored: Bilingual(zh: "目标达到，但服务未恢复", en: "Objectives met, service not restored")
    case .exposed: Bilingual(zh: "目标达到，但有人员涉险", en: "Objectives met, people exposed")
    case .missed: words(ObjectiveVerdict.Outcome.missed)
    case .undecided: words(ObjectiveVerdict.Outcome.undecided)
    case .unstated: none
    }
  }

  /// What the objectives came to together.
  static func words(_ outcome: ObjectiveVerdict.Outcome) -> Bilingual {
    switch outcome {
    case .met: Bilingual(zh: "目标全部达到", en: "Objectives met")
    case .missed: Bilingual(zh: "目标未达到", en: "Objectives missed")
    case .undecided: Bilingual(zh: "目标未能判定", en: "Objectives undecided")
    }
  }

  private static let template = PageTemplate(
    """
    <div class="verdict">{{{sign}}}<div><strong class="{{{style}}}">{{{verdict}}}</strong><p>{{{headline}}}</p></div></div>
    <dl class="figures">{{#figures}}<div><dt>{{{term}}}</dt><dd><b>{{{value}}}</b>{{{extra}}}<small>{{{note}}}</small></dd></div>{{/figures}}</dl>
    {{{objectives}}}
    """)

  var markup: Markup { Self.template.render(self) }
}
