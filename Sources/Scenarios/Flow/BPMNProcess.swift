/// One process as its `.bpmn` file draws it, before anything is resolved; lists are in file order.
struct BPMNProcess: Sendable {
  var id: BPMNReference
  /// Of the process, `中文 / English`.
  var name: String
  var lanes: [BPMNLane] = []
  var nodes: [BPMNNode] = []
  var flows: [BPMNSequenceFlow] = []
  var shapes: [BPMNShape] = []
  var lines: [BPMNLine] = []
}

/// An id, and where it was written.
struct BPMNReference: Sendable {
  var id: String
  var position: SourcePosition
}

struct BPMNLane: Sendable {
  var id: String
  var name: String
  var position: SourcePosition
  var members: [BPMNReference]
}

struct BPMNNode: Sendable {
  enum Kind: Sendable {
    case start(BPMNTrigger)
    case task
    case exclusive
    case parallel
    case inclusive
    case eventBased
    case catching(BPMNTrigger)
    case boundary(BPMNTrigger, on: BPMNReference, interrupts: Bool)
    /// The name of a message, which may be that of a flow that is not modelled; nil: none.
    case throwing(BPMNReference?)
    case call(BPMNReference)
    case end(BPMNEnd)
    /// Something that is not supported, which was told; checks pass over it.
    case refused
  }

  var id: String
  /// As written, `中文 / English`; may be empty.
  var name: String
  var position: SourcePosition
  var kind: Kind
  /// The sequence flow that a gateway takes when no condition holds.
  var defaultFlow: BPMNReference?
  /// It has the marker of multi-instance.
  var isMultiple = false
}

/// What a catching event waits for.
enum BPMNTrigger: Sendable {
  case none
  case timer(PlacedText)
  case message(BPMNReference)
  case condition(PlacedText)
  case error
}

enum BPMNEnd: Sendable {
  case none
  case terminate
  case message(BPMNReference)
  case error
}

struct BPMNSequenceFlow: Sendable {
  var id: String
  var name: String
  var position: SourcePosition
  var source: BPMNReference
  var target: BPMNReference
  var condition: PlacedText?
}

struct BPMNShape: Sendable {
  var element: BPMNReference
  var box: FlowDrawing.Box
}

struct BPMNLine: Sendable {
  var element: BPMNReference
  var points: [FlowDrawing.Point]
}
