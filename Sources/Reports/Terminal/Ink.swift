/// Colours of a terminal (ECMA-48 SGR), or none. Colour is never the only sign of anything.
struct Ink: Sendable {
  enum Colour: String, Sendable {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  var isOn: Bool

  func paint(_ text: String, _ colour: Colour) -> String {
    if !isOn || colour == .plain || text.isEmpty { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }
}

extension Timeline.Line.Tone {
  var colour: Ink.Colour {
    switch self {
    case .bad: .red
    case .warn: .yellow
    case .good: .green
    case .say, .choice: .cyan
    case .script: .bold
    case .work, .plain: .plain
    }
  }
}
