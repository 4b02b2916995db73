/// Words for the errors of the XML parser, which tells numbers only (libxml2, `xmlParserErrors`).
enum MarkupSyntaxError {
  static func report(_ error: MarkupParseError, file: Int, _ sink: inout DiagnosticSink) {
    let lines = sink.sources[file].lines
    let line = min(max(1, error.line), max(1, lines.count))
    let length = sink.sources[file].line(line)?.unicodeScalars.count ?? 0
    let text =
      words[error.code]
      ?? Bilingual(
        zh: "此处不是合乎规范的 XML（libxml2 错误 \(error.code)）",
        en: "this is not well-formed XML (error \(error.code) of libxml2)")
    sink.error(
      .syntax,
      SourcePosition(
        file: file, line: line, column: min(max(1, error.column), length + 1)),
      zh: "XML 语法错误：" + text.zh, en: "XML syntax: " + text.en)
  }

  private static let words: [Int: Bilingual] = [
    4: Bilingual(zh: "文件中没有 XML 元素", en: "there is no XML element"),
    5: Bilingual(zh: "根元素之外有内容，或文件提前结束", en: "content outside of the root, or an early end"),
    6: badReference, 7: badReference, 8: badReference,
    9: Bilingual(zh: "不允许的字符", en: "a character that is not allowed"),
    26: Bilingual(
      zh: "未定义的实体；只可用 &lt; &gt; &amp; &quot; &apos;",
      en: "an entity that is not defined; only &lt; &gt; &amp; &quot; &apos; are"),
    22: Bilingual(zh: "'&' 之后应为实体名；文本中写作 &amp;", en: "a name follows '&'; in text it is &amp;"),
    23: Bilingual(zh: "实体引用缺少 ';'", en: "a reference such as &lt; ends with ';'"),
    38: Bilingual(zh: "属性值中的 '<' 须写作 &lt;", en: "'<' in an attribute is written &lt;"),
    39: Bilingual(zh: "属性值缺少引号", en: "the value of an attribute is not in quotes"),
    40: Bilingual(zh: "属性值的引号没有结束", en: "the quotation of an attribute's value is not closed"),
    41: Bilingual(zh: "属性没有值", en: "an attribute has no value"),
    42: Bilingual(zh: "属性重复", en: "an attribute is given twice"),
    45: Bilingual(zh: "注释没有结束", en: "the comment is not closed with '-->'"),
    46: badInstruction, 47: badInstruction,
    56: badDeclaration, 57: badDeclaration,
    62: Bilingual(zh: "文本中不能有 ']]>'", en: "']]>' may not stand in text"),
    63: Bilingual(zh: "CDATA 段没有结束", en: "the CDATA section is not closed with ']]>'"),
    64: Bilingual(
      zh: "<?xml 声明只能在文件开头", en: "the <?xml declaration stands at the beginning of the file only"),
    65: Bilingual(zh: "属性之间缺少空格", en: "a space is missing between attributes"),
    68: Bilingual(
      zh: "此处应为名称；文本中的 '<' '&' 须写作 &lt; &amp;",
      en: "a name is expected; in text '<' and '&' are written &lt; and &amp;"),
    73: Bilingual(zh: "标签缺少 '>'", en: "the tag lacks its '>'"),
    72: Bilingual(zh: "此处应为 '<'", en: "'<' is expected"),
    74: Bilingual(zh: "此处应为结束标签 '</'", en: "an end tag '</' is expected"),
    75: Bilingual(zh: "属性名之后缺少 '='", en: "'=' is missing after the name of an attribute"),
    76: Bilingual(zh: "结束标签与开始标签不一致", en: "the end tag does not match its start tag"),
    77: Bilingual(zh: "元素没有结束", en: "an element is not closed"),
    79: badDeclaration,
    80: Bilingual(zh: "注释中不能有 '--'", en: "'--' may not stand in a comment"),
    81: Bilingual(zh: "不是有效的 UTF-8", en: "this is not valid UTF-8"),
    85: Bilingual(zh: "开始标签与结束标签不成对", en: "start and end tags do not come in pairs"),
    86: Bilingual(zh: "根元素之后还有内容", en: "there is content after the root"),
    96: badDeclaration, 108: badDeclaration, 109: badDeclaration,
    110: Bilingual(zh: "名称过长", en: "the name is too long"),
    200: badNamespace, 202: badNamespace, 204: badNamespace, 205: badNamespace,
    203: Bilingual(zh: "属性重复", en: "an attribute is given twice"),
    201: Bilingual(zh: "命名空间前缀没有声明", en: "the namespace prefix is not declared"),
  ]

  private static let badReference = Bilingual(
    zh: "字符引用无效，应写作 &#10; 或 &#xA;", en: "a bad reference to a character; &#10; and &#xA; are good")
  private static let badInstruction = Bilingual(
    zh: "处理指令（<?...?>）无效", en: "a bad processing instruction (<?...?>)")
  private static let badDeclaration = Bilingual(
    zh: "<?xml 声明有误，应写作 <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    en: "a bad declaration; write <?xml version=\"1.0\" encoding=\"UTF-8\"?>")
  private static let badNamespace = Bilingual(
    zh: "命名空间声明或前缀有误", en: "a bad namespace, or prefix of one")
}
