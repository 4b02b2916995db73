import ArgumentParser
import Foundation
import Reports
import Scenarios

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a scenario file says, briefly. 查看文件内容。")

  @Argument(help: "A file, or the name of one or more in ./scenarios 文件或名称")
  var name: String

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let paths = name.contains("/") || name.contains(".") ? [name] : found
    guard !paths.isEmpty else {
      throw Failure(
        .files, zh: "./scenarios 中没有名为 \(name) 的文件",
        en: "there is no file named \(name) in ./scenarios")
    }
    let readings = paths.map(ScenarioReader.document)
    for reading in readings { Composition.tell(reading.diagnostics, in: language) }
    let texts = readings.compactMap(\.document).map {
      DescriptionText.render(
        $0, language: language, width: Terminal.width, colour: Terminal.answersInColour)
    }
    try Streams.answer(texts.joined(separator: "\n"))
    if texts.count < paths.count { throw Exit.files }
  }

  /// A platform and a support organisation may have the same name: then both are shown.
  private var found: [String] {
    ["drills", "platforms", "support", "agreements", "rubrics", "flows"]
      .map { "scenarios/\($0)/\(name).yaml" }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }
}
