import Reports
import Scenarios

/// What Tab does: the word before the cursor goes on as far as all candidates agree, or the
/// candidates are shown. A word is what has no blanks.
struct WordCompletion: Equatable {
  /// Goes in at the cursor.
  var addition = ""
  /// More than one; empty when something is added.
  var choices: [String] = []

  /// - Parameters:
  ///   - text: what is before the cursor.
  ///   - rest: what is behind it.
  ///   - candidates: whole words; those that begin otherwise are passed over.
  init(of text: String, before rest: String, from candidates: [String]) {
    let word = Self.word(endingIn: text)
    var seen: Set<String> = []
    let fitting = candidates.filter { $0.hasPrefix(word) && seen.insert($0).inserted }
    guard let first = fitting.first else { return }
    let common = fitting.dropFirst().reduce(Substring(first)) { Self.common($0, $1) }
    addition = String(common.dropFirst(word.count))
    if fitting.count == 1 {
      // A folder goes on.
      let isWhole = rest.first?.isWhitespace != true && first.last != "/"
      if isWhole { addition += " " }
    } else if addition.isEmpty {
      choices = fitting
    }
  }

  private static func word(endingIn text: String) -> String {
    let start = text.lastIndex(where: \.isWhitespace).map { text.index(after: $0) }
    return String(text[(start ?? text.startIndex)...])
  }

  private static func common(_ left: Substring, _ right: String) -> Substring {
    left.prefix(zip(left, right).prefix { $0 == $1 }.count)
  }

  /// The choices in columns, down and then across; of very many the first, and how many more.
  func shown(columns: Int, rows: Int, in language: Language) -> String {
    let names = choices.map(ControlCharacters.inLine)
    let width = (names.map(TextWidth.cells).max() ?? 0) + 2
    let across = max(1, columns / width)
    let most = max(1, rows / 2)
    let told = names.prefix(across * most)
    let down = (told.count + across - 1) / across
    var text = ""
    for row in 0..<down {
      let line = stride(from: row, to: told.count, by: down).map {
        TextWidth.padded(told[$0], to: width)
      }.joined()
      text += line.replacing(/\s+$/, with: "") + "\n"
    }
    let left = names.count - told.count
    let more = Bilingual(zh: "还有 \(left) 个\n", en: "\(left) more\n")
    return left > 0 ? text + more[language] : text
  }
}
