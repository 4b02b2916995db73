import Foundation

/// When something was played, and how long it took: of this machine and this moment, for the
/// formats that have a place for it; no result has it.
package struct PlayingTime: Sendable {
  package var began: Date
  package var seconds: Double

  package init(began: Date, seconds: Double) {
    self.began = began
    self.seconds = seconds
  }

  /// `2026-03-11T09:00:00`, of UTC.
  var timestamp: String {
    let style = Date.ISO8601FormatStyle(timeZone: .gmt)
    return String(began.formatted(style).prefix(19))
  }

  /// Seconds with three digits behind the point.
  static func text(_ seconds: Double) -> String {
    let milliseconds = Int((min(max(0, seconds), 1e9) * 1000).rounded())
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

/// A JUnit XML document: what Jenkins' `junit-10.xsd` has room for, which GitLab and GitHub's
/// readers accept. A case is failed, skipped with the reason, or passed.
struct JUnitDocument {
  enum State {
    case passed
    /// - Parameter detail: more lines.
    case failed(String, detail: String)
    /// Nothing was told by it.
    case skipped(String)
  }

  struct Case {
    /// That no other of its suite has.
    var name: String
    var state: State
  }

  struct Suite {
    var name: String
    /// The file that it is about.
    var file: String?
    var time: PlayingTime?
    var cases: [Case]
  }

  var suites: [Suite]

  /// Ends with a line feed.
  var text: String {
    let shown = suites.filter { !$0.cases.isEmpty }
    let cases = shown.flatMap(\.cases)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"sandtable\" tests=\"\(cases.count)\" "
      + "failures=\"\(cases.count(where: \.isFailed))\" errors=\"0\"\(Self.time(shown))>\n"
      + shown.map(\.text).joined() + "</testsuites>\n"
  }

  private static func time(_ suites: [Suite]) -> String {
    let known = suites.compactMap { $0.time?.seconds }
    return known.isEmpty ? "" : " time=\"\(PlayingTime.text(known.reduce(0, +)))\""
  }
}

extension JUnitDocument.Case {
  fileprivate var isFailed: Bool { if case .failed = state { true } else { false } }
  fileprivate var isSkipped: Bool { if case .skipped = state { true } else { false } }

  fileprivate func text(_ suite: String, _ time: String) -> String {
    let start = "    <testcase classname=\"\(Markup(suite))\" name=\"\(Markup(name))\"\(time)"
    switch state {
    case .passed: return start + "/>\n"
    case .skipped(let message):
      return start + ">\n      <skipped message=\"\(Markup(message))\"/>\n    </testcase>\n"
    case .failed(let message, let detail):
      return start + ">\n      <failure message=\"\(Markup(message))\" type=\"failure\">"
        + "\(Markup(detail))</failure>\n    </testcase>\n"
    }
  }
}

extension JUnitDocument.Suite {
  fileprivate var text: String {
    let place = file.map { " file=\"\(Markup($0))\"" } ?? ""
    let moment = time.map {
      " time=\"\(PlayingTime.text($0.seconds))\" timestamp=\"\($0.timestamp)\""
    }
    // The cases were told by the same runs: each has its share of the time.
    let each = time.map { " time=\"\(PlayingTime.text($0.seconds / Double(cases.count)))\"" }
    return "  <testsuite name=\"\(Markup(name))\" tests=\"\(cases.count)\" "
      + "failures=\"\(cases.count(where: \.isFailed))\" errors=\"0\" "
      + "skipped=\"\(cases.count(where: \.isSkipped))\"\(place)\(moment ?? "")>\n"
      + cases.map { $0.text(name, each ?? "") }.joined() + "  </testsuite>\n"
  }
}
