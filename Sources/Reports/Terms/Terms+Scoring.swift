import Scenarios
import Scoring
import Simulator

extension Terms {
  package static func word(_ dimension: Dimension) -> Bilingual {
    switch dimension {
    case .timeliness: Bilingual(zh: "时效", en: "timeliness")
    case .conformance: Bilingual(zh: "流程符合", en: "conformance")
    case .decisions: Bilingual(zh: "决策", en: "decisions")
    case .communication: Bilingual(zh: "沟通报告", en: "communication")
    case .evidence: Bilingual(zh: "证据", en: "evidence")
    case .order: Bilingual(zh: "处置次序", en: "order of repair")
    case .dataLoss: Bilingual(zh: "数据损失", en: "data loss")
    case .coordination: Bilingual(zh: "协同", en: "coordination")
    case .report: Bilingual(zh: "总结报告", en: "summary report")
    case .safety: Bilingual(zh: "人身安全", en: "safety of people")
    }
  }

  package static func word(_ outcome: ClockVerdict.Outcome) -> Bilingual {
    switch outcome {
    case .met: Bilingual(zh: "达标", en: "met")
    case .missed: Bilingual(zh: "超时", en: "missed")
    case .open: Bilingual(zh: "未到期", en: "still open")
    }
  }

  package static func word(_ outcome: ObjectiveVerdict.Outcome) -> Bilingual {
    switch outcome {
    case .met: Bilingual(zh: "达到", en: "met")
    case .missed: Bilingual(zh: "未达到", en: "missed")
    case .undecided: Bilingual(zh: "未能判定", en: "undecided")
    }
  }

  /// What the objectives came to, and what stands against it.
  static func word(_ conclusion: RunOutcome.Conclusion) -> Bilingual {
    switch conclusion {
    case .met: word(ObjectiveVerdict.Outcome.met)
    case .challenged: Bilingual(zh: "达到，有重大不足", en: "met, with major challenges")
    case .unrestored: Bilingual(zh: "达到，但服务未恢复", en: "met, service not restored")
    case .exposed: Bilingual(zh: "达到，但有人员涉险", en: "met, people exposed")
    case .missed: word(ObjectiveVerdict.Outcome.missed)
    case .undecided: word(ObjectiveVerdict.Outcome.undecided)
    case .unstated: Bilingual(zh: "未设目标", en: "no objective")
    }
  }

  package static func word(_ rating: Rating) -> Bilingual {
    switch rating {
    case .performed: Bilingual(zh: "P 顺利完成", en: "P performed without challenges")
    case .some: Bilingual(zh: "S 完成，有不足", en: "S performed with some challenges")
    case .major: Bilingual(zh: "M 完成，有重大不足", en: "M performed with major challenges")
    case .unable: Bilingual(zh: "U 未达标", en: "U unable to be performed")
    }
  }

  package static func word(_ reason: NotEvaluated) -> Bilingual {
    switch reason {
    case .stillOpen:
      Bilingual(zh: "演练结束时仍在计时，尚未超时", en: "the clock still ran, within its target")
    case .didNotApply: Bilingual(zh: "本次演练没有此类情形", en: "nothing of the kind happened")
    case .needsPeople:
      Bilingual(zh: "只有真人参演才能评估", en: "only a team of real people can be judged on it")
    case .needsFutures:
      Bilingual(zh: "需要反事实推演", en: "needs counterfactual runs of the same drill")
    case .beyondBudget:
      Bilingual(zh: "要比较的超出预算", en: "there is more to compare than its budget allows")
    case .notDueYet: Bilingual(zh: "演练结束时尚未到期", en: "the drill ended before it was due")
    }
  }

  package static func word(_ precedence: Precedence) -> Bilingual {
    switch precedence {
    case .verifyBeforeGrade: Bilingual(zh: "先核实，后定级", en: "verify before grading")
    case .gradeBeforeStart: Bilingual(zh: "先定级，后启动预案", en: "grade before the start order")
    case .contactBeforeGroup:
      Bilingual(zh: "先报应急联系人，后报领导小组", en: "report to the contact before the group")
    case .evidenceBeforeEradicate:
      Bilingual(zh: "先固定证据，后清除", en: "secure evidence before eradicating")
    case .backUpBeforeClean: Bilingual(zh: "先备份，后查杀", en: "back up before cleaning")
    case .verifyBeforeReconnect:
      Bilingual(zh: "先查杀并验证，后恢复联网", en: "clean and verify before reconnecting")
    case .closeAfterAssessment: Bilingual(zh: "评估之后才关闭", en: "close only after assessment")
    }
  }

  package static func word(_ rule: OrderRule) -> Bilingual {
    switch rule {
    case .securityFirst: Bilingual(zh: "先恢复安全功能", en: "security functions first")
    case .coreBeforeEdge: Bilingual(zh: "先核心，后边缘", en: "core before edge")
    case .serviceBeforeRepair: Bilingual(zh: "先抢通，后修复", en: "restore first, mend later")
    }
  }

  package static func word(_ comparison: ConditionStep.Comparison) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    }
  }
}
