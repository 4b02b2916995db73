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

  /// Takes what a line covers: a narrow box along each upright or level part, small ones along
  /// others.
  mutating func take(along points: [(x: Double, y: Double)]) {
    for (start, end) in zip(points, points.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let parts = abs(dx) < 1 || abs(dy) < 1 ? 1 : max(1, Int(max(abs(dx), abs(dy)) / 8))
      for part in 0..<parts {
        let x = start.x + dx * Double(part) / Double(parts)
        let y = start.y + dy * Double(part) / Double(parts)
        let (wide, tall) = (dx / Double(parts), dy / Double(parts))
        take(
          Box(
            x: min(x, x + wide) - 1.5, y: min(y, y + tall) - 1.5, width: abs(wide) + 3,
            height: abs(tall) + 3))
      }
    }
  }

  func isFree(_ box: Box) -> Bool {
    !taken.contains { other in
      box.x < other.x + other.width && other.x < box.x + box.width
        && box.y < other.y + other.height && other.y < box.y + box.height
    }
  }

  /// The box of a text on its baseline, by the upper estimate of its width; bold letters are wider
  /// by an eighth at most.
  static func box(
    _ text: String, x: Double, y: Double, size: Int, anchor: Picture.Anchor, isBold: Bool = false
  ) -> Box {
    let drawn = TextWidth.drawn(text) * (isBold ? 9 : 8) / 8
    let width = Double(drawn * size) / 100 + 4
    let left =
      switch anchor {
      case .start: x - 2
      case .middle: x - width / 2
      case .end: x - width + 2
      }
    return Box(x: left, y: y - Double(size) * 1.05, width: width, height: Double(size) * 1.4)
  }
}
