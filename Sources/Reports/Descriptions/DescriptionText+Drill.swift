import EventKernel
import Scenarios
import Scoring
import Simulator

extension DescriptionText {
  func blocks(_ drill: DrillDescription) -> [[String]] {
    var head = title(drill.name.text, drill.title, ("演练", "drill"))
    if let event = drill.event { head.append(Texts.word(event)[language]) }
    if let teaches = drill.teaches { head += TextWidth.wrapped(teaches[language], to: width) }
    head.append(
      phrase("开始 ", "start ") + CivilClock(start: drill.start).full(.zero)
        + phrase("，推演 ", ", horizon ") + duration(drill.horizon))
    return [
      head,
      [heading("所用文件", "Files used")]
        + table(
          phrases(("种类", "kind"), ("路径", "path")),
          [
            ("platform", drill.uses.platform), ("support", drill.uses.support),
            ("agreement", drill.uses.agreement), ("rubric", drill.uses.rubric),
          ].compactMap { kind, name in name.map { [kind, $0.text] } }
            + drill.uses.flows.map { ["flows", $0.text] }),
      [heading("演练脚本", "Script")]
        + table(
          phrases(("情景注入", "inject"), ("时机", "cue"), ("内容", "action")),
          drill.injects.map { inject in
            [inject.title?[language] ?? inject.name.text, words(inject.cue), words(inject.action)]
          }),
      [heading("人员偏差", "Deviations")]
        + table(
          phrases(("名称", "name"), ("比例", "share"), ("步骤", "steps")),
          drill.deviations.map { deviation in
            [
              deviation.name.text,
              Format.percent(Milli(Int((deviation.share.value * 1000).rounded()))),
              deviation.steps?.map(\.text).joined(separator: " ") ?? phrase("全部", "all"),
            ]
          }),
      [heading("目标", "Objectives")]
        + table(
          phrases(("目标", "objective"), ("指标", "metric")),
          drill.objectives.map { objective in
            [
              objective.title?[language] ?? objective.name.text,
              Texts.word(objective.metric)[language],
            ]
          }),
    ]
  }

  private func words(_ cue: InjectDescription.Cue) -> String {
    switch cue {
    case .at(let span): "T+" + duration(span)
    case .after(let law): phrase("随机，", "drawn, ") + mean(law)
    case .when: phrase("条件满足时", "when its condition holds")
    }
  }

  private func words(_ action: InjectDescription.Action) -> String {
    switch action {
    case .fail(let component, let mode):
      phrase("故障 ", "fails ") + component.text + (mode.map { " (\($0.text))" } ?? "")
    case .infect(let component, let threat):
      phrase("感染 ", "infects ") + "\(component.text) (\(threat.text))"
    case .restore(let component): phrase("恢复 ", "restores ") + component.text
    case .tell(let role, let text): "\(role.text): \(text[language])"
    case .danger(let begins):
      begins ? phrase("人员遇险", "people in danger") : phrase("险情解除", "danger over")
    }
  }
}
