import Testing

@testable import Scenarios

/// The document of a text, and what was told of it as rules with line and column.
private func read(_ text: String) -> (root: YAMLValue?, told: [String]) {
  var sink = DiagnosticSink()
  let file = sink.add(SourceText(path: "a.yaml", text: text))
  let root = YAMLReader.read(file: file, &sink)
  return (root, sink.sorted().map { "\($0.rule.rawValue) \($0.line):\($0.column)" })
}

/// A value as one line: texts with their places, lists and maps in their brackets.
private func written(_ value: YAMLValue?) -> String {
  switch value?.content {
  case .text(let text): text
  case .list(let values): "[" + values.map { written($0) }.joined(separator: ", ") + "]"
  case .map(let entries):
    "{" + entries.map { $0.key + ": " + written($0.value) }.joined(separator: ", ") + "}"
  case nil: "nothing"
  }
}

@Suite("YAML as values")
struct YAMLTests {
  @Test("an alias is what was named, at its first place, as a value and as a key")
  func aliases() throws {
    let (root, told) = read("a: &x [1, {b: 2}]\nc: *x\n&k key: 3\nd: {*k : 4}\n")
    #expect(written(root) == "{a: [1, {b: 2}], c: [1, {b: 2}], key: 3, d: {key: 4}}")
    #expect(told.isEmpty)
    guard case .map(let entries) = root?.content, case .map(let inner) = entries[3].value.content
    else {
      Issue.record("no map")
      return
    }
    #expect(entries[1].value.position == entries[0].value.position)
    #expect(inner[0].keyPosition == entries[2].keyPosition)
  }

  @Test("an alias is as deep as what it stands for")
  func depth() {
    func nested(_ levels: Int, _ inner: String) -> String {
      String(repeating: "[", count: levels) + inner + String(repeating: "]", count: levels)
    }
    let half = "a: &x \(nested(20, "1"))\n"
    #expect(read(half + "b: \(nested(19, "*x"))\n").told.isEmpty)
    // What is too deep stands where it was written.
    #expect(read(half + "b: \(nested(20, "*x"))\n").told == ["yaml-bomb 1:27"])
  }

  @Test("an alias counts what it writes out")
  func count() {
    let list = Array(repeating: "1", count: 1_000).joined(separator: ", ")
    let tenfold = { (name: String, of: String) in
      "\(name): &\(name) [\(Array(repeating: of, count: 5).joined(separator: ", "))]\n"
    }
    let text = "a: &a [\(list)]\n" + tenfold("b", "*a") + tenfold("c", "*b") + tenfold("d", "*c")
    #expect(read(text).told.isEmpty)
    let root = read(text).root
    #expect(root?.size == 1 + 1_001 + 5_006 + 25_031 + 125_156)
  }

  @Test("a name that nobody gave is no YAML, and neither is a second document")
  func refused() {
    #expect(read("a: *x\n").told == ["syntax 1:4"])
    #expect(read("a: 1\n---\nb: 2\n").told == ["syntax 2:1"])
    #expect(read("# nothing\n").told == ["syntax 0:0"])
  }

  @Test("a key that is no text is told, what belongs to it is passed over, the rest is read")
  func keys() {
    let (root, told) = read("? [a, {b: &x c}]\n: {d: [e, f]}\ng: *x\n")
    #expect(written(root) == "{g: c}")
    #expect(told == ["wrong-type 1:3"])
  }

  @Test("keys that read the same are one, with quotes and without")
  func doubled() {
    let (root, told) = read("1: a\n\"1\": b\nc: d\n")
    #expect(written(root) == "{1: a, c: d}")
    #expect(told == ["duplicate-key 2:1"])
  }

  @Test("a byte order mark in front of a text is no part of it")
  func byteOrderMark() {
    #expect(written(read("a: \u{FEFF}b\nc: d\u{FEFF}\n").root) == "{a: b, c: d\u{FEFF}}")
  }

  @Test("lines end as YAML ends them")
  func lines() {
    let text = "a\nb\r\nc\rd\u{85}e\u{2028}f\u{2029}\n中\u{301}"
    let source = SourceText(path: "a.yaml", text: text)
    #expect(source.lines.map(String.init) == ["a", "b", "c", "d", "e", "f", "", "中\u{301}"])
    #expect(SourceText(path: "a.yaml", text: "").lines.isEmpty)
  }
}
