import EventKernel
import Simulator

extension DemandDescription {
  /// One stream of demand.
  ///
  /// - Parameter start: see `Recurrence`.
  init?(_ entry: NamedEntry, start: CivilTime, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let starts = map.require("starts", &sink)?.name(&sink)
    let kind = map.one(
      of: Recurrence.keys + ["sources"], Bilingual(zh: "到达方式", en: "kinds of arrival"),
      at: entry.name.position, &sink)
    var scale: Double?
    if let entry = map.entry("scaled by") {
      Self.alone(entry, kind?.key, ["rate"], &sink)
      scale = entry.value.scale(&sink)
    }
    let arrivals = kind.flatMap { Self.arrivals($0.key, $0.value, start, scale ?? 1, &sink) }
    // One that is wrong is kept, so that measures which name it are not wrong too.
    self.init(
      name: entry.name, title: title, starts: starts ?? Name("", at: entry.name.position),
      arrivals: arrivals ?? .recurring(.every(.constant(1))))
    if let batch = map.entry("batch") {
      Self.alone(batch, kind?.key, Recurrence.keys, &sink)
      batches = batch.value.batches(&sink)
    }
    priority = map.take("priority")?.integer(from: 1, to: 5, &sink) ?? 5
    if let entry = map.entry("first") {
      Self.alone(entry, kind?.key, ["every"], &sink)
      first = entry.value.duration(&sink)
    }
    arrivalLimit = map.take("arrivals at most")?.integer(from: 1, to: 1_000_000_000, &sink)
    capacity = map.take("in the system at most")?.integer(from: 1, to: 1_000_000, &sink)
    if let value = map.take("at the start") { readAtStart(value, &sink) }
    map.finish(&sink)
  }

  private static func arrivals(
    _ key: String, _ value: YAMLValue, _ start: CivilTime, _ scale: Double,
    _ sink: inout DiagnosticSink
  ) -> Arrivals? {
    if Recurrence.keys.contains(key) {
      return Recurrence(key, value, start: start, scale: scale, &sink).map { .recurring($0) }
    }
    guard var map = value.map(&sink) else { return nil }
    let count = map.require("count", &sink)?.integer(from: 1, to: 1_000_000, &sink)
    let law = map.require("next after", &sink)?.law(&sink)
    map.finish(&sink)
    guard let count, let law else { return nil }
    return .sources(count, nextAfter: law)
  }

  /// Reports a key that belongs to other kinds of arrival.
  private static func alone(
    _ entry: YAMLEntry, _ kind: String?, _ legal: [String], _ sink: inout DiagnosticSink
  ) {
    guard let kind, !legal.contains(kind) else { return }
    sink.error(
      .unknownKey, entry.keyPosition,
      zh: "'\(entry.key)' 只与 \(legal.map { "'\($0)'" }.joined(separator: "、")) 同用",
      en: "'\(entry.key)' goes with \(legal.map { "'\($0)'" }.joined(separator: " or ")) only")
  }

  /// There are no more cases at the start than may be there at once.
  private mutating func readAtStart(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    guard let count = value.integer(from: 0, to: 100_000, &sink) else { return }
    atStart = count
    var most = capacity ?? .max
    if case .sources(let sources, _) = arrivals { most = min(most, sources) }
    guard count > most else { return }
    sink.error(
      .outOfRange, value.position, zh: "开始时有 \(count) 个，同时最多只能有 \(most) 个",
      en: "\(count) are there at the start, and \(most) at most may be")
  }
}

extension YAMLValue {
  /// How many cases come at once: a number, or shares by number.
  fileprivate func batches(_ sink: inout DiagnosticSink) -> [BatchSize] {
    let sizes = 1...100_000
    guard case .map(let entries) = content else {
      let size = integer(from: sizes.lowerBound, to: sizes.upperBound, &sink)
      return size.map { [BatchSize(size: Int32($0), share: 1_000_000)] } ?? []
    }
    var batches: [BatchSize] = []
    for entry in entries {
      let key = YAMLValue(.text(entry.key), at: entry.keyPosition)
      let size = key.integer(from: sizes.lowerBound, to: sizes.upperBound, &sink)
      let share = entry.value.share(&sink)
      guard let size, let share else { return [] }
      batches.append(
        BatchSize(size: Int32(size), share: Int32((share.value * 1e6).rounded())))
    }
    let total = batches.reduce(0) { $0 + Int($1.share) }
    if total != 1_000_000 {
      let percent = Self.plain(Double(total) / 1e4)
      sink.error(
        .badShare, position, zh: "各批量的比例之和为 \(percent) %，应为 100 %",
        en: "the shares of the batches sum to \(percent) %, not to 100 %")
    }
    return batches
  }
}
