import CYaml

/// What libyaml, the parser inside of Yams, finds in a text, one thing after the other. A class,
/// since libyaml's parser must stay where it is.
final class YAMLEvents {
  enum Kind {
    case text(String, isBlock: Bool)
    /// The value that an anchor named before.
    case alias(String)
    case listStart
    case mapStart
    /// Of a list or a map.
    case end
    /// Of the document, or where it begins.
    case document
    case streamEnd
  }

  struct Event {
    var kind: Kind
    /// The name by which aliases ask for the value.
    var anchor: String?
    /// From 1, the column in Unicode scalars.
    var line: Int
    var column: Int
  }

  private var parser = yaml_parser_t()

  /// The text must stay there as long as events are asked for.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    yaml_parser_initialize(&parser)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
  }

  deinit { yaml_parser_delete(&parser) }

  /// The next event; nil where the text is no YAML.
  func next() -> Event? {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
    defer { yaml_event_delete(&event) }
    let (kind, anchor) = Self.read(event)
    return Event(
      kind: kind, anchor: anchor.map { String(cString: $0) },
      line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func read(_ event: yaml_event_t) -> (Kind, anchor: UnsafePointer<UInt8>?) {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      // A byte order mark in front, as of files put together, is no part of it.
      let text = String(
        decoding: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
      let isBlock =
        scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
      return (.text(text, isBlock: isBlock), .init(scalar.anchor))
    case YAML_ALIAS_EVENT: return (.alias(String(cString: event.data.alias.anchor)), nil)
    case YAML_SEQUENCE_START_EVENT: return (.listStart, .init(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT: return (.mapStart, .init(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return (.end, nil)
    case YAML_STREAM_END_EVENT: return (.streamEnd, nil)
    default: return (.document, nil)
    }
  }
}
