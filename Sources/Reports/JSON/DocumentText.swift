import Scenarios

/// A text in both languages, as every document has it.
struct DocumentText: Codable, Equatable, Sendable {
  var zh: String
  var en: String
}

extension DocumentText {
  init(_ text: (Language) -> String) {
    self.init(zh: text(.zh), en: text(.en))
  }
}
