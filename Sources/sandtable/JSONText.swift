import Foundation
import Scenarios

/// Answers of the small commands as JSON: keys in order, so that the same answer is the same bytes.
enum JSONText {
  static func render(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    return ControlCharacters.inJSON(text)
  }
}
