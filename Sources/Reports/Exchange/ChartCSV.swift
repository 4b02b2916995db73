/// A chart's data as CSV (RFC 4180): a header, comma, quotes where needed, CR LF.
package enum ChartCSV {
  package static func render(_ chart: ChartData) -> String {
    let header = chart.columns.map(\.key)
    let rows = chart.rows.map { $0.map(chart.raw) }
    return ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    let doubled = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(doubled)\""
  }
}
