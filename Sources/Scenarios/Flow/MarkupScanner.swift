/// Finds the start tags of an XML file, so that what the XML parser reports can be given its true
/// place: Foundation's parser tells where a tag ends, and counts columns in bytes.
///
/// It runs before the parser, and refuses what must never reach it: a document type (external
/// entities, entity bombs), too much nesting, another encoding. It does not judge whether the file
/// is well-formed; where that fails it stops, and the parser says so.
struct MarkupScanner {
  /// A start tag, by byte offsets into the file.
  struct Tag {
    var start: Int
    var nameEnd: Int
    var attributes: [(name: String, value: Range<Int>)] = []
    /// From the end of the start tag to the next tag; empty for `<a/>`.
    var text: Range<Int> = 0..<0
  }

  enum Refusal {
    case documentType(at: Int)
    case tooDeep(at: Int)
    case tooManyAttributes(at: Int)
    case encoding(at: Int, String)
  }

  /// Elements within elements; a flow's file needs about ten.
  static let depthLimit = 64
  /// Attributes of one element: the XML parser compares each with every other.
  static let attributeLimit = 200

  let bytes: [UInt8]
  private(set) var tags: [Tag] = []
  private(set) var refusal: Refusal?
  private var at = 0
  private var depth = 0
  /// The tag whose text is being passed; -1: none.
  private var open = -1

  init(_ text: String) {
    bytes = Array(text.utf8)
    while at < bytes.count, refusal == nil, step() {}
  }

  /// Passes text up to the next markup, and that. False: the file ends, or is not well-formed.
  private mutating func step() -> Bool {
    guard let less = find("<", from: at) else { return false }
    at = less
    if looksAt("<!--") { return skip(to: "-->", from: at + 4) }
    if looksAt("<![CDATA[") { return skip(to: "]]>", from: at + 9) }
    closeText()
    if looksAt("<?") {
      checkDeclaration()
      return skip(to: "?>", from: at + 2)
    }
    if looksAt("<!") {
      refusal = .documentType(at: at)
      return false
    }
    if looksAt("</") {
      depth -= 1
      return skip(to: ">", from: at + 2)
    }
    return scanTag()
  }

  private mutating func closeText() {
    guard open >= 0 else { return }
    tags[open].text = tags[open].text.lowerBound..<at
    open = -1
  }

  private mutating func scanTag() -> Bool {
    var tag = Tag(start: at, nameEnd: at)
    at += 1
    skipName()
    tag.nameEnd = at
    while at < bytes.count, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/") {
      guard !isSpace(bytes[at]) else {
        at += 1
        continue
      }
      guard let attribute = scanAttribute() else { return false }
      tag.attributes.append(attribute)
      guard tag.attributes.count <= Self.attributeLimit else {
        refusal = .tooManyAttributes(at: tag.start)
        return false
      }
    }
    let isEmpty = looksAt("/>")
    guard skip(to: ">", from: at) else { return false }
    tag.text = at..<at
    tags.append(tag)
    if !isEmpty {
      open = tags.count - 1
      depth += 1
      if depth > Self.depthLimit { refusal = .tooDeep(at: tag.start) }
    }
    return true
  }

  private mutating func scanAttribute() -> (name: String, value: Range<Int>)? {
    let start = at
    skipName()
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    while at < bytes.count, isSpace(bytes[at]) || bytes[at] == UInt8(ascii: "=") { at += 1 }
    guard at < bytes.count, !name.isEmpty else { return nil }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let valueStart = at + 1
    guard let end = bytes[valueStart...].firstIndex(of: quote) else { return nil }
    at = end + 1
    return (name, valueStart..<end)
  }

  /// The text must be UTF-8, which a declaration may say or leave out.
  private mutating func checkDeclaration() {
    guard looksAt("<?xml"), let end = find("?>", from: at) else { return }
    let declaration = String(decoding: bytes[at..<end], as: UTF8.self)
    guard let encoding = declaration.cut(at: "encoding")?.behind else { return }
    let quotes: [Character] = ["\"", "'"]
    let parts = encoding.split(
      omittingEmptySubsequences: false, whereSeparator: { quotes.contains($0) })
    guard parts.count > 1, parts[1].lowercased() != "utf-8" else { return }
    refusal = .encoding(at: at, String(parts[1]))
  }
}

extension MarkupScanner {
  private mutating func skipName() {
    while at < bytes.count, !isSpace(bytes[at]), !endsName(bytes[at]) { at += 1 }
  }

  /// `=`, `/`, `>`, a quote or `<`.
  private func endsName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x3D, 0x2F, 0x3E, 0x22, 0x27, 0x3C: true
    default: false
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private func looksAt(_ word: StaticString) -> Bool { looks(at: at, word) }

  private func looks(at start: Int, _ word: StaticString) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[start + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  private func find(_ word: StaticString, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if looks(at: index, word) { return index }
      index += 1
    }
    return nil
  }

  private mutating func skip(to word: StaticString, from start: Int) -> Bool {
    guard let found = find(word, from: start) else {
      at = bytes.count
      return false
    }
    at = found + word.utf8CodeUnitCount
    return true
  }
}
