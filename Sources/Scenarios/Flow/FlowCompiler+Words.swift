import Simulator

/// Messages and errors: who sends what others wait for, and who catches what is thrown.
extension FlowCompiler {
  /// What is waited for is of the closed list, or some flow sends it. What is sent and nobody waits
  /// for hands over to a flow that is not modelled, unless it is nearly a name that is waited for.
  func checkMessages(_ sink: inout DiagnosticSink) {
    let nodes = flows.flatMap(\.graph.nodes).map(\.drawn)
    let sent = nodes.compactMap(\.thrown?.id)
    for message in nodes.compactMap(\.caught)
    where Signal(name: message.id) == nil && !sent.contains(message.id) {
      sink.error(
        .flowSignal, message.position, zh: "没有人发送消息 '\(message.id)'",
        en: "nobody sends the message '\(message.id)'",
        hint: NearestName.hint(message.id, in: unique(Signal.closedNames + sent)))
    }
    // What is waited for and not sent was told just now.
    let legal = unique(Signal.closedNames + words.own.filter(sent.contains))
    for node in nodes {
      guard let message = node.thrown, words.signal(message.id) == nil else { continue }
      guard NearestName.of(message.id, in: legal) != nil else { continue }
      sink.warning(
        .flowSignal, message.position, zh: "没有流程等待消息 '\(message.id)'",
        en: "no flow waits for the message '\(message.id)'",
        hint: NearestName.hint(message.id, in: legal))
    }
  }

  private func unique(_ names: [String]) -> [String] {
    names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// A called flow that ends with an error has somebody to catch it: on the call, or further up. A
  /// flow that nobody calls fails by it, which is its right.
  func checkErrors(_ sink: inout DiagnosticSink) {
    let calls = callers
    for (index, flow) in flows.enumerated() where !calls[index].isEmpty {
      for node in flow.graph.nodes {
        guard case .end(.error(let error)) = node.drawn.kind else { continue }
        report(fate(of: error?.code, thrownIn: index, calls), node, &sink)
      }
    }
  }

  /// A call activity, and the flow that it is in.
  private struct Caller {
    var flow: Int
    var node: FlowGraph.Node
  }

  /// By flow: who calls it.
  private var callers: [[Caller]] {
    var callers: [[Caller]] = flows.map { _ in [] }
    for (index, flow) in flows.enumerated() {
      for node in flow.graph.nodes {
        guard case .call(let called) = node.drawn.kind,
          let target = flows.firstIndex(where: { $0.processID == called.id })
        else { continue }
        callers[target].append(Caller(flow: index, node: node))
      }
    }
    return callers
  }

  private struct Fate {
    var isCaught = false
    /// The flows that nobody calls, or that something else starts too, which fail by it.
    var failing: [Int] = []
  }

  /// What becomes of an error, over all the ways up the calls.
  private func fate(of code: String?, thrownIn flow: Int, _ callers: [[Caller]]) -> Fate {
    var fate = Fate()
    var seen: Set<Int> = [flow]
    var waiting = [flow]
    while let flow = waiting.popLast() {
      if callers[flow].isEmpty || flows[flow].startMessage != nil { fate.failing.append(flow) }
      for caller in callers[flow] {
        let catches = caller.node.boundaries.contains { boundary in
          guard
            case .boundary(.error(let error), _, _) =
              flows[caller.flow].graph.nodes[boundary].drawn.kind
          else { return false }
          return error?.code == nil || error?.code == code
        }
        if catches {
          fate.isCaught = true
        } else if seen.insert(caller.flow).inserted {
          waiting.append(caller.flow)
        }
      }
    }
    return fate
  }

  private func report(_ fate: Fate, _ end: FlowGraph.Node, _ sink: inout DiagnosticSink) {
    guard !fate.failing.isEmpty else { return }
    let names = fate.failing.sorted().map { "'\(flows[$0].name)'" }
    let hint = Bilingual(
      zh: "请在调用活动上画错误边界事件，错误代码相同或不写",
      en: "put an error event of its code, or of none, on the call activity")
    if fate.isCaught {
      sink.warning(
        .flowError, end.position,
        zh: "错误结束事件 '\(end.id)' 并非总有人捕获：\(names.joined(separator: "、")) 会因它失败",
        en:
          "the error end '\(end.id)' is not always caught: \(names.joined(separator: ", ")) fails by it",
        hint: hint)
    } else {
      sink.error(
        .flowError, end.position, zh: "没有人捕获错误结束事件 '\(end.id)'",
        en: "nobody catches the error end '\(end.id)'", hint: hint)
    }
  }
}
