import EventKernel

package enum Place {}

/// The untimed net of one flow: places, and transitions that are silent or carry a task.
///
/// It says which orders of tasks the flow allows, and nothing of times, people or conditions: a
/// gateway's branches are a free choice. Executor, conformance check and PNML export share it.
/// The mapping follows R. Dijkman, M. Dumas, C. Ouyang, "Semantics and analysis of business
/// process models in BPMN" (2008); inclusive gateways and terminate ends, which that paper leaves
/// out, are mapped as `PetriNetBuilder` says.
package struct PetriNet: Sendable {
  /// One transition: takes `inputs`, gives `outputs`. A place that is listed twice counts twice.
  package struct Transition: Sendable {
    /// The task that it does; nil: silent.
    package var task: Row<FlowNode>?
    /// Whether leaving the task out may cap or fail a score; false for silent ones.
    package var isMandatory: Bool
    package var inputs: [Row<Place>]
    package var outputs: [Row<Place>]
    /// Takes every other token away too: a terminate or an error end (a reset of all places).
    package var clears: Bool
    /// The node that it came from, for drawing and export.
    package var node: Row<FlowNode>

    package init(
      node: Row<FlowNode>, task: Row<FlowNode>? = nil, isMandatory: Bool = false,
      inputs: [Row<Place>], outputs: [Row<Place>], clears: Bool = false
    ) {
      self.node = node
      self.task = task
      self.isMandatory = isMandatory
      self.inputs = inputs
      self.outputs = outputs
      self.clears = clears
    }
  }

  /// By place: the node that a token on it waits for.
  package let places: [Row<FlowNode>]
  package let transitions: [Transition]
  /// The one place that has a token in the beginning.
  package let start: Row<Place>

  /// More branches than this out of an inclusive split are not expanded into their subsets (2^n);
  /// the check of flow files refuses them.
  package static let inclusiveBranchLimit = 6
  /// More tokens than this on one place are refused: a flow that grows without bound is cut off.
  package static let tokenLimit: UInt8 = 15

  /// The net of a flow. A node without a way in or out is left out; nothing traps.
  package init(net: FlowNet, flow: Row<Flow>) {
    var builder = PetriNetBuilder(net: net, flow: net.flows[flow.index])
    self = builder.build()
  }

  /// A net given by its parts.
  package init(places: [Row<FlowNode>], start: Row<Place>, transitions: [Transition]) {
    self.places = places
    self.start = start
    self.transitions = transitions
  }
}
