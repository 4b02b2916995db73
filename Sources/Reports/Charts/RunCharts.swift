import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The charts of a run, as data.
package struct RunCharts: Sendable {
  let facts: RunFacts

  package init(_ run: Run) {
    facts = RunFacts(run)
  }

  init(_ facts: RunFacts) {
    self.facts = facts
  }

  /// All of them, in the order of the report.
  package var all: [ChartData] {
    [timeline, staff, states, componentsDown, clocks, flows, score]
  }

  private var lexicon: Lexicon { facts.run.drill.lexicon }
  private func node(_ row: Int) -> ChartData.Value { .text(lexicon.nodes[row].title) }
  private func time(_ time: SimulationTime?) -> ChartData.Value {
    time.map { .moment($0) } ?? .none
  }

  private func chart(
    _ name: String, _ title: Bilingual, _ columns: [(String, String, String, ChartData.Kind)],
    _ drawing: ChartData.Drawing, _ rows: [[ChartData.Value]]
  ) -> ChartData {
    ChartData(name, title, columns, drawing, rows, facts.clock)
  }

  /// What happened, line by line.
  var timeline: ChartData {
    let lines = zip(Timeline(facts, .zh).lines(), Timeline(facts, .en).lines())
    let kinds: (Timeline.Line.Tone) -> Bilingual = Terms.word
    return chart(
      "timeline", Bilingual(zh: "时间线", en: "Timeline"),
      [
        ("time", "时间", "time", .moment), ("kind", "类别", "kind", .text),
        ("event", "事项", "what happened", .text),
      ],
      .dots(at: "time", row: "kind", colour: "kind"),
      lines.map { zh, en in
        [.moment(zh.time), .text(kinds(zh.tone)), .text(Bilingual(zh: zh.text, en: en.text))]
      })
  }

  /// Who worked at what, when.
  var staff: ChartData {
    var rows: [[ChartData.Value]] = []
    for (row, task) in facts.replication.tasks.enumerated() {
      guard let started = task.started else { continue }
      var actors = facts.people(of: task).map {
        (lexicon.people[$0.index].title, facts.model.support.people[$0.index].tier)
      }
      if let vendor = task.vendor { actors.append((lexicon.vendors[vendor.index].title, .vendor)) }
      for (name, tier) in actors {
        rows.append([
          .text(name), .text(Terms.word(tier)),
          .text(lexicon.flowNodes[task.node.index].title), .moment(started),
          facts.lateness[row].map { .span($0) } ?? .none, time(task.arrived), time(task.ended),
          .text(Terms.word(task.outcome)),
        ])
      }
    }
    return chart(
      "staff", Bilingual(zh: "人员", en: "People"),
      [
        ("person", "人员", "person", .text), ("tier", "层级", "tier", .text),
        ("step", "步骤", "step", .text), ("start", "开始", "start", .moment),
        ("late", "迟缓", "late by", .span), ("arrived", "到场", "on the spot", .moment),
        ("end", "结束", "end", .moment),
        ("outcome", "结果", "outcome", .text),
      ], .bands(start: "start", end: "end", row: "person", colour: "step"), rows)
  }

  /// The states of services, rooms and components that were touched.
  var states: ChartData {
    let platform = facts.model.platform
    let services = facts.model.platform.services.map(\.node.index)
    let rooms = platform.nodes.indices.filter { platform.nodes[$0].kind == .room }
    let rows = (services + rooms + Array(platform.components.indices)).flatMap { row in
      facts.histories[row].spans.map { span -> [ChartData.Value] in
        [
          node(row), .text(Terms.word(platform.nodes[row].kind)), .text(Terms.word(span.state)),
          .moment(span.start), .moment(span.end), .span(span.length),
        ]
      }
    }
    return chart(
      "states", Bilingual(zh: "平台状态", en: "State of the platform"),
      [
        ("name", "名称", "name", .text), ("kind", "类别", "kind", .text),
        ("state", "状态", "state", .text), ("start", "开始", "start", .moment),
        ("end", "结束", "end", .moment), ("length", "时长", "length", .span),
      ], .bands(start: "start", end: "end", row: "name", colour: "state"), rows)
  }

  var componentsDown: ChartData {
    chart(
      "components-down", Bilingual(zh: "停止工作的组件数", en: "Components down"),
      [("time", "时间", "from", .moment), ("count", "组件数", "components down", .count)],
      .steps(at: "time", height: "count"),
      facts.outCount.map { [.moment($0.time), .count(Int64($0.count))] })
  }

  var clocks: ChartData {
    chart(
      "clocks", Bilingual(zh: "SLA 时钟", en: "SLA clocks"),
      [
        ("incident", "事故", "incident", .text), ("clock", "时钟", "clock", .text),
        ("shown", "用时", "time taken", .span), ("target", "目标", "target", .span),
        ("outcome", "结果", "outcome", .text),
      ], .bars(length: "shown", row: "clock", colour: "outcome"),
      facts.run.scorecard.clocks.map { verdict in
        let names = (facts.names(.zh), facts.names(.en))
        return [
          .text(
            Bilingual(
              zh: names.0.incident(verdict.incident), en: names.1.incident(verdict.incident))),
          .text(Terms.word(verdict.rule.kind)), .span(verdict.shown), .span(verdict.target),
          .text(Terms.word(verdict.outcome)),
        ]
      })
  }

  /// How often each task of a flow was done, and the time that went into it.
  var flows: ChartData {
    chart(
      "flow-steps", Bilingual(zh: "流程步骤", en: "Steps of the flows"),
      [
        ("flow", "流程", "flow", .text), ("step", "步骤", "step", .text),
        ("lane", "角色", "role", .text), ("done", "完成次数", "done", .count),
        ("worked", "用时", "time from start to end", .span),
      ], .bars(length: "worked", row: "step", colour: "flow"),
      stepRows(of: Array(facts.model.net.flows.indices)))
  }

  /// The rows of `flows` for some of the flows.
  func stepRows(of flows: [Int]) -> [[ChartData.Value]] {
    flows.filter { flow in facts.replication.instances.contains { $0.flow.index == flow } }
      .flatMap { flow in
        facts.model.net.flows[flow].nodes.compactMap { stepRow(flow, Int($0)) }
      }
  }

  private func stepRow(_ flow: Int, _ node: Int) -> [ChartData.Value]? {
    guard case .task = facts.model.net.nodes[node].kind else { return nil }
    let done = facts.replication.tasks.filter { $0.node.index == node && $0.outcome == .done }
    let worked = done.reduce(TimeSpan.zero) { sum, task in
      guard let start = task.started, let end = task.ended else { return sum }
      return sum + (end - start)
    }
    return [
      .text(lexicon.flows[flow].title), .text(lexicon.flowNodes[node].title),
      facts.model.net.nodes[node].lane.map { .text(lexicon.lanes[$0.index].title) } ?? .none,
      .count(Int64(done.count)), .span(worked),
    ]
  }

  var score: ChartData {
    chart(
      "score", Bilingual(zh: "得分", en: "Score"),
      [
        ("dimension", "维度", "dimension", .text), ("weight", "权重", "weight", .count),
        ("quality", "质量", "quality", .share), ("evaluated", "已评估项", "items evaluated", .count),
        ("items", "全部项", "items", .count),
      ], .bars(length: "quality", row: "dimension", colour: "dimension"),
      facts.run.scorecard.dimensions.map(DimensionLine.init).map { line in
        [
          .text(Terms.word(line.score.dimension)), .count(Int64(line.score.weight)),
          line.score.quality.map { .share($0) } ?? .none, .count(Int64(line.evaluated)),
          .count(Int64(line.all)),
        ]
      })
  }
}
