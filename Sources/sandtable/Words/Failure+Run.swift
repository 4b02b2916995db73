import EventKernel
import Rehearsal
import Reports
import Scenarios
import Simulator

/// What keeps drills from being played, or from their end, is called.
extension Failure {
  /// Nothing when the error is none of `Rehearse`.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as RunFailure: self.init(error)
    case let error as BenchPlanError: self.init(error)
    case let error as ValidationPlanError: self.init(error)
    default: return nil
    }
  }

  private init(_ error: RunFailure) {
    switch error.reason {
    case .foreignLog(let seed):
      self.init(
        .files, zh: "决策记录属于另一组文件或另一个随机种子（\(seed)）",
        en: "the decision log belongs to other files or to another seed (\(seed))")
    case .mismatch(let mismatch):
      self.init(
        .files, zh: "决策记录第 \(mismatch.position + 1) 条与这场演练不符",
        en: "decision \(mismatch.position + 1) of the log does not belong to this drill")
    case .endlessFlow(let endless): self.init(endless, in: error.drill)
    case .tooManyEvents(let excess): self.init(excess, in: error.drill)
    case .interrupted(let end):
      let time = CivilClock(start: error.drill.start).full(end)
      self.init(
        .interrupted, zh: "已中断，推演到 \(time) 为止；没有结果，也没有存档",
        en: "interrupted at \(time) of the drill; there is no result, and nothing was kept")
    }
  }

  private init(_ error: EndlessFlow, in drill: CompiledDrill) {
    let time = CivilClock(start: drill.start).full(error.time)
    let node = error.node.map { drill.model.net.nodes[$0.index] }
    let flow = node.map { drill.lexicon.flows[$0.flow.index].key } ?? ""
    let element = error.node.map { drill.lexicon.flowNodes[$0.index].key } ?? ""
    switch error.limit {
    case .stages(let threat, let subject):
      let name = drill.lexicon.threats[threat.index].key
      let on = drill.lexicon.nodes[subject.index].key
      self.init(
        .files,
        zh: "威胁 '\(name)' 在 '\(on)' 上于同一时刻（模拟时间 \(time)）不断转换阶段：when 的去向循环没有尽头",
        en: "the threat '\(name)' on '\(on)' goes from stage to stage at one instant, \(time) of "
          + "the drill: its ways by 'when' are a loop without an end")
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
    case .arrivals(let row):
      let stream = drill.lexicon.streams[row.index].key
      self.init(
        .files,
        zh: "需求 '\(stream)' 在同一时刻（模拟时间 \(time)）一再到达，没有尽头："
          + "下一单在 0 s 之后到达，而流程 '\(flow)' 不花时间",
        en: "the demand '\(stream)' comes again and again at one instant, \(time) of the drill, "
          + "without an end: the next comes after 0 s, and the flow '\(flow)' takes no time"
      )
    }
  }

  private init(_ excess: TooManyEvents, in drill: CompiledDrill) {
    let when = drill.start.adding(excess.time - .zero)
    let most = excess.mostOften.map(Terms.word)
    self.init(
      .files,
      zh: "演练 '\(drill.name)' 产生的事件超过 \(excess.limit) 个，推演到 \(when) 即停止"
        + (most.map { "；记录中最多的是“\($0.zh)”" } ?? "")
        + "：请检查 calls、false alarms、spreads 的速率、故障的 every、流程中的循环",
      en: "the drill '\(drill.name)' would make more than \(excess.limit) events; it was stopped at"
        + " \(when)" + (most.map { ", and most of its record is '\($0.en)'" } ?? "")
        + ": look at the rates of calls, false alarms and spreads, at what fails every so often, and"
        + " at the loops of flows")
  }

  private init(_ error: BenchPlanError) {
    switch error {
    case .noObjectives(let drill):
      self.init(
        .files, zh: "演练 '\(drill)' 没有设定目标，无从判定精度：用 --replications",
        en: "the drill '\(drill)' states no objectives to be precise about: use --replications")
    }
  }

  private init(_ error: ValidationPlanError) {
    switch error {
    case .nothingKnown:
      self.init(
        .files, zh: "没有一场演练写有已知值（known）", en: "no drill there has known values ('known')")
    case .onlySlow:
      self.init(
        .files, zh: "已知值都需要很长的运行：用 --slow",
        en: "all known values there need a very long run: --slow")
    }
  }
}
