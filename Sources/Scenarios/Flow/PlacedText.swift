/// Text with the place that each of its Unicode scalars came from: references such as `&lt;` are
/// one scalar but take four columns.
package struct PlacedText: Sendable {
  package private(set) var string: String
  /// One for each scalar of `string`, and one for the end.
  package private(set) var positions: [SourcePosition]

  /// - Parameter positions: one for each scalar.
  package init(_ string: String, at positions: [SourcePosition], end: SourcePosition) {
    self.string = string
    self.positions = positions + [end]
  }

  /// Text that was written as it is read, beginning at one place.
  package init(plain: String, at start: SourcePosition) {
    string = plain
    positions = (0...plain.unicodeScalars.count).map {
      SourcePosition(file: start.file, line: start.line, column: start.column + $0)
    }
  }

  /// Without white space at either end.
  package var trimmed: PlacedText {
    let scalars = Array(string.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return PlacedText("", at: [], end: positions[0]) }
    if first == 0, last == scalars.count - 1 { return self }
    return PlacedText(
      String(String.UnicodeScalarView(scalars[first...last])), at: Array(positions[first...last]),
      end: positions[last + 1])
  }

  /// The place of `length` scalars from `offset` on; within one line.
  package func position(_ offset: Int, length: Int = 1) -> SourcePosition {
    var position = positions[min(max(0, offset), positions.count - 1)]
    let end = positions[min(max(0, offset + length), positions.count - 1)]
    let isOneLine = end.line == position.line && end.column > position.column
    position.length = isOneLine ? end.column - position.column : 1
    return position
  }

  /// The place of all of it.
  package var position: SourcePosition {
    position(0, length: max(1, positions.count - 1))
  }
}
