extension SupportDescription {
  /// Stores that are filled from each other: from one that there is, which has all of their parts,
  /// and not in a circle.
  func checkStores(_ sink: inout DiagnosticSink) {
    let names = Names(Bilingual(zh: "库房", en: "store"), stores.map(\.name.text))
    for store in stores {
      guard let from = store.from, names.check(from, &sink), let parent = parent(of: store) else {
        continue
      }
      if let circle = circle(from: store) {
        let isFirst = stores.first { circle.contains($0.name.text) }?.name == store.name
        if isFirst { tell(circle, at: from, &sink) }
        continue
      }
      let stocked = parent.parts.map(\.name.text)
      for part in store.parts where !stocked.contains(part.name.text) {
        sink.error(
          .unknownReference, part.name.position,
          zh: "上级库房 '\(from.text)' 没有备件 '\(part.name.text)'",
          en: "the store '\(from.text)', which this one is filled from, has no '\(part.name.text)'",
          hint: NearestName.hint(part.name.text, in: stocked))
      }
    }
  }

  func parent(of store: StoreDescription) -> StoreDescription? {
    store.from.flatMap { from in stores.first { $0.name.text == from.text } }
  }

  private func tell(_ circle: [String], at place: Name, _ sink: inout DiagnosticSink) {
    let words = circle.joined(separator: " -> ")
    sink.error(
      .cyclicStore, place.position, zh: "库房循环供货：\(words)", en: "stores in a circle: \(words)")
  }

  /// The stores on the way from a store back to itself; nil: it leads elsewhere.
  private func circle(from start: StoreDescription) -> [String]? {
    var path = [start.name.text]
    var current = start
    while let next = parent(of: current) {
      if next.name.text == start.name.text {
        return path + [start.name.text]
      }
      guard !path.contains(next.name.text) else { return nil }
      path.append(next.name.text)
      current = next
    }
    return nil
  }
}
