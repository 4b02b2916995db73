import EventKernel
import Scenarios
import Simulator

/// A scenario file's content in brief, as text for a terminal: what `sandtable show` prints.
package struct DescriptionText {
  let language: Language
  let width: Int
  let ink: Ink
  var path = ""
  var compiled: CompiledDrill?

  /// The whole text. Ends with a line feed.
  ///
  /// - Parameters:
  ///   - path: of the file, which is told.
  ///   - compiled: of a drill, for what the names in it are called; nil: the names are shown.
  package static func render(
    _ document: ScenarioDocument, path: String, compiled: CompiledDrill? = nil, language: Language,
    width: Int, colour: Bool
  ) -> String {
    let text = DescriptionText(
      language: language, width: max(40, width), ink: Ink(isOn: colour), path: path,
      compiled: compiled)
    let blocks =
      switch document {
      case .platform(let platform): text.blocks(platform)
      case .support(let support): text.blocks(support)
      case .agreement(let agreement): text.blocks(agreement)
      case .rubric(let rubric): text.blocks(rubric)
      case .drill(let drill): text.blocks(drill)
      case .flow(let flow): text.blocks(flow)
      case .threat(let threat): text.blocks(threat)
      case .openSLO(let document):
        [text.title(document.name.text, Bilingual(document.name.text), ("服务目标", "service levels"))]
          + [text.table(of: document.objectives)]
      }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The drills of a folder as a table.
  package static func render(
    _ drills: [ScenarioReader.Summary], language: Language, width: Int, colour: Bool
  ) -> String {
    let text = DescriptionText(
      language: language, width: max(40, width), ink: Ink(isOn: colour))
    let rows = drills.map { drill in
      [
        drill.name, drill.event?.rawValue ?? "", CivilClock(start: drill.start).full(.zero),
        text.duration(drill.horizon), drill.title[language],
      ]
    }
    let head = text.phrases(
      ("演练", "drill"), ("类别", "class"), ("开始", "start"), ("时长", "horizon"), ("标题", "title"))
    return text.table(head, rows).joined(separator: "\n") + "\n"
  }

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func phrases(_ pairs: (String, String)...) -> [String] { pairs.map { phrase($0.0, $0.1) } }
  func heading(_ zh: String, _ en: String) -> String { ink.paint(phrase(zh, en), .bold) }
  func duration(_ span: TimeSpan) -> String { Format.duration(span, language) }
  func yes(_ flag: Bool) -> String { flag ? phrase("是", "yes") : "" }

  /// A duration that is drawn: its mean.
  func mean(_ law: Law?) -> String {
    law.map { phrase("平均 ", "mean ") + duration(TimeSpan(seconds: $0.mean)) } ?? ""
  }

  func title(_ name: String, _ title: Bilingual, _ kind: (String, String)) -> [String] {
    let file = path.isEmpty ? "" : " · \(path)"
    return [ink.paint(title[language], .bold), "\(phrase(kind.0, kind.1)) \(name)\(file)"]
  }

  func table(_ head: [String], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable()
    table.rows = [head.map { TextTable.Cell($0, .dim) }]
    table.rows += rows.map { $0.map { TextTable.Cell($0) } }
    return table.lines(width: width, ink: ink)
  }
}
