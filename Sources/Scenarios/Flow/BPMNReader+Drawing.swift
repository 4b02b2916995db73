extension BPMNReader {
  /// The shapes and lines of the diagram; what belongs to no element stays unused.
  func readDrawing(_ root: MarkupElement, into process: inout BPMNProcess) {
    for diagram in root.children("BPMNDiagram", in: BPMN.diagram) {
      for plane in diagram.children("BPMNPlane", in: BPMN.diagram) {
        process.shapes += plane.children("BPMNShape", in: BPMN.diagram).compactMap(shape)
        process.lines += plane.children("BPMNEdge", in: BPMN.diagram).compactMap(line)
      }
    }
  }

  private func shape(_ element: MarkupElement) -> BPMNShape? {
    guard let drawn = element["bpmnElement"],
      let bounds = element.children("Bounds", in: BPMN.bounds).first,
      let x = number(bounds, "x"), let y = number(bounds, "y"),
      let width = number(bounds, "width"), let height = number(bounds, "height")
    else { return nil }
    return BPMNShape(
      element: BPMNReference(id: drawn.value, position: drawn.position),
      box: FlowDrawing.Box(x: x, y: y, width: width, height: height))
  }

  private func line(_ element: MarkupElement) -> BPMNLine? {
    guard let drawn = element["bpmnElement"] else { return nil }
    let points = element.children("waypoint", in: BPMN.waypoints).compactMap {
      waypoint -> FlowDrawing.Point? in
      guard let x = number(waypoint, "x"), let y = number(waypoint, "y") else { return nil }
      return FlowDrawing.Point(x: x, y: y)
    }
    guard points.count >= 2 else { return nil }
    return BPMNLine(
      element: BPMNReference(id: drawn.value, position: drawn.position), points: points)
  }

  /// A coordinate: finite, and small enough to draw.
  private func number(_ element: MarkupElement, _ attribute: String) -> Double? {
    guard let value = element[attribute].flatMap({ Double($0.value) }), value.isFinite,
      abs(value) <= 1e6
    else { return nil }
    return value
  }
}
