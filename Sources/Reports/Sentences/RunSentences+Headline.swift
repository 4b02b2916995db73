import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The first sentence, and why the rating is what it is: ``RunOutcome`` in words.
extension RunSentences {
  /// `Service restored 1 h after the fault; all 3 objectives met; rated P.`
  var headline: String {
    var parts = [servicesText]
    if let effects = effectsText { parts.append(effects) }
    parts.append(objectivesText)
    if let rating = ratingText { parts.append(rating) }
    return parts.joined(separator: phrase("；", "; ")) + phrase("。", ".")
  }

  /// What users have, and how long core services were down.
  private var servicesText: String {
    let state: String
    switch outcome.services {
    case .untouched:
      let state = phrase("服务未中断", "No service went down")
      return harmTexts.first.map { state + phrase("，但", ", but ") + $0 } ?? state
    case .restored(let after?):
      let after = duration(after)
      state = phrase("故障发生后 \(after)恢复服务", "Service restored \(after) after the fault")
    case .restored: state = phrase("服务已恢复", "Service restored")
    case .down(let count):
      state = phrase(
        "结束时仍有 \(count) 项服务停机",
        "\(Plural.count(count, "service is", "services are")) still down at the end")
    }
    let used = card.availability.used
    return used == .zero
      ? state + phrase("，核心服务未中断", ", no core service went down")
      : state + phrase("，核心服务停机 \(duration(used))", ", core services down for \(duration(used))")
  }

  /// nil: the effect of every incident is removed.
  private var effectsText: String? {
    let left = outcome.effectsLeft
    guard left > 0 else { return nil }
    return phrase(
      "\(left) 起事故的影响未消除",
      "the effect of \(Plural.count(left, "incident is", "incidents is")) not removed")
  }

  private var objectivesText: String {
    let all = card.objectives.count
    if all == 0 { return phrase("演练未设目标", "the drill states no objective") }
    let (missed, open) = (outcome.grounds.objectivesMissed, outcome.grounds.objectivesUndecided)
    if missed + open == 0 {
      return phrase("\(all) 项目标全部达到", all == 1 ? "its objective met" : "all \(all) objectives met")
    }
    var parts: [String] = []
    if missed > 0 { parts.append(phrase("\(missed) 项未达到", "\(missed) missed")) }
    if open > 0 { parts.append(phrase("\(open) 项未能判定", "\(open) undecided")) }
    let list = parts.joined(separator: phrase("，", ", "))
    let names = card.objectives.indices
      .filter { card.objectives[$0].outcome != .met }
      .map { run.drill.lexicon.objectives[$0].title[language] }
    let which = self.names.list(names, most: 3)
    return phrase("\(all) 项目标中 \(list)（\(which)）", "of \(all) objectives \(list) (\(which))")
  }

  /// nil: there is no rating.
  private var ratingText: String? {
    guard let rating = outcome.rating else { return nil }
    let word = phrase("评级 \(rating.rawValue)", "rated \(rating.rawValue)")
    return ratingReasons.map { phrase("\(word)：\($0)", "\(word): \($0)") } ?? word
  }

  /// What makes the rating what it is; nil: nothing keeps it down, or there is none.
  var ratingReasons: String? {
    let grounds = outcome.grounds
    var parts: [String] = []
    guard let rating = outcome.rating else { return nil }
    switch rating {
    case .performed, .some: return nil
    case .unable:
      if grounds.isExposed { parts.append(phrase("有人员处于危险之中", "people were exposed")) }
      let missed = grounds.objectivesMissed
      if missed > 0 {
        let objectives = Plural.count(missed, "objective", "objectives")
        parts.append(phrase("\(missed) 项目标未达到", "\(objectives) missed"))
      }
    case .major:
      let clocks = grounds.clocksMissed
      if !clocks.isEmpty {
        let which = names.list(clocks.map(clockName), most: 2)
        parts.append(phrase("\(which)超时", "\(which) missed"))
      }
      if let broken = brokenText { parts.append(broken) }
    }
    return parts.joined(separator: phrase("，", ", "))
  }

  /// `2 rules that bind broken (conformance)`: the facts are listed with that dimension.
  private var brokenText: String? {
    let broken = outcome.grounds.rulesBroken
    guard !broken.isEmpty else { return nil }
    let dimensions = Dimension.allCases.filter { dimension in
      broken.contains { $0.dimension == dimension }
    }
    let places = dimensions.map { Terms.word($0)[language] }.joined(separator: phrase("、", ", "))
    let rules = Plural.count(broken.count, "rule that binds", "rules that bind")
    return phrase(
      "\(broken.count) 项有约束力的要求未做到（\(places)）", "\(rules) broken (\(places))")
  }

  /// `recovery time of incident 1`.
  private func clockName(_ clock: ClockVerdict) -> String {
    let word = Terms.word(clock.rule.kind)[language]
    let name = names.incident(clock.incident)
    return phrase("\(name) \(word)", "\(word) of \(name)")
  }
}
