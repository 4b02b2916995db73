import EventKernel
import Testing

@testable import Simulator

@Suite("The untimed net of a flow")
struct PetriNetTests {
  @Test("a flow drawn in blocks can always end", arguments: UInt64(0)..<100)
  func soundness(_ seed: UInt64) {
    let net = PetriNet(net: FlowSketch.drawn(seed), flow: Row(0))
    let found = net.soundness(limit: 1_500)
    // Forks within loops have too many markings to walk; the reduced net has few.
    if found.isComplete { #expect(found.isSound, "seed \(seed)") }
    let small = net.reduced(keepsTasks: false).soundness()
    #expect(small.isComplete, "seed \(seed)")
    #expect(small.isSound, "seed \(seed)")
  }

  @Test("reducing a net changes no trace", arguments: UInt64(0)..<100)
  func reduction(_ seed: UInt64) {
    let net = PetriNet(net: FlowSketch.drawn(seed), flow: Row(0))
    #expect(traces(of: net, length: 5) == traces(of: net.reduced(), length: 5), "seed \(seed)")
  }

  @Test("a task is done once on a straight way")
  func straight() {
    var sketch = FlowSketch()
    let start = sketch.node(.start(.none))
    let task = sketch.task()
    sketch.edge(start, task)
    sketch.edge(task, sketch.node(.end(.none)))
    let net = PetriNet(net: sketch.finished(), flow: Row(0))
    #expect(traces(of: net, length: 4) == [[task]])
    #expect(net.soundness().markings == 4)
  }

  @Test("parallel branches come in any order, and all of them")
  func parallel() {
    let (net, tasks) = forked(.parallel)
    #expect(
      traces(of: net, length: 3) == [[tasks[0], tasks[1]], [tasks[1], tasks[0]]])
  }

  @Test("exclusive branches exclude each other")
  func exclusive() {
    let (net, tasks) = forked(.exclusive)
    #expect(traces(of: net, length: 3) == [[tasks[0]], [tasks[1]]])
  }

  @Test("an inclusive split takes its default alone, or any of the others")
  func inclusive() {
    let (net, tasks) = forked(.inclusive, branches: 3)
    #expect(
      traces(of: net, length: 3) == [
        [tasks[0]], [tasks[1]], [tasks[1], tasks[2]], [tasks[2]], [tasks[2], tasks[1]],
      ])
  }

  @Test("an exclusive split into a parallel join is stuck")
  func deadlock() {
    var sketch = FlowSketch()
    let start = sketch.node(.start(.none))
    let split = sketch.node(.exclusive)
    let join = sketch.node(.parallel)
    sketch.edge(start, split)
    for _ in 0..<2 {
      let task = sketch.task()
      sketch.edge(split, task)
      sketch.edge(task, join)
    }
    sketch.edge(join, sketch.node(.end(.none)))
    let net = PetriNet(net: sketch.finished(), flow: Row(0))
    for found in [net.soundness(), net.reduced(keepsTasks: false).soundness()] {
      #expect(!found.canEnd)
      #expect(!found.isSound)
      #expect(found.stuck > 0)
    }
  }

  @Test("an interrupted task is not in the trace; one beside it is")
  func boundary() {
    for interrupts in [true, false] {
      var sketch = FlowSketch()
      let start = sketch.node(.start(.none))
      let work = sketch.task()
      sketch.edge(start, work)
      let late = sketch.node(.boundary(.none, interrupts: interrupts))
      sketch.attach(late, to: work)
      let aside = sketch.task()
      sketch.edge(late, aside)
      sketch.edge(work, sketch.node(.end(.none)))
      sketch.edge(aside, sketch.node(.end(.none)))
      let net = PetriNet(net: sketch.finished(), flow: Row(0))
      #expect(
        traces(of: net, length: 3)
          == (interrupts ? [[work], [aside]] : [[work], [work, aside], [aside, work]]))
      #expect(net.soundness().isSound)
    }
  }

  @Test("a terminate end takes the other tokens away")
  func terminate() {
    var sketch = FlowSketch()
    let start = sketch.node(.start(.none))
    let fork = sketch.node(.parallel)
    sketch.edge(start, fork)
    let quick = sketch.task()
    let slow = sketch.task()
    sketch.edge(fork, quick)
    sketch.edge(fork, slow)
    sketch.edge(quick, sketch.node(.end(.terminate)))
    sketch.edge(slow, sketch.node(.end(.none)))
    let net = PetriNet(net: sketch.finished(), flow: Row(0))
    let expected: Set<[Int]> = [[quick], [quick, slow], [slow, quick]]
    #expect(traces(of: net, length: 3) == expected)
    #expect(traces(of: net.reduced(), length: 3) == expected)
  }

  private func forked(_ kind: FlowNode.Kind, branches: Int = 2) -> (PetriNet, [Int]) {
    var sketch = FlowSketch()
    let start = sketch.node(.start(.none))
    let split = sketch.node(kind)
    let join = sketch.node(kind)
    sketch.edge(start, split)
    if kind == .inclusive { sketch.pair(split, join) }
    let tasks = (0..<branches).map { _ in sketch.task() }
    for (index, task) in tasks.enumerated() {
      sketch.edge(split, task, isDefault: kind == .inclusive && index == 0)
      sketch.edge(task, join)
    }
    sketch.edge(join, sketch.node(.end(.none)))
    return (PetriNet(net: sketch.finished(), flow: Row(0)), tasks)
  }

  /// All traces that end, of at most so many tasks.
  private func traces(of net: PetriNet, length: Int) -> Set<[Int]> {
    struct State: Hashable {
      var marking: PetriNet.Marking
      var trace: [Int]
    }
    var found: Set<[Int]> = []
    var seen: Set<State> = [State(marking: net.initial, trace: [])]
    var waiting = Array(seen)
    while let state = waiting.popLast() {
      if state.marking.isEmpty { found.insert(state.trace) }
      for transition in net.enabled(in: state.marking) {
        guard let marking = net.fire(transition, in: state.marking) else { continue }
        let task = net.transitions[transition].task.map { [$0.index] } ?? []
        let next = State(marking: marking, trace: state.trace + task)
        guard next.trace.count <= length, seen.insert(next).inserted else { continue }
        waiting.append(next)
      }
    }
    return found
  }
}
