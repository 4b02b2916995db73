import Simulator

extension ConditionParser {
  /// What a condition may ask.
  package enum Scope: Sendable {
    /// Anything of a case that people may believe.
    case ofCase
    /// Only what needs no case, the truth among it: what injects and measures wait for.
    case platform

    func allows(_ fact: Fact) -> Bool {
      switch self {
      case .ofCase: fact != .hit
      case .platform: fact.isOfThePlatform
      }
    }
  }
}

extension YAMLValue {
  /// A condition that stands as text in a YAML file.
  package func condition(
    scope: ConditionParser.Scope, _ sink: inout DiagnosticSink
  ) -> ConditionExpression? {
    guard let text = text(&sink) else { return nil }
    var start = position
    // In quotes the text begins one column further.
    if position.length == text.unicodeScalars.count + 2 { start.column += 1 }
    return ConditionParser.parse(PlacedText(plain: text, at: start), scope: scope, &sink)
  }
}
