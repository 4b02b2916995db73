import ArgumentParser
import Foundation
import Scenarios

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a skeleton that works as it is. 生成可直接使用的骨架文件。",
    subcommands: [Drill.self, Threat.self])

  struct Drill: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drill", abstract: "A new drill on the provincial platform. 新演练。")

    @OptionGroup var skeleton: SkeletonOptions

    func validate() throws { try skeleton.checkName("A drill's name", "flood-in-july") }

    func run() throws {
      try skeleton.write(
        DrillSkeleton.text, in: "drills", uses: DrillSkeleton.uses,
        Bilingual(zh: "现在就能运行：sandtable run ", en: "it runs as it is: sandtable run "))
    }
  }

  struct Threat: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "threat", abstract: "A new threat for drills to use. 新威胁。")

    @OptionGroup var skeleton: SkeletonOptions

    func validate() throws { try skeleton.checkName("A threat's name", "slow-virus") }

    func run() throws {
      try skeleton.write(
        ThreatSkeleton.text, in: "threats", uses: [],
        Bilingual(zh: "查看与检查：sandtable show ", en: "look at it: sandtable show "))
    }
  }
}

/// What every skeleton is told: its name, and where it comes.
struct SkeletonOptions: ParsableArguments {
  @Argument(help: "Its name: lower-case words joined by hyphens 名称：小写单词，以连字符相连")
  var name: String

  @Option(
    name: .customLong("folder"),
    help: "The scenario folder; ./scenarios, else the installed one. 场景文件夹",
    transform: PathText.read)
  var chosen: String?

  @OptionGroup var languageOption: LanguageOption

  func checkName(_ what: String, _ example: String) throws {
    guard name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, name.utf8.count <= 100 else {
      throw ValidationError("\(what) is lower-case words joined by hyphens, like '\(example)'.")
    }
  }

  /// Writes a skeleton into a folder of the scenarios, which need not be there, and says what to do
  /// next with it.
  func write(
    _ text: (String) -> String, in kind: String, uses: [String], _ next: Bilingual
  ) throws {
    let folder = chosen ?? ScenarioFolder.path
    guard isThere(folder) else {
      throw Failure(
        .files, zh: "没有文件夹 \(folder)；请用 --folder 指明场景文件夹",
        en: "there is no folder \(folder); name the scenarios with --folder")
    }
    for needed in uses where !isThere("\(folder)/\(needed)") {
      throw Failure(
        .files, zh: "骨架要用到 \(folder)/\(needed)，但没有这个文件；请用 --folder 指明场景文件夹",
        en:
          "the skeleton uses \(folder)/\(needed), which is not there; name the scenarios with --folder"
      )
    }
    let path = "\(folder)/\(kind)/\(name).yaml"
    guard !isTaken(path) else {
      throw Failure(
        .files, zh: "\(path) 已存在，未覆盖", en: "\(path) is there already, and was left alone")
    }
    if !isThere("\(folder)/\(kind)") {
      do {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(kind)", withIntermediateDirectories: false)
      } catch {
        throw Failure(
          .files, zh: "不能建立文件夹 \(folder)/\(kind)", en: "cannot make the folder \(folder)/\(kind)")
      }
    }
    try OutputFile.write(text(name), to: path)
    let shown = ControlCharacters.inLine(path)
    try Streams.answer(shown + "\n")
    Streams.tell(next[languageOption.language] + shown + "\n")
  }

  private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether anything has that name, also a link to nothing: what is written would be elsewhere.
  private func isTaken(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)) != nil
  }
}
