import EventKernel
import Foundation
import Reports
import Scenarios
import Testing

@Suite struct ChartTests {
  @Test("each chart has a CSV with as many fields in every line as it has columns")
  func csv() {
    for chart in RunCharts(Fixture.run()).all {
      let lines = ChartCSV.render(chart).components(separatedBy: "\r\n").dropLast()
      #expect(lines.count == chart.rows.count + 1)
      #expect(lines.first?.components(separatedBy: ",") == chart.columns.map(\.key))
      #expect(chart.rows.allSatisfy { $0.count == chart.columns.count })
    }
  }

  @Test("commas and quotes in names are quoted")
  func quotes() {
    let run = Fixture.run(mark: ",\"x\"")
    let staff = RunCharts(run).all.first { $0.name == "staff" }
    let text = staff.map(ChartCSV.render) ?? ""
    #expect(text.contains("\"Detect and log,\"\"x\"\"\""))
  }

  @Test("each chart is a Vega-Lite document whose encoding names columns of its data")
  func vega() throws {
    for chart in RunCharts(Fixture.run()).all {
      let text = VegaLite.render(chart, language: .zh)
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let document = try #require(value as? [String: Any])
      let encoding = try #require(document["encoding"] as? [String: [String: Any]])
      for channel in encoding.values {
        #expect(chart.columns.contains { $0.key == channel["field"] as? String })
      }
      let data = try #require(document["data"] as? [String: Any])
      #expect((data["values"] as? [Any])?.count == chart.rows.count)
    }
  }
}
