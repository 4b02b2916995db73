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
    do {
      let parser = try Parser(yaml: source.text, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        sink.error(.syntax, .wholeFile(file), zh: "文件是空的", en: "the file is empty")
        return nil
      }
      var builder = TreeBuilder(file: file, source: source)
      return builder.value(root, depth: 0, &sink)
    } catch let error as YamlError {
      YAMLSyntaxError.report(error, file: file, &sink)
    } catch {
      sink.error(
        .syntax, .wholeFile(file), zh: "YAML 无法读取：\(error)", en: "YAML cannot be read: \(error)")
    }
    return nil
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
      let indent = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }
      guard indent.count < line.unicodeScalars.count, indent.contains("\t") else { continue }
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
      let isLetter =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2D
      if star, isLetter { count += 1 }
      star = byte == 0x2A && (last <= 0x20 || "[{,:?-!".utf8.contains(last) || last >= 0x80)
      last = byte
    }
    return count
  }
}

/// Turns Yams nodes into values, counting as it goes.
private struct TreeBuilder {
  let file: Int
  let source: SourceText
  var count = 0
  var isTold = false
  /// Where the last value began: values of one line come from left to right.
  private var lastLine = 0
  private var lastColumn = 1
  private var lastIndex = "".startIndex

  init(file: Int, source: SourceText) {
    self.file = file
    self.source = source
  }

  mutating func value(_ node: Node, depth: Int, _ sink: inout DiagnosticSink) -> YAMLValue? {
    let position = position(node)
    count += 1
    guard count <= YAMLReader.nodeLimit, depth <= YAMLReader.depthLimit else {
      if !isTold {
        isTold = true
        let tooDeep = depth > YAMLReader.depthLimit
        sink.error(
          .yamlBomb, position,
          zh: tooDeep
            ? "嵌套超过 \(YAMLReader.depthLimit) 层" : "展开后超过 \(YAMLReader.nodeLimit) 个值",
          en: tooDeep
            ? "nested more than \(YAMLReader.depthLimit) levels deep"
            : "more than \(YAMLReader.nodeLimit) values when written out")
      }
      return nil
    }
    switch node {
    case .scalar(let scalar):
      return YAMLValue(.text(text(scalar, at: position, &sink)), at: position)
    case .sequence(let sequence):
      var values: [YAMLValue] = []
      for element in sequence {
        guard let value = value(element, depth: depth + 1, &sink) else { return nil }
        values.append(value)
      }
      return YAMLValue(.list(values), at: position)
    case .mapping(let mapping):
      return map(mapping, at: position, depth: depth, &sink)
    case .alias:
      sink.error(.syntax, position, zh: "别名无法解析", en: "the alias cannot be resolved")
      return nil
    }
  }

  private mutating func map(
    _ mapping: Node.Mapping, at position: SourcePosition, depth: Int, _ sink: inout DiagnosticSink
  ) -> YAMLValue? {
    var entries: [YAMLEntry] = []
    var names: Set<String> = []
    for (key, element) in mapping {
      let keyPosition = self.position(key)
      guard case .scalar(let scalar) = key else {
        sink.error(
          .wrongType, keyPosition, zh: "键应为文本", en: "a key must be text")
        continue
      }
      checkCharacters(scalar.string, at: keyPosition, &sink)
      guard let value = value(element, depth: depth + 1, &sink) else { return nil }
      // Yams compares keys with their types, so that 1 and "1" pass there.
      guard names.insert(scalar.string).inserted else {
        sink.error(
          .duplicateKey, keyPosition, zh: "键 '\(scalar.string)' 重复",
          en: "the key '\(scalar.string)' occurs more than once")
        continue
      }
      entries.append(YAMLEntry(key: scalar.string, keyPosition: keyPosition, value: value))
    }
    return YAMLValue(.map(entries), at: position)
  }

  /// What a scalar says. That a block ends its last line is no part of it.
  private func text(
    _ scalar: Node.Scalar, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) -> String {
    var text = scalar.string
    if scalar.style == .literal || scalar.style == .folded {
      while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    }
    checkCharacters(text, at: position, &sink)
    return text
  }

  /// Names and titles stand in lines, logs and pages, where a character that controls would act.
  private func checkCharacters(
    _ text: String, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) {
    if let scalar = ControlCharacters.first(in: text) {
      sink.controlCharacter(scalar, at: position)
    }
  }

  /// The text of the line from a column on; counted from the last value of the line, since one line
  /// may be the whole file.
  private mutating func rest(of line: Substring, _ mark: Mark) -> Substring.UnicodeScalarView {
    let scalars = line.unicodeScalars
    if mark.line != lastLine || mark.column < lastColumn {
      (lastLine, lastColumn, lastIndex) = (mark.line, 1, scalars.startIndex)
    }
    lastIndex =
      scalars.index(lastIndex, offsetBy: mark.column - lastColumn, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    lastColumn = mark.column
    return scalars[lastIndex...]
  }

  private mutating func position(_ node: Node) -> SourcePosition {
    guard let mark = node.mark else { return .wholeFile(file) }
    var length = 1
    if case .scalar(let scalar) = node, let line = source.line(mark.line) {
      let rest = rest(of: line, mark)
      let text = scalar.string.unicodeScalars
      if rest.starts(with: text) {
        length = text.count
      } else if let quote = rest.first, quote == "\"" || quote == "'",
        let end = rest.dropFirst().firstIndex(of: quote)
      {
        length = rest.distance(from: rest.startIndex, to: end) + 1
      }
    }
    return SourcePosition(file: file, line: mark.line, column: mark.column, length: length)
  }
}
