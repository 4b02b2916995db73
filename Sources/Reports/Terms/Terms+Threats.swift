import Scenarios
import Simulator

/// What threats are, do and go along.
extension Terms {
  package static func word(_ relation: Relation) -> Bilingual {
    switch relation {
    case .sameZone: Bilingual(zh: "同一网段", en: "the same zone")
    case .reachableZone: Bilingual(zh: "可达的网段", en: "zones that it reaches")
    case .sameRoom: Bilingual(zh: "同一机房", en: "the same room")
    case .adjacentRoom: Bilingual(zh: "相邻机房", en: "rooms beside it")
    case .sameSite: Bilingual(zh: "同一场地", en: "the same site")
    case .users: Bilingual(zh: "直接依赖它的", en: "what needs it at once")
    case .fed: Bilingual(zh: "它所带的一切", en: "all that hangs on it")
    case .all: Bilingual(zh: "所有同类", en: "all of its kind")
    }
  }

  package static func word(_ condition: SubjectCondition) -> Bilingual {
    switch condition {
    case .up: Bilingual(zh: "在工作", en: "it works")
    case .down: Bilingual(zh: "停止工作", en: "it is down")
    case .degraded: Bilingual(zh: "性能下降", en: "it is degraded")
    case .off: Bilingual(zh: "已关机", en: "it is shut down")
    case .cutOff: Bilingual(zh: "断网", en: "it is cut off")
    case .unpowered: Bilingual(zh: "断电", en: "it lacks what it needs")
    case .overloaded: Bilingual(zh: "过载", en: "it fails some of its requests")
    }
  }

  /// An impact with its number: `load 4000 /s`, `fails 4 times as often`.
  package static func word(_ impact: Impact, value: Double, _ language: Language) -> String {
    let number = Format.number(value, digits: 4)
    let word = word(impact)[language]
    switch impact.row.form {
    case .word: return word
    case .rate: return "\(word) \(number) /h"
    case .perSecond: return "\(word) \(number) /s"
    case .factor: return "\(word) \(Format.number(value * 100, digits: 4)) %"
    }
  }

  package static func word(_ impact: Impact) -> Bilingual {
    switch impact {
    case .degraded: Bilingual(zh: "性能下降", en: "works worse")
    case .down: Bilingual(zh: "停止工作", en: "stops")
    case .load: Bilingual(zh: "额外请求", en: "further requests")
    case .leaking: Bilingual(zh: "数据外泄", en: "data go out")
    case .leaks: Bilingual(zh: "外泄记录", en: "records that go out")
    case .corrupt: Bilingual(zh: "数据被写坏", en: "data go bad")
    case .lost: Bilingual(zh: "数据丢失", en: "data are lost")
    case .closed: Bilingual(zh: "禁止进入", en: "closed to people")
    case .dangerous: Bilingual(zh: "危及人员", en: "dangerous to people")
    case .unpowered: Bilingual(zh: "断电", en: "without power")
    case .uncooled: Bilingual(zh: "失去制冷", en: "without cooling")
    case .destroys: Bilingual(zh: "损毁组件", en: "destroys each component")
    case .away: Bilingual(zh: "离岗", en: "away")
    case .hurt: Bilingual(zh: "受伤", en: "hurt")
    case .takenOver: Bilingual(zh: "账号被冒用", en: "account taken over")
    case .deviates: Bilingual(zh: "差错为平时的", en: "deviates")
    case .demand: Bilingual(zh: "需求为平时的", en: "demand")
    case .failures: Bilingual(zh: "故障率为平时的", en: "failures")
    case .cut: Bilingual(zh: "链路中断", en: "link cut")
    }
  }
}
