import EventKernel
import Scenarios
import Scoring
import Simulator

/// What an objective asks for, in words.
struct ObjectiveWords: Sendable {
  var language: Language

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// `recovery time of every major fault ≤ 8 h`.
  func bound(_ metric: Metric, _ level: FaultLevel?, _ test: Objective.Test) -> String {
    let word = Texts.word(metric)[language]
    let fault = level.map { Texts.word($0)[language] }
    let what = fault.map { phrase("\($0)的\(word)", "\(word) of every \($0)") } ?? word
    switch test {
    case .every(let comparison, let limit):
      return "\(what) \(Texts.word(comparison)) \(value(limit, of: metric))"
    case .share(let within, let atLeast):
      let share = Format.percent(Milli(Int((atLeast.value * 1000).rounded())))
      let limit = value(within, of: metric)
      let part = phrase(ChineseSpacing.joined(limit, "的占比"), "")
      return phrase("\(what) ≤ \(part) ≥ \(share)", "\(what) ≤ \(limit) for at least \(share)")
    case .mean(let comparison, let limit):
      let sign = Texts.word(comparison)
      let bound = value(limit, of: metric)
      return phrase("\(what)的平均值 \(sign) \(bound)", "mean \(what) \(sign) \(bound)")
    case .quantile(let probability, let comparison, let limit):
      let percent = Format.number(100 * probability.value)
      let sign = Texts.word(comparison)
      let bound = value(limit, of: metric)
      return phrase(
        "\(what)的 P\(percent) \(sign) \(bound)", "p\(percent) of \(what) \(sign) \(bound)")
    }
  }

  /// A metric's value in its unit.
  func value(_ value: Int64, of metric: Metric) -> String {
    switch metric.unit {
    case .time: Format.duration(TimeSpan(microseconds: value), language)
    case .count: phrase("\(value) 个", "\(value)")
    case .points: phrase("\(value) 分", value == 1 ? "1 point" : "\(value) points")
    }
  }
}
