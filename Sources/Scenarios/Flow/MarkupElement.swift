/// An XML element with its place in the file. Text and attributes keep places too, so that a
/// diagnostic can point into a condition; what nobody asks for is not worked out. A class, since
/// who looks for some of the children would copy them all.
final class MarkupElement {
  /// The namespace's URI; "" without one.
  let namespace: String
  /// Without its prefix.
  let name: String
  /// Each by its name as written, with its prefix if it has one.
  private let written: [WrittenAttribute]
  private(set) var children: [MarkupElement] = []
  private let tag: MarkupScanner.Tag
  private let places: MarkupPlaces

  init(
    namespace: String, name: String, attributes: [WrittenAttribute], tag: MarkupScanner.Tag,
    places: MarkupPlaces
  ) {
    self.namespace = namespace
    self.name = name
    written = attributes
    self.tag = tag
    self.places = places
  }

  func append(_ child: MarkupElement) { children.append(child) }

  /// The `<` and the name as written.
  var position: SourcePosition { places.position(tag.start..<tag.nameEnd) }

  /// The text directly in it, up to the first child element.
  var text: PlacedText { places.text(tag.text) }

  var attributes: [MarkupAttribute] {
    written.map { MarkupAttribute(written: $0, places: places) }
  }

  subscript(_ attribute: String) -> MarkupAttribute? {
    written.firstIndex { $0.name == attribute }.map {
      MarkupAttribute(written: written[$0], places: places)
    }
  }

  /// The children of one namespace and name, in file order.
  func children(_ name: String, in namespace: String = BPMN.model) -> [MarkupElement] {
    children.filter { $0.name == name && $0.namespace == namespace }
  }
}

/// An attribute as an element keeps it: the name as written, with its prefix if it has one, and the
/// bytes of the value, without the quotes.
typealias WrittenAttribute = (name: String, value: String, range: Range<Int>)

/// An attribute with its place.
struct MarkupAttribute {
  private let written: WrittenAttribute
  private let places: MarkupPlaces

  init(written: WrittenAttribute, places: MarkupPlaces) {
    self.written = written
    self.places = places
  }

  var name: String { written.name }
  var value: String { written.value }
  /// Of the value, without the quotes.
  var position: SourcePosition { places.position(written.range) }
}
