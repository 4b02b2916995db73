import Scenarios

/// Why a command stops, in the reader's language, and the exit code that says so to a script.
struct Failure: Error {
  var exit: Exit
  var text: Bilingual
  /// The system's or the database's own words, in whatever language they are.
  var detail: String

  init(_ exit: Exit, zh: String, en: String, detail: String = "") {
    self.exit = exit
    text = Bilingual(zh: zh, en: en)
    self.detail = detail
  }

  func tell(in language: Language = Locale.language) {
    let label = language == .zh ? "错误：" : "error: "
    let rest = detail.isEmpty ? "" : "\n  \(detail)"
    Streams.tell("\(label)\(text[language])\(rest)\n")
  }
}
