import Scenarios
import Scoring
import Simulator

/// What the closed words of the model, the record and the score are called, in both languages, by
/// the list of terms. A new case anywhere does not compile before it is worded here; kinds of
/// entries are worded where it says how they are told, in Timeline+Kinds.
package enum Terms {
  package static func word(_ milestone: Milestone) -> Bilingual {
    switch milestone {
    case .occurred: Bilingual(zh: "发生", en: "occurred")
    case .detected: Bilingual(zh: "发现", en: "detected")
    case .accepted: Bilingual(zh: "受理", en: "accepted")
    case .responded: Bilingual(zh: "响应", en: "responded")
    case .graded: Bilingual(zh: "定级", en: "graded")
    case .ordered: Bilingual(zh: "启动命令", en: "start order")
    case .contained: Bilingual(zh: "抑制", en: "contained")
    case .recovered: Bilingual(zh: "影响消除", en: "effect removed")
    case .resolved: Bilingual(zh: "清除故障", en: "fault removed")
    case .closed: Bilingual(zh: "事件单关闭", en: "event record closed")
    case .ended: Bilingual(zh: "响应终止", en: "response ended")
    case .summarised: Bilingual(zh: "总结上报", en: "summary reported")
    case .serviceRestored: Bilingual(zh: "服务恢复", en: "service restored")
    }
  }

  /// What a clock is counted from.
  static func start(_ milestone: Milestone) -> Bilingual {
    switch milestone {
    case .occurred: Bilingual(zh: "自发生起", en: "from the fault")
    case .detected: Bilingual(zh: "自发现起", en: "from detection")
    case .accepted: Bilingual(zh: "自受理起", en: "from acceptance")
    case .responded: Bilingual(zh: "自响应起", en: "from the response")
    case .graded: Bilingual(zh: "自定级起", en: "from grading")
    case .ordered: Bilingual(zh: "自启动命令起", en: "from the start order")
    case .contained: Bilingual(zh: "自抑制起", en: "from containment")
    case .recovered: Bilingual(zh: "自影响消除起", en: "from the effect's removal")
    case .resolved: Bilingual(zh: "自清除故障起", en: "from the fault's removal")
    case .closed: Bilingual(zh: "自事件单关闭起", en: "from closing")
    case .ended: Bilingual(zh: "自响应终止起", en: "from the response's end")
    case .summarised: Bilingual(zh: "自总结上报起", en: "from the summary")
    case .serviceRestored: Bilingual(zh: "自服务恢复起", en: "from restored service")
    }
  }

  package static func word(_ clock: ClockRule.Kind) -> Bilingual {
    switch clock {
    case .acceptance: Bilingual(zh: "服务受理时间", en: "acceptance time")
    case .response: Bilingual(zh: "服务响应时间", en: "response time")
    case .grading: Bilingual(zh: "定级时间", en: "grading time")
    case .containment: Bilingual(zh: "抑制时间", en: "containment time")
    case .recovery: Bilingual(zh: "故障恢复时间", en: "recovery time")
    case .resolution: Bilingual(zh: "解决时间", en: "resolution time")
    case .summary: Bilingual(zh: "总结上报时间", en: "summary time")
    }
  }

  package static func word(_ tier: Tier) -> Bilingual {
    switch tier {
    case .hotline: Bilingual(zh: "热线（服务台）", en: "hotline")
    case .tier1: Bilingual(zh: "一线", en: "tier 1")
    case .tier2: Bilingual(zh: "二线", en: "tier 2")
    case .vendor: Bilingual(zh: "专业机构", en: "vendor")
    case .management: Bilingual(zh: "指挥与管理", en: "command and management")
    }
  }

  package static func word(_ level: FaultLevel) -> Bilingual {
    switch level {
    case .general: Bilingual(zh: "一般故障", en: "general fault")
    case .major: Bilingual(zh: "重大故障", en: "major fault")
    }
  }

  package static func word(_ level: EmergencyLevel) -> Bilingual {
    switch level {
    case .none: Bilingual(zh: "非突发事件", en: "no emergency event")
    case .general: Bilingual(zh: "一般突发事件", en: "general emergency event")
    case .larger: Bilingual(zh: "较大突发事件", en: "larger emergency event")
    case .major: Bilingual(zh: "重大突发事件", en: "major emergency event")
    case .particularlyMajor: Bilingual(zh: "特别重大突发事件", en: "particularly major emergency event")
    }
  }

  package static func word(_ eventClass: EventClass) -> Bilingual {
    switch eventClass {
    case .unclassified: Bilingual(zh: "未分类", en: "not classified")
    case .information: Bilingual(zh: "信息类", en: "information")
    case .warning: Bilingual(zh: "告警类", en: "warning")
    case .exception: Bilingual(zh: "异常类", en: "exception")
    }
  }

  package static func word(_ plan: EmergencyClass) -> Bilingual {
    switch plan {
    case .malware: Bilingual(zh: "B.1 有害程序", en: "B.1 malware")
    case .networkAttack: Bilingual(zh: "B.2 网络攻击", en: "B.2 network attack")
    case .informationDestruction: Bilingual(zh: "B.3 信息破坏", en: "B.3 information destruction")
    case .contentSecurity: Bilingual(zh: "B.4 信息内容安全", en: "B.4 content security")
    case .facilityFailure: Bilingual(zh: "B.5 设备设施故障", en: "B.5 device and facility failure")
    case .disaster: Bilingual(zh: "B.6 灾害", en: "B.6 disaster")
    }
  }

  package static func word(_ objectClass: ObjectClass) -> Bilingual {
    switch objectClass {
    case .physicalEnvironment: Bilingual(zh: "物理环境", en: "physical environment")
    case .network: Bilingual(zh: "网络", en: "network")
    case .server: Bilingual(zh: "服务器", en: "server")
    case .terminal: Bilingual(zh: "终端", en: "terminal")
    case .storage: Bilingual(zh: "存储", en: "storage")
    case .backup: Bilingual(zh: "备份", en: "backup")
    case .securityDevice: Bilingual(zh: "安全设备", en: "security device")
    case .dbms: Bilingual(zh: "数据库管理系统", en: "DBMS")
    case .middleware: Bilingual(zh: "中间件及其他基础软件", en: "middleware")
    }
  }

  package static func word(_ importance: Importance) -> Bilingual {
    switch importance {
    case .core: Bilingual(zh: "核心", en: "core")
    case .edge: Bilingual(zh: "边缘", en: "edge")
    }
  }

  package static func word(_ grade: Grade) -> Bilingual {
    switch grade {
    case .high: Bilingual(zh: "高", en: "high")
    case .medium: Bilingual(zh: "中", en: "medium")
    case .low: Bilingual(zh: "低", en: "low")
    }
  }

  /// Why a fault is as it was after a repair.
  package static func word(_ gap: RepairGap) -> Bilingual {
    switch gap {
    case .noPart: Bilingual(zh: "没有备件", en: "no part at hand")
    case .beyondSkill: Bilingual(zh: "能力不及", en: "beyond those who tried")
    case .notThere: Bilingual(zh: "无人到场", en: "nobody in front of it")
    case .inOtherHands: Bilingual(zh: "他人正在修复", en: "others are at it")
    }
  }

  package static func word(_ channel: DetectionChannel) -> Bilingual {
    switch channel {
    case .monitoring: Bilingual(zh: "监控", en: "monitoring")
    case .patrol: Bilingual(zh: "巡检", en: "a patrol")
    case .userCall: Bilingual(zh: "用户来电", en: "a user's call")
    case .demand: Bilingual(zh: "需求", en: "demand")
    }
  }

  package static func word(_ origin: FaultOrigin) -> Bilingual {
    switch origin {
    case .random: Bilingual(zh: "随机故障", en: "random failure")
    case .inject: Bilingual(zh: "情景注入", en: "inject")
    case .hardStop: Bilingual(zh: "非正常断电或过热所致", en: "left by a hard stop")
    case .threat: Bilingual(zh: "威胁所致", en: "caused by a threat")
    }
  }

  package static func word(_ kind: FaultKind) -> Bilingual {
    switch kind {
    case .software: Bilingual(zh: "软件", en: "software")
    case .hardware: Bilingual(zh: "硬件", en: "hardware")
    case .facility: Bilingual(zh: "配套设施", en: "supporting facility")
    case .human: Bilingual(zh: "人为", en: "human")
    case .malware: Bilingual(zh: "有害程序", en: "malware")
    case .other: Bilingual(zh: "其他", en: "other")
    }
  }

  package static func word(_ outcome: FlowTask.Outcome) -> Bilingual {
    switch outcome {
    case .open: Bilingual(zh: "未完成", en: "not finished")
    case .done: Bilingual(zh: "完成", en: "done")
    case .lapsed: Bilingual(zh: "逾期放弃", en: "given up")
    case .interrupted: Bilingual(zh: "被中断", en: "interrupted")
    case .skipped: Bilingual(zh: "被跳过", en: "skipped")
    }
  }
}
