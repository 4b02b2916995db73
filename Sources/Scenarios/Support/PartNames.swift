import EventKernel
import Simulator

/// What parts are called where they are wanted: `PART` when one store has it, `STORE/PART` always.
package struct PartNames: Sendable {
  /// By row, `STORE/PART`.
  let full: [String]
  /// By row, `PART`.
  private let plain: [String]
  /// Rows by either name.
  private let rows: [String: [Int]]
  /// Where the parts are.
  private let place: Bilingual?

  package init(_ support: SupportDescription? = nil, in file: String? = nil) {
    let stores = support?.stores ?? []
    full = stores.flatMap { store in store.parts.map { store.name.text + "/" + $0.name.text } }
    plain = stores.flatMap(\.parts).map(\.name.text)
    var rows: [String: [Int]] = [:]
    for (row, (full, plain)) in zip(full, plain).enumerated() {
      rows[full, default: []].append(row)
      rows[plain, default: []].append(row)
    }
    self.rows = rows
    place = file.map { Bilingual(zh: "（备件见 \($0)）", en: "parts are in \($0)") }
  }

  /// Whether several stores have the part of a row.
  func isInSeveralStores(_ row: Int) -> Bool { rows[plain[row]]?.count ?? 0 > 1 }

  /// Whether a row is the first in which its part stands.
  func isFirst(_ row: Int) -> Bool { rows[plain[row]]?.first == row }

  /// The row of a name; nil when it is unknown or ambiguous, which `check` tells.
  package func row(_ name: Name) -> Row<Part>? {
    guard let found = rows[name.text], found.count == 1 else { return nil }
    return Row(found[0])
  }

  /// All rows of a name, in whatever stores; nil when it is unknown, which is reported.
  func rows(_ name: Name, _ sink: inout DiagnosticSink) -> [Row<Part>]? {
    if let found = rows[name.text] { return found.map { Row($0) } }
    let names = plain.indices.map { isInSeveralStores($0) ? full[$0] : plain[$0] }
    sink.error(
      .unknownReference, name.position, zh: "未知的备件 '\(name.text)'",
      en: "unknown part '\(name.text)'",
      hint: NearestName.hint(name.text, in: names, where: place))
    return nil
  }

  /// Reports a name that is unknown, or of a part that several stores have.
  func check(_ name: Name, _ sink: inout DiagnosticSink) {
    guard let found = rows(name, &sink)?.map(\.index), found.count > 1 else { return }
    sink.error(
      .unknownReference, name.position, zh: "备件 '\(name.text)' 在多个库房，应写明哪一个",
      en: "the part '\(name.text)' is in several stores; say which",
      hint: NearestName.hint("", in: found.map { full[$0] }))
  }
}
