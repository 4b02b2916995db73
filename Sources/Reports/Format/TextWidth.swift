/// How wide a text is: in terminal cells, and about how wide when drawn.
package enum TextWidth {
  /// Columns of a terminal: 2 for East Asian wide and fullwidth characters (UAX #11), 0 for
  /// combining marks and format characters, else 1.
  package static func cells(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + cells($1) }
  }

  private static func cells(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isWide(scalar) ? 2 : 1
    }
  }

  /// The wide and fullwidth ranges of UAX #11 that CJK text, its punctuation and emoji use.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The text with blanks behind it, up to that many cells.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - cells(text)))
  }

  /// The text with blanks in front of it, up to that many cells.
  package static func rightAligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - cells(text))) + text
  }

  /// Lines of at most that many cells. Breaks at blanks, and between any two wide characters
  /// except before closing punctuation; a word longer than a line is broken where it must be.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    wrapped(text, to: max(2, width), measure: { cells(String($0)) })
  }

  /// About how wide a text is drawn in the page's fonts, in hundredths of its font size: an upper
  /// estimate, since the reader's fonts are not known here.
  static func drawn(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + drawn($1) }
  }

  private static func drawn(_ scalar: Unicode.Scalar) -> Int {
    if cells(scalar) == 0 { return 0 }
    if isWide(scalar) { return 100 }
    switch scalar {
    case "i", "l", "j", "I", "t", "f", "r", ".", ",", ":", ";", "'", "|", "!", "(", ")", " ", "-":
      return 36
    case "m", "w", "M", "W", "%", "@", "—", "→", "…", "℃": return 92
    case "A"..."Z", "&", "#", "+", "=", "<", ">": return 68
    case "0"..."9": return 58
    default: return scalar.value > 0x7F ? 80 : 57
    }
  }

  /// The text, cut with an ellipsis so that it is drawn no wider than `width` at `size`.
  static func fitted(_ text: String, width: Int, size: Int) -> String {
    if drawn(text) * size <= width * 100 { return text }
    var kept = ""
    for character in text {
      if drawn(kept + String(character) + "…") * size > width * 100 { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Lines that are drawn no wider than `width` at `size`; at most `most`, the last one cut.
  static func lines(_ text: String, width: Int, size: Int, most: Int) -> [String] {
    let all = wrapped(text, to: width * 100 / max(1, size), measure: { drawn(String($0)) })
    if all.count <= most { return all }
    let last = all[(most - 1)...].joined(separator: " ")
    return all.prefix(most - 1) + [fitted(last, width: width, size: size)]
  }

  private static let closing: Set<Character> = [
    "，", "。", "、", "；", "：", "）", "」", "』", "》", "？", "！", "…", "”",
  ]
  private static let opening: Set<Character> = ["（", "「", "『", "《", "“"]

  private static func wrapped(
    _ text: String, to width: Int, measure: (Substring) -> Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(text) {
      var rest = piece
      var needed = measure(rest)
      if used + needed > width, !line.isEmpty {
        lines.append(line.trimmingBlanks)
        (line, used) = ("", 0)
      }
      while needed > width, rest.count > 1 {
        var head = rest.prefix(1)
        while head.count < rest.count, measure(rest.prefix(head.count + 1)) <= width {
          head = rest.prefix(head.count + 1)
        }
        lines.append(String(head).trimmingBlanks)
        rest = rest.dropFirst(head.count)
        needed = measure(rest)
      }
      if line.isEmpty, rest.allSatisfy({ $0 == " " }) { continue }
      line += rest
      used += needed
    }
    if !line.trimmingBlanks.isEmpty { lines.append(line.trimmingBlanks) }
    return lines.isEmpty ? [""] : lines
  }

  /// What may not be broken: words with the blank behind them, single wide characters with the
  /// punctuation that clings to them, numbers with their units.
  private static func pieces(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if next == text.endIndex
        || breaks(text[index], text[next]) && !isInQuantity(text, before: next)
      {
        pieces.append(text[start..<next])
        start = next
      }
      index = next
    }
    return pieces
  }

  private static let units: Set<Substring> = ["%", "℃", "h", "min", "s", "d"]

  /// Between a number and its unit (`95.0 %`, `18 秒`), or within 小时 and 分钟.
  private static func isInQuantity(_ text: String, before index: String.Index) -> Bool {
    let (head, rest) = (text[..<index], text[index...])
    if head.hasSuffix("小"), rest.hasPrefix("时") { return true }
    if head.hasSuffix("分"), rest.hasPrefix("钟") { return true }
    guard head.last == " ", let digit = head.dropLast().last, digit.isASCII, digit.isNumber else {
      return false
    }
    if rest.first?.isWide == true { return true }
    return units.contains(rest.prefix { $0 == "%" || $0 == "℃" || $0.isLetter })
  }

  private static func breaks(_ left: Character, _ right: Character) -> Bool {
    if right == " " || closing.contains(right) || opening.contains(left) { return false }
    if left == " " { return true }
    return left.isWide || right.isWide
  }
}

extension Character {
  fileprivate var isWide: Bool { unicodeScalars.contains(where: TextWidth.isWide) }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
