import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The facts behind a judgement, put in words.
struct JudgementSentences: Sendable {
  var facts: RunFacts
  var names: Names

  init(_ facts: RunFacts, _ language: Language) {
    self.facts = facts
    names = facts.names(language)
  }

  private var language: Language { names.language }
  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  private func duration(_ span: TimeSpan) -> String { Format.duration(span, language) }

  /// `recovery time of incident 1: 9 h of 8 h`.
  func finding(_ finding: ScoreItem.Finding) -> String {
    switch finding {
    case .clock(let kind, let incident, let taken, let sofar, let target):
      clock(kind, incident, taken, sofar, target)
    case .stepMissing(let node, let instance):
      phrase(
        "缺少必做步骤“\(names.flowNode(node))”（\(flow(instance))）",
        "mandatory step left out: \(names.flowNode(node)) (\(flow(instance)))")
    case .stepRepeated(let node, let instance):
      phrase(
        "多余或重复步骤“\(names.flowNode(node))”（\(flow(instance))）",
        "extra or repeated step: \(names.flowNode(node)) (\(flow(instance)))")
    case .precedence(let rule, let incident, let kept):
      precedence(rule, incident, kept)
    case .stepsFollowed(let done, let all, let instance):
      phrase(
        "\(flow(instance))：\(all) 个步骤中 \(done) 个按流程完成",
        "\(flow(instance)): \(done) of \(Plural.count(all, "step", "steps")) done as the flow has them"
      )
    case .tooManyOrders(let instance):
      phrase(
        "\(flow(instance))：步骤可有的次序太多，未作比较",
        "\(flow(instance)): its steps may come in too many orders to compare")
    case .message(let message, let onTime, let rightReceiver):
      self.message(message, onTime, rightReceiver)
    case .evidence(let incident, let secured, let handedOver):
      evidence(incident, secured, handedOver)
    case .restoreOrder(let violated, let comparable, let rule):
      phrase(
        "\(Terms.word(rule).zh)：\(comparable) 对可比次序中 \(violated) 对颠倒",
        "\(Terms.word(rule).en): \(violated) of \(Plural.count(comparable, "comparable pair", "comparable pairs")) in the wrong order"
      )
    case .dataSet(let dataSet, let lost, let objective):
      phrase(
        "\(names.dataSet(dataSet))：丢失 \(duration(lost))的更新，RPO \(duration(objective))",
        "\(names.dataSet(dataSet)): \(duration(lost)) of updates lost, RPO \(duration(objective))")
    case .reassignments(let count, let shortest, let incident):
      phrase(
        "\(names.incident(incident))：转手 \(count) 次，最少需 \(shortest) 次",
        "\(names.incident(incident)): handed on \(Plural.times(count)), the shortest path needs \(shortest)"
      )
    case .summary(let incident, let at, let due):
      summary(incident, at, due)
    case .peopleExposed(let incident):
      phrase(
        "\(names.incident(incident))：有人员处于危险之中",
        "people were exposed in \(names.incident(incident))")
    }
  }

  private func flow(_ instance: Row<FlowInstance>) -> String {
    names.flow(facts.replication.instances[instance.index].flow)
  }

  private func clock(
    _ kind: ClockRule.Kind, _ incident: Row<Incident>, _ taken: TimeSpan?,
    _ sofar: TimeSpan, _ target: TimeSpan
  ) -> String {
    let word = Terms.word(kind)[language]
    let name = names.incident(incident)
    let goal = duration(target)
    if let taken {
      return phrase(
        "\(name) \(word) \(duration(taken))，目标 \(goal)",
        "\(word) of \(name): \(duration(taken)), target \(goal)")
    }
    return phrase(
      "\(name) \(word) 已过 \(duration(sofar))，仍未停止，目标 \(goal)",
      "\(word) of \(name): still running after \(duration(sofar)), target \(goal)")
  }

  private func precedence(_ rule: Precedence, _ incident: Row<Incident>, _ kept: Bool)
    -> String
  {
    let word = Terms.word(rule)[language]
    let name = names.incident(incident)
    return kept
      ? phrase("\(name)：\(word)，做到", "\(name): \(word), kept")
      : phrase("\(name)：\(word)，违反", "\(name): \(word), broken")
  }

  private func message(_ row: Row<MessageRecord>, _ onTime: Bool, _ rightReceiver: Bool) -> String {
    let message = facts.replication.messages[row.index]
    let step = names.flowNode(message.node)
    let way = "\(names.lane(message.from)) → \(names.lane(message.to))"
    let time = onTime ? phrase("按时", "on time") : phrase("迟报", "late")
    let receiver =
      rightReceiver
      ? phrase("对象正确", "to the right receiver")
      : phrase("对象有误", "to the wrong receiver first")
    return phrase("“\(step)”（\(way)）\(time)，\(receiver)", "\(step) (\(way)): \(time), \(receiver)")
  }

  private func evidence(_ incident: Row<Incident>, _ secured: Bool, _ handedOver: Bool)
    -> String
  {
    let name = names.incident(incident)
    let first =
      secured
      ? phrase("清除前已固定证据", "evidence secured before it could be destroyed")
      : phrase("清除前未固定证据", "evidence not secured before it could be destroyed")
    let second =
      handedOver
      ? phrase("已移交应急联系人", "handed to the contact")
      : phrase("未移交应急联系人", "not handed to the contact")
    return phrase("\(name)：\(first)，\(second)", "\(name): \(first), \(second)")
  }

  private func summary(
    _ incident: Row<Incident>, _ at: SimulationTime?, _ due: SimulationTime
  )
    -> String
  {
    let name = names.incident(incident)
    let by = facts.clock.full(due)
    guard let at else {
      return phrase("\(name)：总结未上报，应于 \(by) 前", "\(name): no summary, due by \(by)")
    }
    let when = facts.clock.full(at)
    return phrase(
      "\(name)：总结于 \(when) 上报，应于 \(by) 前", "\(name): summary reported \(when), due by \(by)")
  }

  /// `recovery time of every major fault ≤ 8 h`.
  func bound(_ objective: Objective) -> String {
    ObjectiveWords(facts.run.drill, language).bound(objective, in: facts.run.drill)
  }

  /// The same, and where an objective is met by a bound of the drill's own while clocks miss the
  /// agreement's target, that.
  func asked(_ verdict: ObjectiveVerdict) -> String {
    let bound = bound(verdict.objective)
    return beyondAgreement(verdict).map { phrase("\(bound)（\($0)）", "\(bound) (\($0))") } ?? bound
  }

  /// A value of an objective in its unit.
  func value(_ value: Int64, of objective: Objective) -> String {
    ObjectiveWords(facts.run.drill, language)
      .value(value, in: objective.unit, of: objective.metric)
  }

  /// What was measured for an objective: the worst value, or hits of tries; and what is left out.
  func measured(_ verdict: ObjectiveVerdict) -> String {
    var told = [seen(verdict)]
    if verdict.leftOut > 0 {
      told.append(
        phrase(
          "\(verdict.leftOut) 个开始得太晚，到结束也超不了限，未计",
          "\(verdict.leftOut) began too late to pass the bound before the end, left out"))
    }
    if verdict.open > 0, verdict.outcome == .undecided {
      told.append(phrase("\(verdict.open) 个未完", "\(verdict.open) open"))
    }
    return told.joined(separator: phrase("；", "; "))
  }

  private func beyondAgreement(_ verdict: ObjectiveVerdict) -> String? {
    guard verdict.outcome == .met, let kind = verdict.objective.metric.clock else { return nil }
    let level = verdict.objective.filter.level
    let clocks = facts.run.scorecard.clocks.filter { clock in
      clock.rule.kind == kind && facts.primary(of: clock.incident) == nil
        && (level == nil || level == facts.replication.incidents[clock.incident.index].level)
    }
    let missed = clocks.count { $0.outcome == .missed }
    guard missed > 0 else { return nil }
    return phrase(
      "SLA：\(clocks.count) 个中 \(missed) 个超时", "SLA: \(missed) of \(clocks.count) missed")
  }

  private func seen(_ verdict: ObjectiveVerdict) -> String {
    let none = phrase("没有可测的值", "nothing to measure")
    guard let value = verdict.value else { return none }
    switch verdict.objective.test {
    case .every where verdict.objective.measure != nil:
      return value == 0 ? phrase("始终在界内", "always within") : phrase("曾越界", "beyond it at times")
    case .every:
      let worst = self.value(value, of: verdict.objective)
      return verdict.tried > 1 ? phrase("最差 \(worst)", "worst \(worst)") : worst
    case .share where verdict.objective.measure != nil,
      .quantile where verdict.objective.measure != nil:
      let share = Format.percent(Milli(Int(value)))
      return phrase("\(share) 的时间", "\(share) of the time")
    case .share:
      let share = Format.percent(Milli(verdict.hits, of: verdict.tried))
      return phrase(
        "\(verdict.tried) 次中 \(verdict.hits) 次（\(share)）",
        "\(verdict.hits) of \(verdict.tried) (\(share))")
    case .mean:
      guard let mean = verdict.mean else { return none }
      let number: String
      switch verdict.objective.unit {
      // A whole number could stand on the other side of the bound.
      case .count: number = Format.number(mean, digits: 4)
      default: number = self.value(value, of: verdict.objective)
      }
      return verdict.open > 0 ? phrase("迄今 \(number)", "\(number) so far") : number
    case .quantile:
      return self.value(value, of: verdict.objective)
    }
  }
}
