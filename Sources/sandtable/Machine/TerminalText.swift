import Foundation
import Scenarios

/// A text as a terminal or the log of a job may have it: names come from files, and who shows a
/// text obeys what they have in them.
enum TerminalText {
  /// What controls is written out (`\x1B`), but for line ends, tabs and the colours that we set
  /// ourselves.
  ///
  /// - Parameter keepingColours: leave the colours of ECMA-48 (`ESC [ 31 m`).
  static func shown(_ text: String, keepingColours: Bool) -> String {
    guard text.unicodeScalars.contains(where: isObeyed) else { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let length = keepingColours ? colourLength(scalars[index...]) : 0
      if length > 0 {
        shown.append(contentsOf: scalars[index..<index + length])
        index += length
        continue
      }
      if isObeyed(scalars[index]) {
        shown.append(contentsOf: ControlCharacters.written(scalars[index]).unicodeScalars)
      } else {
        shown.append(scalars[index])
      }
      index += 1
    }
    return String(shown)
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\t" && ControlCharacters.isControl(scalar)
  }

  /// 0 when no colour begins here.
  private static func colourLength(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    guard rest.starts(with: "\u{1B}[".unicodeScalars) else { return 0 }
    let digits = rest.dropFirst(2).prefix { ("0"..."9").contains($0) }
    return rest.dropFirst(2 + digits.count).first == "m" ? digits.count + 3 : 0
  }
}

/// What the runner of a CI job would take for its own commands: a line whose first sign is `::`
/// (GitHub), and `##[`, `##vso[` or `##teamcity[` anywhere (GitHub's older form, Azure, TeamCity).
enum RunnerCommands {
  /// Whether standard output and error are a job's log.
  static let areObeyed: Bool = {
    let environment = ProcessInfo.processInfo.environment
    let signs = ["CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"]
    return signs.contains { !environment[$0, default: ""].isEmpty }
  }()

  /// The text with their first sign written out: `\x3A:error::`, `\x23#[group]`.
  static func disarmed(_ text: String) -> String {
    guard text.contains("::") || text.contains("##") else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let blank = line.prefix(while: \.isWhitespace)
      let rest = line.dropFirst(blank.count)
      let safe = rest.hasPrefix("::") ? blank + "\\x3A" + rest.dropFirst() : line
      return String(safe).replacing(/##(?<word>[a-z]*\[)/) { "\\x23#" + $0.output.word }
    }
    return lines.joined(separator: "\n")
  }
}
