import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

extension Timeline {
  /// Incidents, flows, tasks, decisions, messages.
  func response(_ entry: Entry) -> Told? {
    switch entry.kind {
    case .incidentOpened: return opened(entry)
    case .milestone: return milestone(entry)
    case .graded: return graded(entry)
    case .flowStarted:
      let flow = names.flowWithClause(Row(Int(entry.subject)))
      return (.plain, phrase("流程开始：\(flow)", "flow starts: \(flow)"))
    case .flowFailed:
      let flow = names.flowWithClause(
        facts.replication.instances[Int(entry.instance)].flow)
      let end = names.flowNode(Row(Int(entry.subject)))
      return (
        .bad,
        phrase(
          "流程失败：\(flow)，错误“\(end)”无人处理",
          "flow failed: \(flow), nobody caught the error \"\(end)\"")
      )
    case .branchTaken: return branch(entry)
    case .taskDone, .taskLapsed, .taskInterrupted, .taskSkipped, .taskLate: return task(entry)
    case .questionAsked, .questionAnswered, .commanded: return played(entry)
    case .messageSent, .messageMisdirected, .messageReceived: return message(entry)
    case .escalated:
      let from = Terms.word(Tier.allCases[Int(entry.subject)])[language]
      let to = Terms.word(Tier.allCases[Int(entry.object)])[language]
      return (.plain, phrase("由\(from)提交\(to)", "escalated from \(from) to \(to)"))
    case .handedOver:
      let (own, other) = (incidentName(entry), names.incident(Row(Int(entry.object))))
      return (.plain, phrase("\(own) 并入 \(other) 一并处理", "\(own) is dealt with in \(other)"))
    default: return nil
    }
  }

  private func incidentName(_ entry: Entry) -> String {
    entry.incident < 0 ? "" : names.incident(Row(Int(entry.incident)))
  }

  private func opened(_ entry: Entry) -> Told {
    let incident = facts.replication.incidents[Int(entry.incident)]
    let about = names.subject(incident)
    let channel = Terms.word(incident.channel)[language]
    let name = incidentName(entry)
    return (
      .warn,
      phrase("\(name) 立案：\(about)（\(channel)发现）", "\(name) opened: \(about), noticed by \(channel)")
    )
  }

  private func milestone(_ entry: Entry) -> Told {
    let milestone = Milestone.allCases[Int(entry.subject)]
    let name = incidentName(entry)
    let word = Terms.word(milestone)[language]
    let row = Row<Incident>(Int(entry.incident))
    // One that was taken back later has stopped no clock.
    let isLast = facts.replication.incidents[row.index][milestone] == entry.time
    guard isLast, let verdict = facts.clock(stoppedBy: milestone, of: row)
    else { return (.good, phrase("\(name)：\(word)", "\(name): \(word)")) }
    let clock = clockText(verdict)
    return (
      verdict.outcome == .missed ? .bad : .good,
      phrase("\(name)：\(word)，\(clock)", "\(name): \(word), \(clock)")
    )
  }

  /// `25 min of 30 min, met`.
  func clockText(_ verdict: ClockVerdict) -> String {
    let shown = Format.duration(verdict.shown, language)
    let target = Format.duration(verdict.target, language)
    let outcome = Terms.word(verdict.outcome)[language]
    return phrase("用时 \(shown)／目标 \(target)，\(outcome)", "\(shown) of \(target), \(outcome)")
  }

  /// The level by the agreement's rules, anew after each step; not the milestone of being graded.
  private func graded(_ entry: Entry) -> Told {
    let level = Terms.word(FaultLevel.allCases[Int(entry.subject)])[language]
    let emergency = Terms.word(EmergencyLevel.allCases[Int(entry.object)])[language]
    let name = incidentName(entry)
    return (
      .plain,
      phrase(
        "\(name) 级别更新：\(level)、\(emergency)，优先级 \(entry.value)",
        "\(name), level now: \(level), \(emergency), priority \(entry.value)")
    )
  }

  private func branch(_ entry: Entry) -> Told {
    let gateway = names.flowNode(Row(Int(entry.subject)))
    let edge = facts.model.net.edges[Int(entry.object)]
    let label = names.lexicon.edges[Int(entry.object)].title[language]
    let way = label.isEmpty ? names.flowNode(edge.to) : label
    return (.choice, phrase("\(gateway) → \(way)", "\(gateway) → \(way)"))
  }

  /// What a played role is asked, what it answers, and the steps that it gives its word for.
  private func played(_ entry: Entry) -> Told {
    let node = Row<FlowNode>(Int(entry.subject))
    let what = names.flowNode(node)
    let role = facts.model.net.nodes[node.index].lane.map(names.lane) ?? ""
    switch entry.kind {
    case .questionAsked:
      return (.choice, phrase("请\(role)决定：\(what)", "\(role) to decide: \(what)"))
    case .questionAnswered where entry.value < 0:
      return (.plain, phrase("无须再决定：\(what)", "nothing to decide any more: \(what)"))
    case .questionAnswered where entry.value % 2 == 1:
      return (
        .warn,
        phrase("\(role)逾时未决，由替身决定：\(what)", "\(role) too late, the stand-in decides: \(what)")
      )
    case .questionAnswered:
      return (.choice, phrase("\(role)已决定：\(what)", "\(role) has decided: \(what)"))
    default: break
    }
    let step = what + part(ofTask: Int(entry.object))
    guard entry.value >= 0 else {
      return (.choice, phrase("\(role)下令：\(step)", "\(role) orders: \(step)"))
    }
    let person = names.person(Row(Int(entry.value)))
    return (
      .choice,
      phrase("\(role)下令：\(person)办理“\(step)”", "\(role) orders: \(step), by \(person)")
    )
  }

  /// Who did it: `Facility engineer 2 and 1 more (tier 1)`, the vendor, or the lane.
  func actors(_ task: FlowTask) -> String {
    if let vendor = task.vendor { return names.vendor(vendor) }
    let people = facts.people(of: task).map(names.person)
    if people.isEmpty {
      return facts.model.net.nodes[task.node.index].lane.map(names.lane) ?? ""
    }
    return names.list(people, most: 2)
  }

  private func task(_ entry: Entry) -> Told {
    var step = names.flowNode(Row(Int(entry.subject)))
    if entry.kind != .taskSkipped { step += part(ofTask: Int(entry.object)) }
    switch entry.kind {
    case .taskSkipped:
      return (.warn, phrase("步骤被跳过：\(step)", "step left out: \(step)"))
    case .taskLapsed:
      return (.warn, phrase("逾期放弃：\(step)", "given up, nobody could start it: \(step)"))
    case .taskInterrupted:
      return (.warn, phrase("被中断：\(step)", "interrupted: \(step)"))
    case .taskLate:
      let late = Format.duration(TimeSpan(microseconds: entry.value), language)
      return (.warn, phrase("迟办 \(late)：\(step)", "begun \(late) late: \(step)"))
    default: break
    }
    let task = facts.replication.tasks[Int(entry.object)]
    let who = actors(task)
    let parts = timesSpent(on: Int(entry.object))
    let detail =
      parts.isEmpty
      ? ""
      : phrase("（", " (") + parts.joined(separator: phrase("，", ", "))
        + phrase("）", ")")
    let by = who.isEmpty ? "" : "\(who): "
    return (
      .work,
      phrase(
        ChineseSpacing.joined(who, "完成“\(step)”\(detail)"), "\(by)\(step) done\(detail)")
    )
  }

  /// Of an activity that is done several times, which one it is: ` (kiosk 3)`, ` (no. 2)`.
  private func part(ofTask row: Int) -> String {
    guard let part = facts.parts[row] else { return "" }
    if let component = part.component {
      let name = names.node(Row(component.index))
      return phrase("（\(name)）", " (\(name))")
    }
    return phrase("（第 \(part.number) 项）", " (no. \(part.number))")
  }

  /// How long a task took, and how much of that was lost by beginning late and by getting there.
  private func timesSpent(on row: Int) -> [String] {
    let task = facts.replication.tasks[row]
    guard let started = task.started, let ended = task.ended else { return [] }
    var parts = [Format.duration(ended - started, language)]
    guard !task.people.isEmpty || task.vendor != nil else { return parts }
    let phases = facts.phases(ofTask: row)
    var before: [String] = []
    if phases.late >= .minutes(1) {
      let late = Format.duration(phases.late, language)
      before.append(phrase("迟缓 \(late)", "\(late) late"))
    }
    if phases.travel >= .minutes(1) {
      let way = Format.duration(phases.travel, language)
      before.append(phrase("到场 \(way)", "\(way) to get there"))
    }
    if let first = before.first {
      before[0] = phrase("其中\(first)", "of which \(first)")
      parts += before
    }
    return parts
  }

  private func message(_ entry: Entry) -> Told {
    let message = facts.replication.messages[Int(entry.subject)]
    let way = "\(names.lane(message.from)) → \(names.lane(message.to))"
    let what = names.flowNode(message.node)
    if entry.kind == .messageMisdirected {
      return (.warn, phrase("消息误发：\(way)（\(what)）", "to the wrong receiver: \(way) (\(what))"))
    }
    let isRead = entry.kind == .messageReceived
    let isLate = message.due.map { $0 < entry.time } ?? false
    let mark = isLate ? phrase("，迟报", ", late") : ""
    let read = isRead ? phrase("，对方收悉", ", received") : ""
    return (.say, phrase("\(way)：\(what)\(read)\(mark)", "\(way): \(what)\(read)\(mark)"))
  }

  /// People called in, vendors, spare parts.
  func support(_ entries: [Entry]) -> Told? {
    let entry = entries[0]
    let row = Int(entry.subject)
    switch entry.kind {
    case .calledIn:
      let who = names.list(entries.map { names.person(Row(Int($0.subject))) })
      let span = TimeSpan(microseconds: entries.map(\.value).max() ?? 0)
      let until = Format.duration(span, language)
      return (.plain, phrase("备班召回：\(who)，\(until)后到", "called in: \(who), there in \(until)"))
    case .vendorCalled:
      return (.plain, phrase("呼叫专业机构：", "vendor called: ") + names.vendor(Row(row)))
    case .vendorJoined:
      return (
        .plain, phrase("专业机构接入：", "vendor joined from afar: ") + names.vendor(Row(row))
      )
    case .vendorArrived:
      return (.plain, phrase("专业机构到场：", "vendor on site: ") + names.vendor(Row(row)))
    case .partDrawn:
      let left = entries.map(\.value).min() ?? 0
      let rest = phrase("，余 \(left)", ", \(left) left")
      return (.plain, phrase("领用备件：", "spare part drawn: ") + parts(entries) + rest)
    case .partMissing:
      return (.warn, phrase("备件缺货：", "spare part not in stock: ") + parts(entries))
    case .partDead:
      return (.warn, phrase("备件抽测不合格：", "spare part dead on test: ") + parts(entries))
    case .partOrdered:
      return (.plain, phrase("订购备件：", "spare part ordered: ") + parts(entries))
    case .partArrived:
      return (.plain, phrase("备件到货：", "spare part arrived: ") + parts(entries))
    default: return nil
    }
  }

  /// The part that entries speak of, and how many of it: `UPS power module × 2`.
  private func parts(_ entries: [Entry]) -> String {
    let part = names.part(Row(Int(entries[0].subject)))
    return entries.count == 1 ? part : "\(part) × \(entries.count)"
  }

  /// A routine entry, for those who want all of them.
  func routine(_ entry: Entry) -> Timeline.Line {
    let word = Terms.word(entry.kind)[language]
    let row = Int(entry.subject)
    let about: String
    switch entry.kind {
    case .taskOffered, .taskStarted, .taskArrived, .nothingToDo: about = names.flowNode(Row(row))
    case .cameOnDuty, .wentOffDuty: about = names.person(Row(row))
    case .flowEnded:
      let flow =
        entry.instance < 0
        ? "" : names.flow(facts.replication.instances[Int(entry.instance)].flow)
      let end = row < 0 ? "" : names.flowNode(Row(row))
      about = [flow, end].filter { !$0.isEmpty }.joined(separator: phrase("，", ", "))
    case .alarmJoined, .offReserve, .reserveRate, .taskForComponent, .located, .faultJoined:
      about = names.node(Row(row))
    case .learned:
      let said = Terms.words(said: entry.value & 0xff, language)
      let channel =
        ObservationChannel(rawValue: entry.object).map { Terms.word($0)[language] } ?? ""
      about = phrase(
        "\(incidentName(entry))，\(names.node(Row(row)))\(said)（\(channel)）",
        "\(incidentName(entry)), \(names.node(Row(row))) is \(said) (\(channel))")
    case .found:
      let fact = Fact.allCases.indices.contains(row) ? Fact.allCases[row] : .located
      about =
        incidentName(entry) + phrase("，", ", ") + Terms.words(fact, is: entry.value, language)
    default: about = ""
    }
    let text = about.isEmpty ? word : phrase("\(word)：\(about)", "\(word): \(about)")
    return Timeline.Line(
      time: entry.time, tone: .plain, incident: Self.incident(of: entry), text: text)
  }
}
