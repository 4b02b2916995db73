import Foundation
import Rehearsal

/// A sweep as JSON: the same bytes for the same result.
package enum SweepJSON {
  private struct Document: Encodable {
    struct Point: Encodable {
      var value: String
      var bench: BenchDocument
    }

    var format = 1
    var path: String
    var partial: Bool?
    var points: [Point]
  }

  /// The document, indented, with a line feed at its end.
  package static func render(_ sweep: Sweep) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let document = Document(
      path: sweep.path, partial: sweep.isPartial ? true : nil,
      points: sweep.points.map {
        Document.Point(value: $0.value, bench: BenchDocument($0.bench))
      })
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    } catch {
      // Estimates are numbers: sums of whole numbers over counts that are not 0.
      preconditionFailure("a sweep of \(sweep.path) does not encode: \(error)")
    }
  }
}
