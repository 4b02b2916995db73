import EventKernel
import Simulator

extension FlowCompiler {
  /// No two flows have one name, one process id or one message that starts them.
  func checkNames(_ sink: inout DiagnosticSink) {
    for (index, flow) in flows.enumerated() {
      let others = flows[..<index]
      if others.contains(where: { $0.name == flow.name }) {
        sink.error(
          .duplicateName, flow.position, zh: "流程 '\(flow.name)' 重复",
          en: "there are two flows '\(flow.name)'")
      }
      if others.contains(where: { $0.processID == flow.processID }) {
        sink.error(
          .duplicateName, flow.graph.process.id.position,
          zh: "流程的 process id '\(flow.processID)' 重复",
          en: "two flows have the process id '\(flow.processID)'")
      }
      if let message = flow.startMessage,
        let other = others.first(where: { $0.startMessage == message })
      {
        sink.error(
          .flowStart, flow.position, zh: "消息 '\(message)' 已启动流程 '\(other.name)'",
          en: "the message '\(message)' starts the flow '\(other.name)' already")
      }
    }
  }

  /// Every call activity calls a flow of the drill, and none calls itself in the end.
  func checkCalls(_ sink: inout DiagnosticSink) {
    let ids = flows.map(\.processID)
    var calls: [[(flow: Int, position: SourcePosition)]] = flows.map { _ in [] }
    for (index, flow) in flows.enumerated() {
      for node in flow.graph.nodes {
        guard case .call(let called) = node.drawn.kind else { continue }
        if let target = ids.firstIndex(of: called.id) {
          calls[index].append((target, called.position))
        } else {
          sink.error(
            .unknownReference, called.position, zh: "未知的流程 '\(called.id)'",
            en: "unknown flow '\(called.id)'", hint: NearestName.hint(called.id, in: ids))
        }
      }
    }
    for index in flows.indices {
      for call in calls[index] where leads(call.flow, to: index, by: calls) {
        sink.error(
          .flowCallCycle, call.position,
          zh: "流程 '\(flows[index].name)' 经过 '\(flows[call.flow].name)' 调用了自己",
          en: "the flow '\(flows[index].name)' calls itself through '\(flows[call.flow].name)'",
          hint: Bilingual(
            zh: "不等待的流程用消息结束事件启动", en: "start a flow without waiting by a message end event"))
      }
    }
  }

  private func leads(
    _ from: Int, to: Int, by calls: [[(flow: Int, position: SourcePosition)]]
  ) -> Bool {
    var seen: Set<Int> = []
    var waiting = [from]
    while let flow = waiting.popLast() {
      if flow == to { return true }
      guard seen.insert(flow).inserted else { continue }
      waiting += calls[flow].map(\.flow)
    }
    return false
  }

  /// Every lane with tasks has somebody to do them, with the skills and in the number they need.
  func checkStaff(
    _ flow: FlowDescription, _ support: Support, _ sink: inout DiagnosticSink
  ) {
    checkRoleNames(flow, &sink)
    for part in flow.steps.compactMap({ $0?.part }) { roles.parts.check(part, &sink) }
    for (index, lane) in flow.lanes.enumerated() {
      guard let lane else { continue }
      let tasks = flow.graph.nodes.indices.filter {
        flow.graph.nodes[$0].lane == index && flow.graph.nodes[$0].drawn.isTask
      }
      guard !tasks.isEmpty else { continue }
      let id = flow.graph.lanes[index].id
      switch lane.performer {
      case .people(let posts, let tiers):
        let hands = self.hands(support, posts, tiers)
        // A post that nobody knows was told.
        let isKnown = posts.allSatisfy { roles.posts.contains($0.text) }
        if hands.isEmpty, isKnown {
          unfilled(lane.position, "泳道 '\(id)' 没有人", "nobody fills the lane '\(id)'", &sink)
        } else if !hands.isEmpty {
          for task in tasks { checkStep(flow, task, hands, &sink) }
        }
      case .vendor where support.vendors.isEmpty:
        unfilled(
          lane.position, "泳道 '\(id)' 需要专业机构，但没有合同",
          "the lane '\(id)' needs a vendor, and there is no contract", &sink)
      case .vendor, .outside, .automatic: break
      }
    }
  }

  /// Who may do the work of a lane: a person, or the people of a pool.
  private struct Hands {
    var skills: UInt64
    var count: Int
  }

  private func hands(_ support: Support, _ posts: [Name], _ tiers: [Tier]) -> [Hands] {
    let bits = bits(posts, in: roles.posts)
    let people = support.people.filter { $0.posts & bits != 0 || tiers.contains($0.tier) }
    let pools = support.pools.filter { $0.posts & bits != 0 || tiers.contains($0.tier) }
    return people.map { Hands(skills: $0.skills, count: 1) }
      + pools.map { Hands(skills: $0.skills, count: Int($0.count ?? .max)) }
  }

  private func checkStep(
    _ flow: FlowDescription, _ task: Int, _ hands: [Hands], _ sink: inout DiagnosticSink
  ) {
    guard let step = flow.steps[task] else { return }
    let skills = skillBits(step.skills)
    let able = hands.filter { skills == 0 || $0.skills & skills != 0 }
    let count = able.reduce(0) { $0 + $1.count }
    let id = flow.graph.nodes[task].id
    if let skill = step.skills.first, skills != 0, able.isEmpty {
      sink.error(
        .nobodySkilled, skill.position, zh: "泳道中没有人具备任务 '\(id)' 所需的技能",
        en: "nobody in the lane has the skill for the task '\(id)'")
    } else if step.people > count, let position = step.peoplePosition {
      unfilled(
        position, "任务 '\(id)' 需要 \(step.people) 人，泳道中只有 \(count) 人",
        "the task '\(id)' needs \(step.people) people, the lane has \(count)", &sink)
    }
  }

  private func unfilled(
    _ position: SourcePosition, _ zh: String, _ en: String, _ sink: inout DiagnosticSink
  ) {
    sink.error(.emptyRole, position, zh: zh, en: en)
  }

  private func checkRoleNames(_ flow: FlowDescription, _ sink: inout DiagnosticSink) {
    for lane in flow.lanes {
      guard case .people(let posts, _) = lane?.performer else { continue }
      for post in posts where !roles.posts.contains(post.text) {
        sink.error(
          .unknownReference, post.position, zh: "未知的岗位 '\(post.text)'",
          en: "unknown post '\(post.text)'", hint: NearestName.hint(post.text, in: roles.posts))
      }
    }
    for skill in flow.steps.compactMap({ $0 }).flatMap(\.skills)
    where !roles.skills.contains(skill.text) {
      sink.error(
        .unknownReference, skill.position, zh: "未知的技能 '\(skill.text)'",
        en: "unknown skill '\(skill.text)'", hint: NearestName.hint(skill.text, in: roles.skills))
    }
  }
}
