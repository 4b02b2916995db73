import EventKernel
import Scenarios
import Simulator

extension DescriptionText {
  func blocks(_ threat: ThreatDescription) -> [[String]] {
    let about = threat.about.map { [$0[language]] } ?? []
    return [
      title(threat.name.text, threat.title, ("威胁", "threat")) + about,
      table(
        phrases(("对象", "lives on"), ("可及", "can hit"), ("预案", "plan")),
        [[threat.on.title[language], hits(threat), plan(threat)]]),
      [heading("阶段", "Stages")]
        + table(
          phrases(
            ("阶段", "stage"), ("影响", "does"), ("传播", "spreads to"), ("发现", "noticed by"),
            ("去向", "goes on to")),
          threat.stages.map { stage in
            [
              stage.title[language], stage.impacts.map(words).joined(separator: comma),
              stage.spreads.map(words).joined(separator: comma), noticed(stage),
              stage.transitions.map { words($0, threat) }.joined(separator: comma),
            ]
          }),
      [heading("结束与处置", "What ends it, and what can be done")]
        + table(
          phrases(
            ("动作", "act"), ("阶段", "in"), ("结果", "then"), ("成功率", "succeeds"), ("用时", "takes")),
          threat.endings.map { ending in
            [
              Terms.word(ending.act)[language], stages(ending.from, threat),
              phrase("威胁离开", "the threat leaves")
                + (ending.isPatched ? phrase("，不再发生", ", for good") : ""),
              share(ending.succeeds), "",
            ]
          }
            + threat.treatments.map { treatment in
              [
                treatment.title[language], stages(treatment.from, threat),
                stage(treatment.to, threat), share(treatment.succeeds), mean(treatment.takes),
              ]
            }),
    ]
  }

  /// The plan that it asks for, and the row of table B.
  private func plan(_ threat: ThreatDescription) -> String {
    let row = TableB.rows(of: threat.emergencyClass).first { $0.word == threat.row }
    return Terms.word(threat.emergencyClass)[language]
      + (row.map { phrase("（\($0.title.zh)）", " (\($0.title.en))") } ?? "")
  }

  private var comma: String { phrase("，", ", ") }

  private func hits(_ threat: ThreatDescription) -> String {
    let share = phrase("其中 \(self.share(threat.share))", "\(self.share(threat.share)) of them")
    guard threat.on == .component, threat.classes.count < ObjectClass.allCases.count else {
      return share
    }
    return threat.classes.map { Terms.word($0)[language] }.joined(separator: phrase("、", ", "))
      + comma + share
  }

  private func share(_ share: Probability) -> String {
    "\(Format.number(share.value * 100, digits: 3)) %"
  }

  private func words(_ impact: StageImpact) -> String {
    Terms.word(impact.impact, value: impact.value, language)
  }

  private func words(_ spread: ThreatSpread) -> String {
    Terms.word(spread.relation)[language] + " " + Format.number(spread.rate, digits: 3) + " /h"
  }

  private func noticed(_ stage: StageDescription) -> String {
    var ways: [String] = []
    if let law = stage.monitoring { ways.append(phrase("监控", "monitoring") + " " + mean(law)) }
    if let law = stage.calls { ways.append(phrase("来电", "calls") + " " + mean(law)) }
    if stage.patrol.value > 0 { ways.append(phrase("巡检", "patrol") + " " + share(stage.patrol)) }
    return ways.joined(separator: comma)
  }

  private func words(_ way: TransitionDescription, _ threat: ThreatDescription) -> String {
    let cue =
      switch way.cue {
      case .after(let law): mean(law)
      case .when(let condition): phrase("一旦", "once ") + Terms.word(condition)[language]
      }
    let share = way.share.map { " " + self.share($0) } ?? ""
    return stage(way.to, threat) + share + phrase("（\(cue)）", " (\(cue))")
  }

  private func stages(_ names: [Name]?, _ threat: ThreatDescription) -> String {
    guard let names else { return phrase("任何阶段", "any stage") }
    return names.map { stage($0, threat) }.joined(separator: phrase("、", ", "))
  }

  private func stage(_ name: Name, _ threat: ThreatDescription) -> String {
    if name.text == TransitionDescription.end { return phrase("威胁离开", "the threat leaves") }
    return threat.stages.first { $0.name.text == name.text }?.title[language] ?? name.text
  }
}
