/// Titles come from files, and a terminal obeys what they have in them: what controls it is written
/// out (`\\x1B`), but for line ends, tabs and the colours that we set ourselves.
enum ControlCharacters {
  /// - Parameter keepingColours: leave the colours of ECMA-48 (`ESC [ 31 m`).
  static func shown(_ text: String, keepingColours: Bool) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let length = keepingColours ? colourLength(scalars[index...]) : 0
      if length > 0 {
        shown.append(contentsOf: scalars[index..<index + length])
        index += length
        continue
      }
      if isControl(scalars[index]) {
        let digits = String(scalars[index].value, radix: 16, uppercase: true)
        shown.append(contentsOf: "\\x\(digits.count == 1 ? "0" : "")\(digits)".unicodeScalars)
      } else {
        shown.append(scalars[index])
      }
      index += 1
    }
    return String(shown)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F..<0xA0: true
    // What turns the direction of writing makes a line read as another.
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// 0 when no colour begins here.
  private static func colourLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    guard rest.starts(with: "\u{1B}[".unicodeScalars) else { return 0 }
    let digits = rest.dropFirst(2).prefix { ("0"..."9").contains($0) }
    return rest.dropFirst(2 + digits.count).first == "m" ? digits.count + 3 : 0
  }
}
