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
  /// Says that it scrolls, where it is too wide for a telephone.
  var hint: Markup?
  /// That there are more rows than a page can bear; nothing when all are here.
  var rest: Markup?

  /// The rows that a table of a page has at most: those of a year would be a hundred thousand.
  private static let limit = 2_000

  /// - Parameters:
  ///   - columns: titles, and whether the column holds numbers, which stand to the right.
  ///   - rows: as many cells as columns.
  ///   - wide: the columns that hold lists or sentences, and are given more room.
  init(
    _ caption: String, _ columns: [(String, isNumber: Bool)], _ rows: [[Markup]],
    _ language: Language, wide: Set<Int> = []
  ) {
    self.caption = Markup(caption)
    hint = columns.count > 3 ? Self.scrolls(language) : nil
    label = Markup(language == .zh ? "表：\(caption)" : "Table: \(caption)")
    self.columns = columns.map {
      Column(title: Markup($0.0), style: $0.isNumber ? Self.right : .empty)
    }
    rest = Self.rest(rows.count, language)
    self.rows = rows.prefix(Self.limit).map { row in
      Line(
        cells: zip(row, columns).enumerated().map { position, pair in
          let style =
            pair.1.isNumber
            ? Self.right : wide.contains(position) ? Markup(html: " class=\"w\"") : .empty
          return Cell(
            cell: position == 0
              ? Markup(html: "<th scope=\"row\"\(style)>\(pair.0)</th>")
              : Markup(html: "<td\(style)>\(pair.0)</td>"))
        })
    }
  }

  private static func rest(_ count: Int, _ language: Language) -> Markup? {
    guard count > limit else { return nil }
    let words = Markup(
      language == .zh
        ? "共 \(count) 行，此处为前 \(limit) 行；全部见 run --json。"
        : "The first \(limit) of \(count) rows; all of them are in run --json.")
    return Markup(html: "<p class=\"note\">\(words)</p>")
  }

  /// That there is more to the right.
  static func scrolls(_ language: Language) -> Markup {
    Markup(language == .zh ? "可左右滚动" : "scroll →")
  }

  private static let template = PageTemplate(
    """
    {{#hint}}<p class="hint narrow">{{{.}}}</p>{{/hint}}<div class="scroll" role="region" aria-label="{{{label}}}" tabindex="0"><table><caption>{{{caption}}}</caption>
    <thead><tr>{{#columns}}<th scope="col"{{{style}}}>{{{title}}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#cells}}{{{cell}}}{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    """)

  private static let right = Markup(html: " class=\"n\"")

  var markup: Markup { Self.template.render(self) + (rest ?? .empty) }

  /// The first rows; when there are many more, all of them folded away below.
  func markup(most: Int, _ language: Language) -> Markup {
    guard rows.count > most + 5 else { return markup }
    var head = self
    head.rows = Array(rows.prefix(most))
    head.rest = nil
    let count = rows.count
    let all =
      rest == nil
      ? Markup(language == .zh ? "全部 \(count) 行" : "All \(count) rows")
      : Markup(language == .zh ? "前 \(count) 行" : "The first \(count) rows")
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
        case .span, .count, .share, .number: (column.title[language], isNumber: true)
        }
      }, chart.rows.prefix(Self.limit).map { $0.map { Markup(chart.text($0, language)) } }, language
    )
    rest = Self.rest(chart.rows.count, language)
  }
}
