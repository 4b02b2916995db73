import Foundation
import Scenarios

/// How every document of the command line is written as JSON: indented, keys sorted, with a line
/// feed at its end, so that the same result is the same bytes. What a terminal or a runner of CI
/// would obey is escaped as JSON does it.
enum JSONWriter {
  static func render(_ document: some Encodable) -> String {
    text(document, by: encoder) + "\n"
  }

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return encoder
  }

  /// A document or a part of one. All encode: they are made of whole numbers, estimates that are
  /// numbers, texts and lists of them.
  static func text(_ value: some Encodable, by encoder: JSONEncoder) -> String {
    do {
      return ControlCharacters.inJSON(String(decoding: try encoder.encode(value), as: UTF8.self))
    } catch {
      preconditionFailure("\(type(of: value)) does not encode: \(error)")
    }
  }
}
