import EventKernel
import Simulator

/// One activity of a flow, as a person asks for it: what is done, by whom, for how long.
package struct FlowOutlineStep: Sendable {
  package var title: Bilingual
  package var lane: Bilingual
  /// nil: a call of another flow.
  package var effect: Act?
  /// Mean work time; nil: by the fault, or the called flow's own.
  package var takes: TimeSpan?
  package var isMandatory: Bool
}

extension FlowDescription {
  /// The activities, in the order of the file.
  package var outline: [FlowOutlineStep] {
    graph.nodes.indices.filter { graph.nodes[$0].drawn.isActivity }.map { index in
      let node = graph.nodes[index]
      let lane = node.lane.map { graph.lanes[$0] }
      let step = node.drawn.isTask ? steps[index] ?? FlowStep() : nil
      return FlowOutlineStep(
        title: node.drawn.title, lane: Bilingual(drawn: lane.map { $0.name } ?? ""),
        effect: step?.effect,
        takes: step.flatMap { step in
          step.takesByFault
            ? nil : TimeSpan(seconds: takes(step).mean)
        }, isMandatory: step?.isMandatory ?? true)
    }
  }
}
