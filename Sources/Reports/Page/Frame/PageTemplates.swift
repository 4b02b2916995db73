import Mustache

/// The skeletons of a report's HTML. Every value is `Markup` already, so they are put in with three
/// braces: what is escaped is escaped once, in one place.
enum PageTemplates {
  static let library: MustacheLibrary = {
    var library = MustacheLibrary()
    for (name, text) in [
      ("page", page), ("section", section), ("figure", figure), ("table", table),
      ("panels", ChartFrame.panelsTemplate),
      ("outcome", OutcomeSection.template), ("topology", TopologySection.template),
      ("clocks", ClocksSection.template), ("score", ScoreSection.template),
    ] {
      do {
        try library.register(text, named: name)
      } catch {
        preconditionFailure("template \(name) does not parse: \(error)")
      }
    }
    return library
  }()

  /// - Precondition: a template of that name exists.
  static func render(_ view: any Sendable, _ name: String) -> Markup {
    guard let html = library.render(view, withTemplate: name) else {
      preconditionFailure("no template \(name)")
    }
    return Markup(html: html)
  }

  private static let page = """
    <!DOCTYPE html>
    <html lang="{{{lang}}}" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="{{{policy}}}"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="referrer" content="no-referrer"/>
    <title>{{{title}}}</title>
    <style>{{{css}}}</style>
    </head>
    <body>
    <a class="skip" href="#main">{{{skip}}}</a>
    {{{patterns}}}
    <div class="frame">
    <header class="top">
    <div class="row"><p>{{{kind}}}</p>{{#sibling}}<p><a href="{{{href}}}" hreflang="{{{hreflang}}}" lang="{{{hreflang}}}">{{{words}}}</a></p>{{/sibling}}</div>
    <h1>{{{heading}}}</h1>
    <p>{{{when}}}</p>
    <p>{{{teaches}}}</p>
    </header>
    <div class="columns">
    <nav class="contents" aria-label="{{{contentsLabel}}}"><ol>{{#sections}}<li><a href="#{{{id}}}">{{{heading}}}</a></li>{{/sections}}</ol></nav>
    <main id="main">
    {{#sections}}{{> section}}{{/sections}}
    </main>
    </div>
    <footer><dl>{{#provenance}}<dt>{{{term}}}</dt><dd>{{{value}}}</dd>{{/provenance}}</dl></footer>
    </div>
    </body>
    </html>

    """

  private static let section = """
    <section id="{{{id}}}" aria-labelledby="{{{id}}}-h">
    <h2 id="{{{id}}}-h">{{{heading}}}</h2>
    {{#lead}}<p>{{{.}}}</p>{{/lead}}
    {{{content}}}
    </section>

    """

  private static let figure = """
    <figure>
    {{{legend}}}
    <p class="hint{{{hintStyle}}}">{{{hint}}}</p>
    <div class="scroll{{{style}}}" role="region" aria-label="{{{label}}}" tabindex="0">{{{picture}}}</div>
    {{#table}}<details><summary>{{{tableSummary}}}</summary>{{{.}}}</details>{{/table}}
    </figure>

    """

  private static let table = """
    {{#hint}}<p class="hint narrow">{{{.}}}</p>{{/hint}}<div class="scroll" role="region" aria-label="{{{label}}}" tabindex="0"><table><caption>{{{caption}}}</caption>
    <thead><tr>{{#columns}}<th scope="col"{{{style}}}>{{{title}}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}<tr>{{#cells}}{{{cell}}}{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    """
}
