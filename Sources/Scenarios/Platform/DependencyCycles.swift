/// Finds dependencies that go in a circle with nothing on it that buys time. A battery or a room's
/// heat reserve on the circle makes it legal: power may need cooling that needs power.
struct DependencyCycles {
  private var names: [Name] = []
  /// For each node, the nodes that it needs at once.
  private var needs: [[Int]] = []

  init(_ platform: PlatformDescription) {
    var rows: [String: Int] = [:]
    var roomRows: [String: Int] = [:]
    for component in platform.components {
      rows[component.name.text] = names.count
      names.append(component.name)
    }
    for service in platform.services where rows[service.name.text] == nil {
      rows[service.name.text] = names.count
      names.append(service.name)
    }
    for room in platform.rooms where room.cooling != nil {
      roomRows[room.name.text] = names.count
      names.append(room.name)
    }
    needs = Array(repeating: [], count: names.count)
    for component in platform.components where component.holds == nil {
      guard let row = rows[component.name.text] else { continue }
      needs[row] = (component.needs?.names ?? []).compactMap { rows[$0.text] }
      if let room = component.room.flatMap({ roomRows[$0.text] }) { needs[row].append(room) }
    }
    for service in platform.services {
      guard let row = rows[service.name.text], row >= platform.components.count else { continue }
      let all = (service.needs?.names ?? []) + (service.failover?.needs.names ?? [])
      needs[row] += all.compactMap { rows[$0.text] }
    }
    // A cooled room has its heat reserve, so that nothing goes on through it at once.
  }

  /// One diagnostic for each circle found, at its first member in the file.
  func report(_ sink: inout DiagnosticSink) {
    var state = [UInt8](repeating: 0, count: names.count)
    for start in names.indices where state[start] == 0 {
      // Depth first, without recursion: chains may be long.
      var path: [(node: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let top = path.last {
        guard top.next < needs[top.node].count else {
          state[top.node] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let needed = needs[top.node][top.next]
        if state[needed] == 0 {
          state[needed] = 1
          path.append((needed, 0))
        } else if state[needed] == 1,
          let first = path.firstIndex(where: { $0.node == needed })
        {
          tell(path[first...].map(\.node), &sink)
        }
      }
    }
  }

  private func tell(_ circle: [Int], _ sink: inout DiagnosticSink) {
    guard let least = circle.min(), let index = circle.firstIndex(of: least) else { return }
    let turned = circle[index...] + circle[..<index] + [least]
    let words = turned.map { names[$0].text }.joined(separator: " -> ")
    sink.error(
      .cyclicDependency, names[least].position, zh: "依赖成环，且环上没有延时：\(words)",
      en: "dependencies in a circle without a delay: \(words)",
      hint: Bilingual(
        zh: "环上要有电池（holds）或房间的热容（cooling）",
        en: "a battery ('holds') or a room's 'cooling' on the circle makes it legal"))
  }
}
