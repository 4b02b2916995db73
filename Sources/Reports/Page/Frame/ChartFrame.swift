import Scenarios

/// Pictures in their frames, with the tables of their data.
enum ChartFrame {
  private struct View: Sendable {
    var legend: Markup
    var hint: Markup
    var hintStyle: String
    var style: String
    var label: Markup
    var picture: Markup
    var table: Markup?
    var tableSummary: Markup

    static let template = PageTemplate(
      """
      <figure>
      {{{legend}}}
      <p class="hint{{{hintStyle}}}">{{{hint}}}</p>
      <div class="scroll{{{style}}}" role="region" aria-label="{{{label}}}" tabindex="0">{{{picture}}}</div>
      {{#table}}<details><summary>{{{tableSummary}}}</summary>{{{.}}}</details>{{/table}}
      </figure>

      """)
  }

  /// A picture in its scrolling frame, with the table of its data.
  ///
  /// - Parameter pane: the width that a picture which keeps its own size has at hand; one that is
  ///   wider scrolls, and says so.
  static func markup(
    _ picture: Picture, data: ChartData?, legend: Markup, pane: Double?, _ language: Language
  ) -> Markup {
    let isWide = pane.map { picture.width * picture.scale > $0 } ?? false
    return View.template.render(
      View(
        legend: legend, hint: PageTable.scrolls(language), hintStyle: isWide ? "" : " narrow",
        style: pane == nil ? "" : " tall", label: Markup(picture.title), picture: picture.markup,
        table: data.map { PageTable($0, language).markup }, tableSummary: summary(language)))
  }

  private static func summary(_ language: Language) -> Markup {
    Markup(language == .zh ? "数据表" : "Table of the data")
  }

  // MARK: Panels

  /// A small picture with its title and what it says: as wide as a telephone, several to a row on
  /// what is wider.
  struct Panel: Sendable {
    var title: Markup
    var caption: Markup
    var picture: Markup

    /// The title and the caption are those of the picture.
    init(_ picture: Picture) {
      title = Markup(picture.title)
      caption = Markup(picture.summary)
      self.picture = picture.markup
    }
  }

  private struct Panels: Sendable {
    var legend: Markup
    var style: String
    var panels: [Panel]
    var table: Markup?
    var tableSummary: Markup

    static let template = PageTemplate(
      """
      <figure class="group">
      {{{legend}}}
      <div class="panels{{{style}}}">{{#panels}}<div class="panel"><h3>{{{title}}}</h3><p class="none">{{{caption}}}</p>{{{picture}}}</div>
      {{/panels}}</div>
      {{#table}}<details><summary>{{{tableSummary}}}</summary>{{{.}}}</details>{{/table}}
      </figure>

      """)
  }

  /// Panels beside each other, with the table of what they show together.
  ///
  /// - Parameter isUneven: their heights differ much, so that they begin on one line.
  static func panels(
    _ pictures: [Picture], data: ChartData?, legend: Markup = .empty, isUneven: Bool = false,
    _ language: Language
  ) -> Markup {
    Panels.template.render(
      Panels(
        legend: legend, style: isUneven ? " uneven" : "", panels: pictures.map(Panel.init),
        table: data.map { PageTable($0, language).markup }, tableSummary: summary(language)))
  }
}
