import Archive
import ArgumentParser
import Rehearsal
import Scenarios

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a kept run's report again. 重出一次记录的报告。")

  @Argument(help: ArgumentHelp("The run's number, as `runs` lists it 记录编号", valueName: "run"))
  var number: Int64

  @Option(
    name: .customLong("report"), help: "The folder of the HTML reports, zh and en. 报告文件夹",
    transform: PathText.read)
  var folder = "out"

  @Flag(help: "Print the result as JSON instead. 输出 JSON")
  var json = false

  @OptionGroup var archiveOption: ArchiveOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let kept = try archiveOption.read { (archive) throws(ArchiveError) in
      try archive.run(number)
    }
    guard let kept else {
      throw Failure(ArchiveError(.unknownRun(number), path: archiveOption.path))
    }
    let again = try Composition.run(of: kept, in: language)
    if json {
      try Streams.answer { try Composition.json(again, to: $0) }
    } else {
      let paths = try ReportFiles(folder).write(again)
      try Streams.answer(paths.map { ControlCharacters.inLine($0) + "\n" }.joined())
    }
  }
}
