import EventKernel
import Foundation
import Scoring
import Simulator
import Testing

@testable import Scenarios

@Test func probe() throws {
  let dir = "/work/h/flows/scenarios/flows"
  let names = try FileManager.default.contentsOfDirectory(atPath: dir).filter {
    $0.hasSuffix(".bpmn")
  }.sorted().map { String($0.dropLast(5)) }
  var sink = DiagnosticSink()
  var flows: [FlowDescription] = []
  for n in names {
    let b = sink.add(
      SourceText(
        path: n + ".bpmn", text: try String(contentsOfFile: "\(dir)/\(n).bpmn", encoding: .utf8)))
    let y = sink.add(
      SourceText(
        path: n + ".yaml", text: try String(contentsOfFile: "\(dir)/\(n).yaml", encoding: .utf8)))
    let t = ContinuousClock().measure {
      if let f = FlowReader.read(bpmn: b, yaml: y, &sink) { flows.append(f) }
    }
    print(n, t)
  }
  print("read", flows.map(\.name))
  var model = Model()
  var lexicon = Lexicon()
  _ = FlowCompiler.compile(
    flows, roles: .init(posts: [], skills: []), into: &model, lexicon: &lexicon, &sink)
  for d in sink.sorted() {
    print(
      "\(d.file):\(d.line):\(d.column): \(d.severity): \(d.message.en) [\(d.rule.rawValue)] \(d.hint?.en ?? "")"
    )
  }
  for (i, f) in model.net.flows.enumerated() {
    let net = PetriNet(net: model.net, flow: Row(i))
    let r = net.reduced()
    let q = net.reduced(keepsTasks: false)
    print(
      r.places.count, r.transitions.count, "|", q.places.count, q.transitions.count,
      q.soundness().isSound, q.soundness().markings)
    print(
      lexicon.flows[i].key, f.nodes.count, "places", net.places.count, "transitions",
      net.transitions.count, q.soundness())
  }
}
@Test func lexiconProbe() {}
@Test func alignProbe() throws {
  let dir = "/work/h/flows/scenarios/flows"
  var f = FlowFiles()
  try f.read(folder: URL(fileURLWithPath: dir))
  var roles = FlowCompiler.Roles(posts: [], skills: [])
  for fl in f.flows {
    for l in fl.lanes { if case .people(let p, _) = l?.performer { roles.posts += p.map(\.text) } }
    for s in fl.steps { roles.skills += s?.skills.map(\.text) ?? [] }
  }
  f.drawings = FlowCompiler.compile(
    f.flows, roles: roles, into: &f.model, lexicon: &f.lexicon, &f.sink)
  for i in f.model.net.flows.indices {
    let net = PetriNet(net: f.model.net, flow: Row(i))
    for seed in 0..<6 {
      var draws = RandomSource(seed: UInt64(seed), replication: 0).draws(
        purpose: NameHash("w"), entity: NameHash("f"), ordinal: 0)
      var m = net.initial
      var trace: [Row<FlowNode>] = []
      while !m.isEmpty, trace.count < 80 {
        let e = net.enabled(in: m)
        guard !e.isEmpty else { break }
        let t = e[Int(draws.below(UInt64(e.count)))]
        m = net.fire(t, in: m)!
        if let x = net.transitions[t].task { trace.append(x) }
      }
      let complete = m.isEmpty
      let damage = seed / 2 * 2
      for _ in 0..<damage where !trace.isEmpty {
        if draws.below(2) == 0 {
          trace.remove(at: Int(draws.below(UInt64(trace.count))))
        } else {
          trace.insert(
            trace[Int(draws.below(UInt64(trace.count)))], at: Int(draws.below(UInt64(trace.count))))
        }
      }
      var a: Alignment?
      let t = ContinuousClock().measure {
        a = Alignment.align(
          trace: trace, net: net, costs: .init(skipped: 3000, extra: 500), isComplete: complete)
      }
      print(
        f.lexicon.flows[i].key, "trace", trace.count, complete, "damage", damage, "cost",
        a?.cost as Any, a?.worst as Any, t)
    }
  }
}
