import Foundation
import Scenarios

/// Writes a document as `JSONWriter` does, to the byte, but piece by piece: of a list of a million
/// things some hundred are in memory at once. Whoever writes names the keys in their order.
struct JSONStream {
  private let add: (String) throws -> Void
  private let encoder: JSONEncoder
  /// How many objects and lists are open.
  private var depth = 1
  private var isFirst = true

  /// Elements of a list that are encoded together.
  private static let batch = 128

  /// Writes one object.
  static func write(
    to add: (String) throws -> Void, _ body: (inout JSONStream) throws -> Void
  ) rethrows {
    try withoutActuallyEscaping(add) { add in
      var stream = JSONStream(add: add)
      try stream.add("{\n")
      try body(&stream)
      try stream.add("\n}\n")
    }
  }

  private init(add: @escaping (String) throws -> Void) {
    self.add = add
    encoder = JSONWriter.encoder
  }

  /// A value that is small; one that is nil is left out.
  mutating func field<Value: Encodable>(_ key: String, _ value: Value?) throws {
    guard let value else { return }
    try begin(key)
    try add(Self.indented(JSONWriter.text(value, by: encoder), by: depth))
  }

  /// A list of small things, which are made as they are wanted.
  mutating func list<Elements: Sequence>(_ key: String, _ elements: Elements) throws
  where Elements.Element: Encodable {
    try list(key) { add in
      for element in elements { try add(element) }
    }
  }

  /// A list of small things, given one by one.
  mutating func list<Element: Encodable>(
    _ key: String, _ body: (_ add: (Element) throws -> Void) throws -> Void
  ) throws {
    try begin(key)
    var batch: [Element] = []
    var isFirst = true
    func flush() throws {
      guard !batch.isEmpty else { return }
      // Without the brackets, which are lines of their own.
      let lines = JSONWriter.text(batch, by: encoder).dropFirst(2).dropLast(2)
      try add((isFirst ? "[\n" : ",\n") + Self.indent(depth))
      try add(Self.indented(String(lines), by: depth))
      isFirst = false
      batch.removeAll(keepingCapacity: true)
    }
    try body { element in
      batch.append(element)
      if batch.count == Self.batch { try flush() }
    }
    try flush()
    try end(list: isFirst)
  }

  /// An object that is itself written piece by piece.
  mutating func object(_ key: String, _ body: (inout JSONStream) throws -> Void) throws {
    try begin(key)
    try object(body)
  }

  /// A list of such objects.
  mutating func objects<Element>(
    _ key: String, _ elements: some Sequence<Element>,
    _ body: (inout JSONStream, Element) throws -> Void
  ) throws {
    try begin(key)
    var isEmpty = true
    depth += 1
    for element in elements {
      try add((isEmpty ? "[\n" : ",\n") + Self.indent(depth))
      try object { stream in try body(&stream, element) }
      isEmpty = false
    }
    depth -= 1
    try end(list: isEmpty)
    isFirst = false
  }

  private mutating func object(_ body: (inout JSONStream) throws -> Void) throws {
    try add("{\n")
    depth += 1
    isFirst = true
    try body(&self)
    depth -= 1
    isFirst = false
    try add("\n" + Self.indent(depth) + "}")
  }

  private mutating func begin(_ key: String) throws {
    try add((isFirst ? "" : ",\n") + Self.indent(depth) + "\"\(key)\" : ")
    isFirst = false
  }

  private func end(list isEmpty: Bool) throws {
    try add((isEmpty ? "[\n" : "") + "\n" + Self.indent(depth) + "]")
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// The lines behind the first moved to the right; no text of JSON has a line end in it.
  private static func indented(_ text: String, by depth: Int) -> String {
    let (indent, lineFeed) = (Array(indent(depth).utf8), UInt8(ascii: "\n"))
    var moved: [UInt8] = []
    moved.reserveCapacity(text.utf8.count * 2)
    var last: UInt8 = 0
    for byte in text.utf8 {
      // An empty list has an empty line in it.
      if last == lineFeed, byte != lineFeed { moved += indent }
      moved.append(byte)
      last = byte
    }
    return String(decoding: moved, as: UTF8.self)
  }
}
