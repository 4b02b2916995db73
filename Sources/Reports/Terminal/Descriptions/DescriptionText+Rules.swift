import EventKernel
import Scenarios
import Scoring
import Simulator

/// Flows, agreements and rubrics: what is to be done, by when, and what it counts.
extension DescriptionText {
  func blocks(_ flow: FlowDescription) -> [[String]] {
    let clause = flow.clause.isEmpty ? "" : " (\(flow.clause))"
    return [
      title(flow.name + clause, flow.title, ("流程", "flow")),
      [heading("步骤", "Steps")]
        + table(
          phrases(
            ("步骤", "step"), ("角色", "role"), ("用时", "takes"), ("必做", "mandatory"), ("作用", "effect")),
          flow.outline.map { step in
            [
              step.title[language], step.lane[language], time(of: step), yes(step.isMandatory),
              step.effect.map { Terms.word($0)[language] }
                ?? phrase("调用流程", "calls a flow"),
            ]
          }),
    ]
  }

  private func time(of step: FlowOutlineStep) -> String {
    if let takes = step.takes { return phrase("平均 ", "mean ") + duration(takes) }
    return step.effect == nil ? "" : phrase("视故障而定", "by the fault")
  }

  func blocks(_ agreement: AgreementDescription) -> [[String]] {
    [
      title(agreement.name.text, agreement.title, ("协议", "agreement"))
        + [
          phrase("平台可用率 ≥ ", "availability ≥ ")
            + Format.percent(Milli(Int((agreement.availability.value * 1000).rounded())))
        ],
      [heading("时限", "Clocks")]
        + table(
          phrases(
            ("时限", "clock"), ("起", "from"), ("止", "to"), ("一般", "general"), ("重大", "major"),
            ("约束", "binds")),
          agreement.clocks.map { clock in
            [
              Terms.word(clock.kind)[language], Terms.word(clock.from)[language],
              Terms.word(clock.to)[language], words(clock.general), words(clock.major),
              yes(clock.binds),
            ]
          }),
    ]
  }

  private func words(_ target: ClockDescription.Target?) -> String {
    switch target {
    case nil: ""
    case .span(let span): duration(span)
    case .workingDays(let days):
      phrase("\(days) 个工作日", Plural.count(days, "working day", "working days"))
    }
  }

  func blocks(_ rubric: RubricDescription) -> [[String]] {
    [
      title(rubric.name.text, rubric.title, ("评分标准", "rubric")),
      [heading("维度与权重", "Dimensions and weights")]
        + table(
          phrases(("维度", "dimension"), ("分值", "points")),
          zip(Dimension.allCases, rubric.rubric.weights).map { dimension, weight in
            [Terms.word(dimension)[language], "\(weight)"]
          }),
    ]
  }
}
