import EventKernel
import Scenarios
import Simulator

extension DescriptionText {
  func blocks(_ platform: PlatformDescription) -> [[String]] {
    [
      title(platform.name.text, platform.title, ("平台", "platform")),
      [heading("站点", "Sites")]
        + table(
          phrases(("站点", "site"), ("机房", "rooms")),
          platform.sites.map { site in
            [
              site.title[language],
              site.rooms.map { $0.title[language] }.joined(separator: phrase("、", ", ")),
            ]
          }),
      [heading("组件（按对象类别）", "Components by object class")] + counts(platform),
      [heading("功能与服务", "Services")]
        + table(
          phrases(("服务", "service"), ("重要性", "importance"), ("用户", "users"), ("依赖", "needs")),
          platform.services.map { service in
            [
              service.title[language], Terms.word(service.importance)[language],
              "\(service.users)", service.needs.map { words($0, titles(platform)) } ?? "",
            ]
          }),
      fallbacks(platform),
      [heading("数据资源", "Data")]
        + table(
          phrases(("数据", "data"), ("存于", "on"), ("备份周期", "backup every"), ("RPO", "RPO")),
          platform.dataSets.map { data in
            [
              data.title[language], titles(platform)[data.on.text] ?? data.on.text,
              duration(data.copyEvery),
              duration(data.recoveryPoint),
            ]
          }),
    ]
  }

  /// What services are switched over to, and from copies of which data they go on there.
  private func fallbacks(_ platform: PlatformDescription) -> [String] {
    let services = platform.services.filter { $0.failover != nil }
    guard !services.isEmpty else { return [] }
    let data = Dictionary(
      platform.dataSets.map { ($0.name.text, $0.title[language]) },
      uniquingKeysWith: { first, _ in first })
    return [heading("备用", "Fallbacks")]
      + table(
        phrases(("服务", "service"), ("切换到", "fails over to"), ("启用副本", "goes on from copies of")),
        services.map { service in
          [
            service.title[language],
            service.failover.map { words($0.needs, titles(platform)) } ?? "",
            service.failover?.copies.map { data[$0.text] ?? $0.text }
              .joined(separator: phrase("、", ", ")) ?? "",
          ]
        })
  }

  /// What components and services are called, by name.
  private func titles(_ platform: PlatformDescription) -> [String: String] {
    let components = platform.components.map { ($0.name.text, $0.title[language]) }
    let services = platform.services.map { ($0.name.text, $0.title[language]) }
    return Dictionary(components + services) { first, _ in first }
  }

  private func counts(_ platform: PlatformDescription) -> [String] {
    let rows = ObjectClass.allCases.map { objectClass in
      let members = platform.components.filter { $0.objectClass == objectClass }
      return (Terms.word(objectClass)[language], members)
    }
    let all = [(phrase("合计", "all"), platform.components)]
    return table(
      phrases(
        ("对象类别", "object class"), ("数量", "count"), ("核心", "core"),
        ("安全功能", "security functions")),
      (rows + all).map { name, members in
        [
          name, "\(members.count)", "\(members.count { $0.importance == .core })",
          "\(members.count { $0.isSecurityFunction })",
        ]
      })
  }

  /// `a, b and 2 of (c, d, e)`, as the file means it.
  private func words(_ needs: Needs, _ titles: [String: String]) -> String {
    switch needs {
    case .name(let name): return titles[name.text] ?? name.text
    case .some(let least, let parts, _):
      let list = ranges(
        parts.map { part in
          if case .name(let name) = part { return titles[name.text] ?? name.text }
          return "(\(words(part, titles)))"
        }
      ).joined(separator: phrase("、", ", "))
      if least == parts.count { return list }
      return phrase("\(parts.count) 取 \(least)：\(list)", "\(least) of \(list)")
    }
  }

  /// `a-1, a-2, a-3` as `a-1..3`, the way a file writes it.
  private func ranges(_ names: [String]) -> [String] {
    var result: [(stem: String, first: Int, last: Int)?] = []
    var texts: [String] = []
    for name in names {
      let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
      let stem = String(name.dropLast(digits.count))
      guard let number = Int(String(digits)), String(number) == String(digits) else {
        result.append(nil)
        texts.append(name)
        continue
      }
      if let range = result.last ?? nil, range.stem == stem, range.last + 1 == number {
        result[result.count - 1]?.last = number
        texts[texts.count - 1] = "\(stem)\(range.first)..\(number)"
      } else {
        result.append((stem, number, number))
        texts.append(name)
      }
    }
    return texts
  }
}
