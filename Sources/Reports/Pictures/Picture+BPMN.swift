import EventKernel
import Scenarios
import Simulator

/// Shapes of BPMN 2.0 (OMG formal/2011-01-03, chapter 13, notation).
extension Picture {
  /// How an element fared in the run; it decides how it is drawn.
  enum Trace: Sendable {
    case untouched
    case passed
    /// A task that was begun or offered and never done: left out, given up or interrupted.
    case cut

    var style: String {
      switch self {
      case .untouched: "shape"
      case .passed: "shape-on"
      case .cut: "shape-cut"
      }
    }
  }

  typealias Box = FlowDrawing.Box

  mutating func element(
    _ kind: FlowNode.Kind, _ box: Box, name: String, trace: Trace, tip: String,
    multiplicity: Multiplicity? = nil
  ) {
    switch kind {
    case .task: activity(box, name, trace, tip, isCall: false, multiplicity)
    case .call: activity(box, name, trace, tip, isCall: true, multiplicity)
    case .exclusive, .parallel, .inclusive, .eventBased: gateway(kind, box, trace, tip)
    case .start(let trigger): event(box, trigger, trace, tip, rings: 1, isThick: false)
    case .catching(let trigger), .boundary(let trigger, _):
      event(box, trigger, trace, tip, rings: 2, isThick: false)
    case .throwing(let signal):
      event(box, signal.map { .signal($0) } ?? .none, trace, tip, rings: 2, isThick: false)
    case .end(let end): self.end(box, end, trace, tip)
    }
  }

  private mutating func activity(
    _ box: Box, _ name: String, _ trace: Trace, _ tip: String, isCall: Bool,
    _ multiplicity: Multiplicity?
  ) {
    let hasMarker = isCall || multiplicity != nil
    band(
      x: box.x, y: box.y, width: box.width, height: box.height,
      style: isCall ? "\(trace.style) thick" : trace.style, tip: tip, rounded: 9)
    let most = max(1, Int((box.height - (hasMarker ? 22 : 10)) / 14))
    let lines = TextWidth.lines(name, width: Int(box.width) - 10, size: 11, most: most)
    let top = box.y + (box.height - (hasMarker ? 14 : 0)) / 2 - Double(lines.count) * 7 + 10.5
    for (number, line) in lines.enumerated() {
      text(
        line, x: box.x + box.width / 2, y: top + Double(number) * 14, size: 11, style: "t on",
        anchor: .middle)
    }
    if isCall {
      let x = box.x + box.width / 2
      let y = box.y + box.height - 9
      let square = "M\(Self.number(x - 6)) \(Self.number(y - 6))h12v12h-12z"
      let across = "M\(Self.number(x - 3)) \(Self.number(y))h6"
      let down = "M\(Self.number(x)) \(Self.number(y - 3))v6"
      add("<path class=\"glyph\" d=\"\(square)\(across)\(down)\"/>")
    }
    guard let multiplicity else { return }
    // Three bars: upright for all at once, level for one after the other.
    let x = box.x + box.width / 2 + (isCall ? 18 : 0)
    let y = box.y + box.height - 9
    let bars = [-4.0, 0, 4].map { offset in
      multiplicity.isSequential
        ? "M\(Self.number(x - 6)) \(Self.number(y + offset))h12"
        : "M\(Self.number(x + offset)) \(Self.number(y - 6))v12"
    }
    add("<path class=\"glyph\" d=\"\(bars.joined())\"/>")
  }

  private mutating func gateway(
    _ kind: FlowNode.Kind, _ box: Box, _ trace: Trace, _ tip: String
  ) {
    let x = box.x + box.width / 2
    let y = box.y + box.height / 2
    polygon(
      [(x, box.y), (box.x + box.width, y), (x, box.y + box.height), (box.x, y)],
      style: trace.style, tip: tip)
    let r = box.width * 0.17
    switch kind {
    case .exclusive:
      dot(.cross, x: x, y: y, radius: r, style: "glyph thick")
    case .parallel:
      let wide = r * 1.3
      let length = Self.number(2 * wide)
      let across = "M\(Self.number(x - wide)) \(Self.number(y))h\(length)"
      let down = "M\(Self.number(x)) \(Self.number(y - wide))v\(length)"
      add("<path class=\"glyph thick\" d=\"\(across)\(down)\"/>")
    case .inclusive: circle(x: x, y: y, radius: r * 1.1, style: "glyph thick")
    default:
      circle(x: x, y: y, radius: r * 1.5, style: "glyph")
      dot(.diamond, x: x, y: y, radius: r * 0.8, style: "glyph")
    }
  }

  private mutating func event(
    _ box: Box, _ trigger: Trigger, _ trace: Trace, _ tip: String, rings: Int, isThick: Bool
  ) {
    let x = box.x + box.width / 2
    let y = box.y + box.height / 2
    let radius = box.width / 2
    circle(
      x: x, y: y, radius: radius, style: isThick ? "\(trace.style) thick" : trace.style, tip: tip)
    if rings == 2 { circle(x: x, y: y, radius: radius - 3.5, style: trace.style) }
    glyph(trigger, x, y, radius * 0.5)
  }

  private mutating func glyph(_ trigger: Trigger, _ x: Double, _ y: Double, _ r: Double) {
    switch trigger {
    case .none: break
    case .timer:
      circle(x: x, y: y, radius: r, style: "glyph")
      polyline([(x, y - r * 0.7), (x, y), (x + r * 0.55, y)], style: "glyph")
    case .signal:
      let wide = r * 1.05
      let tall = r * 0.7
      polygon(
        [(x - wide, y - tall), (x + wide, y - tall), (x + wide, y + tall), (x - wide, y + tall)],
        style: "glyph")
      polyline([(x - wide, y - tall), (x, y + tall * 0.2), (x + wide, y - tall)], style: "glyph")
    case .condition:
      polygon(
        [(x - r * 0.8, y - r), (x + r * 0.8, y - r), (x + r * 0.8, y + r), (x - r * 0.8, y + r)],
        style: "glyph")
      for height in [-0.5, 0, 0.5] {
        line(x - r * 0.5, y + r * height, x + r * 0.5, y + r * height, style: "glyph")
      }
    case .error:
      polyline(
        [(x - r, y + r), (x - r * 0.3, y - r * 0.6), (x + r * 0.3, y + r * 0.4), (x + r, y - r)],
        style: "glyph")
    }
  }

  private mutating func end(_ box: Box, _ end: FlowNode.End, _ trace: Trace, _ tip: String) {
    let x = box.x + box.width / 2
    let y = box.y + box.height / 2
    switch end {
    case .none: event(box, .none, trace, tip, rings: 1, isThick: true)
    case .signal(let signal): event(box, .signal(signal), trace, tip, rings: 1, isThick: true)
    case .error: event(box, .error(.none), trace, tip, rings: 1, isThick: true)
    case .terminate:
      event(box, .none, trace, tip, rings: 1, isThick: true)
      circle(x: x, y: y, radius: box.width * 0.28, style: "glyph-fill")
    case .handOver:
      event(box, .none, trace, tip, rings: 1, isThick: true)
      polyline(
        [(x - 6, y), (x + 6, y), (x + 2, y - 4), (x + 6, y), (x + 2, y + 4)], style: "glyph")
    }
  }

  /// A sequence flow with its head.
  mutating func sequenceFlow(_ points: [FlowDrawing.Point], isTaken: Bool, tip: String) {
    guard points.count >= 2 else { return }
    let last = points[points.count - 1]
    let before = points[points.count - 2]
    let dx = last.x - before.x
    let dy = last.y - before.y
    let length = max(0.1, (dx * dx + dy * dy).squareRoot())
    let (ux, uy) = (dx / length, dy / length)
    let foot = (x: last.x - ux * 9, y: last.y - uy * 9)
    var way = points.dropLast().map { (x: $0.x, y: $0.y) }
    way.append(foot)
    polyline(way, style: isTaken ? "edge-on" : "edge", tip: tip)
    polygon(
      [
        (last.x, last.y), (foot.x - uy * 4.5, foot.y + ux * 4.5),
        (foot.x + uy * 4.5, foot.y - ux * 4.5),
      ], style: isTaken ? "head-on" : "head")
  }

  /// A lane: its frame, and its name along its left side.
  mutating func lane(_ box: Box, name: String) {
    band(x: box.x, y: box.y, width: box.width, height: box.height, style: "lane")
    band(x: box.x, y: box.y, width: 26, height: box.height, style: "lanehead")
    let fitted = TextWidth.fitted(name, width: Int(box.height) - 8, size: 11)
    let x = Self.number(box.x + 17)
    let y = Self.number(box.y + box.height / 2)
    labels.take(LabelPlacer.Box(x: box.x, y: box.y, width: 26, height: box.height))
    add(
      "<text class=\"th on\" x=\"\(x)\" y=\"\(y)\" font-size=\"11\" text-anchor=\"middle\""
        + " transform=\"rotate(-90 \(x) \(y))\">\(Self.tip(fitted == name ? "" : name))\(Markup(fitted))</text>"
    )
  }

  /// How often: a number on a disc at the upper right corner of an activity.
  mutating func badge(_ count: Int, _ box: Box) {
    let x = box.x + box.width - 4
    let y = box.y + 2
    circle(x: x, y: y, radius: 9, style: "badge")
    text("\(count)", x: x, y: y + 4, size: 11, style: "ti", anchor: .middle)
  }

  /// A name beside a small element, in a few lines, at the first of four sides where nothing is.
  mutating func caption(_ name: String, _ box: Box) {
    let lines = TextWidth.lines(name, width: 96, size: 11, most: 3)
    if name.isEmpty { return }
    let widest = Double(lines.map { TextWidth.drawn($0) }.max() ?? 0) * 0.11 + 4
    let tall = Double(lines.count) * 13
    let x = box.x + box.width / 2
    let places: [(x: Double, y: Double)] = [
      (x, box.y + box.height + 13), (x, box.y - tall + 8),
      (box.x + box.width + widest / 2 + 4, box.y + box.height / 2 - tall / 2 + 10),
      (box.x - widest / 2 - 4, box.y + box.height / 2 - tall / 2 + 10),
      (box.x + box.width + widest / 2 + 2, box.y - tall + 12),
      (box.x + box.width + widest / 2 + 2, box.y + box.height + 12),
    ]
    for strictly in [true, false] {
      for place in places {
        let whole = LabelPlacer.Box(
          x: place.x - widest / 2, y: place.y - 11.5, width: widest, height: tall + 1)
        guard isFree(whole, strictly: strictly) else { continue }
        for (number, line) in lines.enumerated() {
          text(line, x: place.x, y: place.y + Double(number) * 13, size: 11, anchor: .middle)
        }
        return
      }
    }
  }
}
