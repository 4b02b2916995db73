import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// Reads the parts of the document off a run; the elements of lists are made as they are asked for.
struct RunDocumentMaker: Sendable {
  var facts: RunFacts

  var run: Run { facts.run }
  var lexicon: Lexicon { facts.run.drill.lexicon }

  func moment(_ time: SimulationTime) -> RunDocument.Moment {
    RunDocument.Moment(
      at: facts.clock.iso(time), seconds: Format.floorDivision(time.microseconds, 1_000_000))
  }

  func seconds(_ span: TimeSpan) -> Int64 {
    let whole = Int64(Format.rounded(span.microseconds.magnitude, by: 1_000_000))
    return span.microseconds < 0 ? -whole : whole
  }

  func name(_ label: Label) -> RunDocument.Name {
    RunDocument.Name(key: label.key, zh: label.title.zh, en: label.title.en)
  }

  func words(_ text: (Language) -> String) -> DocumentText {
    DocumentText(zh: text(.zh), en: text(.en))
  }

  var drill: RunDocument.Drill {
    RunDocument.Drill(
      name: name(Label(key: run.drill.name, title: run.drill.title)),
      event: run.drill.emergencyClass?.rawValue, start: facts.clock.iso(.zero),
      end: moment(facts.end), digest: run.drill.digest, rubric: run.drill.rubricName)
  }

  var outcome: RunDocument.Outcome {
    let stories = (zh: RunSentences(facts, .zh), en: RunSentences(facts, .en))
    let outcome = stories.en.outcome
    return RunDocument.Outcome(
      verdict: outcome.verdict.rawValue, conclusion: outcome.conclusion.rawValue,
      recovered: outcome.areServicesUp, effectRemoved: outcome.effectsLeft == 0,
      headline: DocumentText(zh: stories.zh.headline, en: stories.en.headline),
      story: zip(stories.zh.story, stories.en.story).map {
        DocumentText(zh: $0, en: $1)
      },
      componentsDownMost: facts.peak.count, subjectsHit: run.replication.hitCount)
  }

  var objectives: [RunDocument.Objective] {
    run.scorecard.objectives.enumerated().map { number, verdict in
      RunDocument.Objective(
        name: name(lexicon.objectives[number]), metric: verdict.objective.metric.rawValue,
        outcome: verdict.outcome.rawValue,
        bound: words { JudgementSentences(facts, $0).bound(verdict.objective) },
        value: value(verdict), tried: verdict.tried, hits: verdict.hits)
    }
  }

  private func value(_ verdict: ObjectiveVerdict) -> Int64? {
    if case .share = verdict.objective.test { return verdict.value }
    guard verdict.objective.metric.unit == .time else { return verdict.value }
    return verdict.value.map { seconds(TimeSpan(microseconds: $0)) }
  }

  /// Writes the fields of `RunDocument.Score`, in the order of their keys.
  func score(_ stream: inout JSONStream) throws {
    let card = run.scorecard
    let sentences = (zh: JudgementSentences(facts, .zh), en: JudgementSentences(facts, .en))
    func words(_ finding: ScoreItem.Finding) -> DocumentText {
      DocumentText(zh: sentences.zh.finding(finding), en: sentences.en.finding(finding))
    }
    try stream.field("beforeCaps", card.score?.value)
    try stream.list(
      "caps",
      card.caps.lazy.map { RunDocument.Cap(points: $0.points, reason: words($0.reason)) })
    try stream.field("coverage", card.coverage.value)
    try stream.objects("dimensions", card.dimensions) { stream, score in
      try stream.field("dimension", score.dimension.rawValue)
      try stream.list(
        "items",
        score.items.lazy.map { item in
          RunDocument.Item(
            weight: item.weight.value, quality: item.quality?.value,
            notEvaluated: item.notEvaluated?.rawValue, binds: item.binds,
            finding: item.finding.map(words))
        })
      try stream.field("notEvaluated", score.notEvaluated?.rawValue)
      try stream.field("quality", score.quality?.value)
      try stream.field("weight", score.weight)
    }
    try stream.field("final", card.final?.value)
    try stream.field("rating", card.rating?.rawValue)
  }

  var availability: RunDocument.Availability {
    let use = run.scorecard.availability
    return RunDocument.Availability(
      used: seconds(use.used), allowance: seconds(use.allowance), share: use.share.value)
  }

  func timeline(_ add: (RunDocument.Line) throws -> Void) throws {
    let timelines = (zh: Timeline(facts, .zh), en: Timeline(facts, .en))
    try timelines.zh.eachGroup { group in
      guard let zh = timelines.zh.sentence(group), let en = timelines.en.sentence(group) else {
        return
      }
      try add(RunDocument.Line(time: moment(zh.time), zh: zh.text, en: en.text))
    }
  }
}
