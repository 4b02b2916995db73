import EventKernel
import Foundation
import Simulator
import Testing

@testable import Scenarios

@Suite("Reading a flow")
struct FlowReadingTests {
  @Test("a condition's mistake is told in its own line and column of the XML")
  func placeInXML() {
    var files = FlowFiles()
    let wrong = FlowText.bpmn.replacingOccurrences(
      of: "count(look) &lt; 3", with: "x &lt; y &lt; z")
    files.read("good", bpmn: wrong, yaml: FlowText.yaml)
    let lines = wrong.components(separatedBy: "\n")
    let line = lines.firstIndex { $0.contains("x &lt; y") } ?? 0
    #expect(files.sink.sorted().map(\.line) == [line + 1, line + 1])
    #expect(files.sink.sorted().map(\.column) == [9, 18])
  }

  @Test("every element is found at its own place, past comments and CDATA")
  func places() throws {
    let text = """
      <?xml version="1.0"?>
      <!-- <a/> --><r xmlns:p="urn:p"
        x='1'>查<p:b
          y="&lt;z"/>t&#x41;<![CDATA[<c/>]]><!-- <d/> -->u
        <e/></r>
      """
    var sink = DiagnosticSink()
    let file = sink.add(SourceText(path: "places.bpmn", text: text))
    let root = try #require(MarkupReader.read(file: file, &sink))
    #expect(root.position == SourcePosition(file: file, line: 2, column: 14, length: 2))
    #expect(root["x"]?.position == SourcePosition(file: file, line: 3, column: 6, length: 1))
    #expect(root.text.string == "查")
    #expect(root.children.map(\.name) == ["b", "e"])
    #expect(root.children[0].namespace == "urn:p")
    #expect(
      root.children[0].position == SourcePosition(file: file, line: 3, column: 10, length: 4))
    #expect(root.children[0]["y"]?.value == "<z")
    #expect(root.children[1].position == SourcePosition(file: file, line: 5, column: 3, length: 2))
  }

  @Test("text keeps the place of every letter through references, CDATA and comments")
  func text() throws {
    let text = "<r>a &lt; b<!-- no --><![CDATA[ & ]]>\n  c</r>"
    var sink = DiagnosticSink()
    let file = sink.add(SourceText(path: "text.bpmn", text: text))
    let root = try #require(MarkupReader.read(file: file, &sink))
    #expect(root.text.string == "a < b & \n  c")
    #expect(root.text.positions.map(\.column) == [4, 5, 6, 10, 11, 32, 33, 34, 38, 1, 2, 3, 4])
    #expect(root.text.positions.map(\.line) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2])
  }

  @Test(
    "what could harm is refused before it is parsed",
    arguments: [
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
      "<a><!ENTITY x \"y\"></a>",
      String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000),
      "<a>" + String(repeating: " ", count: MarkupReader.sizeLimit) + "</a>",
    ])
  func refused(_ text: String) {
    let diagnostics = read(text)
    #expect(diagnostics.count == 1)
    #expect([.markupUnsafe, .fileTooLarge].contains(diagnostics.first?.rule))
  }

  @Test("no cut and no flipped byte of a flow makes the reader trap or stay silent")
  func damaged() {
    let bytes = Array(FlowText.part.bpmn.utf8)
    for length in stride(from: 0, to: bytes.count - 1, by: 7) {
      #expect(!read(String(decoding: bytes[..<length], as: UTF8.self)).isEmpty)
    }
    var draws = RandomSource(seed: 1, replication: 0).draws(
      purpose: NameHash("damage"), entity: NameHash("flow"), ordinal: 0)
    for _ in 0..<300 {
      var changed = bytes
      changed[Int(draws.below(UInt64(bytes.count)))] = UInt8(draws.below(128))
      _ = read(String(decoding: changed, as: UTF8.self))
    }
  }

  @Test(
    "ISO 8601 durations are lengths of time",
    arguments: [
      ("PT30M", 1800.0), ("P1DT12H", 129600), ("PT1H30M5S", 5405), ("PT0.5S", 0.5),
      ("P2W", 1_209_600),
      ("PT0S", 0), ("PT90M", 5400),
    ])
  func durations(_ text: String, _ seconds: Double) {
    #expect(ISODuration.parse(text)?.seconds == seconds)
  }

  @Test(
    "what is no length of time is no duration",
    arguments: [
      "", "P", "PT", "30 min", "P1Y", "P1M", "PT-5M", "PT5", "5M", "PT1M1H", "PT1.5H", "P1DT",
      "PT١M",
      "P99999999999W", "PT5M ", "PTM", "PT1.S", "PTT5M",
    ])
  func noDurations(_ text: String) {
    #expect(ISODuration.parse(text) == nil)
  }

  @Test("a flow without its YAML still gets the mistakes of its drawing")
  func bothFiles() {
    var files = FlowFiles()
    let wrong = FlowText.bpmn.replacingOccurrences(of: "PT1H30M", with: "PT1Y")
    files.read("good", bpmn: wrong, yaml: "flow: [")
    #expect(files.sink.sorted().map(\.rule) == [.badDuration, .syntax])
  }

  @Test("a task added in a modeller runs as plain work, with a warning")
  func added() {
    var files = FlowFiles()
    let more = FlowText.bpmn
      .replacingOccurrences(
        of: "<b:task id=\"tell\" />", with: "<b:task id=\"tell\" /><b:task id=\"new\" />"
      )
      .replacingOccurrences(
        of: "sourceRef=\"tell\" targetRef=\"end\" />",
        with: "sourceRef=\"tell\" targetRef=\"new\" />"
          + "<b:sequenceFlow id=\"n\" sourceRef=\"new\" targetRef=\"end\" />"
      )
      .replacingOccurrences(
        of: "<b:flowNodeRef>tell</b:flowNodeRef>",
        with: "<b:flowNodeRef>tell</b:flowNodeRef><b:flowNodeRef>new</b:flowNodeRef>")
    files.read("part", bpmn: FlowText.part.bpmn, yaml: FlowText.part.yaml)
    files.read("good", bpmn: more, yaml: FlowText.yaml)
    files.compile()
    #expect(Set(files.sink.sorted().map(\.rule)) == [.flowPlainTask, .flowNotDrawn])
    #expect(!files.sink.hasErrors)
    #expect(files.lexicon.flowNodes.contains { $0.key == "new" })
  }

  @Test("a flow with any one line missing is told wrong, or compiles")
  func lineMissing() {
    let lines = FlowText.bpmn.components(separatedBy: "\n")
    for index in lines.indices {
      var less = lines
      less.remove(at: index)
      compiles(bpmn: less.joined(separator: "\n"))
    }
  }

  @Test("a flow with ids mixed up is told wrong, or compiles", arguments: UInt64(0)..<60)
  func mixedUp(_ seed: UInt64) {
    var draws = RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash("mix"), entity: NameHash("flow"), ordinal: 0)
    var parts = FlowText.bpmn.components(separatedBy: "\"")
    let drawing = parts.firstIndex { $0.contains("BPMNDiagram") } ?? parts.count
    for _ in 0...draws.below(3) {
      let values = drawing / 2
      let one = 2 * Int(draws.below(UInt64(values - 10))) + 21
      let other = 2 * Int(draws.below(UInt64(values - 10))) + 21
      parts[one] = parts[other]
    }
    compiles(bpmn: parts.joined(separator: "\""))
  }

  private func compiles(bpmn: String) {
    var files = FlowFiles()
    files.read("part", bpmn: FlowText.part.bpmn, yaml: FlowText.part.yaml)
    files.read("good", bpmn: bpmn, yaml: FlowText.yaml)
    files.compile()
    #expect(files.sink.hasErrors || files.drawings.count == 2)
    #expect(files.sink.hasErrors || files.model.net.flows.count == 2)
  }

  private func read(_ text: String) -> [Diagnostic] {
    var sink = DiagnosticSink()
    let file = sink.add(SourceText(path: "flow.bpmn", text: text))
    _ = BPMNReader.read(file: file, &sink)
    return sink.sorted()
  }
}
