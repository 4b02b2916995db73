/// Turns byte offsets of a file into lines and columns, and raw text into text with its places; a
/// class, since every element and attribute of the file holds on to it.
final class MarkupPlaces {
  let file: Int
  private let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: [Int]
  /// Scalars before each block of bytes, since one line may be the whole file.
  private let scalarsBefore: [Int]
  private static let block = 256

  init(file: Int, source: SourceText, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    let utf8 = source.text.utf8
    lineStarts = source.lines.map { utf8.distance(from: utf8.startIndex, to: $0.startIndex) }
    var before = [0]
    for start in stride(from: 0, to: bytes.count, by: Self.block) {
      let end = min(start + Self.block, bytes.count)
      before.append(before[before.count - 1] + bytes[start..<end].scalarCount)
    }
    scalarsBefore = before
  }

  func position(_ offset: Int, length: Int = 1) -> SourcePosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = lineStarts.isEmpty ? 0 : lineStarts[low]
    return SourcePosition(
      file: file, line: low + 1, column: scalarCount(start..<max(start, offset)) + 1,
      length: length)
  }

  func position(_ range: Range<Int>) -> SourcePosition {
    position(range.lowerBound, length: scalarCount(range))
  }

  private func scalarCount(_ range: Range<Int>) -> Int {
    // Lines are short as a rule, and then counting is the quicker way.
    range.count <= Self.block
      ? bytes[range].scalarCount
      : scalarsBefore(range.upperBound) - scalarsBefore(range.lowerBound)
  }

  private func scalarsBefore(_ offset: Int) -> Int {
    let start = offset / Self.block * Self.block
    return scalarsBefore[offset / Self.block] + bytes[start..<offset].scalarCount
  }

  /// The text of a range of the file: references resolved, CDATA opened, comments left out. Mere
  /// white space, which is most of a drawing, is no text.
  func text(_ range: Range<Int>) -> PlacedText {
    if bytes[range].allSatisfy({ $0 <= 0x20 }) {
      return PlacedText("", at: [], end: position(range.upperBound))
    }
    var string = ""
    var positions: [SourcePosition] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let rest = bytes[at..<range.upperBound]
      if rest.starts(with: "<!--".utf8) {
        at = end(of: "-->", from: at + 4, in: range)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        let close = end(of: "]]>", from: at + 9, in: range)
        append(at + 9..<max(at + 9, close - 3), to: &string, &positions)
        at = close
      } else if rest.first == UInt8(ascii: "&"),
        let semicolon = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = Self.scalar(String(decoding: bytes[at + 1..<semicolon], as: UTF8.self))
      {
        string.unicodeScalars.append(scalar)
        positions.append(position(at))
        at = semicolon + 1
      } else {
        let next = bytes[(at + 1)..<range.upperBound].firstIndex { $0 == 0x26 || $0 == 0x3C }
        append(at..<(next ?? range.upperBound), to: &string, &positions)
        at = next ?? range.upperBound
      }
    }
    return PlacedText(string, at: positions, end: position(range.upperBound))
  }

  private func append(
    _ range: Range<Int>, to string: inout String, _ positions: inout [SourcePosition]
  ) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    string += text
    var place = position(range.lowerBound)
    var offset = range.lowerBound
    for scalar in text.unicodeScalars {
      positions.append(place)
      offset += UTF8.width(scalar)
      place.column += 1
      if scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" {
        place = position(offset)
      }
    }
  }

  private func end(of word: String, from start: Int, in range: Range<Int>) -> Int {
    var at = start
    while at < range.upperBound {
      if bytes[at..<range.upperBound].starts(with: word.utf8) { return at + word.utf8.count }
      at += 1
    }
    return range.upperBound
  }

  /// What a reference without its `&` and `;` stands for.
  private static func scalar(_ reference: String) -> Unicode.Scalar? {
    switch reference {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard reference.hasPrefix("#") else { return nil }
    let isHex = reference.hasPrefix("#x")
    return UInt32(reference.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
      .flatMap(Unicode.Scalar.init)
  }
}
