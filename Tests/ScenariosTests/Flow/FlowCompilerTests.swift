import EventKernel
import Simulator
import Testing

@testable import Scenarios

@Suite("Flows, compiled")
struct FlowCompilerTests {
  let files: FlowFiles

  init() {
    var files = FlowFiles()
    files.read("part", bpmn: FlowText.part.bpmn, yaml: FlowText.part.yaml)
    files.read("good", bpmn: FlowText.bpmn, yaml: FlowText.yaml)
    files.compile()
    self.files = files
  }

  var net: FlowNet { files.model.net }

  func node(_ id: String) throws -> FlowNode {
    net.nodes[try row(id)]
  }

  func row(_ id: String) throws -> Int {
    try #require(files.lexicon.flowNodes.firstIndex { $0.key == id })
  }

  @Test("a good flow gets no diagnostic, whatever its prefixes")
  func good() {
    #expect(files.report == "")
    #expect(files.lexicon.flows.map(\.key) == ["part", "good"])
    #expect(files.lexicon.flowClauses == ["", "B.5"])
  }

  @Test("rows are in file order, and names are hashes of flow and element")
  func rows() throws {
    #expect(net.flows[1].nodes == 2..<Int32(net.nodes.count))
    #expect(try row("start") == 2)
    #expect(net.nodes.count == files.lexicon.flowNodes.count)
    #expect(net.edges.count == files.lexicon.edges.count)
    #expect(net.lanes.count == files.lexicon.lanes.count)
    for (node, label) in zip(net.nodes, files.lexicon.flowNodes) {
      let flow = files.lexicon.flows[node.flow.index].key
      #expect(node.name == NameHash("\(flow).\(label.key)"))
    }
    for (index, edge) in net.edges.enumerated() {
      let flow = files.lexicon.flows[net.nodes[edge.from.index].flow.index].key
      #expect(edge.name == NameHash("\(flow).\(files.lexicon.edges[index].key)"))
      #expect(net.nodes[edge.from.index].outgoing.contains(Int32(index)))
    }
    #expect(net.flows[1].startsOn == .eventOccurred)
    #expect(net.flows[1].start == Row(2))
  }

  @Test("names split into both languages")
  func names() throws {
    #expect(files.lexicon.flowNodes[try row("look")].title == Bilingual(zh: "查看", en: "Look"))
    #expect(files.lexicon.flowNodes[try row("mend")].title.en == "Mend a<b")
    #expect(files.lexicon.flowNodes[try row("x")].title == Bilingual("x"))
    #expect(files.lexicon.flowNodes[try row("meet")].title == Bilingual(""))
    #expect(
      files.lexicon.flowNodes[try row("problem")].title
        == Bilingual(zh: "6.4.2 问题管理", en: "6.4.2 problem management"))
    #expect(files.lexicon.lanes[2].title == Bilingual(zh: "一线", en: "Tier 1"))
  }

  @Test("events, gateways and ends keep their kinds")
  func kinds() throws {
    #expect(try node("start").kind == .start(.signal(.eventOccurred)))
    #expect(try node("back").kind == .catching(.signal(.powerRestored)))
    #expect(try node("end").kind == .end(.terminate))
    #expect(try node("problem").kind == .end(.handOver))
    #expect(try node("part").kind == .call(Row(0)))
    #expect(try node("part-failed").kind == .boundary(.error(.none), interrupts: true))
    guard case .boundary(.timer(let law), interrupts: false) = try node("late").kind else {
      Issue.record("'late' is no timer beside the work")
      return
    }
    #expect(files.model.laws.mean(law) == 5400)
    #expect(try node("late").lane == node("mend").lane)
    #expect(try node("which").pair == Row(row("both")))
    #expect(try node("both").pair == Row(row("which")))
    #expect(try node("join").incomingCount == 2)
    #expect(try node("choose").defaultEdge == 1)
    #expect(try net.boundaries[Int(node("mend").boundaries.lowerBound)] == Row(row("late")))
  }

  @Test("conditions count rows and come to their edges")
  func conditions() throws {
    let edge = net.edges[Int(try node("choose").outgoing.lowerBound)]
    let condition = try #require(edge.condition)
    #expect(
      files.model.conditions[condition.index].steps == [
        .compare(fact: .solved, is: .equal, to: 1), .not,
        .compareCount(node: Row(try row("look")), is: .less, to: 3), .and,
      ])
    guard case .catching(.condition(let row)) = try node("later").kind else {
      Issue.record("'later' has no condition")
      return
    }
    #expect(files.model.conditions[row.index].steps.count == 1)
  }

  @Test("steps have what the file says, and its defaults")
  func steps() throws {
    let mend = try step("mend")
    #expect(mend.effect == .repair)
    #expect(mend.takesByFault)
    #expect(files.model.laws.mean(mend.takes) == 1200)
    #expect(mend.isOnSite)
    #expect(mend.scope == .one)
    #expect(try node("mend").multiplicity == Multiplicity(.components, isSequential: false))
    #expect(mend.skills == 1)
    #expect(mend.patience.map { files.model.laws.mean($0) } == 3600)
    #expect(mend.succeeds == Probability(0.9))
    #expect(mend.isMandatory)
    let look = try step("look")
    #expect(look.skillOfComponent)
    #expect(!look.isMandatory)
    #expect(files.model.laws.mean(look.takes) == 120)
    let left = try step("left")
    // By word, and no time is said: at once, and nobody is asked for.
    #expect(files.model.laws.mean(left.takes) == 0)
    #expect(left.isInstant && !mend.isInstant && !look.isInstant)
    #expect(left.message?.within == .minutes(15))
    #expect(left.message?.way == .call)
    #expect(try step("y").message?.way == .note)
    #expect(left.message?.from == Row(2))
    #expect(left.message?.to == Row(1))
  }

  @Test("shares are parts per million, and sum to one")
  func shares() throws {
    let outgoing = try node("lucky").outgoing
    let shares = outgoing.map { net.edges[Int($0)].share }
    #expect(shares == [333_000, 667_000])
  }

  @Test("lanes have their performers")
  func lanes() {
    #expect(net.lanes[0].performer == .people(posts: 1, tiers: 0))
    #expect(net.lanes[1].performer == .automatic)
    #expect(net.lanes[2].performer == .people(posts: 0, tiers: 1 << 1))
    #expect(net.lanes[2].holds)
    #expect(net.lanes[2].name == NameHash("good.team"))
  }

  @Test("the drawing has the boxes and lines of the file, by rows")
  func drawing() throws {
    let drawing = files.drawings[1]
    #expect(drawing.shapes.count == 25)
    #expect(try drawing.shapes[1].node == Row(row("look")))
    #expect(drawing.shapes[1].box == .init(x: 10, y: 120, width: 36, height: 36))
    #expect(drawing.lanes.map(\.box) == [.init(x: 0, y: 100, width: 900, height: 200.5)])
    #expect(drawing.lanes.map(\.lane) == [Row(2)])
    let line = try #require(drawing.lines.first)
    #expect(files.lexicon.edges[line.edge.index].key == "e2")
    #expect(line.points == [.init(x: 1, y: 2), .init(x: 3.5, y: 4)])
  }

  @Test("the compiled flow is sound")
  func soundness() {
    let found = PetriNet(net: net, flow: Row(1)).reduced().soundness()
    #expect(found.isComplete && found.canEnd && found.stuck == 0)
  }

  private func step(_ id: String) throws -> Step {
    guard case .task(let row) = try node(id).kind else {
      throw NotATask()
    }
    return net.steps[row.index]
  }

  struct NotATask: Error {}
}
