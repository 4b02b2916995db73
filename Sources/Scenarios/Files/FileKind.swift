/// What a file of a scenario folder is: told by its first key, or by its ending.
package enum FileKind: String, CaseIterable, Sendable {
  case platform
  case support
  case agreement
  case rubric
  case drill
  case flow
  case threat
  /// An OpenSLO document.
  case openSLO = "apiVersion"

  /// The endings of the files that a scenario folder is made of.
  package static let endings = ["yaml", "yml", "bpmn"]

  /// The kind of a document, by the first of its keys that is the name of a kind; nil, with a
  /// diagnostic, when there is none.
  init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    let kinds = Self.allCases.map(\.rawValue)
    guard case .map(let entries) = root.content else {
      sink.error(
        .unknownKind, root.position, zh: "看不出这是哪一种文件", en: "this is no kind of file that we know",
        hint: Bilingual(
          zh: "第一个键应为 \(kinds.joined(separator: "、")) 之一",
          en: "the first key is one of \(kinds.joined(separator: ", "))"))
      return nil
    }
    for entry in entries {
      if let kind = Self(rawValue: entry.key) {
        self = kind
        return
      }
    }
    let first = entries.first
    sink.error(
      .unknownKind, first?.keyPosition ?? root.position, zh: "看不出这是哪一种文件",
      en: "this is no kind of file that we know",
      hint: NearestName.of(first?.key ?? "", in: kinds).map {
        Bilingual(zh: "是否应为 '\($0)'？", en: "did you mean '\($0)'?")
      }
        ?? Bilingual(
          zh: "第一个键应为 \(kinds.joined(separator: "、")) 之一",
          en: "the first key is one of \(kinds.joined(separator: ", "))"))
    return nil
  }
}
