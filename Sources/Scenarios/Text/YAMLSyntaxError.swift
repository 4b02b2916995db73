import Yams

/// Words a Yams error as a diagnostic.
enum YAMLSyntaxError {
  static func report(_ error: YamlError, file: Int, _ sink: inout DiagnosticSink) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = words(problem, context?.text)
      sink.error(.syntax, place(mark, file, sink), zh: words.zh, en: words.en)
    case .reader(let problem, let offset, _, let text):
      let words = words(problem, nil)
      sink.error(.syntax, place(offset, text, file), zh: words.zh, en: words.en)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let name = duplicates.first ?? ""
      sink.error(
        .duplicateKey, second(name, context.mark, file, sink), zh: "键 '\(name)' 重复",
        en: "the key '\(name)' occurs more than once")
    default:
      sink.error(
        .syntax, .wholeFile(file), zh: "YAML 无法读取：\(error)", en: "YAML cannot be read: \(error)")
    }
  }

  /// libyaml's marks may lie one past the last line; a diagnostic's may not.
  private static func place(_ mark: Mark, _ file: Int, _ sink: DiagnosticSink) -> SourcePosition {
    let count = sink.sources[file].lines.count
    guard mark.line > count else {
      return SourcePosition(file: file, line: max(1, mark.line), column: max(1, mark.column))
    }
    let last = sink.sources[file].line(count)?.unicodeScalars.count ?? 0
    return SourcePosition(file: file, line: max(1, count), column: last + 1)
  }

  private static func place(_ offset: Int?, _ text: String, _ file: Int) -> SourcePosition {
    guard let offset,
      let index = text.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex)
    else { return .wholeFile(file) }
    let before = SourceText(path: "", text: String(text[..<index]) + "|")
    return SourcePosition(
      file: file, line: before.lines.count, column: before.lines.last?.unicodeScalars.count ?? 1)
  }

  /// Yams names the first occurrence; the one to delete is the next at the same indentation or on
  /// the same line.
  private static func second(
    _ name: String, _ mark: Mark, _ file: Int, _ sink: DiagnosticSink
  ) -> SourcePosition {
    let first = SourcePosition(
      file: file, line: max(1, mark.line), column: max(1, mark.column), length: name.count)
    let source = sink.sources[file]
    let wanted = Array(name.unicodeScalars)
    guard !wanted.isEmpty else { return first }
    func matches(_ line: [Unicode.Scalar], at start: Int) -> Bool {
      guard start + wanted.count < line.count, Array(line[start..<start + wanted.count]) == wanted
      else { return false }
      return line[start + wanted.count] == ":"
    }
    if let line = source.line(first.line).map({ Array($0.unicodeScalars) }) {
      var start = first.column - 1 + wanted.count
      while start < line.count {
        if matches(line, at: start), line[start - 1] == " " || line[start - 1] == "," {
          return SourcePosition(
            file: file, line: first.line, column: start + 1, length: wanted.count)
        }
        start += 1
      }
    }
    for number in stride(from: first.line + 1, through: source.lines.count, by: 1) {
      guard let line = source.line(number).map({ Array($0.unicodeScalars) }) else { break }
      let indent = line.prefix { $0 == " " }.count
      if indent == line.count || line[indent] == "#" { continue }
      if indent < first.column - 1 { break }
      if indent == first.column - 1, matches(line, at: indent) {
        return SourcePosition(
          file: file, line: number, column: first.column, length: wanted.count)
      }
    }
    return first
  }

  /// libyaml's problem in both languages; one that the table does not know is quoted.
  private static func words(_ problem: String, _ context: String?) -> Bilingual {
    if let found = known.first(where: { $0.english == problem }) { return found.words }
    let said = context.map { $0 + ": " + problem } ?? problem
    return Bilingual(zh: "YAML 语法错误（\(said)）", en: "YAML syntax: \(said)")
  }

  /// What libyaml says, and what we say.
  private static let known: [(english: String, words: Bilingual)] = [
    (
      "did not find expected key",
      Bilingual(zh: "此处应为键；请检查缩进和逗号", en: "a key is expected here; check indentation and commas")
    ),
    (
      "did not find expected ',' or '}'",
      Bilingual(zh: "缺少 ',' 或 '}'", en: "',' or '}' is expected here")
    ),
    (
      "did not find expected ',' or ']'",
      Bilingual(zh: "缺少 ',' 或 ']'", en: "',' or ']' is expected here")
    ),
    (
      "mapping values are not allowed in this context",
      Bilingual(
        zh: "此处不能有 ': '；含冒号的文本请加引号",
        en: "': ' is not allowed here; put text that has a colon in quotes")
    ),
    (
      "could not find expected ':'",
      Bilingual(zh: "键之后缺少 ':'", en: "':' is missing after the key")
    ),
    (
      "found unexpected end of stream",
      Bilingual(zh: "引号没有结束", en: "the quotation is not closed")
    ),
    (
      "but found another document",
      Bilingual(zh: "一个文件只能有一个 YAML 文档", en: "a file may hold only one YAML document")
    ),
    (
      "found undefined alias",
      Bilingual(zh: "别名没有定义", en: "the alias is not defined")
    ),
    (
      "control characters are not allowed",
      Bilingual(zh: "不允许控制字符", en: "control characters are not allowed")
    ),
    (
      "found character that cannot start any token",
      Bilingual(
        zh: "此字符不能作为值的开头；请加引号",
        en: "this character cannot begin a value; put the text in quotes")
    ),
    (
      "Maximum nesting level reached, set with yaml_set_max_nest_level())",
      Bilingual(zh: "嵌套过深", en: "nested too deep")
    ),
  ]
}
