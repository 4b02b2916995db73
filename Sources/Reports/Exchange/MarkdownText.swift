import Scenarios

/// Text in a page of Markdown that stays text.
enum MarkdownText {
  /// One line, in which nothing is a sign of Markdown or HTML, or of a table: control characters
  /// are written out.
  ///
  /// Scalar by scalar: a sign that carries a combining mark is a sign still.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    let scalars = Array(ControlCharacters.inLine(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&":
        // Where it would begin the name of a character.
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        escaped += next == "#" || next.properties.isAlphabetic ? "&amp;" : "&"
      case "\\", "`", "*", "_", "[", "]", "#", "~", "|":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// One line of code, between as many backticks as it takes.
  static func code(_ text: String) -> String {
    let line = ControlCharacters.inLine(text)
    let longest = line.split { $0 != "`" }.map(\.count).max() ?? 0
    let ticks = String(repeating: "`", count: longest + 1)
    let blank = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    return ticks + blank + line + blank + ticks
  }
}
