import Foundation
import FoundationXML

/// Reads an XML file into a tree of elements with places.
enum MarkupReader {
  /// Bytes; a drawing of a thousand elements has about one million.
  static let sizeLimit = 4 << 20

  /// The root of a file that the sink knows; nil, with a diagnostic, when it cannot be read.
  static func read(file: Int, _ sink: inout DiagnosticSink) -> MarkupElement? {
    let source = sink.sources[file]
    guard source.text.utf8.count <= sizeLimit else {
      sink.error(
        .fileTooLarge, .wholeFile(file), zh: "文件大于 4 MiB", en: "the file is larger than 4 MiB")
      return nil
    }
    let scanner = MarkupScanner(source.text)
    let places = MarkupPlaces(file: file, source: source, bytes: scanner.bytes)
    if let refusal = scanner.refusal {
      report(refusal, places, &sink)
      return nil
    }
    let parser = XMLParser(data: Data(scanner.bytes))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    let builder = MarkupBuilder(tags: scanner.tags, places: places)
    parser.delegate = builder
    // Its result is true for some files with errors; the delegate has them all.
    _ = parser.parse()
    if let error = builder.firstError {
      MarkupSyntaxError.report(error, file: file, &sink)
      return nil
    }
    guard let root = builder.root, builder.isAligned else {
      sink.error(.syntax, .wholeFile(file), zh: "文件中没有 XML 元素", en: "there is no XML element")
      return nil
    }
    for (scalar, position) in builder.controls { sink.controlCharacter(scalar, at: position) }
    return root
  }

  private static func report(
    _ refusal: MarkupScanner.Refusal, _ places: MarkupPlaces, _ sink: inout DiagnosticSink
  ) {
    switch refusal {
    case .documentType(let offset):
      sink.error(
        .markupUnsafe, places.position(offset, length: 2),
        zh: "不接受文档类型声明（<!DOCTYPE、<!ENTITY）",
        en: "document types (<!DOCTYPE, <!ENTITY) are refused",
        hint: Bilingual(
          zh: "BPMN 不需要它；实体可能读取外部文件或无限展开",
          en: "BPMN needs none; entities could read other files or grow without end"))
    case .tooDeep(let offset):
      sink.error(
        .markupUnsafe, places.position(offset),
        zh: "元素嵌套超过 \(MarkupScanner.depthLimit) 层",
        en: "elements are nested more than \(MarkupScanner.depthLimit) deep")
    case .tooManyAttributes(let offset):
      sink.error(
        .tooMany, places.position(offset),
        zh: "一个元素的属性超过 \(MarkupScanner.attributeLimit) 个",
        en: "an element has more than \(MarkupScanner.attributeLimit) attributes")
    case .encoding(let offset, let name):
      sink.error(
        .notUTF8, places.position(offset, length: 5), zh: "文件声明的编码是 '\(name)'",
        en: "the file declares the encoding '\(name)'",
        hint: Bilingual(zh: "请存为 UTF-8", en: "save it as UTF-8"))
    }
  }
}

/// Where and why the parser stopped.
struct MarkupParseError {
  var code: Int
  var line: Int
  var column: Int
}

/// Builds the tree while Foundation's parser reads; a class, since its delegate must be one.
private final class MarkupBuilder: NSObject, XMLParserDelegate {
  private let tags: [MarkupScanner.Tag]
  private let places: MarkupPlaces
  private var next = 0
  private var stack: [MarkupElement] = []
  private(set) var root: MarkupElement?
  private(set) var firstError: MarkupParseError?
  /// Characters that no name may have, in attributes of BPMN.
  private(set) var controls: [(Unicode.Scalar, SourcePosition)] = []

  init(tags: [MarkupScanner.Tag], places: MarkupPlaces) {
    self.tags = tags
    self.places = places
  }

  /// Every start tag that the scanner found was reported, one for one.
  var isAligned: Bool { next == tags.count }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    guard next < tags.count, firstError == nil else { return parser.abortParsing() }
    let tag = tags[next]
    next += 1
    let namespace = namespaceURI ?? ""
    var attributes: [WrittenAttribute] = []
    attributes.reserveCapacity(tag.attributes.count)
    for (name, range) in tag.attributes {
      // Not all of `attributeDict`: a dictionary has no order.
      guard let written = attributeDict[name] else { continue }
      // Line breaks of a label are a modeller's layout.
      let isBroken = written.utf8.contains { $0 == 0x0A || $0 == 0x0D }
      let value = isBroken ? Self.inLine(written) : written
      attributes.append((name, value, range))
      if namespace == BPMN.model, let control = ControlCharacters.first(in: value) {
        controls.append((control, places.position(range)))
      }
    }
    stack.append(
      MarkupElement(
        namespace: namespace, name: elementName, attributes: attributes, tag: tag, places: places))
  }

  private static func inLine(_ text: String) -> String {
    let blanks: [Unicode.Scalar] = ["\t", "\n", "\r"]
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { blanks.contains($0) ? " " : $0 }))
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    guard let element = stack.popLast() else { return }
    if let parent = stack.last {
      parent.append(element)
    } else {
      root = element
    }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
    guard firstError == nil else { return }
    firstError = MarkupParseError(
      code: (parseError as NSError).code, line: parser.lineNumber, column: parser.columnNumber)
  }
}
