import Mustache

/// A piece of a report's HTML with places for values. Every value is `Markup` already, so they are
/// put in with three braces: what is escaped is escaped once, in one place.
struct PageTemplate: Sendable {
  private let template: MustacheTemplate

  /// - Precondition: the text is a Mustache template.
  init(_ text: String) {
    do {
      template = try MustacheTemplate(string: text)
    } catch {
      preconditionFailure("this template does not parse: \(error)\n\(text)")
    }
  }

  /// With the stored properties of `view` in their places.
  func render(_ view: some Sendable) -> Markup { Markup(html: template.render(view)) }
}
