extension YAMLValue {
  /// One of a closed set of words.
  package func word<Word: CaseIterable & RawRepresentable>(
    _ type: Word.Type, _ sink: inout DiagnosticSink
  ) -> Word? where Word.RawValue == String {
    guard let text = text(&sink) else { return nil }
    if let word = Word(rawValue: text) { return word }
    unknownWord(text, Word.allCases.map(\.rawValue), &sink)
    return nil
  }

  package func unknownWord(_ text: String, _ legal: [String], _ sink: inout DiagnosticSink) {
    sink.error(
      .unknownWord, position, zh: "'\(text)' 不是此处可用的词", en: "'\(text)' is not a word for here",
      hint: NearestName.hint(text, in: legal))
  }

  /// `true` or `false`, nothing else.
  package func flag(_ sink: inout DiagnosticSink) -> Bool? {
    guard let text = text(&sink) else { return nil }
    if text == "true" || text == "false" { return text == "true" }
    unknownWord(text, ["true", "false"], &sink)
    return nil
  }

  /// A text in both languages: `{zh: ..., en: ...}`.
  package func title(_ sink: inout DiagnosticSink) -> Bilingual? {
    if case .text(let text) = content, !text.isEmpty {
      sink.error(
        .wrongType, position, zh: "应为两种语言的文字，这里是一段文字",
        en: "a text in both languages is wanted here, not one text",
        hint: Bilingual(zh: "写成 {zh: ..., en: ...}", en: "write {zh: ..., en: ...}"))
      return nil
    }
    guard var map = map(&sink) else { return nil }
    let zh = map.require("zh", &sink)?.text(&sink)
    let en = map.require("en", &sink)?.text(&sink)
    map.finish(&sink)
    guard let zh, let en else { return nil }
    return Bilingual(zh: zh, en: en)
  }
}

extension Bilingual {
  /// The title of a member of a range: with its number.
  func numbered(_ number: String?) -> Bilingual {
    guard let number else { return self }
    // No blank beside full-width punctuation: 热线（服务台）1.
    let blank = zh.hasSuffix("）") ? "" : " "
    return Bilingual(zh: zh + blank + number, en: en + " " + number)
  }
}
