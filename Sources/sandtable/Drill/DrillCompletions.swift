import Scenarios

/// What somebody at the table could type now: verbs, the numbers of what is open, and names. All
/// are words without blanks; people and subjects go by their keys.
struct DrillCompletions: Sendable {
  var language: Language
  var offered: [String] = []
  var asked: [String] = []
  var people: [String] = []
  var acts: [String] = []
  var subjects: [String] = []

  /// The words that may stand at the end of what is typed.
  func candidates(for typed: String) -> [String] {
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1, let verb = TypedCommand.Verb.named(words[0]) else {
      return TypedCommand.Verb.allCases.map { language == .zh ? $0.zh : $0.rawValue }
    }
    let by = language == .zh ? "由" : "by"
    if ["by", "由"].contains(words[words.count - 2]) { return people }
    return switch (verb, words.count) {
    case (.begin, 2), (.leaveOut, 2): offered
    case (.begin, 3): [by]
    case (.answer, 2), (.plan, 2): asked
    case (.act, 2): acts
    case (.act, _): subjects + [by]
    case (.byTheBook, 2): [language == .zh ? "到底" : "all"]
    default: []
    }
  }
}
