/// The two languages that everything a person reads exists in.
package enum Language: String, CaseIterable, Sendable {
  case zh
  case en
}

/// A text in both languages.
package struct Bilingual: Hashable, Sendable {
  package var zh: String
  package var en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The same in both: a name, a number.
  package init(_ same: String) {
    zh = same
    en = same
  }

  package subscript(_ language: Language) -> String {
    language == .zh ? zh : en
  }
}
