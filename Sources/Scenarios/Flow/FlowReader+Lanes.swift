import Simulator

extension FlowReader {
  mutating func readLanes(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    let ids = graph.lanes.map(\.id)
    var named: Set<String> = []
    for entry in value.entries(&sink) {
      guard let index = ids.firstIndex(of: entry.key) else {
        sink.error(
          .flowStaleEntry, entry.keyPosition, zh: "图中没有泳道 '\(entry.key)'",
          en: "the drawing has no lane '\(entry.key)'", hint: NearestName.hint(entry.key, in: ids))
        continue
      }
      named.insert(entry.key)
      lanes[index] = lane(entry, &sink)
    }
    for lane in graph.lanes where !named.contains(lane.id) {
      sink.error(
        .flowNoPerformer, value.position, zh: "泳道 '\(lane.id)' 没有说明由谁执行",
        en: "nothing says who performs the lane '\(lane.id)'",
        hint: Bilingual(
          zh: "例如 \(lane.id): {tier: tier-1}、{post: ...}、vendor、outside、automatic",
          en: "e.g. \(lane.id): {tier: tier-1}, {post: ...}, vendor, outside, automatic"))
    }
  }

  private func lane(_ entry: YAMLEntry, _ sink: inout DiagnosticSink) -> FlowLane? {
    if case .text(let word) = entry.value.content {
      let known: [(String, FlowLane.Performer)] = [
        ("vendor", .vendor), ("outside", .outside), ("automatic", .automatic),
      ]
      guard let performer = known.first(where: { $0.0 == word }) else {
        entry.value.unknownWord(word, known.map(\.0), &sink)
        return nil
      }
      return FlowLane(performer: performer.1, position: entry.keyPosition)
    }
    guard var map = entry.value.map(&sink) else { return nil }
    var tiers: [Tier] = []
    for value in ["tier", "tiers"].compactMap({ map.take($0) }).flatMap({ $0.list() }) {
      if let tier = tier(value, &sink) { tiers.append(tier) }
    }
    let posts = ["post", "posts"].compactMap { map.take($0) }.flatMap { $0.names(&sink) }
    let asks = map.entries.contains { map.knows($0.key) }
    let holds = map.take("hold").flatMap { $0.flag(&sink) } ?? false
    let preempts = map.take("pre-empts").flatMap { $0.flag(&sink) } ?? false
    let offDuty = map.take("off duty").flatMap { $0.word(OffDuty.self, &sink) } ?? .finishes
    map.finish(&sink)
    let isMistaken = map.entries.contains { !map.knows($0.key) }
    if !asks, !isMistaken {
      sink.error(
        .flowNoPerformer, entry.keyPosition, zh: "泳道 '\(entry.key)' 没有 tier 也没有 post",
        en: "the lane '\(entry.key)' has neither a tier nor a post")
    }
    return FlowLane(
      performer: .people(posts: posts, tiers: tiers), holds: holds, preempts: preempts,
      pausesOffDuty: offDuty == .pauses, position: entry.keyPosition)
  }

  /// What becomes of work in hand when a shift ends.
  private enum OffDuty: String, CaseIterable {
    case pauses
    case finishes
  }

  private func tier(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> Tier? {
    guard let tier = value.word(Tier.self, &sink) else { return nil }
    guard tier != .vendor else {
      sink.error(
        .unknownWord, value.position, zh: "专业机构不是人员层级", en: "the vendor is no tier of people",
        hint: Bilingual(zh: "泳道直接写 vendor", en: "write 'vendor' for the whole lane"))
      return nil
    }
    return tier
  }
}
