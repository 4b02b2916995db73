/// Blanks in Chinese sentences: one between a Chinese character and a letter or a digit, none
/// between two Chinese characters, and none beside full-width punctuation.
enum ChineseSpacing {
  /// The parts in a row, with a blank where one belongs; empty parts leave no trace.
  static func joined(_ parts: String...) -> String {
    parts.reduce("") { text, part in
      guard let left = text.unicodeScalars.last, let right = part.unicodeScalars.first else {
        return text + part
      }
      return needsBlank(left, right) ? "\(text) \(part)" : text + part
    }
  }

  private static func needsBlank(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    if isPunctuation(left) || isPunctuation(right) { return false }
    return !(TextWidth.isWide(left) && TextWidth.isWide(right))
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3000...0x3003, 0x3008...0x3011, 0x3014...0x301B, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF3F, 0xFF5B...0xFF60, 0x2018...0x201D, 0x2026, 0x20:
      true
    default: false
    }
  }
}
