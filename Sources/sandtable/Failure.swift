import Scenarios

/// Why a command stops, in the reader's language, and the exit code that says so to a script.
struct Failure: Error {
  var exit: Exit
  var text: Bilingual
  /// A second line: why, or what to do.
  var detail: Bilingual

  init(_ exit: Exit, zh: String, en: String, detail: Bilingual) {
    self.exit = exit
    text = Bilingual(zh: zh, en: en)
    self.detail = detail
  }

  /// - Parameter detail: the database's own words, or a command; the same in both languages.
  init(_ exit: Exit, zh: String, en: String, detail: String = "") {
    self.init(exit, zh: zh, en: en, detail: Bilingual(detail))
  }

  func tell(in language: Language = Locale.language) {
    let label = language == .zh ? "错误：" : "error: "
    let rest = detail[language].split(separator: "\n").map { "\n  " + $0 }.joined()
    Streams.tell("\(label)\(ControlCharacters.inLine(text[language]))\(rest)\n")
  }
}
