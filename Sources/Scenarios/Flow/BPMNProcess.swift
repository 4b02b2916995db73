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
  var multiple: BPMNMultiple?
}

/// The marker of multi-instance.
struct BPMNMultiple: Sendable {
  var position: SourcePosition
  var isSequential = false
  /// How many times; nil: for each component of the case.
  var cardinality: Int?
}

/// An error of the file: its code, and where an element refers to it.
struct BPMNError: Sendable {
  /// nil: it has none.
  var code: String?
  var position: SourcePosition
}

/// What a catching event waits for.
enum BPMNTrigger: Sendable {
  case none
  case timer(PlacedText)
  case message(BPMNReference)
  case condition(PlacedText)
  /// An error of this code; nil: any.
  case error(BPMNError?)
}

enum BPMNEnd: Sendable {
  case none
  case terminate
  case message(BPMNReference)
  case error(BPMNError?)
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
