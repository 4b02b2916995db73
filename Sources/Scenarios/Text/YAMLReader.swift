import Yams

/// Reads one YAML document into `YAMLValue`s, and refuses what could only be a mistake or an
/// attack.
package enum YAMLReader {
  /// Levels of nesting; the format needs nine.
  package static let depthLimit = 40
  /// Values in a file, aliases written out. A platform of a million components in ranges has 1.3
  /// million.
  package static let nodeLimit = 2_000_000
  /// Aliases in a file. They multiply (a "bomb"), also inside of Yams, so they are counted before.
  package static let aliasLimit = 16

  /// The document of a file that the sink knows; nil, with a diagnostic, when it cannot be read.
  package static func read(file: Int, _ sink: inout DiagnosticSink) -> YAMLValue? {
    let source = sink.sources[file]
    guard checkText(source, file, &sink) else { return nil }
    var text = source.text
    var read = sink
    let root = text.withUTF8 { YAMLTreeBuilder.document($0, file: file, &read) }
    let isRight = root != nil && read.errorCount == sink.errorCount
    guard isRight || isDocument(source.text, file, &sink) else { return nil }
    sink = read
    return root
  }

  /// Whether Yams takes a text for a document; a diagnostic otherwise. It makes a tree of its own,
  /// and asks of each key what it means (1 is not "1"), by regular expressions, which took half of
  /// all reading. So it is asked only of what is wrong somewhere.
  private static func isDocument(
    _ text: String, _ file: Int, _ sink: inout DiagnosticSink
  ) -> Bool {
    do {
      if try Parser(yaml: text, encoding: .utf8).singleRoot() != nil { return true }
      sink.error(.syntax, .wholeFile(file), zh: "文件是空的", en: "the file is empty")
    } catch let error as YamlError {
      YAMLSyntaxError.report(error, file: file, &sink)
    } catch {
      sink.error(
        .syntax, .wholeFile(file), zh: "YAML 无法读取：\(error)", en: "YAML cannot be read: \(error)")
    }
    return false
  }

  /// What Yams would say obscurely, or not at all.
  private static func checkText(
    _ source: SourceText, _ file: Int, _ sink: inout DiagnosticSink
  ) -> Bool {
    if source.text.unicodeScalars.first == "\u{FEFF}" {
      sink.error(
        .notUTF8, SourcePosition(file: file, line: 1, column: 1),
        zh: "文件以字节顺序标记（BOM）开头", en: "the file begins with a byte order mark (BOM)",
        hint: Bilingual(zh: "请存为不带 BOM 的 UTF-8", en: "save it as UTF-8 without BOM"))
      return false
    }
    for (index, line) in source.lines.enumerated() {
      let indent = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }
      guard indent.contains(0x09), indent.endIndex < line.endIndex else { continue }
      sink.error(
        .syntax, SourcePosition(file: file, line: index + 1, column: 1, length: indent.count),
        zh: "缩进中有制表符", en: "there is a tab in the indentation",
        hint: Bilingual(zh: "YAML 只能用空格缩进", en: "YAML indents with spaces only"))
      return false
    }
    if aliasCount(source.text) > aliasLimit {
      sink.error(
        .yamlBomb, .wholeFile(file), zh: "别名（*name）超过 \(aliasLimit) 个",
        en: "there are more than \(aliasLimit) aliases (*name)",
        hint: Bilingual(zh: "重复的内容请用 templates", en: "say what repeats with templates"))
      return false
    }
    return true
  }

  /// How many places look like an alias (an asterisk where a value may begin, then a letter); never
  /// fewer than there are.
  private static func aliasCount(_ text: String) -> Int {
    var count = 0
    var last: UInt8 = 0x0A
    var star = false
    for byte in text.utf8 {
      if star, isLetter(byte) { count += 1 }
      star = byte == 0x2A && (last <= 0x20 || "[{,:?-!".utf8.contains(last) || last >= 0x80)
      last = byte
    }
    return count
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}
