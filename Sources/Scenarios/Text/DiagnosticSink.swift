/// Collects what is wrong in the files of one reading; nothing is thrown, so that a person sees
/// every mistake of every file at once.
package struct DiagnosticSink: Sendable {
  /// More errors, or warnings, than this of one file are left out; a last line says how many.
  package static let limitPerFile = 200

  /// What one file has of one severity.
  private struct Count {
    var told = 0
    var leftOut = 0
  }

  package private(set) var sources: [SourceText] = []
  /// Bytes of all sources.
  private var textSize = 0
  private var found: [Diagnostic] = []
  /// By file.
  private var errors: [Count] = []
  private var warnings: [Count] = []
  /// The hashes of the marks of all that was reported.
  private var seen: Set<Int> = []

  /// What makes two diagnostics one: a line, which may be a whole file, has no part in it.
  private struct Mark: Hashable {
    var rule: DiagnosticRule
    var position: SourcePosition
    var message: Bilingual
  }

  /// Names that ranges were written out to, in all files of the reading.
  package private(set) var namesWrittenOut = 0

  /// Values that members of ranges have in all, as each says what its range says.
  private var valuesWrittenOut = 0

  package init() {}

  /// How many of them are too many for the text that was read.
  var nameLimit: Int { NameRange.totalLimit(bytes: textSize) }

  /// Counts names that a range is written out to; false when they are too many to be meant.
  package mutating func countNames(_ count: Int) -> Bool {
    namesWrittenOut += count
    return namesWrittenOut <= nameLimit
  }

  /// Counts values that the members of a range have; false when they are too many to be meant.
  mutating func countValues(_ count: Int) -> Bool {
    valuesWrittenOut += count
    return valuesWrittenOut <= NameRange.sizeLimit(bytes: textSize)
  }

  /// The members of all ranges say more than a machine should bear.
  mutating func tellTooLarge(at position: SourcePosition) {
    let limit = NameRange.sizeLimit(bytes: textSize)
    error(
      .yamlBomb, position, zh: "所有范围的成员写出来合计超过 \(limit) 个值",
      en: "what the members of all ranges say comes to more than \(limit) values")
  }

  /// Makes a file known; the number is what positions name it by.
  package mutating func add(_ source: SourceText) -> Int {
    sources.append(source)
    textSize += source.text.utf8.count
    errors.append(Count())
    warnings.append(Count())
    return sources.count - 1
  }

  /// Whatever was reported so far, once or again.
  private(set) var reportCount = 0

  package var hasErrors: Bool { errorCount > 0 }
  package private(set) var errorCount = 0

  package mutating func error(
    _ rule: DiagnosticRule, _ position: SourcePosition, zh: String, en: String,
    hint: @autoclosure () -> Bilingual? = nil
  ) {
    report(.error, rule, position, Bilingual(zh: zh, en: en), hint)
  }

  package mutating func warning(
    _ rule: DiagnosticRule, _ position: SourcePosition, zh: String, en: String,
    hint: @autoclosure () -> Bilingual? = nil
  ) {
    report(.warning, rule, position, Bilingual(zh: zh, en: en), hint)
  }

  /// A name or another text of a file has a character that none may have.
  mutating func controlCharacter(_ scalar: Unicode.Scalar, at position: SourcePosition) {
    let name = ControlCharacters.name(scalar)
    if scalar == "\n" || scalar == "\r" {
      error(
        .controlCharacter, position, zh: "文字中有换行（\(name)）",
        en: "there is a line break (\(name)) in the text",
        hint: Bilingual(zh: "请写成一行", en: "write it in one line"))
    } else {
      error(
        .controlCharacter, position, zh: "文字中有控制字符 \(name)",
        en: "there is a control character, \(name), in the text",
        hint: Bilingual(zh: "请删去", en: "leave it out"))
    }
  }

  /// Everything found, by file, line, column, rule and message.
  package func sorted() -> [Diagnostic] {
    Self.ordered(
      found + leftOut(errors, .error, Bilingual(zh: "个错误", en: "errors"))
        + leftOut(warnings, .warning, Bilingual(zh: "条警告", en: "warnings")))
  }

  /// Diagnostics by file, line, column, rule and message.
  package static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted { left, right in
      if left.file != right.file { return left.file < right.file }
      if left.line != right.line { return left.line < right.line }
      if left.column != right.column { return left.column < right.column }
      if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
      return left.message.en < right.message.en
    }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ rule: DiagnosticRule, _ position: SourcePosition,
    _ message: Bilingual, _ hint: () -> Bilingual?
  ) {
    if severity == .error { errorCount += 1 }
    reportCount += 1
    // A template that is wrong is used many times, and told once.
    let mark = Mark(rule: rule, position: position, message: message).hashValue
    guard seen.insert(mark).inserted else { return }
    let list = severity == .error ? \DiagnosticSink.errors : \DiagnosticSink.warnings
    guard self[keyPath: list][position.file].told < Self.limitPerFile else {
      self[keyPath: list][position.file].leftOut += 1
      return
    }
    self[keyPath: list][position.file].told += 1
    let source = sources[position.file]
    found.append(
      Diagnostic(
        severity: severity, rule: rule, file: source.path, line: position.line,
        column: position.column, length: position.length, message: message, hint: hint(),
        sourceLine: source.line(position.line).map(String.init)))
  }

  /// The closing line of each file of which some are left out: of the severity of what it counts.
  private func leftOut(
    _ counts: [Count], _ severity: Diagnostic.Severity, _ word: Bilingual
  ) -> [Diagnostic] {
    zip(sources, counts).filter { $1.leftOut > 0 }.map { source, count in
      Diagnostic(
        severity: severity, rule: .tooManyDiagnostics, file: source.path,
        line: source.lines.count + 1, column: 0, length: 1,
        message: Bilingual(
          zh: "还有 \(count.leftOut) \(word.zh)，从略",
          en: "\(count.leftOut) more \(word.en) are left out"))
    }
  }
}
