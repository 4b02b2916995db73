import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Statistics

/// What many runs are asked, and what they came to, in words: times in the unit that suits them.
struct FigureWords: Sendable {
  var drill: CompiledDrill
  var language: Language

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  // MARK: What is asked

  /// `response time, p95`, `waiting: event.accept`.
  func title(_ figure: Figure) -> String {
    let subject = subject(figure)
    switch figure.statistic {
    case .quantile(let probability):
      if case .objective = figure.subject { return subject }
      return "\(subject) P\(Format.number(100 * probability.value))"
    case .mean where figure.subject == .metric(.overtime):
      return phrase("加班，每次推演", "overtime, a run")
    case .mean:
      if case .metric = figure.subject { return phrase("\(subject)，平均", "\(subject), mean") }
      return subject
    case .share, .runs, .met, .total, .asked: return subject
    }
  }

  private func subject(_ figure: Figure) -> String {
    switch figure.subject {
    case .objective(let row): return drill.lexicon.objectives[row].title[language]
    case .metric(let metric, .all):
      guard figure.statistic == .met, let kind = metric.clock else {
        return Terms.word(metric)[language]
      }
      let clock = Terms.word(kind)[language]
      return phrase("\(clock)达标比例", "share of \(clock) clocks met")
    case .metric(let metric, .step(let node)):
      let word =
        metric == .waitingTime ? phrase("等待", "waiting") : phrase("处理", "handling")
      return word + phrase("：", ": ") + step(node)
    case .metric(_, .tier(let tier)):
      let tier = Terms.word(tier)[language]
      return phrase("\(tier)忙碌比例", "\(tier) at work")
    case .measure(let row): return drill.lexicon.measures[row].title[language]
    }
  }

  /// `Event handling: Accept`.
  func step(_ node: Row<FlowNode>) -> String {
    let flow = drill.model.net.nodes[node.index].flow
    return drill.lexicon.flows[flow.index].title[language] + phrase("：", ": ")
      + drill.lexicon.flowNodes[node.index].title[language]
  }

  /// The same of several, those of a flow together when they are many.
  func steps(_ nodes: [Row<FlowNode>]) -> [String] {
    var flows: [Row<Flow>: [Row<FlowNode>]] = [:]
    for node in nodes { flows[drill.model.net.nodes[node.index].flow, default: []].append(node) }
    return flows.sorted { $0.key.index < $1.key.index }.flatMap { flow, nodes in
      nodes.count > 3 ? [drill.lexicon.flows[flow.index].title[language]] : nodes.map(step)
    }
  }

  // MARK: Numbers

  /// `4.2 h`, `97.3 %`, `12.4`.
  func value(_ value: Double, _ unit: Figure.Unit) -> String {
    let scale = scale(unit, of: value)
    return scale.number(value) + scale.suffix[language]
  }

  /// The same to three digits.
  func rounded(_ value: Double, _ unit: Figure.Unit) -> String {
    let scale = scale(unit, of: value)
    return scale.rounded(value) + scale.suffix[language]
  }

  /// The same of a measure, in the unit that suits it.
  func value(ofMeasure value: Double, _ unit: MeasureUnit) -> String {
    switch unit {
    case .time: return self.value(value, Figure.Unit.time)
    case .timeSquared: return MeasureWords(language: language).value(value, unit)
    case .share: return self.value(value, Figure.Unit.share)
    case .level: return self.value(value, Figure.Unit.count)
    }
  }

  /// `4.2 h (4.1–4.3 h)`; a dash where there is none.
  func estimate(_ interval: Interval?, _ unit: Figure.Unit) -> String {
    guard let interval else { return "–" }
    let range = range(interval, unit)
    return phrase(
      "\(value(interval.estimate, unit))（\(range)）", "\(value(interval.estimate, unit)) (\(range))")
  }

  /// `4.2 ±0.1 h`; of shares by their ends, which are not as far on both sides; a dash where there
  /// is none.
  func short(_ interval: Interval?, _ unit: Figure.Unit) -> String {
    guard let interval else { return "–" }
    if unit.whole != nil { return estimate(interval, unit) }
    let scale = scale(unit, of: interval.estimate)
    let half = Format.number(interval.halfWidth * scale.factor, digits: 2)
    return "\(scale.number(interval.estimate)) ±\(half)\(scale.suffix[language])"
  }

  /// The same of what a figure came to; a share of clocks says of how many it is: `97.3 %
  /// (95–99 %), 340 of 352`.
  func short(_ figure: Figure, _ sums: FigureAccumulator) -> String {
    let tally = sums.tally
    guard figure.statistic == .met, tally.of > 0 else { return short(sums, figure.unit) }
    let told =
      sums.interval().map { estimate($0, figure.unit) }
      ?? value(Double(tally.hits) / Double(tally.of), figure.unit)
    return told
      + phrase("，\(tally.of) 项中 \(tally.hits) 项", ", \(tally.hits) of \(tally.of)")
  }

  /// One of too few runs to tell how they differ says of how many it is: `4.2 h, 3 of 64 runs`.
  private func short(_ figure: FigureAccumulator, _ unit: Figure.Unit) -> String {
    let interval = figure.interval()
    if let interval, interval.halfWidth > 0 { return short(interval, unit) }
    guard let estimate = figure.estimate, estimate.isFinite else { return "–" }
    let number = value(estimate, unit)
    // The same in every run, as far as is seen.
    if interval != nil || figure.something == 0 { return number }
    return phrase(
      "\(number)，\(figure.count) 次中 \(figure.something) 次",
      "\(number), \(figure.something) of \(Plural.count(Int(figure.count), "run", "runs"))")
  }

  /// `4.1–4.3 h`, in the unit that suits the estimate.
  func range(_ interval: Interval, _ unit: Figure.Unit) -> String {
    let scale = scale(unit, of: interval.estimate)
    let (lower, upper) = (scale.number(interval.lower), scale.number(interval.upper))
    // A minus behind a dash is hard to read.
    let dash = interval.lower < 0 || interval.upper < 0 ? phrase(" 至 ", " to ") : "–"
    return lower + dash + upper + scale.suffix[language]
  }

  /// `+4.2 min`.
  func change(_ value: Double, _ unit: Figure.Unit) -> String {
    let scale = scale(unit, of: value, isChange: true)
    let text = scale.rounded(value)
    return (value > 0 && text != "0" ? "+" : "") + text + scale.suffix[language]
  }

  /// `4.2 min`, of a change in either direction.
  func size(ofChange value: Double, _ unit: Figure.Unit) -> String {
    let scale = scale(unit, of: value, isChange: true)
    return scale.rounded(value) + scale.suffix[language]
  }

  /// `+4.1 to +4.3 min`.
  func changeRange(_ interval: Interval, _ unit: Figure.Unit) -> String {
    let scale = scale(unit, of: interval.estimate, isChange: true)
    let (lower, upper) = (scale.rounded(interval.lower), scale.rounded(interval.upper))
    return lower + phrase(" 至 ", " to ") + upper + scale.suffix[language]
  }

  /// `+48 min (+40 to +56 min)`; 0 where it is so for certain.
  func difference(_ interval: Interval, _ unit: Figure.Unit) -> String {
    if interval.estimate == 0, interval.halfWidth == 0 { return "0" }
    let range = changeRange(interval, unit)
    return change(interval.estimate, unit) + phrase("（\(range)）", " (\(range))")
  }

  private func scale(_ unit: Figure.Unit, of value: Double, isChange: Bool = false) -> Scale {
    guard unit == .money else { return Scale(unit, of: value, isChange: isChange) }
    let money = MoneyScale(of: value, currency: drill.lexicon.currency, language)
    return Scale(money.factor, Bilingual(money.suffix))
  }

  /// The unit in which numbers about a value are told.
  private struct Scale {
    var factor: Double
    var suffix: Bilingual

    init(_ unit: Figure.Unit, of value: Double, isChange: Bool = false) {
      switch unit {
      case .share: self.init(100, isChange ? Self.points : Self.percent)
      case .perMillion: self.init(1e-4, isChange ? Self.points : Self.percent)
      case .count: self.init(1, Bilingual(""))
      case .money: self.init(0.01, Bilingual(""))
      case .work: self.init(1e-6 / 3600, Bilingual(zh: " 人时", en: " person-hours"))
      case .points: self.init(0.1, Bilingual(zh: " 分", en: " points"))
      case .rate: self.init(1, Bilingual(zh: " 每小时", en: " an hour"))
      case .time:
        let seconds = value.magnitude / 1e6
        if seconds < 120 {
          self.init(1e-6, Bilingual(zh: " 秒", en: " s"))
        } else if seconds < 7200 {
          self.init(1e-6 / 60, Bilingual(zh: " 分钟", en: " min"))
        } else if seconds < 259_200 {
          self.init(1e-6 / 3600, Bilingual(zh: " 小时", en: " h"))
        } else {
          self.init(1e-6 / 86_400, Bilingual(zh: " 天", en: " d"))
        }
      }
    }

    private static let percent = Bilingual(" %")
    private static let points = Bilingual(zh: " 个百分点", en: " points")

    init(_ factor: Double, _ suffix: Bilingual) {
      self.factor = factor
      self.suffix = suffix
    }

    /// Three digits: enough for a difference.
    func rounded(_ value: Double) -> String { Format.number(value * factor, digits: 3) }

    /// Four digits; more where a share is near all.
    func number(_ value: Double) -> String {
      let scaled = value * factor
      let nearAll = suffix == Self.percent && scaled > 99 && scaled < 100
      return Format.number(scaled, digits: nearAll ? 6 : 4)
    }
  }
}
