import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Testing

/// What an edit of the files does to the next run, and what it must leave alone.
@Suite struct EditTests {
  static let drills = ["ups-failure-winter-night", "worm-in-the-service-hall"]

  // MARK: A change to a flow shows in the next run

  @Test("a task removed from a flow is not done any more")
  func taskRemoved() throws {
    var files = try DrillFiles("ups-failure-winter-night")
    let before = try files.played(seed: 7)
    #expect(done("notify", in: before) > 0)
    // The token goes from the start straight to the next task; the drawing keeps no trace of it.
    try removeNode("notify", from: "event", in: &files)
    let after = try files.played(seed: 7)
    #expect(!after.drill.lexicon.flowNodes.contains { $0.key == "notify" })
    #expect(done("log-event", in: after) > 0)
  }

  @Test("a task added to a flow is done, as plain work of its lane, with a warning")
  func taskAdded() throws {
    var files = try DrillFiles("ups-failure-winter-night")
    try files.change(
      "event.bpmn", "targetRef=\"log-event\"", to: "targetRef=\"added\"")
    try files.change(
      "event.bpmn", "</bpmn:process>",
      to: """
        <bpmn:task id="added" name="新增 / Added"><bpmn:outgoing>flow-added</bpmn:outgoing></bpmn:task>
        <bpmn:sequenceFlow id="flow-added" sourceRef="added" targetRef="log-event" />
        </bpmn:process>
        """)
    try files.change(
      "event.bpmn", "<bpmn:flowNodeRef>log-event</bpmn:flowNodeRef>",
      to: "<bpmn:flowNodeRef>log-event</bpmn:flowNodeRef><bpmn:flowNodeRef>added</bpmn:flowNodeRef>"
    )
    let reading = ScenarioReader.drill(sources: files.sources)
    #expect(reading.diagnostics.contains { $0.rule == .flowPlainTask && $0.severity == .warning })
    let run = try files.played(seed: 7)
    #expect(done("added", in: run) == done("log-event", in: run))
  }

  @Test("a condition changed at a gateway changes the way that is taken")
  func conditionChanged() throws {
    var files = try DrillFiles("ups-failure-winter-night")
    #expect(edgeCount("flow-is-filtered-yes", in: try files.played(seed: 7)) == 0)
    let row = try #require(files.sources.firstIndex { $0.path.hasSuffix("event.bpmn") })
    let condition = try Regex(
      "(?s)(<bpmn:sequenceFlow id=\"flow-is-filtered-yes\"[^>]*>.*?<bpmn:conditionExpression[^>]*>)"
    )
    let match = try #require(files.sources[row].text.firstMatch(of: condition))
    files.sources[row].text.insert(contentsOf: "not ", at: match.range.upperBound)
    let run = try files.played(seed: 7)
    #expect(run.replication.tasks.contains { key(of: $0, run) == "log-filtered" })
  }

  // MARK: What nothing touches changes nothing

  @Test("a component that nothing touches changes no draw", arguments: drills)
  func componentAdded(drill: String) throws {
    try expectSame(drill) { files in
      try files.change(
        "platforms/province.yaml", "\ncomponents:\n",
        to: """

          components:
            spare-lamp: {class: physical-environment, skill: power, site: recovery, title: {zh: 备用灯, en: Spare lamp}}

          """)
    }
  }

  @Test("a person whom nobody calls changes no draw", arguments: drills)
  func personAdded(drill: String) throws {
    try expectSame(drill) { files in
      try files.change(
        "support/province.yaml", "\nposts:\n",
        to: """

          posts:
            gardener: {title: {zh: 园丁, en: Gardener}, tier: management, skills: []}

          """)
      try files.change(
        "support/province.yaml", "\npeople:\n",
        to: """

          people:
            gardener-1..2: {posts: [gardener], site: main}

          """)
    }
  }

  @Test("the hours in which users call change no other draw", arguments: drills)
  func hoursChanged(drill: String) throws {
    try expectSame(drill) { files in
      try files.change(
        "platforms/province.yaml", "calls: 12 /h\n    open: work days 08:30-17:30\n",
        to: "calls: 12 /h\n    open: [every day 00:00-12:00, work days 12:00-20:00]\n")
    }
  }

  @Test("a task and a decision on a branch that is never taken change no draw", arguments: drills)
  func branchAdded(drill: String) throws {
    try expectSame(drill) { files in
      try files.change(
        "event.bpmn", "</bpmn:process>",
        to: """
          <bpmn:exclusiveGateway id="never" name="永不 / Never" default="flow-never-no">
            <bpmn:outgoing>flow-never-yes</bpmn:outgoing><bpmn:outgoing>flow-never-no</bpmn:outgoing>
          </bpmn:exclusiveGateway>
          <bpmn:task id="idle" name="空转 / Idle"><bpmn:outgoing>flow-idle</bpmn:outgoing></bpmn:task>
          <bpmn:sequenceFlow id="flow-never" sourceRef="is-filtered" targetRef="never">
            <bpmn:conditionExpression>core-services-down > 1000</bpmn:conditionExpression>
          </bpmn:sequenceFlow>
          <bpmn:sequenceFlow id="flow-never-yes" sourceRef="never" targetRef="idle">
            <bpmn:conditionExpression>solved</bpmn:conditionExpression>
          </bpmn:sequenceFlow>
          <bpmn:sequenceFlow id="flow-never-no" sourceRef="never" targetRef="log-filtered" />
          <bpmn:sequenceFlow id="flow-idle" sourceRef="idle" targetRef="log-filtered" />
          </bpmn:process>
          """)
      try files.change(
        "event.bpmn", "<bpmn:flowNodeRef>log-filtered</bpmn:flowNodeRef>",
        to: """
          <bpmn:flowNodeRef>log-filtered</bpmn:flowNodeRef><bpmn:flowNodeRef>never</bpmn:flowNodeRef>
          <bpmn:flowNodeRef>idle</bpmn:flowNodeRef>
          """)
    }
  }

  private func expectSame(_ drill: String, _ edit: (inout DrillFiles) throws -> Void) throws {
    let files = try DrillFiles(drill)
    var edited = files
    try edit(&edited)
    for seed in [1, 7] as [UInt64] {
      let before = try files.played(seed: seed)
      let after = try edited.played(seed: seed)
      #expect(story(of: before) == story(of: after), "seed \(seed)")
      #expect(before.scorecard.final == after.scorecard.final, "seed \(seed)")
      #expect(before.drill.digest != after.drill.digest)
    }
  }

  // MARK: Looking things up

  private func key(of task: FlowTask, _ run: Run) -> String {
    run.drill.lexicon.flowNodes[task.node.index].key
  }

  private func done(_ key: String, in run: Run) -> Int {
    run.replication.tasks.count { $0.outcome == .done && self.key(of: $0, run) == key }
  }

  private func edgeCount(_ key: String, in run: Run) -> Int {
    run.drill.lexicon.edges.indices.filter { run.drill.lexicon.edges[$0].key == key }
      .reduce(0) { $0 + Int(run.replication.edgeCounts[$1]) }
  }

  /// Takes a node with one way in and one way out from a drawing and its file.
  private func removeNode(_ id: String, from flow: String, in files: inout DrillFiles) throws {
    let row = try #require(files.sources.firstIndex { $0.path.hasSuffix("\(flow).bpmn") })
    var text = files.sources[row].text
    let out = try #require(
      text.firstMatch(
        of: try Regex(
          "<bpmn:sequenceFlow id=\"([^\"]+)\" sourceRef=\"\(id)\" targetRef=\"([^\"]+)\" ?/>")))
    let edge = String(try #require(out[1].substring))
    let target = String(try #require(out[2].substring))
    text.removeSubrange(out.range)
    text = text.replacingOccurrences(of: "targetRef=\"\(id)\"", with: "targetRef=\"\(target)\"")
    text = text.replacingOccurrences(of: "<bpmn:incoming>\(edge)</bpmn:incoming>", with: "")
    text = text.replacingOccurrences(
      of: "<bpmn:flowNodeRef>\(id)</bpmn:flowNodeRef>", with: "")
    for pattern in [
      "(?s)<bpmn:[a-zA-Z]*[tT]ask id=\"\(id)\".*?</bpmn:[a-zA-Z]*[tT]ask>",
      "(?s)<bpmndi:BPMNShape [^>]*bpmnElement=\"\(id)\".*?</bpmndi:BPMNShape>",
      "(?s)<bpmndi:BPMNEdge [^>]*bpmnElement=\"\(edge)\".*?</bpmndi:BPMNEdge>",
    ] {
      text = text.replacing(try Regex(pattern), with: "")
    }
    files.sources[row].text = text
    let entry = try #require(files.sources.firstIndex { $0.path.hasSuffix("\(flow).yaml") })
    files.sources[entry].text = files.sources[entry].text.replacing(
      try Regex("\n  \(id): [^\n]*"), with: "")
  }
}
