/// Text with the place that each of its Unicode scalars came from: references such as `&lt;` are
/// one scalar but take four columns.
package struct PlacedText: Sendable {
  package private(set) var string: String
  /// One for each scalar of `string`, and one for the end.
  package private(set) var positions: [SourcePosition]

  package init(_ scalars: [(scalar: Unicode.Scalar, position: SourcePosition)], end: SourcePosition)
  {
    string = ""
    positions = []
    for (scalar, position) in scalars {
      string.unicodeScalars.append(scalar)
      positions.append(position)
    }
    positions.append(end)
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
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return PlacedText([], end: positions[0]) }
    return PlacedText(
      (first...last).map { (scalars[$0], positions[$0]) }, end: positions[last + 1])
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
