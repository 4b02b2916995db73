import EventKernel
import Rehearsal
import Reports
import Scenarios
import Scoring
import Simulator

/// Decisions of a run, and what another choice came to, as JSON (docs/schema/what-if.schema.json).
struct WhatIfAnswer: Encodable {
  struct Text: Encodable {
    var en: String
    var zh: String

    init(_ both: Bilingual) { (en, zh) = (both.en, both.zh) }
  }

  struct Decision: Encodable {
    var number: Int
    /// Since the start.
    var seconds: Int64
    var incident: Int
    var role: Text?
    /// `way` or `whom`.
    var kind: String
    var step: Text
    var options: [Text]
    /// By number, from 1.
    var chosen: Int
    var byThePlan: Int
  }

  struct Other: Encodable {
    struct Figure: Encodable {
      var metric: String
      var unit: String
      var original: Double
      var other: Double
    }

    struct Objective: Encodable {
      var name: Text
      var original: String
      var other: String
    }

    var at: Int
    var option: Int
    /// What nobody knew is as it was that night.
    var isHindsight = true
    /// When the two first differ, in seconds since the start; absent: they never do.
    var partsAtSeconds: Int64?
    var figures: [Figure]
    var objectives: [Objective]
  }

  var version: String
  var drill: String
  var digest: String
  var seed: UInt64
  var decisions: [Decision]
  var otherwise: Other?

  init(_ run: Run, _ decisions: [RunDecision]) {
    version = run.version
    drill = run.drill.name
    digest = run.drill.digest
    seed = run.seed
    let words = Bilingual.both { WhatIfText(run, $0) }
    self.decisions = decisions.map { decision in
      return Decision(
        number: decision.number, seconds: decision.point.time.microseconds / 1_000_000,
        incident: decision.point.incident.index + 1,
        role: decision.lane.map { Text(run.drill.lexicon.lanes[$0.index].title) },
        kind: decision.isWay ? "way" : "whom",
        step: Text(run.drill.lexicon.flowNodes[decision.point.node.index].title),
        options: decision.options.map { name in
          Text(Bilingual(zh: words.zh.option(name), en: words.en.option(name)))
        }, chosen: decision.chosen + 1, byThePlan: decision.point.byTheFlow + 1)
    }
  }

  init(_ whatIf: WhatIf) {
    self.init(whatIf.original, [whatIf.decision])
    let figures = WhatIfFigures(whatIf)
    otherwise = Other(
      at: whatIf.decision.number, option: whatIf.option + 1,
      partsAtSeconds: whatIf.parting.map { $0.microseconds / 1_000_000 },
      figures: figures.rows.map {
        Other.Figure(
          metric: $0.metric.rawValue, unit: $0.jsonUnit, original: $0.jsonOriginal,
          other: $0.jsonOther)
      },
      objectives: figures.objectives.map {
        Other.Objective(
          name: Text($0.name), original: $0.original.rawValue, other: $0.other.rawValue)
      })
  }
}

extension Bilingual {
  fileprivate static func both<Value>(_ make: (Language) -> Value) -> (zh: Value, en: Value) {
    (make(.zh), make(.en))
  }
}
