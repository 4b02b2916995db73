import EventKernel
import Scenarios
import Simulator

extension Timeline {
  /// One line of what happened.
  struct Line: Sendable {
    /// What kind of news it is; each has a sign beside its colour.
    enum Tone: Sendable {
      case bad
      case warn
      case good
      case work
      case say
      case choice
      case script
      case plain
    }

    var time: SimulationTime
    var tone: Tone
    /// nil: of no incident in particular.
    var incident: Row<Incident>?
    var text: String
  }
}

extension Timeline.Line.Tone {
  var sign: String {
    switch self {
    case .bad: "▼"
    case .warn: "!"
    case .good: "▲"
    case .work: "·"
    case .say: "»"
    case .choice: "◇"
    case .script: "#"
    case .plain: " "
    }
  }

  /// The class of the style sheet.
  var token: String {
    switch self {
    case .bad: "bad"
    case .warn: "warn"
    case .good: "good"
    case .work: "work"
    case .say: "say"
    case .choice: "choice"
    case .script: "script"
    case .plain: "plain"
    }
  }
}

extension Terms {
  static func word(_ tone: Timeline.Line.Tone) -> Bilingual {
    switch tone {
    case .bad: Bilingual(zh: "受损", en: "harm")
    case .warn: Bilingual(zh: "预警", en: "warning")
    case .good: Bilingual(zh: "好转", en: "progress")
    case .work: Bilingual(zh: "处置", en: "work")
    case .say: Bilingual(zh: "消息", en: "message")
    case .choice: Bilingual(zh: "判断", en: "decision")
    case .script: Bilingual(zh: "脚本", en: "script")
    case .plain: Bilingual(zh: "进展", en: "response")
    }
  }
}
