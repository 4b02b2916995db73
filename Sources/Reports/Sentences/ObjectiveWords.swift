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
    return bound(objective.metric, filter.level, terms, objective.test)
  }

  /// The same of an objective as it is written, with the names of the file.
  func bound(_ objective: ObjectiveDescription) -> String {
    let filter = objective.filter
    let names = [filter.service, filter.part].compactMap(\.self) + (filter.steps ?? [])
    return bound(
      objective.metric, filter.level,
      terms(filter.priority, filter.caseClass, filter.tier) + names.map(\.text), objective.test)
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
    _ metric: Metric, _ level: FaultLevel?, _ terms: [String], _ test: Objective.Test
  ) -> String {
    let word = Terms.word(metric)[language]
    let fault = level.map { Terms.word($0)[language] }
    let all = fault.map { phrase("\($0)的\(word)", "\(word) of every \($0)") } ?? word
    let listed = terms.joined(separator: phrase("、", ", "))
    let what = terms.isEmpty ? all : phrase("\(all)（\(listed)）", "\(all) (\(listed))")
    switch test {
    case .every(let comparison, let limit):
      return "\(what) \(Terms.word(comparison)) \(value(limit, of: metric))"
    case .share(let within, let atLeast):
      let share = Format.percent(Milli(Int((atLeast.value * 1000).rounded())))
      let limit = value(within, of: metric)
      let part = phrase(ChineseSpacing.joined(limit, "的占比"), "")
      return phrase("\(what) ≤ \(part) ≥ \(share)", "\(what) ≤ \(limit) for at least \(share)")
    case .mean(let comparison, let limit):
      let sign = Terms.word(comparison)
      let bound = value(limit, of: metric)
      return phrase("\(what)的平均值 \(sign) \(bound)", "mean \(what) \(sign) \(bound)")
    case .quantile(let probability, let comparison, let limit):
      let percent = Format.number(100 * probability.value)
      let sign = Terms.word(comparison)
      let bound = value(limit, of: metric)
      return phrase(
        "\(what)的 P\(percent) \(sign) \(bound)", "p\(percent) of \(what) \(sign) \(bound)")
    }
  }

  /// A metric's value in its unit.
  func value(_ value: Int64, of metric: Metric) -> String {
    switch metric.unit {
    case .time: return Format.duration(TimeSpan(microseconds: value), language)
    case .count: return phrase("\(value) \(Terms.counter(metric))", "\(value)")
    case .points: return phrase("\(value) 分", value == 1 ? "1 point" : "\(value) points")
    case .share: return Format.number(Double(value) / 1e4) + " %"
    case .money:
      let scale = MoneyScale(of: Double(value), currency: currency, language)
      return Format.number(Double(value) * scale.factor) + scale.suffix
    }
  }
}
