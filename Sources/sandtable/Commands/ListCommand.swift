import ArgumentParser
import EventKernel
import Foundation
import Reports
import Scenarios
import Simulator

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the drills of a folder. 列出文件夹中的演练。")

  @Argument(
    help: "The folder; ./scenarios, else the installed ones. 文件夹", transform: PathText.read)
  var chosen: String?

  @Flag(help: "Print the list as JSON. 输出 JSON")
  var json = false

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let folder = chosen ?? ScenarioFolder.path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw Failure(
        .files, zh: "没有这个文件夹：\(folder)", en: "there is no such folder: \(folder)")
    }
    let listing = ScenarioReader.list(folder: folder)
    Composition.tell(listing.diagnostics, in: language)
    if json {
      try Streams.answer(json: JSONText.render(listing.drills.map(DrillAnswer.init)))
    } else if listing.drills.isEmpty {
      try Streams.answer(Bilingual(zh: "没有演练\n", en: "no drills\n")[language])
    } else {
      try Streams.answer(
        DescriptionText.render(
          listing.drills, language: language, width: Terminal.width,
          colour: Terminal.answersInColour))
    }
    if listing.diagnostics.contains(where: { $0.severity == .error }) { throw Exit.files }
  }
}

/// A drill as `list --json` prints it.
private struct DrillAnswer: Encodable {
  var drill: String
  var path: String
  var title: [String: String]
  var event: String?
  var start: String
  var horizonSeconds: Int64

  init(_ summary: ScenarioReader.Summary) {
    drill = summary.name
    path = summary.path
    title = ["zh": summary.title.zh, "en": summary.title.en]
    event = summary.event?.rawValue
    start = CivilClock(start: summary.start).iso(.zero)
    horizonSeconds = summary.horizon.microseconds / 1_000_000
  }
}
