/// Turns the events of one document into values, counting as it goes.
struct YAMLTreeBuilder {
  private let events: YAMLEvents
  private let file: Int
  private let source: SourceText
  private var count = 0
  private var isTold = false
  /// What aliases stand for.
  private var anchors: [String: YAMLValue] = [:]
  /// Where the last value began: values of one line come from left to right.
  private var lastLine = 0
  private var lastColumn = 1
  /// Its offset in the line.
  private var lastByte = 0

  /// The value of the one document in a text; nil when the text holds none, or more, when it is no
  /// YAML, which is not told here, and when it is too large or deep, which is.
  static func document(
    _ text: UnsafeBufferPointer<UInt8>, file: Int, _ sink: inout DiagnosticSink
  ) -> YAMLValue? {
    let events = YAMLEvents(text)
    var builder = YAMLTreeBuilder(events: events, file: file, source: sink.sources[file])
    // The stream begins, and the document.
    guard events.next() != nil, case .document = events.next()?.kind, let first = events.next(),
      let root = builder.value(first, depth: 0, &sink), events.next() != nil,
      case .streamEnd = events.next()?.kind
    else { return nil }
    return root
  }

  private init(events: YAMLEvents, file: Int, source: SourceText) {
    self.events = events
    self.file = file
    self.source = source
  }

  private mutating func value(
    _ event: YAMLEvents.Event, depth: Int, _ sink: inout DiagnosticSink
  ) -> YAMLValue? {
    if case .alias(let name) = event.kind {
      guard let value = anchors[name], admit(again: value, depth: depth, &sink) else { return nil }
      return value
    }
    let position = position(event)
    guard admit(position, depth: depth, &sink),
      let content = content(event, at: position, depth: depth, &sink)
    else { return nil }
    let value = YAMLValue(content, at: position)
    if let anchor = event.anchor { anchors[anchor] = value }
    return value
  }

  private mutating func content(
    _ event: YAMLEvents.Event, at position: SourcePosition, depth: Int,
    _ sink: inout DiagnosticSink
  ) -> YAMLValue.Content? {
    switch event.kind {
    case .text(var text, let isBlock):
      // That a block ends its last line is no part of it.
      while isBlock, text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
      checkCharacters(text, at: position, &sink)
      return .text(text)
    case .listStart:
      var values: [YAMLValue] = []
      while let element = events.next() {
        if case .end = element.kind { return .list(values) }
        guard let value = value(element, depth: depth + 1, &sink) else { return nil }
        values.append(value)
      }
      return nil
    case .mapStart: return entries(depth: depth, &sink).map { .map($0) }
    case .alias, .end, .document, .streamEnd: return nil
    }
  }

  private mutating func entries(depth: Int, _ sink: inout DiagnosticSink) -> [YAMLEntry]? {
    var entries: [YAMLEntry] = []
    var names: Set<String> = []
    while let event = events.next() {
      if case .end = event.kind { return entries }
      guard let (key, keyPosition) = key(event, depth: depth, &sink) else {
        // What is written for it is passed over.
        guard let next = events.next(), pass(next, depth: depth) else { return nil }
        continue
      }
      checkCharacters(key, at: keyPosition, &sink)
      guard let element = events.next(), let value = value(element, depth: depth + 1, &sink) else {
        return nil
      }
      guard names.insert(key).inserted else {
        sink.error(
          .duplicateKey, keyPosition, zh: "键 '\(key)' 重复",
          en: "the key '\(key)' occurs more than once")
        continue
      }
      entries.append(YAMLEntry(key: key, keyPosition: keyPosition, value: value))
    }
    return nil
  }

  /// A key with its place; nil, with a diagnostic, when it is no text.
  private mutating func key(
    _ event: YAMLEvents.Event, depth: Int, _ sink: inout DiagnosticSink
  ) -> (String, SourcePosition)? {
    var position = position(event)
    switch event.kind {
    case .text(let key, _):
      if let anchor = event.anchor { anchors[anchor] = YAMLValue(.text(key), at: position) }
      return (key, position)
    case .alias(let name):
      guard let value = anchors[name] else { break }
      position = value.position
      if case .text(let key) = value.content { return (key, position) }
    default: _ = pass(event, depth: depth)
    }
    sink.error(.wrongType, position, zh: "键应为文本", en: "a key must be text")
    return nil
  }

  /// Reads on to the end of a value that nobody wants; false when that can't be reached.
  private mutating func pass(_ event: YAMLEvents.Event, depth: Int) -> Bool {
    var quiet = DiagnosticSink()
    _ = quiet.add(source)
    var other = YAMLTreeBuilder(events: events, file: 0, source: source)
    other.anchors = anchors
    defer { anchors = other.anchors }
    return other.value(event, depth: depth, &quiet) != nil
  }

  /// Names and titles stand in lines, logs and pages, where a character that controls would act.
  private func checkCharacters(
    _ text: String, at position: SourcePosition, _ sink: inout DiagnosticSink
  ) {
    if let scalar = ControlCharacters.first(in: text) {
      sink.controlCharacter(scalar, at: position)
    }
  }
}

extension YAMLTreeBuilder {
  /// Counts one more value; false, which is told, when there are too many or it is too deep.
  private mutating func admit(
    _ position: SourcePosition, depth: Int, _ sink: inout DiagnosticSink
  ) -> Bool {
    count += 1
    if count <= YAMLReader.nodeLimit, depth <= YAMLReader.depthLimit { return true }
    guard !isTold else { return false }
    isTold = true
    let tooDeep = depth > YAMLReader.depthLimit
    sink.error(
      .yamlBomb, position,
      zh: tooDeep
        ? "嵌套超过 \(YAMLReader.depthLimit) 层" : "展开后超过 \(YAMLReader.nodeLimit) 个值",
      en: tooDeep
        ? "nested more than \(YAMLReader.depthLimit) levels deep"
        : "more than \(YAMLReader.nodeLimit) values when written out")
    return false
  }

  /// Counts a value that an alias writes out once more, with all that is in it.
  private mutating func admit(
    again value: YAMLValue, depth: Int, _ sink: inout DiagnosticSink
  ) -> Bool {
    guard admit(value.position, depth: depth, &sink) else { return false }
    let inner: [YAMLValue] =
      switch value.content {
      case .text: []
      case .list(let values): values
      case .map(let entries): entries.map(\.value)
      }
    for value in inner {
      guard admit(again: value, depth: depth + 1, &sink) else { return false }
    }
    return true
  }

  private mutating func position(_ event: YAMLEvents.Event) -> SourcePosition {
    var length = 1
    if case .text(let text, _) = event.kind, var line = source.line(event.line) {
      length = line.withUTF8 { bytes in
        self.length(of: text, in: bytes[byte(of: event, in: bytes)...])
      }
    }
    return SourcePosition(file: file, line: event.line, column: event.column, length: length)
  }

  /// The byte of its line that an event is at; counted from the last value of the line, since one
  /// line may be the whole file.
  private mutating func byte(
    of event: YAMLEvents.Event, in line: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if event.line != lastLine || event.column < lastColumn {
      (lastLine, lastColumn, lastByte) = (event.line, 1, 0)
    }
    while lastColumn < event.column, lastByte < line.count {
      lastByte += 1
      while lastByte < line.count, UTF8.isContinuation(line[lastByte]) { lastByte += 1 }
      lastColumn += 1
    }
    lastColumn = event.column
    return lastByte
  }

  /// How many scalars the text of a value takes there, with its quotes; 1 when it is written in
  /// another way.
  private func length(of text: String, in rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    if rest.starts(with: text.utf8) { return text.utf8.scalarCount }
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = rest.dropFirst().firstIndex(of: quote)
    else { return 1 }
    return rest[...end].scalarCount
  }
}
