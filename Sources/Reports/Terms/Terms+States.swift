import Scenarios
import Simulator

extension Terms {
  package static func word(_ kind: Node.Kind) -> Bilingual {
    switch kind {
    case .component: Bilingual(zh: "组件", en: "component")
    case .room: Bilingual(zh: "机房", en: "room")
    case .dataSet: Bilingual(zh: "数据", en: "data set")
    case .site: Bilingual(zh: "场地", en: "site")
    case .person: Bilingual(zh: "人员", en: "person")
    case .service: Bilingual(zh: "服务", en: "service")
    case .gate: Bilingual(zh: "依赖关系", en: "dependency")
    case .failoverSwitch: Bilingual(zh: "切换开关", en: "failover switch")
    }
  }

  package static func word(_ state: NodeState) -> Bilingual {
    switch state {
    case .up: Bilingual(zh: "正常", en: "up")
    case .degraded: Bilingual(zh: "降级", en: "degraded")
    case .onReserve: Bilingual(zh: "储备维持", en: "on reserve")
    case .isolated: Bilingual(zh: "断网隔离", en: "isolated")
    case .hit: Bilingual(zh: "遭遇威胁", en: "hit by a threat")
    case .shutDown: Bilingual(zh: "有序关机", en: "shut down")
    case .down: Bilingual(zh: "停止工作", en: "down")
    }
  }
}
