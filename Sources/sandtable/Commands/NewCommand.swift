import ArgumentParser
import Foundation
import Scenarios

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a skeleton that runs as it is. 生成可直接运行的骨架文件。",
    subcommands: [Drill.self])

  struct Drill: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drill", abstract: "A new drill on the provincial platform. 新演练。")

    @Argument(help: "Its name: lower-case words joined by hyphens 名称：小写单词，以连字符相连")
    var name: String

    @Option(
      name: .customLong("folder"),
      help: "The scenario folder; ./scenarios, else the installed one. 场景文件夹",
      transform: PathText.read)
    var chosen: String?

    @OptionGroup var languageOption: LanguageOption

    func validate() throws {
      guard name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, name.utf8.count <= 100 else {
        throw ValidationError(
          "A drill's name is lower-case words joined by hyphens, like 'flood-in-july'.")
      }
    }

    func run() throws {
      let folder = chosen ?? ScenarioFolder.path
      for needed in DrillSkeleton.uses where !isThere("\(folder)/\(needed)") {
        throw Failure(
          .files, zh: "骨架要用到 \(folder)/\(needed)，但没有这个文件；请用 --folder 指明场景文件夹",
          en:
            "the skeleton uses \(folder)/\(needed), which is not there; name the scenarios with --folder"
        )
      }
      let path = "\(folder)/drills/\(name).yaml"
      guard !isThere(path) else {
        throw Failure(
          .files, zh: "\(path) 已存在，未覆盖", en: "\(path) is there already, and was left alone")
      }
      try OutputFile.write(DrillSkeleton.text(name), to: path)
      let shown = ControlCharacters.inLine(path)
      try Streams.answer(shown + "\n")
      let next = Bilingual(
        zh: "现在就能运行：sandtable run \(shown)\n",
        en: "it runs as it is: sandtable run \(shown)\n")
      Streams.tell(next[languageOption.language])
    }

    private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
  }
}
