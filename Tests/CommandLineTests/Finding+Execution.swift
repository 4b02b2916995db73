import Foundation
import Testing

extension Finding {
  static let execution: [Finding] = [
    Finding(.execution, "mi-par: multi-instance in parallel", right: "3 tasks, 10 min") {
      try repeated($0, "mi-par")
    },
    Finding(.execution, "mi-seq: multi-instance in sequence", right: "3 tasks, 30 min") {
      try repeated($0, "mi-seq")
    },
    Finding(
      .execution, "mi-c-par: in parallel for each component", right: "3 tasks, 10 min, c-1 c-2 c-3"
    ) { try repeated($0, "mi-c-par") },
    Finding(
      .execution, "mi-c-card5: a cardinality where a case has components", right: "5 tasks, 10 min"
    ) { try repeated($0, "mi-c-card5") },
    Finding(
      .execution, "a cardinality beside 'scope: each'",
      right: "65, flow-multi-instance at mi-c-card5.yaml:7"
    ) { folder in
      let yaml = folder.path("Findings/bpmn/mi-c-card5/flows/mi-c-card5.yaml")
      try replace("A: {takes: 10 min}", by: "A: {takes: 10 min, scope: each}", in: yaml)
      return try told(folder, "mi-c-card5")
    },
    Finding(
      .execution, "for each component, in a case of demand",
      right: "0, a case of demand has no component"
    ) { folder in
      let bpmn = folder.path("Findings/bpmn/mi-par/flows/mi-par.bpmn")
      let text = try String(contentsOfFile: bpmn, encoding: .utf8)
      let start = try #require(text.range(of: "<bpmn:loopCardinality"))
      let end = try #require(text.range(of: "</bpmn:loopCardinality>"))
      try text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "").write(
        toFile: bpmn, atomically: true, encoding: .utf8)
      let ending = try Command.run(
        ["check", "Findings/bpmn/mi-par/drills", "--lang", "en"], in: folder)
      let lines = ending.err.components(separatedBy: "\n")
      let line = lines.first { $0.contains("flow-multi-instance") } ?? ""
      let told = line.components(separatedBy: "warning: ").last ?? ""
      return "\(ending.status), \(told.components(separatedBy: ":")[0])"
    },
    Finding(
      .execution, "what a marker says beside its number is not passed over",
      right: "65, flow-unsupported at mi-par.bpmn:6"
    ) { folder in
      let bpmn = folder.path("Findings/bpmn/mi-par/flows/mi-par.bpmn")
      try replace(
        "</bpmn:loopCardinality>",
        by: "</bpmn:loopCardinality><bpmn:completionCondition>true</bpmn:completionCondition>",
        in: bpmn)
      return try told(folder, "mi-par")
    },
    Finding(
      .execution, "error-other-code: a boundary error of another code",
      right: "65, flow-error at sub.bpmn:7"
    ) { try told($0, "error-other-code") },
    Finding(
      .execution, "error-other-code: with an event that catches any, that one",
      right: "A 0-5 B 5-15 Y 15-20"
    ) { folder in
      let bpmn = folder.path("Findings/bpmn/error-other-code/flows/error-other-code.bpmn")
      // The first catches E1 alone; the error's code is E2.
      try replace(
        "<bpmn:sequenceFlow id=\"f5\"",
        by: """
          <bpmn:userTask id="Y" name="Y"/><bpmn:endEvent id="Z3"/>
          <bpmn:boundaryEvent id="BA" attachedToRef="Q">
          <bpmn:errorEventDefinition/></bpmn:boundaryEvent>
          <bpmn:sequenceFlow id="g1" sourceRef="BA" targetRef="Y"/>
          <bpmn:sequenceFlow id="g2" sourceRef="Y" targetRef="Z3"/>
          <bpmn:sequenceFlow id="f5"
          """, in: bpmn)
      try replace(
        "</bpmn:lane>",
        by: ["Y", "Z3"].map { "<bpmn:flowNodeRef>\($0)</bpmn:flowNodeRef>" }.joined()
          + "</bpmn:lane>", in: bpmn)
      let yaml = folder.path("Findings/bpmn/error-other-code/flows/error-other-code.yaml")
      try replace("  X: {takes: 5 min}", by: "  X: {takes: 5 min}\n  Y: {takes: 5 min}", in: yaml)
      return try played(folder, "error-other-code")
    },
    Finding(
      .execution, "error-uncaught: an error end that nobody catches",
      right: "65, flow-error at sub.bpmn:7"
    ) { try told($0, "error-uncaught") },
    Finding(
      .execution, "an error end of a flow that nobody calls", right: "Flow failed: x, nobody caught"
    ) { folder in
      let drill = folder.path("Findings/bpmn/error-uncaught/drills/d.yaml")
      try replace("starts: error-uncaught", by: "starts: sub", in: drill)
      try FileManager.default.removeItem(
        atPath: folder.path("Findings/bpmn/error-uncaught/flows/error-uncaught.bpmn"))
      try FileManager.default.removeItem(
        atPath: folder.path("Findings/bpmn/error-uncaught/flows/error-uncaught.yaml"))
      let lines = try run(folder, "error-uncaught")["timeline"] as? [[String: Any]] ?? []
      let line = lines.compactMap { $0["en"] as? String }.first { $0.contains("failed") } ?? "none"
      return line.components(separatedBy: " the error")[0]
    },
    Finding(
      .execution, "messages of names of one's own", right: "A 0-5 B 5-8"
    ) { folder in
      try ownMessage(folder, sent: "parts are packed", awaited: "parts are packed")
      return try played(folder, "mi-par")
    },
    Finding(
      .execution, "a message that nobody sends", right: "65, did you mean 'parts are packed'?"
    ) { folder in
      try ownMessage(folder, sent: "parts are packed", awaited: "parts are paked")
      let ending = try Command.run(
        ["check", "Findings/bpmn/mi-par/drills", "--lang", "en"], in: folder)
      let lines = ending.err.components(separatedBy: "\n")
      let hint = lines.first { $0.contains("did you mean") } ?? ""
      let words = hint.range(of: "did you mean").map { String(hint[$0.lowerBound...]) } ?? "none"
      return "\(ending.status), \(words)"
    },
  ]

  // MARK: What comes out

  /// The document of the run of a drill in `Findings/bpmn`.
  private static func run(_ folder: Folder, _ name: String) throws -> [String: Any] {
    let ending = try Command.run(
      ["run", "Findings/bpmn/\(name)/drills/d.yaml", "--json", "--no-archive"], in: folder)
    let document = try JSONSerialization.jsonObject(with: Data(ending.out.utf8))
    return document as? [String: Any] ?? [:]
  }

  private static func minutes(_ task: [String: Any], _ key: String) -> Int {
    let moment = task[key] as? [String: Any]
    return (moment?["seconds"] as? Int).map { $0 / 60 } ?? -1
  }

  /// How many tasks of the repeated step there were, for which components, and how long they took
  /// together.
  private static func repeated(_ folder: Folder, _ name: String) throws -> String {
    let tasks = (try run(folder, name)["tasks"] as? [[String: Any]] ?? []).filter {
      $0["part"] != nil
    }
    let first = tasks.map { minutes($0, "offered") }.min() ?? 0
    let last = tasks.map { minutes($0, "ended") }.max() ?? 0
    let components = tasks.compactMap { ($0["component"] as? [String: Any])?["key"] as? String }
    let about = components.isEmpty ? "" : ", " + components.joined(separator: " ")
    return "\(tasks.count) tasks, \(last - first) min\(about)"
  }

  private static func played(_ folder: Folder, _ name: String) throws -> String {
    (try run(folder, name)["tasks"] as? [[String: Any]] ?? []).map { task in
      let step = (task["step"] as? [String: Any])?["key"] as? String ?? ""
      return "\(step) \(minutes(task, "offered"))-\(minutes(task, "ended"))"
    }.joined(separator: " ")
  }

  /// The first error that a drill gets, and the exit code.
  private static func told(_ folder: Folder, _ name: String) throws -> String {
    let ending = try Command.run(
      ["check", "Findings/bpmn/\(name)/drills", "--json"], in: folder)
    let diagnostics =
      try JSONSerialization.jsonObject(with: Data(ending.out.utf8)) as? [[String: Any]] ?? []
    let error = diagnostics.first { $0["severity"] as? String == "error" } ?? [:]
    let file = (error["file"] as? String ?? "").components(separatedBy: "/").last ?? ""
    return "\(ending.status), \(error["rule"] ?? "nothing") at \(file):\(error["line"] ?? 0)"
  }

  private static func replace(_ old: String, by new: String, in file: String) throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacingOccurrences(of: old, with: new).write(
      toFile: file, atomically: true, encoding: .utf8)
  }

  /// Puts a flow into the drill `mi-par` in which one branch waits for what the other sends.
  private static func ownMessage(_ folder: Folder, sent: String, awaited: String) throws {
    try folder.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:x">
      <message id="m1" name="\(sent)"/><message id="m2" name="\(awaited)"/>
      <process id="P">
      <laneSet id="ls"><lane id="l" name="l">
      \(["S", "f", "A", "T", "Z", "C", "B", "Y"].map { "<flowNodeRef>\($0)</flowNodeRef>" }.joined())
      </lane></laneSet>
      <startEvent id="S"/><parallelGateway id="f"/><userTask id="A"/>
      <intermediateThrowEvent id="T"><messageEventDefinition messageRef="m1"/></intermediateThrowEvent>
      <endEvent id="Z"/>
      <intermediateCatchEvent id="C"><messageEventDefinition messageRef="m2"/></intermediateCatchEvent>
      <userTask id="B"/><endEvent id="Y"/>
      \([("S", "f"), ("f", "A"), ("A", "T"), ("T", "Z"), ("f", "C"), ("C", "B"), ("B", "Y")]
        .map { "<sequenceFlow id=\"\($0)\($1)\" sourceRef=\"\($0)\" targetRef=\"\($1)\"/>" }.joined())
      </process></definitions>
      """, to: "Findings/bpmn/mi-par/flows/mi-par.bpmn")
    try folder.write(
      """
      flow: mi-par
      title: {zh: x, en: x}
      lanes: {l: {post: p}}
      default: {takes: 0 s}
      steps: {A: {takes: 5 min}, B: {takes: 3 min}}

      """, to: "Findings/bpmn/mi-par/flows/mi-par.yaml")
  }
}
