import Scenarios
import Simulator

extension Texts {
  /// What an entry of the record says happened, without whom it happened to.
  package static func word(_ kind: Entry.Kind) -> Bilingual {
    switch kind {
    case .faultBegan: Bilingual(zh: "发生故障", en: "failed")
    case .faultEnded: Bilingual(zh: "故障清除", en: "fault removed")
    case .faultBypassed: Bilingual(zh: "已抢通，故障未除", en: "service got through, fault remains")
    case .wentDown: Bilingual(zh: "停止工作", en: "went down")
    case .cameUp: Bilingual(zh: "恢复工作", en: "came up")
    case .onReserve: Bilingual(zh: "转入储备维持", en: "on its reserve")
    case .offReserve: Bilingual(zh: "退出储备维持", en: "off its reserve")
    case .reserveEmpty: Bilingual(zh: "储备耗尽", en: "reserve empty")
    case .reserveLow: Bilingual(zh: "储备将尽", en: "reserve low")
    case .shutDown: Bilingual(zh: "有序关机", en: "shut down in order")
    case .startedUp: Bilingual(zh: "重新启动", en: "started up")
    case .infected: Bilingual(zh: "被感染", en: "infected")
    case .cleaned: Bilingual(zh: "已查杀", en: "cleaned")
    case .harmed: Bilingual(zh: "危害显现", en: "harm showed")
    case .isolated: Bilingual(zh: "断网隔离", en: "isolated")
    case .reconnected: Bilingual(zh: "恢复联网", en: "reconnected")
    case .zoneBlocked: Bilingual(zh: "网段阻断", en: "zone blocked")
    case .zoneOpened: Bilingual(zh: "网段恢复", en: "zone opened")
    case .dataLost: Bilingual(zh: "数据丢失", en: "data lost")
    case .dataRestored: Bilingual(zh: "数据恢复", en: "data restored")
    case .injected: Bilingual(zh: "情景注入", en: "inject")
    case .failoverSwitched: Bilingual(zh: "切换", en: "failover switched")
    case .alarm: Bilingual(zh: "告警", en: "alarm")
    case .alarmJoined: Bilingual(zh: "告警并入事故", en: "alarm joined")
    case .userCall: Bilingual(zh: "用户来电", en: "user's call")
    case .incidentOpened: Bilingual(zh: "事故立案", en: "incident opened")
    case .milestone: Bilingual(zh: "里程碑", en: "milestone")
    case .graded: Bilingual(zh: "级别更新", en: "level updated")
    case .flowStarted: Bilingual(zh: "流程开始", en: "flow started")
    case .flowEnded: Bilingual(zh: "流程结束", en: "flow ended")
    case .taskOffered: Bilingual(zh: "任务下达", en: "task offered")
    case .taskStarted: Bilingual(zh: "任务开始", en: "task started")
    case .taskArrived: Bilingual(zh: "到场开工", en: "arrived, work begins")
    case .taskDone: Bilingual(zh: "任务完成", en: "task done")
    case .taskLapsed: Bilingual(zh: "任务逾期放弃", en: "task given up")
    case .taskInterrupted: Bilingual(zh: "任务被中断", en: "task interrupted")
    case .taskSkipped: Bilingual(zh: "任务被跳过", en: "task skipped")
    case .taskLate: Bilingual(zh: "任务迟办", en: "task begun late")
    case .branchTaken: Bilingual(zh: "判断", en: "decision")
    case .messageSent: Bilingual(zh: "消息发出", en: "message sent")
    case .messageMisdirected: Bilingual(zh: "消息误发", en: "message to the wrong receiver")
    case .calledIn: Bilingual(zh: "备班召回", en: "called in")
    case .vendorCalled: Bilingual(zh: "呼叫专业机构", en: "vendor called")
    case .vendorArrived: Bilingual(zh: "专业机构到场", en: "vendor on site")
    case .escalated: Bilingual(zh: "提交", en: "escalated")
    case .partDrawn: Bilingual(zh: "领用备件", en: "part drawn")
    case .partMissing: Bilingual(zh: "备件缺货", en: "part not in stock")
    case .partDead: Bilingual(zh: "备件抽测不合格", en: "part dead on test")
    case .partOrdered: Bilingual(zh: "订购备件", en: "part ordered")
    case .partArrived: Bilingual(zh: "备件到货", en: "part arrived")
    case .cameOnDuty: Bilingual(zh: "上班", en: "came on duty")
    case .wentOffDuty: Bilingual(zh: "下班", en: "went off duty")
    case .told: Bilingual(zh: "告知角色", en: "told")
    case .caseOpened: Bilingual(zh: "事项到达", en: "case came")
    case .caseClosed: Bilingual(zh: "事项完结", en: "case over")
    case .caseTurnedAway: Bilingual(zh: "事项被拒", en: "case turned away")
    case .taskPaused: Bilingual(zh: "任务暂停", en: "task paused")
    case .taskResumed: Bilingual(zh: "任务继续", en: "task resumed")
    case .dangerBegan: Bilingual(zh: "出现人身危险", en: "people in danger")
    case .dangerEnded: Bilingual(zh: "人身危险解除", en: "danger to people over")
    }
  }

  package static func word(_ kind: Node.Kind) -> Bilingual {
    switch kind {
    case .component: Bilingual(zh: "部件", en: "component")
    case .room: Bilingual(zh: "机房", en: "room")
    case .service: Bilingual(zh: "服务", en: "service")
    case .gate: Bilingual(zh: "依赖关系", en: "dependency")
    case .failoverSwitch: Bilingual(zh: "切换开关", en: "failover switch")
    }
  }

  static func word(_ tone: NarrationLine.Tone) -> Bilingual {
    switch tone {
    case .bad: Bilingual(zh: "受损", en: "harm")
    case .warn: Bilingual(zh: "预警", en: "warning")
    case .good: Bilingual(zh: "好转", en: "progress")
    case .work: Bilingual(zh: "处置", en: "work")
    case .say: Bilingual(zh: "消息", en: "message")
    case .choice: Bilingual(zh: "判断", en: "decision")
    case .script: Bilingual(zh: "脚本", en: "script")
    case .plain: Bilingual(zh: "进展", en: "response")
    }
  }
}
