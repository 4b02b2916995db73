import EventKernel
import Scenarios

/// A section of a page.
struct SectionView: Sendable {
  var id: String
  var heading: Markup
  /// What the section says, computed from the values that it shows.
  var lead: Markup?
  var content: Markup

  private static let template = PageTemplate(
    """
    <section id="{{{id}}}" aria-labelledby="{{{id}}}-h">
    <h2 id="{{{id}}}-h">{{{heading}}}</h2>
    {{#lead}}<p>{{{.}}}</p>{{/lead}}
    {{{content}}}
    </section>

    """)

  var markup: Markup { Self.template.render(self) }
}

/// The frame of a report's page: what it is about, its contents, its sections, what it was made of.
struct PageFrame: Sendable {
  struct Sibling: Sendable {
    var href: Markup
    var hreflang: String
    var words: String
  }

  struct Fact: Sendable {
    var term: Markup
    var value: Markup
  }

  var lang: String
  var policy: Markup
  var title: Markup
  var css: Markup
  var skip: Markup
  var patterns: Markup
  var kind: Markup
  var sibling: Sibling?
  var heading: Markup
  var when: Markup
  var teaches: Markup
  var contentsLabel: Markup
  /// For the contents.
  var sections: [SectionView]
  /// The sections, one after the other.
  var main: Markup
  var provenance: [Fact]

  /// - Parameter sibling: the relative address of the same report in the other language, to link
  ///   to.
  init(
    language: Language, title: String, kind: String, heading: String, when: String,
    teaches: String, sections: [SectionView], provenance: [(term: String, value: String)],
    sibling: String?
  ) {
    lang = language == .zh ? "zh-Hans" : "en"
    policy = Markup(html: PageStyle.policy)
    self.title = Markup(title)
    css = Markup(html: PageStyle.css)
    skip = Markup(language == .zh ? "跳到正文" : "Skip to the report")
    patterns = StateLegend.patterns
    self.kind = Markup(kind)
    self.sibling = sibling.map {
      language == .zh
        ? Sibling(href: Markup($0), hreflang: "en", words: "English")
        : Sibling(href: Markup($0), hreflang: "zh-Hans", words: "中文")
    }
    self.heading = Markup(heading)
    self.when = Markup(when)
    self.teaches = Markup(teaches)
    contentsLabel = Markup(language == .zh ? "目录" : "Contents")
    self.sections = sections
    main = sections.map(\.markup).joined()
    self.provenance = provenance.map { Fact(term: Markup($0.term), value: Markup($0.value)) }
  }

  /// The whole page.
  var html: String { Self.template.render(self).html }

  private static let template = PageTemplate(
    """
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
    {{{main}}}
    </main>
    </div>
    <footer><dl>{{#provenance}}<dt>{{{term}}}</dt><dd>{{{value}}}</dd>{{/provenance}}</dl></footer>
    </div>
    </body>
    </html>

    """)

  /// `From 2026-01-15 02:00 Beijing time, for 3 d · B.5 device and facility failure`.
  static func when(
    _ drill: CompiledDrill, lasting span: TimeSpan, _ language: Language
  ) -> String {
    let start = CivilClock(start: drill.start).full(.zero)
    let length = Format.duration(span, language)
    let event = drill.emergencyClass.map { " · " + Terms.word($0)[language] } ?? ""
    let zone = drill.start.zone
    let zh = zone == "+08:00" ? "北京时间" : "UTC\(zone)"
    let en = zone == "+08:00" ? "Beijing time" : "UTC\(zone)"
    return language == .zh
      ? "\(zh) \(start) 起，历时 \(length)\(event)" : "From \(start) \(en), for \(length)\(event)"
  }
}
