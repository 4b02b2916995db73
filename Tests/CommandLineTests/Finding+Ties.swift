import Foundation

extension Finding {
  static let ties: [Finding] = [
    known(
      "c08-done-at-closing-pauses", "cases/c08-done-at-closing-pauses", "right 30 min",
      section: .ties),
    known("c08-whole-day", "cases/c08-whole-day", "right 480 min", section: .ties),
    known(
      "c08-done-a-second-before", "cases/c08-done-a-second-before", "right 29.98 min",
      section: .ties),
    known(
      "c08-done-at-closing-finishes", "cases/c08-done-at-closing-finishes", "right 30 min",
      section: .ties),
    known(
      "c12-tie-interrupts-what-is-done", "cases/c12-tie-interrupts-what-is-done",
      "poor 60 min, rich 30 min", section: .ties),
    known(
      "c10-simmer-116-hold", "cases/c10-simmer-116-hold", "second-big 19 min, small 18 min",
      section: .ties),
    // The two that are stopped go on when three others are done, ten minutes on, with nine left.
    known("c11-simmer-114", "cases/c11-simmer-114", "high 10 min, low 19 min", section: .ties),
    known(
      "c13-reorder-after-arrival", "cases/c13-reorder-after-arrival", "last 0 min", section: .ties),
    known(
      "c13-reorder-once", "cases/c13-reorder-once", "fifth 23040 min, fourth 10080 min",
      section: .ties),
    Finding(.ties, "b6-at-the-end: an inject at the horizon", right: "0 warnings, happens") {
      folder in
      let path = "Findings/scenarios/cases/b6-at-the-end.yaml"
      let check = try Command.run(["check", path, "--lang", "en"], in: folder)
      let run = try Command.run(
        ["run", path, "--lang", "en", "--json", "--no-report", "--no-archive"], in: folder)
      let warnings = check.err.contains("late-inject") || check.out.contains("late-inject")
      return "\(warnings ? 1 : 0) warnings, "
        + (run.out.contains("A note") ? "happens" : "does not")
    },
    Finding(.ties, "a lead time beyond the horizon of what is measured", right: "late-part") {
      folder in
      let path = "Findings/scenarios/cases/c13-reorder-once.yaml"
      let text = try folder.read(path)
      try folder.write(
        text.replacingOccurrences(of: "horizon: 60 d", with: "horizon: 9 d")
          .replacingOccurrences(
            of: "measures:",
            with:
              "measures:\n  rate: {title: {zh: 率, en: Rate}, quantity: filled at once, of: unit}"),
        to: path)
      let check = try Command.run(["check", path, "--lang", "en"], in: folder)
      return (check.out + check.err).contains("[late-part]") ? "late-part" : check.out + check.err
    },
  ]
}
