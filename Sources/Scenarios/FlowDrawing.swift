import EventKernel
import Simulator

/// The layout that a modeller gave a flow (BPMN diagram interchange), for drawing it again.
package struct FlowDrawing: Sendable {
  /// In the drawing's own units (pixels), x to the right, y downward.
  package struct Box: Sendable, Hashable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  package struct Point: Sendable, Hashable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  package struct Shape: Sendable {
    package var node: Row<FlowNode>
    package var box: Box

    package init(node: Row<FlowNode>, box: Box) {
      self.node = node
      self.box = box
    }
  }

  package struct LaneShape: Sendable {
    package var lane: Row<Lane>
    package var box: Box

    package init(lane: Row<Lane>, box: Box) {
      self.lane = lane
      self.box = box
    }
  }

  package struct Line: Sendable {
    package var edge: Row<FlowEdge>
    package var points: [Point]

    package init(edge: Row<FlowEdge>, points: [Point]) {
      self.edge = edge
      self.points = points
    }
  }

  package var shapes: [Shape] = []
  package var lanes: [LaneShape] = []
  package var lines: [Line] = []

  package init() {}
}
