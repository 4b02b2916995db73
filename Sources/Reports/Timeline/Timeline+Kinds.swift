import Scenarios
import Simulator

// All that a new kind of entry needs: its word and how it is told. What its word alone does not
// tell has a sentence in Timeline+Platform or Timeline+Response.

extension Terms {
  /// What an entry of the record says happened, without whom it happened to.
  package static func word(_ kind: Entry.Kind) -> Bilingual {
    switch kind {
    case .faultBegan: Bilingual(zh: "发生故障", en: "failed")
    case .faultEnded: Bilingual(zh: "故障清除", en: "fault removed")
    case .faultBypassed: Bilingual(zh: "已抢通，故障未除", en: "service got through, fault remains")
    case .wentDown: Bilingual(zh: "停止工作", en: "went down")
    case .stillDown: Bilingual(zh: "因另一故障仍未恢复", en: "still down, for another fault")
    case .cameUp: Bilingual(zh: "恢复工作", en: "came up")
    case .onReserve: Bilingual(zh: "转入储备维持", en: "on its reserve")
    case .offReserve: Bilingual(zh: "退出储备维持", en: "off its reserve")
    case .reserveEmpty: Bilingual(zh: "储备耗尽", en: "reserve empty")
    case .reserveLow: Bilingual(zh: "储备将尽", en: "reserve low")
    case .shutDown: Bilingual(zh: "有序关机", en: "shut down in order")
    case .startedUp: Bilingual(zh: "重新启动", en: "started up")
    case .entered: Bilingual(zh: "威胁进入", en: "threat entered")
    case .left: Bilingual(zh: "威胁离开", en: "threat left")
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
    case .vendorJoined: Bilingual(zh: "专业机构接入", en: "vendor joined from afar")
    case .notRepaired: Bilingual(zh: "未修复", en: "not repaired")
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
    case .taskForComponent: Bilingual(zh: "任务对象", en: "task for a component")
    case .flowFailed: Bilingual(zh: "流程失败", en: "flow failed")
    case .learned: Bilingual(zh: "获知", en: "learned")
    case .found: Bilingual(zh: "查明", en: "found")
    case .located: Bilingual(zh: "定位", en: "located")
    case .faultJoined: Bilingual(zh: "并入故障", en: "another fault found")
    case .nothingToDo: Bilingual(zh: "无对象可处理", en: "nothing to do")
    case .messageReceived: Bilingual(zh: "消息收悉", en: "message received")
    case .handedOver: Bilingual(zh: "并案处理", en: "joined to another incident")
    case .treated: Bilingual(zh: "威胁处置", en: "act against a threat")
    case .served: Bilingual(zh: "请求失败比例变化", en: "share of failed requests")
    case .dataCorrupted: Bilingual(zh: "数据被破坏", en: "data corrupted")
    case .copyInUse: Bilingual(zh: "启用副本", en: "copy in use")
    case .evacuated: Bilingual(zh: "人员撤离", en: "people left")
    case .questionAsked: Bilingual(zh: "请示", en: "question asked")
    case .questionAnswered: Bilingual(zh: "答复", en: "question answered")
    case .commanded: Bilingual(zh: "下令", en: "word given")
    case .reserveRate: Bilingual(zh: "储备消耗快慢变化", en: "the reserve drains faster or slower")
    }
  }
}

extension Timeline {
  /// How entries of a kind are told.
  struct Telling: Sendable {
    /// Told only with everything.
    var isRoutine = false
    var merging = Merging.never
    var brief = Brief.never
    /// Of what is told by its word alone; nil: it has a sentence in Timeline+Platform or
    /// Timeline+Response, or is routine.
    var tone: Timeline.Line.Tone?

    static let routine = Telling(isRoutine: true)

    static func told(
      _ brief: Brief, merging: Merging = .never, tone: Timeline.Line.Tone? = nil
    ) -> Telling {
      Telling(merging: merging, brief: brief, tone: tone)
    }
  }

  /// Which of several entries of one kind and incident are one piece of news.
  enum Merging: Sendable {
    case never
    /// Those at about the same time.
    case near
    /// Those of the same instant.
    case atOnce
    /// Those of the same instant and subject.
    case ofOne
  }

  /// How much a piece of news matters in brief; the rest is told elsewhere.
  enum Brief: Sendable {
    case never
    case first
    case second
    case third
    /// The first of its kind is of the first rank.
    case firstThenThird
    case secondThenThird
    /// By whether its incident is one of its own.
    case ownIncident
    /// By which milestone, and whether in time.
    case milestone
    /// By what is down, and how much.
    case outage
    /// By whether the flow is a plan of table B.
    case plan
  }
}

extension Entry.Kind {
  var telling: Timeline.Telling {
    switch self {
    case .taskOffered, .taskStarted, .taskArrived, .taskPaused, .taskResumed, .alarmJoined,
      .cameOnDuty, .wentOffDuty, .offReserve, .reserveRate, .flowEnded, .left, .caseOpened,
      .caseClosed, .taskForComponent, .learned, .found, .located, .faultJoined,
      .nothingToDo:
      .routine
    case .taskDone, .taskLapsed, .taskInterrupted, .taskSkipped, .taskLate, .branchTaken,
      .messageSent, .messageMisdirected, .messageReceived, .caseTurnedAway,
      .questionAsked, .questionAnswered, .commanded:
      .told(.never)
    case .alarm, .userCall, .calledIn: .told(.never, merging: .near)
    case .faultBegan, .dataRestored, .escalated, .flowFailed, .handedOver: .told(.second)
    case .faultEnded: .told(.first, merging: .atOnce)
    case .faultBypassed: .told(.second, merging: .atOnce)
    case .stillDown: .told(.second, merging: .near)
    case .wentDown, .cameUp: .told(.outage, merging: .near)
    case .onReserve, .reserveEmpty, .failoverSwitched: .told(.first, merging: .near)
    case .shutDown, .startedUp, .zoneBlocked, .zoneOpened: .told(.second, merging: .near)
    case .entered: .told(.firstThenThird, merging: .near)
    case .harmed: .routine
    case .treated: .told(.second, merging: .near)
    case .isolated, .reconnected: .told(.third, merging: .near)
    case .injected, .dataLost, .dataCorrupted, .vendorCalled: .told(.first)
    case .served: .told(.second)
    case .copyInUse: .told(.second)
    case .evacuated: .told(.first)
    case .notRepaired, .vendorJoined: .told(.second)
    case .dangerBegan: .told(.first, tone: .bad)
    case .dangerEnded: .told(.first, tone: .good)
    case .incidentOpened: .told(.ownIncident)
    case .milestone: .told(.milestone)
    case .flowStarted: .told(.plan)
    case .graded, .told, .reserveLow: .told(.third)
    case .partMissing, .partArrived, .vendorArrived: .told(.first, merging: .ofOne)
    case .partDead: .told(.second, merging: .ofOne)
    case .partDrawn, .partOrdered: .told(.third, merging: .ofOne)
    }
  }
}
