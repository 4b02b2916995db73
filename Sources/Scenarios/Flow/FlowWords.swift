import EventKernel
import Simulator

/// The names by which flows of one drill reach each other: messages, and codes of errors.
struct FlowWords {
  /// Messages that flows wait for and that are not of the closed list, in the order of the files.
  let own: [String]
  /// Codes of errors, alike.
  let codes: [String]

  init(_ flows: [FlowDescription]) {
    var own: [String] = []
    var codes: [String] = []
    for node in flows.flatMap(\.graph.nodes) {
      if let name = node.drawn.caught?.id, Signal(name: name) == nil, !own.contains(name) {
        own.append(name)
      }
      if let code = node.drawn.error?.code, !codes.contains(code) { codes.append(code) }
    }
    self.own = own
    self.codes = codes
  }

  /// The message of a name; nil: no flow waits for it.
  func signal(_ name: String) -> Signal? {
    Signal(name: name) ?? own.firstIndex(of: name).map { Signal(own: $0) }
  }

  func code(_ code: String?) -> OptionalRow<ErrorCode> {
    OptionalRow(code.flatMap { codes.firstIndex(of: $0) }.map { Row($0) })
  }
}

extension BPMNNode {
  /// The message that it waits for.
  var caught: BPMNReference? {
    if case .message(let message) = trigger { message } else { nil }
  }

  /// The message that it sends.
  var thrown: BPMNReference? {
    switch kind {
    case .throwing(let message): message
    case .end(.message(let message)): message
    default: nil
    }
  }

  /// The error that it throws or catches, with a code or without.
  var error: BPMNError? {
    switch kind {
    case .end(.error(let error)), .boundary(.error(let error), _, _): error
    default: nil
    }
  }
}
