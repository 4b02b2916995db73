import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Statistics

extension Fixture {
  /// Known values made by hand, one of each verdict and each unit.
  static func validation(leftOut: Int = 2, unseen: Int = 0) -> Validation {
    let queue = [
      known(
        "mm1-01", "平均等待", "mean wait", .mean, 4 * hour, [4.02, 3.97, 4.01], formula: "ρ/(μ-λ)"),
      known(
        "mm1-02", "等待的方差", "variance of waits", .variance, 9 * hour * hour, [1, 7, 7.1],
        formula: "P(W>t|W>0)"),
      known("mm1-03", "半小时内的份额", "share within half an hour", .atMost(5), 0.9951, [0.995]),
      known("mm1-04", "平均人数", "mean number", .mean, 3.2, [3.3, 3.31], quantity: level),
    ]
    let work = [
      known(
        "exact-01", "完成时刻", "time of the end", .mean, 2.5 * hour, [2.5], isExact: true,
        source: "A. N. Author, *Tables*, 1990"),
      known(
        "until-01", "首次停机前的时间", "time until the first is down", .mean, 50 * hour, [48, 0],
        quantity: .timeUntil(Row(0))),
    ]
    return Validation(
      seed: 7, version: "0.1.0",
      drills: [
        ValidatedDrill(
          name: "mm1", title: title("一个柜台", "One counter", ""), replications: 60, cases: queue,
          took: .milliseconds(1_234)),
        ValidatedDrill(
          name: "work", title: title("按步骤的工作", "Work by steps", ""), replications: 60, cases: work,
          took: .milliseconds(5)),
      ], planned: queue.count + work.count + unseen, slowLeftOut: leftOut)
  }

  private static let hour = 3.6e9
  private static let level = Measure.Quantity.numberInSystem(Row(0))

  /// - Parameter values: by turns what the replications come to, hours, shares or levels; 0:
  ///   nothing.
  private static func known(
    _ name: String, _ zh: String, _ en: String, _ statistic: Measure.Statistic,
    _ expected: Double, _ values: [Double], quantity: Measure.Quantity = .waiting(Row(0)),
    isExact: Bool = false, formula: String = "", source: String = ""
  ) -> ValidatedCase {
    let measure = Measure(name: NameHash(name), quantity: quantity, statistic: statistic)
    let unit = MeasureUnit(of: measure)
    var found = MeasureAccumulator(statistic, planned: 60)
    for replication in 0..<60 {
      let value = values[replication % values.count]
      var result = MeasureResult()
      if value > 0 {
        result.below = unit == .time ? 1 : 1_000_000
        result.above = Int64(value * (unit == .time ? hour : 1_000_000))
        result.tickets.add(Int64(value * hour))
      }
      found.add(result, ofReplication: replication)
    }
    return ValidatedCase(
      name: name, title: title(zh, en, ""), expected: expected, isExact: isExact,
      formula: formula, source: source, estimate: found.estimate(of: measure),
      verdict: ValidationRule.verdict(
        found, of: measure, expected: expected, isExact: isExact, among: 6))
  }
}
