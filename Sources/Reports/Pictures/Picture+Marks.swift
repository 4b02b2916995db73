extension Picture {
  /// A rectangle: a stretch of time, a background.
  mutating func band(
    x: Double, y: Double, width: Double, height: Double, style: String, tip: String = "",
    rounded: Double = 0
  ) {
    let radius = rounded > 0 ? " rx=\"\(Self.number(rounded))\"" : ""
    add(
      "<rect class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        + " width=\"\(Self.number(max(width, 1.5)))\" height=\"\(Self.number(height))\"\(radius)>"
        + "\(Self.tip(tip))</rect>")
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String
  ) {
    add(
      "<line class=\"\(style)\" x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\""
        + " x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\"/>")
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], style: String, tip: String = "") {
    add(
      "<polyline class=\"\(style)\" points=\"\(Self.points(points))\">\(Self.tip(tip))</polyline>")
  }

  mutating func polygon(_ points: [(x: Double, y: Double)], style: String, tip: String = "") {
    add("<polygon class=\"\(style)\" points=\"\(Self.points(points))\">\(Self.tip(tip))</polygon>")
  }

  mutating func circle(x: Double, y: Double, radius: Double, style: String, tip: String = "") {
    add(
      "<circle class=\"\(style)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\""
        + " r=\"\(Self.number(radius))\">\(Self.tip(tip))</circle>")
  }

  /// The shapes of a dot; a shape means the same everywhere.
  enum Dot: Sendable {
    case circle
    case diamond
    case square
    case cross
  }

  mutating func dot(
    _ shape: Dot, x: Double, y: Double, radius r: Double, style: String, tip: String = ""
  ) {
    switch shape {
    case .circle: circle(x: x, y: y, radius: r, style: style, tip: tip)
    case .diamond:
      polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], style: style, tip: tip)
    case .square:
      polygon(
        [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)], style: style, tip: tip)
    case .cross:
      let path =
        "M\(Self.number(x - r)) \(Self.number(y - r))L\(Self.number(x + r)) \(Self.number(y + r))"
        + "M\(Self.number(x - r)) \(Self.number(y + r))L\(Self.number(x + r)) \(Self.number(y - r))"
      add("<path class=\"\(style)\" d=\"\(path)\">\(Self.tip(tip))</path>")
    }
  }

  /// A step curve: each value holds until the next.
  mutating func step(_ points: [(x: Double, y: Double)], until end: Double, style: String) {
    var corners: [(x: Double, y: Double)] = []
    for (number, point) in points.enumerated() {
      if number > 0 { corners.append((point.x, points[number - 1].y)) }
      corners.append(point)
    }
    if let last = points.last { corners.append((end, last.y)) }
    polyline(corners, style: style)
  }

  enum Anchor: String, Sendable {
    case start
    case middle
    case end
  }

  /// A text on its baseline. Nothing keeps it off other texts: see `place`.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Int = 12, style: String = "t",
    anchor: Anchor = .start, tip: String = ""
  ) {
    let align = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    labels.take(
      LabelPlacer.box(text, x: x, y: y, size: size, anchor: anchor, isBold: isBold(style)))
    add(
      "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        + " font-size=\"\(size)\"\(align)>\(Self.tip(tip))\(Markup(text))</text>")
  }

  /// A text at the first of several places where it covers no other; none is free: no text. Returns
  /// whether it was put.
  @discardableResult
  mutating func place(
    _ text: String, at places: [(x: Double, y: Double, anchor: Anchor)], size: Int = 11,
    style: String = "t"
  ) -> Bool {
    for strictly in [true, false] {
      for place in places {
        let box = LabelPlacer.box(
          text, x: place.x, y: place.y, size: size, anchor: place.anchor, isBold: isBold(style))
        guard isFree(box, strictly: strictly) else { continue }
        self.text(text, x: place.x, y: place.y, size: size, style: style, anchor: place.anchor)
        return true
      }
    }
    return false
  }

  /// Labels of what went badly or well are bold, by the page's style.
  private func isBold(_ style: String) -> Bool { style == "tb" || style == "tg" }
}
