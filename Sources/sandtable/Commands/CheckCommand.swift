import ArgumentParser
import Scenarios

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check files and folders; every fault at once. 检查文件和文件夹。")

  @Argument(help: "Files and folders 文件和文件夹", transform: PathText.read)
  var paths: [String]

  @Flag(help: "Warnings fail, too. 警告也算不通过")
  var strict = false

  @Flag(help: "Print the diagnostics as JSON. 输出 JSON")
  var json = false

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let reading = ScenarioReader.check(paths: paths)
    let diagnostics = reading.diagnostics
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    if json {
      try Streams.answer(json: JSONText.render(diagnostics.map(DiagnosticAnswer.init)))
    } else {
      Composition.tell(diagnostics, in: language)
      let answer = Bilingual(
        zh: "\(reading.filesRead.count) 个文件，\(errors) 个错误，\(warnings) 个警告",
        en: [
          Self.count(reading.filesRead.count, "file"), Self.count(errors, "error"),
          Self.count(warnings, "warning"),
        ].joined(separator: ", "))
      try Streams.answer(answer[language] + "\n")
    }
    if errors > 0 || strict && warnings > 0 { throw Exit.files }
  }
}

extension CheckCommand {
  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

/// A diagnostic as `check --json` prints it.
private struct DiagnosticAnswer: Encodable {
  struct Text: Encodable {
    var zh: String
    var en: String

    init(_ text: Bilingual) {
      zh = text.zh
      en = text.en
    }
  }

  var severity: String
  var rule: String
  var file: String
  var line: Int
  var column: Int
  var length: Int
  var message: Text
  var hint: Text?

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity.rawValue
    rule = diagnostic.rule.rawValue
    file = diagnostic.file
    line = diagnostic.line
    column = diagnostic.column
    length = diagnostic.length
    message = Text(diagnostic.message)
    hint = diagnostic.hint.map(Text.init)
  }
}
