import Scenarios

/// A chart as a Vega-Lite 5 document with its data inside, for those who explore.
package enum VegaLite {
  package static func render(_ chart: ChartData, language: Language) -> String {
    let document = Document(
      title: chart.title[language], data: Document.Inline(values: rows(of: chart, language)),
      mark: mark(chart.drawing), encoding: encoding(chart, language))
    return JSONWriter.render(document)
  }

  private static func rows(of chart: ChartData, _ language: Language) -> [[String: String]] {
    chart.rows.map { row in
      var values: [String: String] = [:]
      for (column, value) in zip(chart.columns, row) {
        if case .text(let text) = value {
          values[column.key] = text[language]
        } else if value != .none {
          values[column.key] = chart.raw(value)
        }
      }
      return values
    }
  }

  private static func mark(_ drawing: ChartData.Drawing) -> Document.Mark {
    switch drawing {
    case .bands, .bars: Document.Mark(type: "bar")
    case .dots: Document.Mark(type: "point")
    case .steps: Document.Mark(type: "line", interpolate: "step-after")
    case .curves: Document.Mark(type: "line", interpolate: nil)
    case .cells: Document.Mark(type: "rect")
    }
  }

  private static func encoding(_ chart: ChartData, _ language: Language)
    -> [String: Document.Channel]
  {
    func channel(_ key: String, isLog: Bool = false) -> Document.Channel {
      let column = chart.columns.first { $0.key == key }
      let type =
        switch column?.kind {
        case .moment: "temporal"
        case .span, .count, .share, .number: "quantitative"
        case .text, nil: "nominal"
        }
      return Document.Channel(
        field: key, type: type, title: column?.title[language] ?? key,
        scale: isLog ? Document.Scale(type: "log") : nil)
    }
    switch chart.drawing {
    case .bands(let start, let end, let row, let colour):
      return [
        "x": channel(start), "x2": Document.Channel(field: end), "y": channel(row),
        "color": channel(colour),
      ]
    case .bars(let length, let row, let colour):
      return ["x": channel(length), "y": channel(row), "color": channel(colour)]
    case .dots(let at, let row, let colour):
      return ["x": channel(at), "y": channel(row), "color": channel(colour)]
    case .steps(let at, let height):
      return ["x": channel(at), "y": channel(height)]
    case .curves(let at, let height, let colour, let isLog):
      return [
        "x": channel(at, isLog: isLog), "y": channel(height, isLog: isLog),
        "color": channel(colour),
      ]
    case .cells(let column, let row, let colour):
      return ["x": channel(column), "y": channel(row), "color": channel(colour)]
    }
  }

  private struct Document: Encodable {
    var schema = "https://vega.github.io/schema/vega-lite/v5.json"
    var title: String
    var data: Inline
    var mark: Mark
    var encoding: [String: Channel]

    struct Inline: Encodable {
      var values: [[String: String]]
    }

    struct Mark: Encodable {
      var type: String
      var interpolate: String?
    }

    struct Channel: Encodable {
      var field: String
      var type: String?
      var title: String?
      var scale: Scale?
    }

    struct Scale: Encodable {
      var type: String
    }

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case title, data, mark, encoding
    }
  }
}
