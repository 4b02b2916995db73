import Scenarios

/// The fills of states, and the key that explains them.
enum StateLegend {
  /// Pattern fills, once for all pictures of the page.
  static let patterns = Markup(
    html: """
      <svg class="defs" width="0" height="0" aria-hidden="true"><defs>
      \(pattern("travel", "k-accent", "M0 0v6", 6, 45, 2))
      \(pattern("reserve", "k-warn", "M0 0v5", 5, 90, 2))
      \(pattern("degraded", "k-warn", "M0 0v7", 7, 0, 1.5))
      \(pattern("isolated", "k-accent", "M0 0v5", 5, 135, 1.6))
      \(pattern("infected", "k-virus", "M0 3h6M3 0v6", 6, 45, 1.6))
      \(pattern("shut", "k-shut", "M0 0v4", 4, 0, 2.4))
      </defs></svg>
      """)

  private static func pattern(
    _ name: String, _ style: String, _ path: String, _ size: Int, _ angle: Int, _ width: Double
  ) -> String {
    "<pattern id=\"p-\(name)\" width=\"\(size)\" height=\"\(size)\" patternUnits=\"userSpaceOnUse\""
      + " patternTransform=\"rotate(\(angle))\"><rect class=\"p-ground\" width=\"\(size)\""
      + " height=\"\(size)\"/><path class=\"\(style)\" stroke-width=\"\(Picture.number(width))\" d=\"\(path)\"/></pattern>"
  }

  /// The key of some states.
  static func markup(_ states: [NodeState], _ language: Language) -> Markup {
    markup(states.map { ("s-\($0.token)", Texts.word($0)[language]) })
  }

  /// The key of some fills, by style class.
  static func markup(_ entries: [(style: String, word: String)]) -> Markup {
    if entries.isEmpty { return .empty }
    let items = entries.map { entry in
      "<li><svg viewBox=\"0 0 22 12\" width=\"22\" height=\"12\" aria-hidden=\"true\">"
        + "<rect class=\"\(entry.style)\" x=\"1\" y=\"1\" width=\"20\" height=\"10\"/></svg>"
        + "\(Markup(entry.word))</li>"
    }
    return Markup(html: "<ul class=\"legend\">\(items.joined())</ul>")
  }
}
