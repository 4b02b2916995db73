import EventKernel
import Simulator

extension StoreDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let site = map.require("site", &sink)?.name(&sink)
    let from = map.take("from")?.name(&sink)
    let parts =
      map.require("parts", &sink)?.named(&sink).compactMap { PartDescription($0, &sink) } ?? []
    map.finish(&sink)
    self.init(name: entry.name, site: site, from: from, parts: parts)
  }
}

extension PartDescription {
  /// How a stock is filled, when it is not from a level up to another.
  private enum Resupply: String, CaseIterable {
    case oneForOne = "one for one"
  }

  /// What `reorder at` and `up to` count.
  private enum Counted: String, CaseIterable {
    case onHand = "on hand"
    case position = "inventory position"
  }

  fileprivate init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let stock = map.require("stock", &sink)?.integer(from: 0, to: 1_000_000, &sink)
    let resupply = map.take("resupply")
    let reorder = map.entry("reorder at")
    let upTo = map.entry("up to")
    let counted = map.entry("reorder by")
    let leadTime = map.take("lead time")?.law(&sink)
    let dead = map.take("dead on test")?.share(&sink)
    map.finish(&sink)
    self.init(
      name: entry.name, title: title, stock: stock ?? 0, reorderAt: 0, upTo: stock ?? 0,
      leadTime: leadTime, deadOnTest: dead ?? .never, isOneForOne: resupply != nil)
    if let resupply {
      _ = resupply.word(Resupply.self, &sink)
      for level in [reorder, upTo, counted].compactMap({ $0 }) {
        sink.error(
          .unknownKey, level.keyPosition, zh: "'\(level.key)' 不与 'resupply' 同用",
          en: "'\(level.key)' does not go with 'resupply'",
          hint: Bilingual(zh: "一换一补货至 stock", en: "one for one fills up to 'stock'"))
      }
    } else {
      readLevels(reorder, upTo, &sink)
      isByPosition = counted?.value.word(Counted.self, &sink) == .position
    }
  }

  private mutating func readLevels(
    _ reorder: YAMLEntry?, _ level: YAMLEntry?, _ sink: inout DiagnosticSink
  ) {
    let least = reorder.map { $0.value.integer(from: 0, to: 1_000_000, &sink) } ?? 0
    reorderAt = least ?? 0
    guard let level, let most = level.value.integer(from: 0, to: 1_000_000, &sink) else { return }
    upTo = most
    if let least, most <= least {
      sink.error(
        .outOfRange, level.value.position, zh: "'up to' 应大于 'reorder at'",
        en: "'up to' must be more than 'reorder at'")
    }
  }
}
