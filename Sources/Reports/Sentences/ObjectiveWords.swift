import EventKernel
import Scenarios
import Scoring
import Simulator

/// What an objective asks for, in words.
struct ObjectiveWords: Sendable {
  var language: Language
  /// Three letters of ISO 4217.
  var currency: String

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The words for the objectives of a drill.
  init(_ drill: CompiledDrill, _ language: Language) {
    self.init(language: language, currency: drill.lexicon.currency)
  }

  init(language: Language, currency: String = CostsDescription.usualCurrency) {
    self.language = language
    self.currency = currency
  }

  /// `recovery time of every major fault ≤ 8 h`.
  func bound(_ objective: Objective, in drill: CompiledDrill) -> String {
    let (filter, lexicon) = (objective.filter, drill.lexicon)
    var terms = terms(filter.priority, filter.caseClass, filter.tier)
    if let service = filter.service {
      terms.append(lexicon.nodes[service.node.index].title[language])
    }
    terms += (filter.parts ?? []).map { lexicon.parts[$0.index].title[language] }
    terms += FigureWords(drill: drill, language: language).steps(filter.steps ?? [])
    terms += [
      filter.stream.map { lexicon.streams[$0.index].title[language] },
      filter.flow.map { lexicon.flows[$0.index].title[language] }, filter.hours.map { hours($0) },
    ].compactMap(\.self)
    if let row = objective.measure, row < lexicon.measures.count {
      return bound(
        lexicon.measures[row].title[language], objective.metric, objective.unit, objective.test)
    }
    return bound(
      objective.metric, filter.level, terms, objective.test, counting: objective.counting)
  }

  private func hours(_ hours: MetricFilter.HoursOfDay) -> String {
    func clock(_ time: TimeSpan) -> String {
      let minutes = time.microseconds / TimeSpan.minutes(1).microseconds
      let (hour, minute) = (minutes / 60, minutes % 60)
      return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
    return "\(clock(hours.from))–\(clock(hours.to))"
  }

  /// The same of an objective as it is written, with the names of the file.
  func bound(_ objective: ObjectiveDescription) -> String {
    let filter = objective.filter
    switch objective.subject {
    case .measure(let name): return bound(name.text, .timeUntil, objective.unit, objective.test)
    case .metric(let metric):
      let names =
        [filter.service, filter.part, filter.stream, filter.flow].compactMap(\.self)
        + (filter.steps ?? [])
      return bound(
        metric, filter.level,
        terms(filter.priority, filter.caseClass, filter.tier) + names.map(\.text)
          + [filter.hours.map { hours($0) }].compactMap(\.self),
        objective.test, counting: objective.counting)
    }
  }

  private func terms(
    _ priority: Int?, _ caseClass: MetricFilter.CaseClass?, _ tier: Tier?
  ) -> [String] {
    var terms: [String] = []
    if let priority { terms.append(phrase("优先级 \(priority)", "priority \(priority)")) }
    switch caseClass {
    case .object(let objectClass): terms.append(Terms.word(objectClass)[language])
    case .emergency(let emergency): terms.append(Terms.word(emergency)[language])
    case nil: break
    }
    if let tier { terms.append(Terms.word(tier)[language]) }
    return terms
  }

  private func bound(
    _ metric: Metric, _ level: FaultLevel?, _ terms: [String], _ test: Objective.Test,
    counting: MetricValue.Counting
  ) -> String {
    let word = Terms.word(metric)[language]
    let fault = level.map { Terms.word($0)[language] }
    let all = fault.map { phrase("\($0)的\(word)", "\(word) of every \($0)") } ?? word
    // What is done with those who give up, where somebody named it.
    let told = terms + (counting == .offered ? [] : [Terms.word(counting)[language]])
    let listed = told.joined(separator: phrase("、", ", "))
    let what = told.isEmpty ? all : phrase("\(all)（\(listed)）", "\(all) (\(listed))")
    return bound(what, metric, metric.unit, test)
  }

  private func bound(
    _ what: String, _ metric: Metric, _ unit: Metric.Unit, _ test: Objective.Test
  ) -> String {
    func number(_ value: Int64) -> String { self.value(value, in: unit, of: metric) }
    switch test {
    case .every(let comparison, let limit):
      return "\(what) \(Terms.word(comparison)) \(number(limit))"
    case .share(let within, let atLeast):
      let share = Format.number(100 * atLeast.value) + " %"
      let limit = number(within)
      let part = phrase(ChineseSpacing.joined(limit, "的占比"), "")
      return phrase("\(what) ≤ \(part) ≥ \(share)", "\(what) ≤ \(limit) for at least \(share)")
    case .mean(let comparison, let limit):
      let sign = Terms.word(comparison)
      let bound = number(limit)
      return phrase("\(what)的平均值 \(sign) \(bound)", "mean \(what) \(sign) \(bound)")
    case .quantile(let probability, let comparison, let limit):
      let percent = Format.number(100 * probability.value)
      let sign = Terms.word(comparison)
      let bound = number(limit)
      return phrase(
        "\(what)的 P\(percent) \(sign) \(bound)", "p\(percent) of \(what) \(sign) \(bound)")
    }
  }

  /// A value of an objective in its unit.
  func value(_ value: Int64, in unit: Metric.Unit, of metric: Metric) -> String {
    switch unit {
    case .time: return Format.duration(TimeSpan(microseconds: value), language)
    case .work:
      return Format.number(Double(value) / 3.6e9) + phrase(" 人时", " person-hours")
    case .count: return phrase("\(value) \(Terms.counter(metric))", "\(value)")
    case .points: return phrase("\(value) 分", value == 1 ? "1 point" : "\(value) points")
    case .share: return Format.number(Double(value) / 1e4) + " %"
    case .level: return Format.number(Double(value) / 1e6)
    case .rate:
      return Format.number(Double(value) / 1e6) + phrase(" 每小时", " an hour")
    case .money:
      let scale = MoneyScale(of: Double(value), currency: currency, language)
      return Format.number(Double(value) * scale.factor) + scale.suffix
    }
  }
}
