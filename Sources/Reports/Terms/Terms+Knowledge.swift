import EventKernel
import Scenarios
import Simulator

/// What cases know: how a node is said to be, by which way, and what they found out; how roles are
/// told.
extension Terms {
  package static func word(_ channel: ObservationChannel) -> Bilingual {
    switch channel {
    case .monitoring: Bilingual(zh: "监控", en: "monitoring")
    case .patrol: Bilingual(zh: "巡检", en: "patrol")
    case .call: Bilingual(zh: "用户来电", en: "a user's call")
    case .finding: Bilingual(zh: "现场处理", en: "those at work")
    case .told: Bilingual(zh: "他案告知", en: "told by another case")
    }
  }

  package static func word(_ way: MessageWay) -> Bilingual {
    switch way {
    case .call: Bilingual(zh: "电话", en: "call")
    case .note: Bilingual(zh: "留言", en: "note")
    }
  }

  /// `down, hit`, of what an entry says of a node.
  static func words(said value: Int64, _ language: Language) -> String {
    var words: [Bilingual] = []
    if value & 1 != 0 { words.append(Bilingual(zh: "停止工作", en: "down")) }
    if value & 2 != 0 { words.append(Bilingual(zh: "性能下降", en: "degraded")) }
    if value & 4 != 0 { words.append(Bilingual(zh: "遭遇威胁", en: "hit")) }
    if words.isEmpty { return language == .zh ? "正常" : "well" }
    return words.map { $0[language] }.joined(separator: language == .zh ? "、" : ", ")
  }

  /// What a case finds out; the value goes with a choice.
  package static func word(_ fact: Fact) -> Bilingual {
    switch fact {
    case .eventClass: Bilingual(zh: "事件类别", en: "event class")
    case .level: Bilingual(zh: "故障级别", en: "fault level")
    case .emergency: Bilingual(zh: "突发事件级别", en: "emergency level")
    case .plan: Bilingual(zh: "适用预案", en: "plan")
    case .kind: Bilingual(zh: "故障类型", en: "kind of fault")
    case .located: Bilingual(zh: "已定位", en: "located")
    case .solved: Bilingual(zh: "已解决", en: "solved")
    case .trueAlarm: Bilingual(zh: "告警属实", en: "the alarm is true")
    case .filtered: Bilingual(zh: "已过滤", en: "filtered")
    case .automatic: Bilingual(zh: "已自动处置", en: "solved by automatic response")
    case .upgraded: Bilingual(zh: "按应急处理", en: "raised to an emergency")
    case .planActivated: Bilingual(zh: "已启动预案", en: "plan activated")
    case .danger: Bilingual(zh: "存在人身危险", en: "people are in danger")
    case .atLimit: Bilingual(zh: "接近极限", en: "near the limit")
    case .serviceThrough: Bilingual(zh: "服务已抢通", en: "service is got through")
    case .alone: Bilingual(zh: "可自行解决", en: "our own people can do it")
    case .spare: Bilingual(zh: "备件", en: "spare part")
    case .partNeeded: Bilingual(zh: "需要备件", en: "a part is needed")
    case .changeNeeded: Bilingual(zh: "需要变更", en: "a change is needed")
    case .malware: Bilingual(zh: "有害程序", en: "malware")
    case .clean: Bilingual(zh: "已清除干净", en: "clean")
    case .moreFound: Bilingual(zh: "又有新的发现", en: "more were found")
    case .verified: Bilingual(zh: "验证通过", en: "verified")
    case .recurs: Bilingual(zh: "再次出现", en: "it recurs")
    case .dataLost: Bilingual(zh: "数据丢失", en: "data lost")
    case .contained: Bilingual(zh: "已抑制", en: "contained")
    case .graded: Bilingual(zh: "已定级", en: "graded")
    case .problemOpened: Bilingual(zh: "已建立问题", en: "problem opened")
    case .changeOpened: Bilingual(zh: "已建立变更", en: "change opened")
    case .coreServicesDown: Bilingual(zh: "停止的核心服务", en: "core services down")
    case .servicesDown: Bilingual(zh: "停止的服务", en: "services down")
    case .componentsDown: Bilingual(zh: "停止的组件", en: "components down")
    case .componentsOff: Bilingual(zh: "自行关停、隔离的组件", en: "components taken down on purpose")
    case .hitKnown: Bilingual(zh: "已知受害对象", en: "subjects known to be hit")
    case .securityDown: Bilingual(zh: "停止的安全组件", en: "security functions down")
    case .hit: Bilingual(zh: "受害对象", en: "subjects hit")
    case .servicesSwitched: Bilingual(zh: "已切换的服务", en: "services switched over")
    case .treatable: Bilingual(zh: "威胁可处置", en: "a known threat can be treated")
    case .worstKnown: Bilingual(zh: "已知最重阶段", en: "worst stage known")
    case .dataSetsLost: Bilingual(zh: "已知丢失的数据集", en: "data sets known to be lost")
    case .minutesSinceDetected: Bilingual(zh: "发现后的分钟数", en: "minutes since detected")
    case .priority: Bilingual(zh: "优先级", en: "priority")
    case .lowestBattery: Bilingual(zh: "最低电池电量", en: "lowest battery")
    case .highestTemperature: Bilingual(zh: "最高温度", en: "highest temperature")
    }
  }

  /// What a finding came to: `located: yes`, `kind of fault: hardware`.
  static func words(_ fact: Fact, is value: Int64, _ language: Language) -> String {
    let came: Bilingual? =
      switch fact {
      case .eventClass: element(EventClass.allCases, value).map { word($0) }
      case .level: element(FaultLevel.allCases, value).map { word($0) }
      case .emergency: element(EmergencyLevel.allCases, value).map { word($0) }
      case .plan: element(EmergencyClass.allCases, value).map { word($0) }
      case .kind: element(FaultKind.allCases, value - 1).map { word($0) }
      case .spare: element(SpareState.allCases, value).map { word($0) }
      default: value == 0 ? Bilingual(zh: "否", en: "no") : Bilingual(zh: "是", en: "yes")
      }
    let unknown = Bilingual(zh: "不明", en: "unknown")
    return word(fact)[language] + (language == .zh ? "：" : ": ") + (came ?? unknown)[language]
  }

  private static func element<Word>(_ words: [Word], _ index: Int64) -> Word? {
    words.indices.contains(Int(clamping: index)) ? words[Int(index)] : nil
  }

  private static func word(_ spare: SpareState) -> Bilingual {
    switch spare {
    case .unasked: Bilingual(zh: "未领用", en: "not asked for")
    case .drawn: Bilingual(zh: "已领用", en: "drawn")
    case .none: Bilingual(zh: "无库存", en: "none in stock")
    case .dead: Bilingual(zh: "测试不合格", en: "dead on test")
    case .ordered: Bilingual(zh: "已订购", en: "ordered")
    }
  }
}
