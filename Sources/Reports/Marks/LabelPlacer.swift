/// Remembers where texts stand in a picture, so that no two cover each other.
struct LabelPlacer: Sendable {
  struct Box: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  private var taken: [Box] = []

  mutating func take(_ box: Box) {
    taken.append(box)
  }

  func isFree(_ box: Box) -> Bool {
    !taken.contains { other in
      box.x < other.x + other.width && other.x < box.x + box.width
        && box.y < other.y + other.height && other.y < box.y + box.height
    }
  }

  /// The box of a text on its baseline, by the upper estimate of its width.
  static func box(_ text: String, x: Double, y: Double, size: Int, anchor: Picture.Anchor) -> Box {
    let width = Double(TextWidth.drawn(text) * size) / 100 + 4
    let left =
      switch anchor {
      case .start: x - 2
      case .middle: x - width / 2
      case .end: x - width + 2
      }
    return Box(x: left, y: y - Double(size) * 1.05, width: width, height: Double(size) * 1.4)
  }
}
