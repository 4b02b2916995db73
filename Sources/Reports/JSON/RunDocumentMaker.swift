import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// Reads the parts of the document off a run.
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
    return RunDocument.Outcome(
      verdict: stories.en.verdict.rawValue, recovered: facts.isRecovered,
      headline: DocumentText(zh: stories.zh.headline, en: stories.en.headline),
      story: zip(stories.zh.story, stories.en.story).map {
        DocumentText(zh: $0, en: $1)
      },
      componentsDownMost: facts.peak.count, infected: run.replication.infectedCount)
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

  var score: RunDocument.Score {
    let card = run.scorecard
    return RunDocument.Score(
      final: card.final?.value, beforeCaps: card.score?.value, coverage: card.coverage.value,
      rating: card.rating?.rawValue,
      caps: card.caps.map { cap in
        RunDocument.Cap(
          points: cap.points, reason: words { JudgementSentences(facts, $0).finding(cap.reason) })
      },
      dimensions: card.dimensions.map(dimension))
  }

  private func dimension(_ score: DimensionScore) -> RunDocument.Dimension {
    RunDocument.Dimension(
      dimension: score.dimension.rawValue, weight: score.weight, quality: score.quality?.value,
      notEvaluated: score.notEvaluated?.rawValue,
      items: score.items.map { item in
        RunDocument.Item(
          weight: item.weight.value, quality: item.quality?.value,
          notEvaluated: item.notEvaluated?.rawValue, binds: item.binds,
          finding: item.finding.map { finding in
            words { JudgementSentences(facts, $0).finding(finding) }
          })
      })
  }

  var availability: RunDocument.Availability {
    let use = run.scorecard.availability
    return RunDocument.Availability(
      used: seconds(use.used), allowance: seconds(use.allowance), share: use.share.value)
  }

  var timeline: [RunDocument.Line] {
    let lines = zip(Timeline(facts, .zh).lines(), Timeline(facts, .en).lines())
    return lines.map { RunDocument.Line(time: moment($0.time), zh: $0.text, en: $1.text) }
  }
}
