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

  /// The benches of all values, each in the shape of `docs/schema/bench.schema.json`.
  package static func render(_ sweep: Sweep) -> String {
    let document = Document(
      path: sweep.path, partial: sweep.isPartial ? true : nil,
      points: sweep.points.map {
        Document.Point(value: $0.value, bench: BenchDocument($0.bench))
      })
    return JSONWriter.render(document)
  }
}
