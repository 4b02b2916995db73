import EventKernel
import Simulator

extension ThreatDescription {
  /// Whether a drill of before threats were files describes one: a worm of two stages.
  static func isOfBefore(_ value: YAMLValue) -> Bool {
    guard case .map(let entries) = value.content else { return false }
    return entries.contains { $0.key == "attacks" } && !entries.contains { $0.key == "stages" }
  }

  /// Reads one of before: `attacks`, `vulnerable`, `spreads`, `harms`, `noticed`.
  init?(ofBefore entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let emergencyClass = map.require("class", &sink)?.word(EmergencyClass.self, &sink)
    let classes = map.require("attacks", &sink)?.list()
      .compactMap { $0.word(ObjectClass.self, &sink) }
    let share = map.require("vulnerable", &sink)?.share(&sink)
    var stage = StageDescription(
      name: Name("infected", at: entry.name.position), title: Bilingual(zh: "已感染", en: "infected"))
    if var spreads = map.take("spreads")?.map(&sink) {
      for (key, relation) in [
        ("within a zone", Relation.sameZone), ("across zones", .reachableZone),
      ] {
        if let rate = spreads.take(key)?.rate(upTo: RateLimit.contacts, &sink) {
          stage.spreads.append(ThreatSpread(relation: relation, rate: rate))
        }
      }
      spreads.finish(&sink)
    }
    var stages: [StageDescription] = []
    if var harms = map.take("harms")?.map(&sink) {
      let after = harms.require("after", &sink)?.law(&sink)
      let symptom = harms.take("symptom")?.word(Symptom.self, &sink) ?? .down
      harms.finish(&sink)
      var harmed = stage
      harmed.name.text = "harmed"
      harmed.title = Bilingual(zh: "已发作", en: "harmed")
      harmed.impacts = [StageImpact(symptom == .down ? .down : .degraded)]
      stage.transitions = [
        TransitionDescription(to: harmed.name, cue: .after(after ?? .constant(0)), share: nil)
      ]
      stages = [harmed]
    }
    let noticed = map.take("noticed")?.law(&sink)
    map.finish(&sink)
    stages.insert(stage, at: 0)
    for row in stages.indices { stages[row].monitoring = noticed }
    self.init(
      name: entry.name, title: title, about: nil, emergencyClass: emergencyClass ?? .malware,
      row: nil, on: .component, classes: classes ?? ObjectClass.allCases, share: share ?? .certain,
      stages: stages,
      endings: [Act.clean, .rebuild].map {
        EndingDescription(
          act: $0, from: nil, succeeds: .certain, isPatched: true, position: entry.name.position)
      }, treatments: [])
  }
}
