/// An SVG picture under construction. Coordinates are in its own units, y downward; they are
/// written with one decimal, so that rounding is ours on every machine.
struct Picture: Sendable {
  /// Unique in its page; the ids of title and description are made of it.
  let id: String
  let width: Double
  var height: Double
  let title: String
  /// What the picture shows, computed from its values.
  let summary: String
  /// The class of the style sheet: `picture` fills its frame, `flowpic` keeps its own size.
  let style: String
  /// How large a picture that keeps its own size is drawn, against its own units.
  let scale: Double
  private(set) var body: [String] = []
  /// Places that texts have taken.
  var labels = LabelPlacer()
  /// Lines that a text had better keep off, if there is another place for it.
  var lines = LabelPlacer()

  init(
    id: String, width: Double, height: Double = 0, title: String, summary: String,
    style: String = "picture", scale: Double = 1
  ) {
    self.id = id
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
    self.style = style
    self.scale = scale
  }

  /// A place that covers no text, and no line either when `strictly`; and lies within the picture.
  func isFree(_ box: LabelPlacer.Box, strictly: Bool) -> Bool {
    box.x >= 0 && box.y >= 0 && box.x + box.width <= width && labels.isFree(box)
      && (!strictly || lines.isFree(box))
  }

  mutating func add(_ element: String) {
    body.append(element)
  }

  /// The finished element; named by its title and description.
  var markup: Markup {
    let size = "0 0 \(Self.number(width)) \(Self.number(height))"
    let head =
      "<svg class=\"\(style)\" viewBox=\"\(size)\" width=\"\(Self.number(width * scale))\""
      + " height=\"\(Self.number(height * scale))\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\""
      + " xmlns=\"http://www.w3.org/2000/svg\">"
      + "<title id=\"\(id)-t\">\(Markup(title))</title>"
      + "<desc id=\"\(id)-d\">\(Markup(summary))</desc>"
    return Markup(html: ([head] + body + ["</svg>"]).joined(separator: "\n"))
  }

  /// A coordinate with at most one decimal.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  static func points(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// A title child, which a browser shows as a tooltip.
  static func tip(_ text: String) -> String { text.isEmpty ? "" : "<title>\(Markup(text))</title>" }
}
