import EventKernel
import Simulator

extension FlowDescription {
  /// Appends the names of the flow's rows.
  func name(_ edges: [Row<FlowEdge>], in lexicon: inout Lexicon) {
    lexicon.flows.append(Label(key: name, title: title))
    lexicon.flowClauses.append(clause)
    for node in graph.nodes {
      lexicon.flowNodes.append(Label(key: node.id, title: node.drawn.title))
    }
    // Edges are rows by the node that they leave.
    let order = graph.edges.indices.sorted { edges[$0] < edges[$1] }
    for edge in order.map({ graph.edges[$0].drawn }) {
      lexicon.edges.append(Label(key: edge.id, title: Bilingual(drawn: edge.name)))
    }
    for lane in graph.lanes {
      lexicon.lanes.append(
        Label(key: lane.id, title: Bilingual(drawn: lane.name.isEmpty ? lane.id : lane.name)))
    }
  }

  /// The layout, by rows of the net.
  func drawing(firstNode: Int, firstLane: Int, edges: [Row<FlowEdge>]) -> FlowDrawing {
    var drawing = FlowDrawing()
    for shape in graph.process.shapes {
      if let node = graph.node(shape.element.id) {
        drawing.shapes.append(.init(node: Row(firstNode + node), box: shape.box))
      } else if let lane = graph.lanes.firstIndex(where: { $0.id == shape.element.id }) {
        drawing.lanes.append(.init(lane: Row(firstLane + lane), box: shape.box))
      }
    }
    for line in graph.process.lines {
      guard let edge = graph.edges.firstIndex(where: { $0.drawn.id == line.element.id }) else {
        continue
      }
      drawing.lines.append(.init(edge: edges[edge], points: line.points))
    }
    return drawing
  }
}

extension BPMNNode {
  /// Its name. Without one a task is called by its id, a message event by its message, the rest
  /// by nothing.
  var title: Bilingual {
    if !name.isEmpty { return Bilingual(drawn: name) }
    switch kind {
    case .task, .call: return Bilingual(id)
    case .end(.message(let message)), .throwing(.some(let message)):
      return Bilingual(drawn: message.id)
    default: return Bilingual("")
    }
  }
}

extension Bilingual {
  /// A text of a drawing, `中文 / English`; the same in both languages without ` / `. Line breaks
  /// that a modeller made are spaces.
  init(drawn text: String) {
    let words = text.unicodeScalars.split(whereSeparator: \.isBlank).map(Substring.init)
      .joined(separator: " ")
    guard let (zh, en) = words.cut(at: " / ") else {
      self.init(words)
      return
    }
    self.init(zh: String(zh), en: String(en))
  }
}
