import EventKernel
import Reports
import Scenarios
import Simulator

/// What keeps a run from its end is called.
extension Failure {
  init(_ error: ReplayMismatch) {
    self.init(
      .files, zh: "决策记录第 \(error.position + 1) 条与这场演练不符",
      en: "decision \(error.position + 1) of the log does not belong to this drill")
  }

  init(_ error: EndlessFlow, in drill: CompiledDrill) {
    let node = drill.model.net.nodes[error.node.index]
    let flow = drill.lexicon.flows[node.flow.index].key
    let element = drill.lexicon.flowNodes[error.node.index].key
    let time = CivilClock(start: drill.start).full(error.time)
    switch error.limit {
    case .visits:
      self.init(
        .files,
        zh: "流程 '\(flow)' 在同一工单中进入 '\(element)' 超过 \(EndlessFlow.visitLimit) 次"
          + "（模拟时间 \(time)）：循环没有尽头",
        en: "the flow '\(flow)' comes to '\(element)' more than \(EndlessFlow.visitLimit) times "
          + "in one case, at \(time) of the drill: a loop without an end"
      )
    case .moves:
      self.init(
        .files,
        zh: "流程在同一时刻（模拟时间 \(time)）走了超过 \(EndlessFlow.moveLimit) 步，"
          + "最后到流程 '\(flow)' 的 '\(element)'：循环没有尽头",
        en: "flows take more than \(EndlessFlow.moveLimit) steps at one instant, \(time) of the "
          + "drill, the last at '\(element)' of the flow '\(flow)': a loop without an end"
      )
    }
  }

  init(_ error: RunInterrupted, in drill: CompiledDrill) {
    let time = CivilClock(start: drill.start).full(error.time)
    self.init(
      .interrupted, zh: "已中断，推演到 \(time) 为止；没有结果，也没有存档",
      en: "interrupted at \(time) of the drill; there is no result, and nothing was kept")
  }
}
