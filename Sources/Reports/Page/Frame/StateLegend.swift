import Scenarios

/// The fills of states, and the key that explains them.
enum StateLegend {
  /// Pattern fills, once for all pictures of the page.
  static let patterns = Markup(
    html: """
      <svg class="defs" width="0" height="0" aria-hidden="true"><defs>
      \(pattern("travel", "k-accent", "M0 0v6", 6, 45, 2))
      \(pattern("late", "k-warn", "M0 0v6", 6, -45, 2))
      \(pattern("reserve", "k-warn", "M0 0v5", 5, 90, 2))
      \(pattern("degraded", "k-warn", "M0 0v7", 7, 0, 1.5))
      \(pattern("isolated", "k-accent", "M0 0v5", 5, 135, 1.6))
      \(pattern("hit", "k-virus", "M0 3h6M3 0v6", 6, 45, 1.6))
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
    markup(states.map { Entry("s-\($0.token)", Terms.word($0)[language]) })
  }

  /// A fill or a dot, and its word.
  struct Entry: Sendable {
    var style: String
    var word: String
    var dot: Picture.Dot?
    var isLine = false

    init(_ style: String, _ word: String, _ dot: Picture.Dot? = nil) {
      self.style = style
      self.word = word
      self.dot = dot
    }

    /// A line and its word.
    init(line style: String, _ word: String) {
      self.init(style, word)
      isLine = true
    }

    var mark: String {
      if isLine { return "<path class=\"\(style)\" d=\"M0 6h22\"/>" }
      return switch dot {
      case nil: "<rect class=\"\(style)\" x=\"1\" y=\"1\" width=\"20\" height=\"10\"/>"
      case .circle: "<circle class=\"\(style)\" cx=\"11\" cy=\"6\" r=\"5\"/>"
      case .diamond: "<path class=\"\(style)\" d=\"M11 0l6 6-6 6-6-6z\"/>"
      case .square: "<path class=\"\(style)\" d=\"M6.5 1.5h9v9h-9z\"/>"
      case .cross: "<path class=\"\(style)\" d=\"M6 1l10 10M16 1l-10 10\"/>"
      }
    }
  }

  /// The key of some fills, by style class.
  static func markup(_ entries: [Entry]) -> Markup {
    if entries.isEmpty { return .empty }
    let items = entries.map { "<li>\(swatch($0))\(Markup($0.word))</li>" }
    return Markup(html: "<ul class=\"legend\">\(items.joined())</ul>")
  }

  /// What a fill looks like, without its word.
  static func swatch(_ entry: Entry) -> Markup {
    Markup(
      html: "<svg viewBox=\"0 0 22 12\" width=\"22\" height=\"12\" aria-hidden=\"true\">"
        + "\(entry.mark)</svg>")
  }
}
