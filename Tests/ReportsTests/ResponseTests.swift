import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Testing

@testable import Reports

@Suite struct ResponseTests {
  private func lines(_ change: (inout Replication) -> Void) -> [String] {
    var run = Fixture.run()
    change(&run.replication)
    return Timeline(RunFacts(run), .en).lines().map(\.text)
  }

  @Test("faults that end at different moments, or in different incidents, are different news")
  func endings() {
    func endings(_ entry: Entry) -> [String] {
      lines { record in
        let row = record.entries.firstIndex { $0.kind == .faultEnded } ?? 0
        record.entries[row].incident = 0
        record.entries.insert(entry, at: row + 1)
      }.filter { $0.hasPrefix("Fault removed") }
    }
    let app = Fixture.At.app1
    let end = Fixture.minute(480)
    let together = endings(Entry(.faultEnded, at: end, incident: 0, subject: app, object: 1))
    #expect(together == ["Fault removed: UPS A1, Application server 1"])
    let later = endings(
      Entry(.faultEnded, at: end + .seconds(12), incident: 0, subject: app, object: 1))
    #expect(later.count == 2)
    let other = endings(Entry(.faultEnded, at: end, incident: 1, subject: app, object: 1))
    #expect(other.count == 2)
  }

  @Test("a vendor who is there already, and takes up another task, has not come again")
  func visits() {
    var run = Fixture.run()
    let task = run.replication.tasks.firstIndex { $0.vendor != nil } ?? 0
    var second = run.replication.tasks[task]
    second.started = Fixture.minute(480)
    second.arrived = second.started
    second.ended = Fixture.minute(500)
    run.replication.tasks.append(second)
    run.replication.entries.append(
      Entry(.vendorArrived, at: Fixture.minute(480), incident: 0, subject: 0))
    // Two tasks at once that the vendor comes for are one arrival.
    let first = run.replication.entries.firstIndex { $0.kind == .vendorArrived } ?? 0
    run.replication.entries.insert(run.replication.entries[first], at: first)
    let facts = RunFacts(run)
    #expect(facts.visits.count == 1)
    let told = Timeline(facts, .en).lines().filter { $0.text.hasPrefix("Vendor on site") }
    #expect(told.map(\.time) == [Fixture.minute(411)])
    #expect(RunSentences(facts, .en).story.joined().contains("a vendor came once"))
  }

  @Test("danger to people is told in both languages, in brief too")
  func danger() {
    var run = Fixture.run()
    run.replication.entries += [
      Entry(.dangerBegan, at: Fixture.minute(60)), Entry(.dangerEnded, at: Fixture.minute(90)),
    ]
    let facts = RunFacts(run)
    for (language, words) in [
      (.en, ["People in danger", "Danger to people over"]), (.zh, ["出现人身危险", "人身危险解除"]),
    ] as [(Language, [String])] {
      let timeline = Timeline(facts, language)
      for lines in [timeline.lines(), timeline.lines(all: true), timeline.keyLines()] {
        #expect(lines.filter { words.contains($0.text) }.map(\.text) == words)
      }
    }
  }

  @Test("time lost by beginning late is no travel")
  func lateness() {
    var run = Fixture.run()
    let expert = 6
    run.replication.entries.append(
      Entry(
        .taskLate, at: Fixture.minute(58), incident: 0, subject: 13, object: expert,
        value: TimeSpan.minutes(10).microseconds))
    let facts = RunFacts(run)
    #expect(facts.phases(ofTask: expert).late == .minutes(10))
    #expect(facts.phases(ofTask: expert).travel == .minutes(15))
    let told = Timeline(facts, .en).lines().map(\.text)
    #expect(told.contains { $0.contains("of which 10 min late, 15 min to get there") })
  }

  @Test("an incident about another one's fault is joined to it, and has no wake of its own")
  func joined() {
    var run = Fixture.run()
    var second = Incident(
      fault: Row(0), subject: Row(Fixture.At.core), channel: .monitoring)
    second[.detected] = Fixture.minute(36)
    run.replication.incidents.append(second)
    let facts = RunFacts(run)
    #expect(facts.primary(of: Row(2)) == Row(0))
    #expect(facts.primary(of: Row(0)) == nil)
    #expect(facts.primary(of: Row(1)) == nil)
    let page = RunPage.render(run, language: .en)
    #expect(page.contains("Joined to incident 1: incident 3 (Core switch)."))
    #expect(!page.contains("<th scope=\"row\">incident 3</th>"))
  }

  @Test("a threat's beginning is one line, and what it hits stays marked when it goes down")
  func threat() {
    var run = Fixture.run()
    run.drill.lexicon.threats = [Label(key: "worm", title: Bilingual(zh: "蠕虫", en: "Worm"))]
    run.drill.lexicon.stages = [Label(key: "worm.quiet", title: Bilingual(zh: "潜伏", en: "quiet"))]
    run.drill.model.drill.stages = [ThreatStage(name: NameHash("quiet"), threat: Row(0), number: 1)]
    let row = Fixture.At.app2
    run.replication.faults.append(
      Fault(
        subject: Row(row), mode: nil, threat: Row(0), origin: .threat, root: Row(2),
        began: Fixture.minute(20)))
    let time = Fixture.minute(20)
    run.replication.entries.insert(
      contentsOf: [
        Entry(.faultBegan, at: time, subject: row, object: 2, value: 3),
        Entry(.entered, at: time, subject: row, value: 0),
      ], at: run.replication.entries.firstIndex { $0.time > time } ?? 0)
    let facts = RunFacts(run)
    let about = Timeline(facts, .en).lines().filter { $0.time == time }.map(\.text)
    #expect(about == ["Worm (quiet): Application server 2"])
    #expect(facts.histories[row].worst == .down)
    #expect(facts.histories[row].mark == .hit)
  }

  @Test("the weights of the evaluated items of each dimension are told as shares of one whole")
  func weights() throws {
    var run = Fixture.run()
    let row = try #require(
      run.scorecard.dimensions.firstIndex { $0.dimension == .conformance })
    for item in run.scorecard.dimensions[row].items.indices {
      run.scorecard.dimensions[row].items[item].weight = Milli(56_000)
    }
    let page = RunPage.render(run, language: .en)
    #expect(page.contains("<td class=\"n\">33.3 %</td>"))
    #expect(!page.contains("5600.0 %"))
  }

  @Test("a flow without tasks counts no steps and has no table without rows")
  func emptyFlow() {
    var run = Fixture.run()
    let first = Int(run.drill.model.net.flows[0].nodes.lowerBound)
    for node in first..<Int(run.drill.model.net.flows[0].nodes.upperBound) {
      if case .task = run.drill.model.net.nodes[node].kind {
        run.drill.model.net.nodes[node].kind = .parallel
      }
    }
    run.replication.tasks.removeAll { [1, 2].contains($0.node.index) }
    run.replication.entries.removeAll { $0.kind == .taskDone || $0.kind == .taskInterrupted }
    let page = RunPage.render(run, language: .en)
    #expect(!page.contains("0 of 0"))
    #expect(!page.contains("<tbody>\n</tbody>"))
    #expect(page.contains("<summary>Drawing of the flow</summary>"))
  }
}
