/// Collects what is wrong in the files of one reading; nothing is thrown, so that a person sees
/// every mistake of every file at once.
package struct DiagnosticSink: Sendable {
  /// More than this of one file are cut off, and a closing line says so.
  package static let limitPerFile = 200

  package private(set) var sources: [SourceText] = []
  /// Bytes of all sources.
  private var textSize = 0
  private var found: [Diagnostic] = []
  private var counts: [Int] = []
  private var seen: Set<Mark> = []

  /// What makes two diagnostics one: a line, which may be a whole file, has no part in it.
  private struct Mark: Hashable {
    var rule: DiagnosticRule
    var position: SourcePosition
    var message: Bilingual
  }

  /// Names that ranges were written out to, in all files of the reading.
  package private(set) var namesWrittenOut = 0

  package init() {}

  /// How many of them are too many for the text that was read.
  var nameLimit: Int { NameRange.totalLimit(bytes: textSize) }

  /// Counts names that a range is written out to; false when they are too many to be meant.
  package mutating func countNames(_ count: Int) -> Bool {
    namesWrittenOut += count
    return namesWrittenOut <= nameLimit
  }

  /// Makes a file known; the number is what positions name it by.
  package mutating func add(_ source: SourceText) -> Int {
    sources.append(source)
    textSize += source.text.utf8.count
    counts.append(0)
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
  package func sorted() -> [Diagnostic] { Self.ordered(found) }

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
    guard counts[position.file] <= Self.limitPerFile else { return }
    // A template that is wrong is used many times, and told once.
    let mark = Mark(rule: rule, position: position, message: message)
    guard seen.insert(mark).inserted else { return }
    let source = sources[position.file]
    counts[position.file] += 1
    guard counts[position.file] <= Self.limitPerFile else {
      found.append(tooMany(in: source))
      return
    }
    found.append(
      Diagnostic(
        severity: severity, rule: rule, file: source.path, line: position.line,
        column: position.column, length: position.length, message: message, hint: hint(),
        sourceLine: source.line(position.line).map(String.init)))
  }

  private func tooMany(in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity: .error, rule: .tooManyDiagnostics, file: source.path, line: source.lines.count + 1,
      column: 0, length: 1,
      message: Bilingual(
        zh: "问题超过 \(Self.limitPerFile) 个，其余从略",
        en: "more than \(Self.limitPerFile) problems; the rest is left out"))
  }
}
