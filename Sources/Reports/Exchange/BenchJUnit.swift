import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// A bench, and what it is compared with, as JUnit XML: a test case for each objective and for each
/// figure that is judged against the baseline, by names that no two share.
///
/// As Jenkins' `junit-10.xsd` has it, which GitLab and GitHub's readers accept; GitLab shows the
/// class name as the suite.
package enum BenchJUnit {
  /// The document. Ends with a line feed.
  package static func render(_ bench: Bench, _ comparison: Comparison?, language: Language)
    -> String
  {
    let objectives = objectiveCases(bench, language)
    let figures = comparison.map { comparisonCases($0, language) } ?? []
    let suites = [
      suite("sandtable.\(bench.drill.name).objectives", objectives),
      suite("sandtable.\(bench.drill.name).baseline", figures),
    ].compactMap(\.self)
    let failures = (objectives + figures).count { $0.message != nil }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"sandtable\" tests=\"\(objectives.count + figures.count)\" "
      + "failures=\"\(failures)\" errors=\"0\">\n" + suites.joined() + "</testsuites>\n"
  }

  private struct Case {
    var name: String
    /// What is wrong, in a line; nil: nothing.
    var message: String?
    var detail: String
  }

  private static func suite(_ name: String, _ cases: [Case]) -> String? {
    guard !cases.isEmpty else { return nil }
    let failures = cases.count { $0.message != nil }
    let head =
      "  <testsuite name=\"\(Markup(name))\" tests=\"\(cases.count)\" failures=\"\(failures)\" "
      + "errors=\"0\" skipped=\"0\">\n"
    let body = cases.map { item in
      let start = "    <testcase classname=\"\(Markup(name))\" name=\"\(Markup(item.name))\""
      guard let message = item.message else { return start + "/>\n" }
      return start + ">\n      <failure message=\"\(Markup(message))\" type=\"failure\">"
        + "\(Markup(item.detail))</failure>\n    </testcase>\n"
    }
    return head + body.joined() + "  </testsuite>\n"
  }

  private static func objectiveCases(_ bench: Bench, _ language: Language) -> [Case] {
    let sentences = BenchSentences(bench: bench, language: language)
    return bench.verdicts.enumerated().map { row, verdict in
      Case(
        name: verdict.objective.name,
        message: verdict.outcome == .met ? nil : sentences.objective(row, verdict),
        detail: sentences.objective(row, verdict))
    }
  }

  private static func comparisonCases(_ comparison: Comparison, _ language: Language) -> [Case] {
    let sentences = ComparisonSentences(comparison: comparison, language: language)
    let causes = comparison.causes.prefix(5).map { sentences.line($0) }
    let lost = Set(comparison.lost.map(\.name))
    let dropped = comparison.dropped.map { name in
      Case(name: name, message: sentences.dropped(name), detail: sentences.dropped(name))
    }
    return comparison.figures.filter(\.figure.isGate).map { compared in
      let line = sentences.line(compared)
      let isFailed = compared.change == .worse || lost.contains(compared.name)
      return Case(
        name: compared.name, message: isFailed ? line : nil,
        detail: ([line] + causes).joined(separator: "\n"))
    } + dropped
  }
}
