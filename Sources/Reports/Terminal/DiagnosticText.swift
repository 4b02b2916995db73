import Scenarios

/// Diagnostics as text for a terminal or a log, with the line and a mark under the place:
///
///     drills/worm.yaml:14:11: error: unknown component 'db-3' [unknown-reference]
///        14 |   target: db-3
///           |           ^~~~ did you mean 'db-2'?
package enum DiagnosticText {
  /// All of them, each closed by a line end, in the given order.
  package static func render(_ diagnostics: [Diagnostic], language: Language) -> String {
    diagnostics.map { render($0, language: language) }.joined()
  }

  /// One diagnostic: a headline, and the excerpt when there is one.
  package static func render(_ diagnostic: Diagnostic, language: Language) -> String {
    var place = ControlCharacters.inLine(diagnostic.file)
    if diagnostic.line > 0 { place += ":\(diagnostic.line)" }
    if diagnostic.line > 0, diagnostic.column > 0 { place += ":\(diagnostic.column)" }
    let message = printable(diagnostic.message[language])
    var text = "\(place): \(word(diagnostic.severity, language)): \(message)"
    text += " [\(diagnostic.rule.rawValue)]\n"
    let hint = diagnostic.hint.map { printable($0[language]) } ?? ""
    guard let line = diagnostic.sourceLine, diagnostic.column > 0 else {
      return hint.isEmpty ? text : text + "  " + hint + "\n"
    }
    let number = String(diagnostic.line)
    let margin = String(repeating: " ", count: max(0, 5 - number.count))
    let blank = String(repeating: " ", count: margin.count + number.count)
    let excerpt = Excerpt(line, column: diagnostic.column, length: diagnostic.length)
    text += "\(margin)\(number) | \(excerpt.line)\n"
    text += "\(blank) | \(excerpt.mark)\(hint.isEmpty ? "" : " " + hint)\n"
    return text
  }

  private static func word(_ severity: Diagnostic.Severity, _ language: Language) -> String {
    switch (severity, language) {
    case (.error, .zh): "错误"
    case (.error, .en): "error"
    case (.warning, .zh): "警告"
    case (.warning, .en): "warning"
    }
  }

  /// Control characters of a file must not reach a terminal.
  static func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map(printable)))
  }

  static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
    default: scalar
    }
  }
}

/// A line cut to what a terminal shows, and the mark below it.
private struct Excerpt {
  /// Scalars shown before and after the place in a long line.
  static let before = 60
  static let after = 60

  var line: String
  var mark: String

  init(_ text: String, column: Int, length: Int) {
    let scalars = text.unicodeScalars.map { $0 == "\t" ? " " : DiagnosticText.printable($0) }
    let start = min(max(0, column - 1), scalars.count)
    let end = max(start, min(start + length, scalars.count))
    let shownFrom = start > Self.before + 20 ? start - Self.before : 0
    let shownTo = min(scalars.count, max(end, start) + Self.after)
    let marked = min(end, shownTo)
    line = shownFrom > 0 ? "…" : ""
    line.unicodeScalars.append(contentsOf: scalars[shownFrom..<shownTo])
    if shownTo < scalars.count { line += "…" }
    let indent = (shownFrom > 0 ? 1 : 0) + Self.width(scalars[shownFrom..<start])
    let width = max(1, Self.width(scalars[start..<marked]))
    mark = String(repeating: " ", count: indent) + "^"
    mark += String(repeating: "~", count: width - 1)
  }

  private static func width(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + width($1) }
  }

  /// Columns on a terminal: two for East Asian wide characters (Unicode annex 11), none for marks.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
