import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The outcome of a run in words, each computed from the values that it speaks of.
struct RunSentences: Sendable {
  var facts: RunFacts
  var names: Names
  var outcome: RunOutcome

  init(_ facts: RunFacts, _ language: Language) {
    self.facts = facts
    outcome = RunOutcome(facts)
    names = facts.names(language)
  }

  var language: Language { names.language }
  var run: Run { facts.run }
  var card: Scorecard { run.scorecard }

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func duration(_ span: TimeSpan) -> String { Format.duration(span, language) }

  /// The story in a sentence each: what happened, what was down, what else came of threats if
  /// anything did, how it was noticed and answered, how it was repaired, and how it is judged.
  var story: [String] {
    [beginning, cost, harm, answer, repair, judgement].compactMap { $0 }
  }

  private var beginning: String {
    guard let first = facts.replication.faults.first else {
      return phrase("演练中没有发生故障。", "Nothing failed in this drill.")
    }
    let when = "\(facts.clock.short(first.began)) (\(Format.elapsed(first.began)))"
    let who = names.node(first.subject)
    let cause = names.cause(first)
    // What threats are on is counted by itself.
    let more = facts.replication.faults.dropFirst().filter { $0.threat == nil }.count
    let wake = facts.replication.faults.filter { $0.origin == .hardStop }.count
    var text =
      first.threat == nil
      ? phrase("\(when)，", "At \(when) ") + names.said(who, "故障（\(cause)）", "failed (\(cause))")
      : phrase("\(when)，", "At \(when) ")
        + names.said(who, "遭遇威胁（\(cause)）", "was hit (\(cause))")
    if more > 0 {
      text += phrase(
        "；演练中另有 \(more) 处故障",
        "; the drill had \(Plural.count(more, "more fault", "more faults"))")
    }
    if wake > 0, wake == more {
      text += phrase("，由非正常断电或过热所致", ", left by a hard stop")
    } else if wake > 0 {
      text += phrase(
        "，其中 \(wake) 处由非正常断电或过热所致", ", \(wake) of them left by a hard stop")
    }
    if facts.replication.hitCount > 0 {
      let count = facts.replication.hitCount
      text += phrase(
        "；共有 \(count) 个对象受害",
        "; \(Plural.count(count, "subject was", "subjects were")) hit in all")
    }
    return text + phrase("。", ".")
  }

  private var cost: String {
    let peak = facts.peak
    let all = facts.model.platform.components.count
    if peak.count == 0 && facts.outages.isEmpty {
      return phrase("没有组件和服务停止工作。", "No component and no service went down.")
    }
    var text = phrase(
      "最严重时（\(facts.clock.short(peak.time))）\(all) 个组件中有 \(peak.count) 个停止工作",
      "At worst, at \(facts.clock.short(peak.time)), \(peak.count) of \(all) components were down")
    let outages = facts.outages.prefix(3).map { outage in
      let length = duration(outage.history.out)
      return "\(names.node(outage.service.node)) \(length)"
    }
    let rest = facts.outages.count - outages.count
    if outages.isEmpty {
      text += phrase("，服务未受影响", ", and every service kept working")
    } else {
      text += phrase("；全程服务停机累计：", "; in the whole drill services were down: ")
      text += outages.joined(separator: phrase("，", ", "))
      if rest > 0 {
        text += phrase(
          "，另有 \(rest) 项服务", ", and \(Plural.count(rest, "more service", "more services"))")
      }
    }
    return text + phrase("。", ".")
  }

  private var answer: String {
    guard let incident = mainIncident else {
      return phrase("没有事故立案。", "No incident was opened.")
    }
    let record = facts.replication.incidents[incident.index]
    let start = record[.occurred] ?? record[.detected] ?? .zero
    let channel = Terms.word(record.channel)[language]
    var parts: [String] = []
    if let time = record[.detected] {
      let after = duration(time - start)
      parts.append(phrase("\(after)后由\(channel)发现", "\(channel) noticed after \(after)"))
    }
    if let time = record[.accepted] {
      parts.append(
        phrase("\(duration(time - start))受理", "the desk took it in after \(duration(time - start))")
      )
    }
    if let time = record[.responded] {
      parts.append(
        phrase("\(duration(time - start))响应", "an engineer began after \(duration(time - start))"))
    }
    if let time = record[.graded] {
      let level = Terms.word(record.level)[language]
      parts.append(
        phrase(
          "\(duration(time - start))定为\(level)",
          "it was graded a \(level) after \(duration(time - start))"))
    }
    let name = Format.capital(names.incident(incident))
    let lead =
      facts.platformIncidents.count == 1
      ? phrase("自发生起计：", "Counted from when it began: ")
      : phrase("\(name)（自发生起计）：", "\(name), counted from when it began: ")
    return lead + parts.joined(separator: phrase("，", ", ")) + phrase("。", ".")
  }

  private var repair: String {
    guard let incident = mainIncident else { return workText + phrase("。", ".") }
    let record = facts.replication.incidents[incident.index]
    let start = record[.occurred] ?? record[.detected] ?? .zero
    let back = facts.isRestoredUntold(incident) ? nil : record[.serviceRestored]
    let restored =
      back.map {
        phrase(
          "\(duration($0 - start))后恢复服务，", "Service was restored after \(duration($0 - start)), ")
      } ?? ""
    let recovered =
      record[.recovered].map {
        phrase(
          "\(duration($0 - start))后消除故障影响", "the effect was removed after \(duration($0 - start))")
      } ?? phrase("故障影响未消除", "the effect was not removed")
    let resolved =
      record[.resolved].map {
        phrase(
          "，\(duration($0 - start))后最终清除故障", ", the fault itself after \(duration($0 - start))")
      } ?? phrase("，故障未清除", ", the fault itself was not removed")
    return Format.capital(restored + recovered) + resolved + phrase("；", "; ") + workText
      + phrase("。", ".")
  }

  /// `14 people worked 63 h, 2 vendors came`.
  private var workText: String {
    let people = facts.replication.busy.filter { $0 > .zero }
    let work = people.reduce(TimeSpan.zero, +)
    let vendors = facts.visits.count
    let missing = facts.replication.entries.filter { $0.kind == .partMissing }.count
    let who = Plural.count(people.count, "person", "people")
    var text = phrase(
      "\(people.count) 人共投入 \(Format.hours(work, language))",
      "\(who) worked \(Format.hours(work, language)) in all")
    if vendors > 0 {
      text += phrase(
        "，专业机构到场 \(vendors) 次", ", a vendor came \(Plural.times(vendors))")
    }
    if missing > 0 {
      text += phrase(
        "，备件缺货 \(missing) 次", ", a part was missing \(Plural.times(missing))")
    }
    return text
  }

  private var judgement: String {
    let clocks = outcome.clocks
    var text = phrase(
      "\(clocks.all) 个时钟中 \(clocks.met) 个达标",
      "\(clocks.met) of \(Plural.count(clocks.all, "clock", "clocks")) met their target")
    if let joinedText { text += phrase("（\(joinedText)）", " (\(joinedText))") }
    text += phrase("；", "; ") + scoreText
    let share = Format.percent(card.availability.share)
    text += phrase(
      "；用去全年停机允许时间的 \(share)", "; \(share) of the year's down-time allowance was used")
    return text + phrase("。", ".")
  }

  /// Alarms that were joined to another incident, whose clocks are not counted with the others;
  /// nil: there are none.
  var joinedText: String? {
    let joined = outcome.joinedClocks
    guard joined.all > 0 else { return nil }
    return phrase(
      "并入的告警另计，\(joined.all) 个中 \(joined.met) 个达标",
      "of joined alarms \(joined.met) of \(joined.all)")
  }

  /// `the score is 72.5 of 100 at 80.0 % coverage`.
  private var scoreText: String {
    guard let final = card.final else {
      return phrase("没有可评估的项目，未给出得分", "nothing could be evaluated, so there is no score")
    }
    let points = Format.points(final)
    let coverage = Format.percent(card.coverage)
    return phrase(
      "得分 \(points)，评估覆盖率 \(coverage)", "the score is \(points) of 100 at \(coverage) coverage")
  }

  /// Which role knew of the worst incident when; nil: there is none, or no role knew.
  var knowing: String? {
    mainIncident.flatMap { KnowledgeSentences(facts, language).sentence(of: $0) }
  }

  /// The incident that had the most down; the earliest of several.
  var mainIncident: Row<Incident>? { facts.worstIncidents(most: 1).first }
}
