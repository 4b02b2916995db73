import EventKernel
import Simulator

/// What threats can live on beside components, by name.
struct SubjectNames {
  private let rows: [SubjectKind: [String: Row<Node>]]
  private let listed: [SubjectKind: [String]]

  init(_ platform: PlatformDescription, _ rows: PlatformRows, _ model: Model, people: [Label]) {
    var all: [SubjectKind: [(String, Row<Node>)]] = [:]
    all[.data] = zip(platform.dataSets, model.platform.dataSets).map { ($0.name.text, $1.node) }
    all[.service] = zip(platform.services, model.platform.services).map { ($0.name.text, $1.node) }
    all[.room] = zip(platform.rooms, model.platform.rooms).map { ($0.name.text, $1.node) }
    all[.site] = zip(platform.sites, model.platform.siteNodes).map { ($0.name.text, $1) }
    all[.person] = zip(people, model.platform.personNodes).map { ($0.key, $1) }
    self.rows = all.mapValues { Dictionary($0, uniquingKeysWith: { first, _ in first }) }
    listed = all.mapValues { $0.map(\.0) }
  }

  func names(of kind: SubjectKind) -> Names {
    Names(kind.title, listed[kind] ?? [])
  }

  func row(of name: String, _ kind: SubjectKind) -> Row<Node>? { rows[kind]?[name] }
}

extension SubjectKind {
  /// What one is called.
  package var title: Bilingual {
    switch self {
    case .component: Bilingual(zh: "组件", en: "component")
    case .data: Bilingual(zh: "数据", en: "data set")
    case .service: Bilingual(zh: "服务", en: "service")
    case .room: Bilingual(zh: "机房", en: "room")
    case .site: Bilingual(zh: "场地", en: "site")
    case .person: Bilingual(zh: "人员", en: "person")
    }
  }
}
