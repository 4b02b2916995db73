import Scenarios

/// A piece of HTML or SVG that is safe to put into a page. Text becomes markup only through
/// `init(_:)`, which escapes it, so a hostile name stays a name.
struct Markup: CustomStringConvertible, Sendable, Equatable {
  let html: String

  /// Escapes a text for element content and for double-quoted attributes.
  ///
  /// Scalar by scalar: as a `Character`, a quote that carries a combining mark is not equal to a
  /// quote, and would slip through. Control characters become U+FFFD: XML forbids most of them, and
  /// the others would turn the direction of what stands beside.
  init(_ text: String) {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\u{9}", "\u{A}", "\u{D}": escaped += " "
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      case _ where ControlCharacters.isControl(scalar): escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    html = escaped
  }

  /// Markup that this module wrote itself.
  init(html: String) {
    self.html = html
  }

  var description: String { html }

  static let empty = Markup(html: "")

  static func + (one: Markup, other: Markup) -> Markup { Markup(html: one.html + other.html) }

  /// nil for no markup at all.
  var nonEmpty: Markup? { html.isEmpty ? nil : self }
}

extension Sequence where Element == Markup {
  func joined(by separator: String = "") -> Markup {
    Markup(html: map(\.html).joined(separator: separator))
  }
}
