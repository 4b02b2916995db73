import Foundation
import Testing

@testable import Scenarios

/// Files within the documented limits, as large as they may be. A time that grows with the square
/// of the size would be minutes.
@Suite("A large file")
struct LargeFileTests {
  /// Of this thread's processor time, whatever else the machine does.
  private func seconds(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let began = now()
    try work()
    return now() - began
  }

  @Test("of values on one line is read in time, with each value at its column")
  func oneLine() throws {
    var sink = DiagnosticSink()
    let count = 100_000
    let text = "a: [" + String(repeating: "中x, ", count: count) + "'q', z]\n"
    let file = sink.add(SourceText(path: "a.yaml", text: text))
    var root: YAMLValue?
    let took = seconds { root = YAMLReader.read(file: file, &sink) }
    #expect(took < 20)
    guard case .map(let entries) = root?.content, case .list(let values) = entries[0].value.content
    else {
      Issue.record("no list")
      return
    }
    #expect(values.count == count + 2)
    for index in [0, 1, 7, count - 1] {
      #expect(values[index].position.column == 5 + 4 * index)
      #expect(values[index].position.length == 2)
    }
    #expect(values[count].position.column == 5 + 4 * count)
    #expect(values[count].position.length == 3)
    #expect(values[count + 1].position.column == 5 + 4 * count + 5)
  }

  @Test("full of mistakes on one line is told of in time")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("a.yaml")
    let keys = (0..<40_000).map { "k\($0): x" }.joined(separator: ", ")
    try Data("{platform: a, \(keys)}\n".utf8).write(to: file)
    var diagnostics: [Diagnostic] = []
    let took = seconds {
      diagnostics = ScenarioReader.check(paths: [file.path]).diagnostics
    }
    #expect(took < 20)
    #expect(diagnostics.count == DiagnosticSink.limitPerFile + 1)
  }

  @Test(
    "of which ranges make more names than its size bears is refused",
    arguments: [(100, 200), (1_600_000, 200), (2_400_000, 300), (16 << 20, 2_000)])
  func names(bytes: Int, thousands: Int) {
    var sink = DiagnosticSink()
    let text = String(repeating: "a\n", count: bytes / 2)
    let file = sink.add(SourceText(path: "a.yaml", text: text))
    let position = SourcePosition(file: file, line: 1, column: 1)
    for _ in 0..<thousands {
      #expect(NameRange("a-1..1000", at: position, &sink)?.members.count == 1_000)
    }
    #expect(NameRange("a-1..2", at: position, &sink) == nil)
    #expect(sink.sorted().map(\.rule) == [.yamlBomb])
    #expect(sink.sorted().first?.message.en.contains("\(thousands)000 names") == true)
  }

  @Test(
    "of which each member of a range says much is refused before it is written out",
    arguments: [40, 4_000])
  func multiplied(repeats: Int) throws {
    let names = Array(repeating: "a-1..1000", count: min(repeats, 40)).joined(separator: ", ")
    let text = """
      platform: x
      title: {zh: 甲, en: a}
      sites: {m: {title: {zh: 甲, en: a}}}
      components:
        a-1..1000: {title: {zh: 甲, en: a}, class: server}
        b-1..1000: {title: {zh: 甲, en: a}, class: server, needs: [\(names)]}
        c-1..1000: {title: {zh: 甲, en: a}, class: server, skill: a-#, needs: [\(names)]}
      """
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("x.yaml")
    try Data(text.utf8).write(to: file)
    var rules: [DiagnosticRule] = []
    let took = seconds { rules = ScenarioReader.check(paths: [file.path]).diagnostics.map(\.rule) }
    #expect(rules.contains(.yamlBomb))
    #expect(took < 5)
  }

  @Test("of a range of failure modes for each of a thousand is refused at once")
  func multipliedFailures() throws {
    let text = """
      platform: x
      title: {zh: 甲, en: a}
      sites: {m: {title: {zh: 甲, en: a}}}
      templates:
        t: {class: server, failures: {f-1..1000: {symptom: down, repair: restart}}}
      components:
        a-1..1000: {template: t, title: {zh: 甲, en: a}}
        b-1..1000: {template: t, title: {zh: 甲, en: a}}
        c-1..1000: {template: t, title: {zh: 甲, en: a}}
      """
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("x.yaml")
    try Data(text.utf8).write(to: file)
    var rules: [DiagnosticRule] = []
    let took = seconds { rules = ScenarioReader.check(paths: [file.path]).diagnostics.map(\.rule) }
    #expect(Set(rules) == [.yamlBomb])
    #expect(took < 5)
  }

  @Test("more warnings than are told stay warnings, and a line says how many are left out")
  func warnings() throws {
    var sink = DiagnosticSink()
    let file = sink.add(SourceText(path: "a.yaml", text: String(repeating: "a\n", count: 500)))
    for line in 1...450 {
      let position = SourcePosition(file: file, line: line, column: 1)
      sink.warning(.fewCopies, position, zh: "甲 \(line)", en: "a \(line)")
      if line > 440 { sink.error(.badName, position, zh: "乙 \(line)", en: "b \(line)") }
    }
    let told = sink.sorted()
    #expect(told.count { $0.rule == .fewCopies } == 200 && told.count { $0.rule == .badName } == 10)
    #expect(told.last?.message.en == "250 more warnings are left out")
    #expect(told.last?.severity == .warning && sink.errorCount == 10)
  }

  /// A drawing of so many tasks on one line, in a chain or unconnected.
  private func drawing(tasks: Int, connected: Bool, attributes: Int = 0) -> String {
    let extra = (0..<attributes).map { #" a\#($0)="x""# }.joined()
    let nodes = (0..<tasks).map { #"<task id="t\#($0)" />"# }.joined()
    let ids = ["s"] + (0..<tasks).map { "t\($0)" } + ["e"]
    let flows = zip(ids, ids.dropFirst()).map {
      #"<sequenceFlow id="\#($0)-\#($1)" sourceRef="\#($0)" targetRef="\#($1)" />"#
    }.joined()
    let space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return #"<definitions xmlns="\#(space)" id="d"><process id="p">"#
      + #"<startEvent id="s"\#(extra) />"# + nodes + #"<endEvent id="e" />"#
      + (connected ? flows : "") + "</process></definitions>"
  }

  private func rules(_ drawing: String) -> (Set<DiagnosticRule>, Double) {
    var files = FlowFiles()
    let words = "flow: f\ntitle: {zh: 流程, en: Flow}\nlanes: {}\ndefault: {takes: 5 min}\n"
    let took = seconds { files.read("f", bpmn: drawing, yaml: words) }
    return (Set(files.sink.sorted().map(\.rule)), took)
  }

  @Test("that is a drawing within the limits is checked in time", arguments: [true, false])
  func drawings(connected: Bool) {
    let (rules, took) = rules(drawing(tasks: connected ? 1900 : 1998, connected: connected))
    #expect(!rules.contains(.tooMany))
    // No lane, no drawing, no entry: far more mistakes than are told.
    #expect(rules.contains(.tooManyDiagnostics))
    #expect(took < 20)
  }

  @Test("that is a drawing beyond the limits is refused at once")
  func limits() {
    for drawing in [
      drawing(tasks: 1999, connected: false), drawing(tasks: 20_000, connected: true),
      drawing(tasks: 1, connected: true, attributes: 200),
      drawing(tasks: 1, connected: true, attributes: 40_000),
    ] {
      let (rules, took) = rules(drawing)
      #expect(rules.contains(.tooMany))
      #expect(took < 20)
    }
    #expect(
      !rules(drawing(tasks: 1, connected: true, attributes: 199)).0.contains(.tooMany))
  }

  @Test("places are counted in scalars, wherever in a long line they are")
  func columns() {
    let text = "<a b='" + String(repeating: "中é🙂x", count: 1000) + "' c='1'/>"
    let source = SourceText(path: "a", text: text)
    let places = MarkupPlaces(file: 0, source: source, bytes: Array(text.utf8))
    var offset = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      #expect(places.position(offset).column == index + 1)
      offset += UTF8.width(scalar)
    }
    #expect(places.position(0..<offset).length == text.unicodeScalars.count)
  }
}
