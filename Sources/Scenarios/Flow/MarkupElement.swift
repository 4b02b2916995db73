/// An XML element with its place in the file. Text and attributes keep places too, so that a
/// diagnostic can point into a condition.
struct MarkupElement {
  /// The namespace's URI; "" without one.
  var namespace: String
  /// Without its prefix.
  var name: String
  /// The `<` and the name as written.
  var position: SourcePosition
  var attributes: [MarkupAttribute]
  var children: [MarkupElement] = []
  /// The text directly in it, up to the first child element.
  var text: PlacedText

  subscript(_ attribute: String) -> MarkupAttribute? {
    attributes.first { $0.name == attribute }
  }

  /// The children of one namespace and name, in file order.
  func children(_ name: String, in namespace: String = BPMN.model) -> [MarkupElement] {
    children.filter { $0.name == name && $0.namespace == namespace }
  }
}

/// An attribute; the name as written, with its prefix if it has one.
struct MarkupAttribute {
  var name: String
  var value: String
  /// Of the value, without the quotes.
  var position: SourcePosition
}
