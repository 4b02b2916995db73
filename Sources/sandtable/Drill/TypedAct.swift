import Scenarios

/// An act as it was typed: `isolate kiosk-3, kiosk-4 case 2 by Engineer 1`.
struct TypedAct: Equatable {
  /// Empty: which acts there are is asked.
  var verb = ""
  var targets: [String] = []
  /// The incident's number, as it is shown; nil: the only one that is known.
  var incident: Int?
  var person: String?

  /// nil: that is no act.
  init?(_ words: [String]) {
    var words = words
    if let by = words.lastIndex(where: { ["by", "由"].contains($0.lowercased()) }) {
      person = words[(by + 1)...].joined(separator: " ")
      words.removeSubrange(by...)
      if person?.isEmpty != false { return nil }
    }
    if let at = words.lastIndex(where: { ["case", "事故"].contains($0.lowercased()) }) {
      guard at + 2 == words.count, let number = Int(words[at + 1]), number > 0 else { return nil }
      incident = number
      words.removeSubrange(at...)
    }
    guard let first = words.first else { return }
    verb = first
    targets = words.dropFirst().joined(separator: " ")
      .split { ",，、".contains($0) }.map { $0.trimming(while: \.isWhitespace) }
      .filter { !$0.isEmpty }
  }
}

extension Substring {
  fileprivate func trimming(while isTrimmed: (Character) -> Bool) -> String {
    var text = drop(while: isTrimmed)
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}
