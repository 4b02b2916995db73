/// Words for the errors of the XML parser, which tells numbers only (libxml2, `xmlParserErrors`).
enum MarkupSyntaxError {
  static func report(_ error: MarkupParseError, file: Int, _ sink: inout DiagnosticSink) {
    let lines = sink.sources[file].lines
    let line = min(max(1, error.line), max(1, lines.count))
    let length = sink.sources[file].line(line)?.unicodeScalars.count ?? 0
    let text = words[error.code] ?? Bilingual(zh: "错误 \(error.code)", en: "error \(error.code)")
    sink.error(
      .syntax,
      SourcePosition(
        file: file, line: line, column: min(max(1, error.column), length + 1)),
      zh: "XML 语法错误：" + text.zh, en: "XML syntax: " + text.en)
  }

  private static let words: [Int: Bilingual] = [
    4: Bilingual(zh: "文件中没有 XML 元素", en: "there is no XML element"),
    5: Bilingual(zh: "根元素之外有内容，或文件提前结束", en: "content outside of the root, or an early end"),
    9: Bilingual(zh: "不允许的字符", en: "a character that is not allowed"),
    26: Bilingual(
      zh: "未定义的实体；只可用 &lt; &gt; &amp; &quot; &apos;",
      en: "an entity that is not defined; only &lt; &gt; &amp; &quot; &apos; are"),
    38: Bilingual(zh: "属性值中的 '<' 须写作 &lt;", en: "'<' in an attribute is written &lt;"),
    39: Bilingual(zh: "属性值缺少引号", en: "the value of an attribute is not in quotes"),
    42: Bilingual(zh: "属性重复", en: "an attribute is given twice"),
    65: Bilingual(zh: "属性之间缺少空格", en: "a space is missing between attributes"),
    68: Bilingual(
      zh: "此处应为名称；文本中的 '<' '&' 须写作 &lt; &amp;",
      en: "a name is expected; in text '<' and '&' are written &lt; and &amp;"),
    73: Bilingual(zh: "标签缺少 '>'", en: "the tag lacks its '>'"),
    76: Bilingual(zh: "结束标签与开始标签不一致", en: "the end tag does not match its start tag"),
    77: Bilingual(zh: "元素没有结束", en: "an element is not closed"),
    201: Bilingual(zh: "命名空间前缀没有声明", en: "the namespace prefix is not declared"),
  ]
}
