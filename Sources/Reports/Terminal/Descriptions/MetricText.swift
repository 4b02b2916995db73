import Scenarios
import Scoring

/// The catalogue of metrics, as text for a terminal: what an objective may ask for.
package enum MetricText {
  /// One metric after the other, those of one definition together. Ends with a line feed.
  package static func render(language: Language, width: Int, colour: Bool) -> String {
    let ink = Ink(isOn: colour)
    let metrics = Metric.allCases
    return metrics.enumerated().map { place, metric in
      let definition = Terms.definition(metric)[language]
      let next = place + 1 < metrics.count ? Terms.definition(metrics[place + 1])[language] : ""
      let lines = next == definition ? [] : TextWidth.wrapped(definition, to: max(40, width) - 2)
      return head(metric, language, ink) + lines.map { "  " + $0 + "\n" }.joined()
    }.joined()
  }

  private static func head(_ metric: Metric, _ language: Language, _ ink: Ink) -> String {
    let (by, value) = language == .zh ? ("可按 ", "每") : ("by ", "one value a ")
    let bearer = Terms.word(metric.bearer, count: 1)[language] + (language == .zh ? "一个值" : "")
    var facts = [
      Terms.word(metric)[language], Terms.word(metric.unit)[language],
      (value + bearer).replacing("a incident", with: "an incident"),
    ]
    switch (metric.isOfObjectives, metric.isOfMeasures) {
    case (true, true): facts.append(language == .zh ? "目标和度量可用" : "for objectives and measures")
    case (true, false): facts.append(language == .zh ? "目标可用" : "for objectives")
    case (false, _): facts.append(language == .zh ? "度量可用" : "for measures")
    }
    if metric.openness != .never { facts.append(Terms.word(metric.openness)[language]) }
    if let most = metric.mostAbove ?? (metric.unit == .share ? metric.mostBelow : nil) {
      facts.append(Terms.word(most)[language])
    }
    if !metric.filters.isEmpty {
      facts.append(by + metric.filters.map(\.rawValue).joined(separator: " "))
    }
    return ink.paint(metric.rawValue, .bold) + "  "
      + ink.paint(facts.joined(separator: " · "), .dim) + "\n"
  }
}
