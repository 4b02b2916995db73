import Foundation
import Scenarios

/// How every document of the command line is written as JSON: indented, keys sorted, with a line
/// feed at its end, so that the same result is the same bytes.
enum JSONWriter {
  /// - Parameter what: the document, for the message if it does not encode. None should: they are
  ///   made of whole numbers, estimates that are numbers, texts and lists of them.
  static func render(_ document: some Encodable, _ what: @autoclosure () -> String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("\(what()) does not encode: \(error)")
    }
  }
}
