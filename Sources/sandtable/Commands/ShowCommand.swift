import ArgumentParser
import Foundation
import Scenarios

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a scenario file says, briefly. 查看文件内容。")

  @Argument(
    help: "A file, or the name of one in the scenarios 文件或名称", transform: PathText.read)
  var name: String

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let paths = name.contains("/") || name.contains(".") ? [name] : found
    guard let path = paths.first else {
      let folder = ScenarioFolder.path
      throw Failure(
        .files, zh: "\(folder) 中没有名为 \(name) 的文件",
        en: "there is no file named \(name) in \(folder)",
        detail: NearestName.hint(name, in: Self.kinds.flatMap(ScenarioFolder.names))
          ?? Bilingual(""))
    }
    let reading = ScenarioReader.document(at: path)
    Composition.tell(reading.diagnostics, in: language)
    guard let document = reading.document else { throw Exit.files }
    try Streams.answer(Composition.description(document, at: path, in: language))
    for other in paths.dropFirst() {
      let also = Bilingual(
        zh: "还有同名文件：sandtable show \(other)\n",
        en: "another file of that name: sandtable show \(other)\n")
      Streams.tell(also[language])
    }
  }

  private static let kinds = ["drills", "platforms", "support", "agreements", "rubrics", "flows"]

  /// A platform and a support organisation may have the same name: the first is shown, and the
  /// others are named.
  private var found: [String] {
    Self.kinds.map { "\(ScenarioFolder.path)/\($0)/\(name).yaml" }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }
}
