import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Collects what the tests ask of a page.
final class PageReader: NSObject, XMLParserDelegate {
  static func reading(_ page: String) -> PageReader {
    let reader = PageReader()
    let parser = XMLParser(data: Data(page.replacing("<!DOCTYPE html>\n", with: "").utf8))
    parser.delegate = reader
    reader.isWellFormed = parser.parse()
    return reader
  }

  var isWellFormed = false
  var elements: [String] = []
  var attributes: Set<String> = []
  var ids: [String] = []
  var references: Set<String> = []
  var headings: [Int] = []
  var headersWithoutScope = 0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes given: [String: String]
  ) {
    elements.append(name)
    attributes.formUnion(given.keys)
    if let id = given["id"] { ids.append(id) }
    for label in given["aria-labelledby"]?.split(separator: " ") ?? [] {
      references.insert(String(label))
    }
    if let target = given["href"], target.hasPrefix("#") {
      references.insert(String(target.dropFirst()))
    }
    if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) {
      headings.append(level)
    }
    if name == "th", given["scope"] == nil { headersWithoutScope += 1 }
  }
}
