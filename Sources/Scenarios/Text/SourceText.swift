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
    var text = text
    let ranges = text.withUTF8(lineRanges)
    return ranges.map { range in
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return text[start..<text.utf8.index(start, offsetBy: range.count)]
    }
  }

  /// The bytes of each line.
  private static func lineRanges(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let length = length(ofLineEnd: bytes, at: index)
      guard length > 0 else {
        index += 1
        continue
      }
      ranges.append(start..<index)
      index += length
      start = index
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    return ranges
  }

  /// How many bytes there end a line; 0: none.
  private static func length(ofLineEnd bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 {
      index + offset < bytes.count ? bytes[index + offset] : 0
    }
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (0xA8...0xA9).contains(byte(2)) ? 3 : 0
    default: return 0
    }
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
