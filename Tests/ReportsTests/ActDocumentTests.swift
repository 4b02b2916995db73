import EventKernel
import Foundation
import Scenarios
import Simulator
import Testing

@testable import Reports

/// The page about acts is made of the table of acts, in both languages.
@Suite("The document of acts")
struct ActDocumentTests {
  @Test(
    "it has every word of `effect`, with what each may be done to",
    arguments: [Language.en, .zh])
  func table(language: Language) throws {
    let name = language == .en ? "acts.md" : "acts.zh.md"
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs").appending(path: name)
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let marks = ("<!-- table -->\n", "<!-- end of table -->")
    let begin = try #require(text.range(of: marks.0))
    let end = try #require(text.range(of: marks.1))
    let rows = Self.rows(language).joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data((text[..<begin.upperBound] + rows + text[end.lowerBound...]).utf8).write(to: file)
      return
    }
    #expect(String(text[begin.upperBound..<end.lowerBound]) == rows)
  }

  static func rows(_ language: Language) -> [String] {
    let heads: [Bilingual] = [
      Bilingual(zh: "`effect`", en: "`effect`"), Bilingual(zh: "做什么", en: "what it does"),
      Bilingual(zh: "可对什么做", en: "may be done to"), Bilingual(zh: "步骤的对象", en: "targets of a step"),
      Bilingual(zh: "方式", en: "how"), Bilingual(zh: "做完时看到", en: "seen with it"),
      Bilingual(zh: "未写用时", en: "without `takes`"),
    ]
    let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |" }
    return [line(heads.map { $0[language] }), line(heads.map { _ in "---" })]
      + Act.allCases.map { act in
        let row = act.row
        let objects = ActRow.Objects.all.filter { row.objects.contains($0) }
        return line([
          "`\(act.rawValue)`", Terms.word(act)[language].isEmpty ? "–" : Terms.word(act)[language],
          objects.map { Terms.word($0)[language] }.joined(separator: language == .zh ? "、" : ", "),
          Terms.targets(of: act)[language], how(row, language),
          row.observes == .nothing ? "–" : Terms.word(row.observes)[language],
          takes(row, language),
        ])
      }
  }

  private static func how(_ row: ActRow, _ language: Language) -> String {
    var words = [
      row.isSpeech ? Bilingual(zh: "口头", en: "by word") : Bilingual(zh: "动手", en: "work")
    ]
    if row.isWhereTheFaultIs {
      words.append(Bilingual(zh: "故障要求时到场", en: "on site where the fault asks for it"))
    }
    if row.isHandsOn { words.append(Bilingual(zh: "两组不应同时做", en: "not by two at once")) }
    if row.destroysEvidence { words.append(Bilingual(zh: "毁去证据", en: "destroys evidence")) }
    return words.map { $0[language] }.joined(separator: language == .zh ? "，" : ", ")
  }

  private static func takes(_ row: ActRow, _ language: Language) -> String {
    guard let law = row.takes else {
      let atOnce = Bilingual(zh: "即刻，不占人", en: "at once, and nobody")
      return (row.isSpeech ? atOnce : Bilingual(zh: "文件的默认", en: "the file's default"))[language]
    }
    switch law {
    case .constant(let time): return minutes(time)
    case .triangular(let low, let mode, let high):
      return "{triangular: [\(minutes(low)), \(minutes(mode)), \(minutes(high))]}"
    default: return "?"
    }
  }

  private static func minutes(_ seconds: Double) -> String {
    seconds.truncatingRemainder(dividingBy: 60) == 0
      ? "\(Int(seconds / 60)) min" : "\(Int(seconds)) s"
  }
}
