/// One text file as a person wrote it: its path, its text and its lines.
package struct SourceText: Sendable {
  /// As the person named it.
  package let path: String
  package let text: String
  /// Without their line ends; split as YAML splits (LF, CR, CR LF, NEL, LS, PS).
  package let lines: [Substring]

  package init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = Self.split(text)
  }

  /// The line with this number, from 1; nil outside of the text.
  package func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  private static func split(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      var next = scalars.index(after: index)
      switch scalar {
      case "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(text[start..<index])
        if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" {
          next = scalars.index(after: next)
        }
        start = next
      default: break
      }
      index = next
    }
    if start < scalars.endIndex { lines.append(text[start...]) }
    return lines
  }
}

/// A place in one of the files that a `DiagnosticSink` knows.
package struct SourcePosition: Hashable, Sendable {
  /// The number that `DiagnosticSink.add(_:)` gave to the file.
  package var file: Int
  /// From 1; 0 for the whole file.
  package var line: Int
  /// From 1, in Unicode scalars; 0 for the whole file.
  package var column: Int
  /// Unicode scalars to underline, at least 1.
  package var length: Int

  package init(file: Int, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  /// The file as a whole.
  package static func wholeFile(_ file: Int) -> SourcePosition {
    SourcePosition(file: file, line: 0, column: 0)
  }
}
