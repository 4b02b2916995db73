import Foundation
import Reports
import Scenarios
import Testing

/// A picture of a page, as its markup.
struct PagePicture {
  let markup: String

  /// Nothing where the page has no picture of that id.
  init?(_ id: String, in page: String) {
    guard let title = page.range(of: "<title id=\"\(id)-t\">"),
      let start = page[..<title.lowerBound].range(of: "<svg ", options: .backwards),
      let end = page[title.upperBound...].range(of: "</svg>")
    else { return nil }
    markup = String(page[start.lowerBound..<end.upperBound])
  }

  /// How many shapes have the class.
  func count(_ style: String) -> Int {
    markup.components(separatedBy: "class=\"\(style)\"").count - 1
  }

  /// What the picture says.
  var summary: String {
    let parts = markup.components(separatedBy: "</desc>")[0].components(separatedBy: ">")
    return parts[parts.count - 1]
  }
}

/// A page without its style sheet and the policy's digest of it, which goldens leave out.
func withoutStyle(_ page: String) throws -> String {
  let parts = page.split(separator: /<\/?style>|style-src '[^']*'/)
  try #require(parts.count == 4)
  return [parts[0], parts[1], parts[3]].joined()
}

/// A page without script and style attributes, whose ids are unique and whose labels are there.
func expectSound(_ page: String, _ location: SourceLocation = #_sourceLocation) {
  let reader = PageReader.reading(page)
  #expect(reader.isWellFormed, sourceLocation: location)
  #expect(!reader.elements.contains("script"), sourceLocation: location)
  #expect(reader.attributes.isDisjoint(with: ["style", "onload", "src"]), sourceLocation: location)
  #expect(Set(reader.ids).count == reader.ids.count, sourceLocation: location)
  #expect(reader.references.subtracting(reader.ids).isEmpty, sourceLocation: location)
  #expect(
    zip(reader.headings, reader.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 },
    sourceLocation: location)
  #expect(reader.headersWithoutScope == 0, sourceLocation: location)
}

/// Every row of every chart has a cell for each column, and Vega-Lite names columns that there are.
func expectSound(_ charts: [ChartData]) throws {
  for chart in charts {
    #expect(chart.rows.allSatisfy { $0.count == chart.columns.count }, "\(chart.name)")
    let vega = VegaLite.render(chart, language: .en)
    let document = try JSONSerialization.jsonObject(with: Data(vega.utf8)) as? [String: Any]
    let encoding = try #require(document?["encoding"] as? [String: [String: Any]])
    for channel in encoding.values {
      #expect(chart.columns.contains { $0.key == channel["field"] as? String })
    }
  }
}

/// The data of charts as one text.
func text(of charts: [ChartData]) -> String {
  charts.map { "# \($0.name)\n" + ChartCSV.render($0) }.joined(separator: "\n")
    .replacing("\r\n", with: "\n")
}
