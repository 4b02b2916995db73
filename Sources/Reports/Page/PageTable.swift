import Scenarios

/// A table of a page: a header for each column, the first cell of a row its header.
struct PageTable: Sendable {
  struct Column: Sendable {
    var title: Markup
    var style: Markup
  }

  struct Cell: Sendable {
    var cell: Markup
  }

  struct Line: Sendable {
    var cells: [Cell]
  }

  var caption: Markup
  /// Of the frame in which it scrolls.
  var label: Markup
  var columns: [Column]
  var rows: [Line]

  /// - Parameters:
  ///   - columns: titles, and whether the column holds numbers, which stand to the right.
  ///   - rows: as many cells as columns.
  init(
    _ caption: String, _ columns: [(String, isNumber: Bool)], _ rows: [[Markup]],
    _ language: Language
  ) {
    self.caption = Markup(caption)
    label = Markup(language == .zh ? "表：\(caption)" : "Table: \(caption)")
    self.columns = columns.map {
      Column(title: Markup($0.0), style: $0.isNumber ? Self.right : .empty)
    }
    self.rows = rows.map { row in
      Line(
        cells: zip(row, columns).enumerated().map { position, pair in
          let style = pair.1.isNumber ? Self.right : .empty
          return Cell(
            cell: position == 0
              ? Markup(html: "<th scope=\"row\"\(style)>\(pair.0)</th>")
              : Markup(html: "<td\(style)>\(pair.0)</td>"))
        })
    }
  }

  private static let right = Markup(html: " class=\"n\"")

  var markup: Markup { PageTemplates.render(self, "table") }

  /// The first rows; when there are many more, all of them folded away below.
  func markup(most: Int, _ language: Language) -> Markup {
    guard rows.count > most + 5 else { return markup }
    var head = self
    head.rows = Array(rows.prefix(most))
    let all = Markup(language == .zh ? "全部 \(rows.count) 行" : "All \(rows.count) rows")
    var full = self
    full.label = full.label + Markup(language == .zh ? "（全部）" : ", all of it")
    return head.markup
      + Markup(html: "<details><summary>\(all)</summary>\(full.markup)</details>")
  }

  /// The data of a chart.
  init(_ chart: ChartData, _ language: Language) {
    self.init(
      chart.title[language],
      chart.columns.map { column in
        switch column.kind {
        case .text, .moment: (column.title[language], isNumber: false)
        case .span, .count, .share: (column.title[language], isNumber: true)
        }
      }, chart.rows.map { $0.map { Markup(chart.text($0, language)) } }, language)
  }
}
