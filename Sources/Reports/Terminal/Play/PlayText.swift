import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// What is said to somebody who plays a role: news, what is to be done, who is there, why a command
/// is refused. It reads a ``RoleView`` and the drill's names, and nothing of the truth.
package struct PlayText: Sendable {
  package var drill: CompiledDrill
  package var language: Language
  let names: Names
  let clock: CivilClock

  package init(_ drill: CompiledDrill, _ language: Language) {
    self.drill = drill
    self.language = language
    names = Names(
      lexicon: drill.lexicon, modes: drill.model.platform.failureModes, language: language)
    clock = CivilClock(start: drill.start)
  }

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// `02:10` on the day of the start, else `01-16 02:10`.
  package func time(_ time: SimulationTime) -> String { clock.short(time) }

  /// What a role is called: its lanes have one name over all flows.
  package func role(_ lane: Row<Lane>) -> String { names.lane(lane) }

  // MARK: News

  /// `02:14 Incident 1: monitoring reports trouble at UPS A1`; what a case learned of many subjects
  /// at about the same time is one line.
  package func news(_ news: some Sequence<RoleView.News>) -> [String] {
    var lines: [String] = []
    var together: [RoleView.News] = []
    for one in news {
      if let first = together.first, Self.belongs(one, with: first) {
        together.append(one)
        continue
      }
      if !together.isEmpty { lines.append(line(together)) }
      together = [one]
    }
    if !together.isEmpty { lines.append(line(together)) }
    return lines
  }

  /// Whether two pieces of news are one line: the same is said of both, within two minutes; or both
  /// are of one shift change.
  private static func belongs(_ news: RoleView.News, with first: RoleView.News) -> Bool {
    switch (news.kind, first.kind) {
    case (.learned(_, let said), .learned(_, let other)):
      said == other && news.incident == first.incident && news.time - first.time <= .minutes(2)
    case (.onDuty, .onDuty), (.onDuty, .offDuty), (.offDuty, .onDuty), (.offDuty, .offDuty):
      news.time == first.time
    default: false
    }
  }

  private func line(_ news: [RoleView.News]) -> String {
    let first = news[0]
    let head = first.incident.map { Format.capital(names.incident($0)) + phrase("：", ": ") } ?? ""
    return "\(time(first.time)) \(head)\(news.count > 1 ? together(news) : words(first.kind))"
  }

  private func together(_ news: [RoleView.News]) -> String {
    guard case .learned(_, let said) = news[0].kind else {
      let came = news.count { if case .onDuty = $0.kind { true } else { false } }
      let left = news.count - came
      return phrase("换班：\(left) 人下岗，\(came) 人上岗", "shift change: \(left) off duty, \(came) on")
    }
    let subjects = news.compactMap { one in
      if case .learned(let node, _) = one.kind { names.node(node) } else { nil }
    }
    let list = names.list(subjects)
    return phrase("\(list)：\(standing(said))", "\(list) are \(standing(said))")
  }

  private func words(_ kind: RoleView.News.Kind) -> String {
    switch kind {
    case .noticed(let node, let channel):
      let name = names.node(node)
      let by = Terms.word(channel)[language]
      return phrase("\(by)发现“\(name)”异常", "\(by) reports trouble at \(name)")
    case .told(let inject): return names.inject(inject)
    case .message(let from, let about):
      return phrase(
        "收到\(names.lane(from))的消息：\(names.flowNode(about))",
        "message from \(names.lane(from)): \(names.flowNode(about))")
    case .learned(let node, let said):
      return names.said(names.node(node), "：\(standing(said))", "is \(standing(said))")
    case .located(let node, let mode):
      let cause = mode.map { drill.lexicon.failureModes[$0.index].title[language] }
      let name = names.node(node)
      return phrase(
        "已查明“\(name)”的问题\(cause.map { "：\($0)" } ?? "")",
        "found out what is wrong with \(name)\(cause.map { ": \($0)" } ?? "")")
    case .found(let fact, let value):
      return phrase("查明：", "found: ") + Terms.words(fact, is: value, language)
    case .graded(let level, let emergency, let priority):
      let words = Terms.word(level)[language]
      let second = Terms.word(emergency)[language]
      return phrase(
        "定级：\(words)、\(second)，优先级 \(priority)", "graded \(words), \(second), priority \(priority)")
    case .vendorThere(let vendor):
      return phrase("\(names.vendor(vendor))已到", "\(names.vendor(vendor)) is there")
    case .partMissing(let part):
      return phrase("缺备件：\(names.part(part))", "no spare: \(names.part(part))")
    case .partArrived(let part):
      return phrase("备件到货：\(names.part(part))", "spare has arrived: \(names.part(part))")
    case .handedOver(let other):
      return phrase(
        ChineseSpacing.joined("并入", names.incident(other), "一并处理"),
        "is dealt with in \(names.incident(other))")
    case .closed: return phrase("事件单已关闭", "the record is closed")
    case .onDuty(let person):
      return phrase(
        ChineseSpacing.joined(names.person(person), "上岗"), "\(names.person(person)) comes on duty")
    case .offDuty(let person):
      return phrase(
        ChineseSpacing.joined(names.person(person), "下岗"), "\(names.person(person)) goes off duty")
    default: return words(ofStep: kind)
    }
  }

  private func words(ofStep kind: RoleView.News.Kind) -> String {
    switch kind {
    case .offered(let node):
      return phrase("待办：\(names.flowNode(node))", "to be done: \(names.flowNode(node))")
    case .started(let node, let person):
      let who = person.map(names.person) ?? ""
      return phrase(
        ChineseSpacing.joined(who, "开始“\(names.flowNode(node))”"),
        "\(who.isEmpty ? "" : who + ": ")\(names.flowNode(node)) begun")
    case .done(let node):
      return phrase("完成：\(names.flowNode(node))", "done: \(names.flowNode(node))")
    case .lapsed(let node):
      return phrase("逾期作罢：\(names.flowNode(node))", "too late for: \(names.flowNode(node))")
    case .interrupted(let node):
      return phrase("被中断：\(names.flowNode(node))", "interrupted: \(names.flowNode(node))")
    case .nothingToDo(let node):
      return phrase(
        "“\(names.flowNode(node))”没有对象可处理", "nothing to do for: \(names.flowNode(node))")
    case .asked(let node):
      return phrase("请您决定：\(names.flowNode(node))", "you decide: \(names.flowNode(node))")
    case .decidedByStandIn(let node):
      return phrase(
        "逾时，已由替身决定：\(names.flowNode(node))",
        "too late, your stand-in decided: \(names.flowNode(node))")
    case .void(let node):
      return phrase(
        "不必再决定：\(names.flowNode(node))", "no need to decide any more: \(names.flowNode(node))")
    default: return ""
    }
  }

  private func standing(_ said: Int64) -> String { Terms.words(said: said, language) }

  // MARK: What is to be done

  /// One line of the list of steps: what, for which case, since when, and how it stands.
  package func step(_ step: RoleView.StepView) -> String {
    var what = names.flowNode(step.node)
    if let component = step.component {
      what += phrase("（\(names.component(component))）", " (\(names.component(component)))")
    }
    let state: String
    switch step.phase {
    case .offered: state = phrase("待您下令", "waits for your word")
    case .waiting: state = phrase("等待人员", "waits for somebody")
    case .onTheWay: state = phrase("在途", "on the way")
    case .working: state = phrase("进行中", "under way")
    case .resting: state = phrase("暂停", "rests")
    }
    let who = step.person.map { phrase("，", ", ") + names.person($0) } ?? ""
    return phrase(
      "\(what)｜\(names.incident(step.incident))｜\(time(step.offered)) 起｜\(state)\(who)",
      "\(what) | \(names.incident(step.incident)) | since \(time(step.offered)) | \(state)\(who)")
  }

  /// A question with its options, each with its number from 1.
  package func question(_ question: RoleView.OpenQuestion) -> [String] {
    var head = phrase(
      "\(names.flowNode(question.node))｜\(names.incident(question.incident))｜\(time(question.asked)) 提出",
      "\(names.flowNode(question.node)) | \(names.incident(question.incident)) | asked \(time(question.asked))"
    )
    if let due = question.due { head += phrase("，须在 \(time(due)) 前答复", ", answer by \(time(due))") }
    let options = (0..<question.optionCount).map { option in
      "\(option + 1)) \(self.option(option, of: question))"
    }
    return [head] + options
  }

  /// What an option of a question is called.
  package func option(_ option: Int, of question: RoleView.OpenQuestion) -> String {
    switch question.kind {
    case .way(let node):
      let edge = Int(drill.model.net.nodes[node.index].outgoing.lowerBound) + option
      let label = drill.lexicon.edges[edge].title[language]
      return label.isEmpty ? names.flowNode(drill.model.net.edges[edge].to) : label
    case .raise: return option == 0 ? phrase("照办", "act on it") : phrase("不理会", "let it pass")
    }
  }

  // MARK: Cases and people

  /// What the file of a case says.
  package func file(_ file: RoleView.CaseView) -> [String] {
    let name = Format.capital(names.incident(file.incident))
    let subject = names.node(file.subject)
    let channel = Terms.word(file.channel)[language]
    var head = phrase(
      "\(name)：\(subject)（\(channel)发现）", "\(name): \(subject), noticed by \(channel)")
    if let level = file.level {
      head += phrase("，\(Terms.word(level)[language])", ", \(Terms.word(level)[language])")
    }
    if let priority = file.priority { head += phrase("，优先级 \(priority)", ", priority \(priority)") }
    if file.isClosed { head += phrase("，已关闭", ", closed") }
    return [head]
      + file.beliefs.map { belief in
        let located = belief.isLocated ? phrase("（已查明）", " (located)") : ""
        return "  "
          + names.said(
            names.node(belief.subject), "：\(standing(belief.said))\(located)",
            "is \(standing(belief.said))\(located)")
      }
  }

  /// Who holds the role's posts: who is there, what they do, who may be called, and how many are
  /// away.
  package func people(_ view: RoleView) -> [String] {
    if view.people.isEmpty { return [phrase("没有具名的人", "nobody by name")] }
    let there = view.people.filter { $0.presence != .away && $0.presence != .callable }
    var lines = there.map { person($0, in: view) }
    let callable = view.people.filter { $0.presence == .callable }.map {
      drill.lexicon.people[$0.person.index].key
    }
    if !callable.isEmpty {
      let list = callable.joined(separator: phrase("、", ", "))
      lines.append(phrase("不在岗，可呼叫：\(list)", "off duty, may be called: \(list)"))
    }
    let away = view.people.count { $0.presence == .away }
    if away > 0 { lines.append(phrase("另有 \(away) 人不在", "\(away) more are away")) }
    return lines
  }

  private func person(_ person: RoleView.PersonView, in view: RoleView) -> String {
    let key = drill.lexicon.people[person.person.index].key
    let name = phrase(
      "\(names.person(person.person))（\(key)）", "\(names.person(person.person)) (\(key))")
    switch person.presence {
    case .free: return phrase("\(name)：空闲", "\(name): free")
    case .busy(let task):
      guard let step = view.steps.first(where: { $0.task == task }) else {
        return phrase("\(name)：忙于别的工作", "\(name): busy with other work")
      }
      return phrase(
        "\(name)：正在“\(names.flowNode(step.node))”", "\(name): \(names.flowNode(step.node))")
    case .callable, .away: return name
    }
  }

  /// The status line: time, role, and how much waits.
  package func status(_ view: RoleView, role: String, now: SimulationTime) -> String {
    let open = view.cases.count { !$0.isClosed }
    let waiting = view.steps.count { $0.phase == .offered }
    return phrase(
      "\(clock.full(now)) \(role)｜未关事故 \(open)｜待下令 \(waiting)｜待决定 \(view.questions.count)",
      "\(clock.full(now)) \(role) | open incidents \(open) | steps for your word \(waiting) | "
        + "to decide \(view.questions.count)")
  }

  // MARK: Refusals

  /// Why a command does nothing, and the rule behind it.
  package func refusal(_ refusal: Refusal, role: (Row<Role>) -> String) -> String {
    switch refusal {
    case .over: return phrase("演练已结束", "the drill is over")
    case .unknown: return phrase("没有这一项", "there is no such thing")
    case .notYours(let owner):
      return phrase("这归\(role(owner))，不归您", "that is for \(role(owner)), not for you")
    case .tooLate(.answered(_, byStandIn: true)):
      return phrase("太迟：替身已代为决定", "too late: your stand-in has decided")
    case .tooLate(.answered): return phrase("已经答复过", "that is answered already")
    case .tooLate: return phrase("太迟：所问之事已了结", "too late: what it was about is over")
    case .noSuchOption(let count):
      return phrase("选项只有 1 到 \(count)", "the options are 1 to \(count)")
    case .notOffered:
      return phrase("该步骤没有待办：已在进行或已结束", "that step is not offered: it is under way or over")
    case .noStep(let act):
      let word = Terms.word(act)[language]
      return phrase("您的预案中没有“\(word)”这一步", "no step of your plans does that: \(word)")
    case .noSuchTarget: return phrase("不能对它做这件事", "that can't be done to it")
    case .notQualified(let person):
      return phrase(
        "\(names.person(person))不在该岗位，或没有所需技能",
        "\(names.person(person)) has not the post or the skill for it")
    case .notThere(let person):
      return phrase(
        "\(names.person(person))不在，也无法呼叫",
        "\(names.person(person)) is not there and can't be called")
    case .busy(let person, _):
      return phrase("\(names.person(person))正忙", "\(names.person(person)) is busy")
    case .placeClosed: return phrase("现场已封闭", "the place is closed")
    case .isPlayed: return phrase("该角色已有人扮演", "somebody plays that role already")
    }
  }
}
