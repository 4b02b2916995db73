import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator

/// What is said to whoever plays, and what they type, until the drill is over or they leave.
struct DrillDialogue {
  enum Ending {
    case over
    case left
    case interrupted
  }

  let language: Language
  let pace: Pace?
  let input: any DrillInput

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  func hold(_ table: inout DrillTable) throws -> Ending {
    try input.say(greeting(table))
    if table.isResumed {
      // It goes on from where it was left, be it in the middle of an instant.
      try input.say(table.past())
    } else if try goOn(&table, until: table.session.now) == .finished {
      return .over
    }
    while true {
      if table.session.isOver { return .over }
      if table.isByTheBook {
        try table.doByTheBook()
        _ = try table.advance(until: table.session.horizon, forNews: false)
        try input.say(table.news())
        continue
      }
      let began = ContinuousClock.now
      let start = table.session.now
      let line = try input.next(
        prompt: prompt(table), completions: table.completions,
        waitingAtMost: pace == nil ? nil : .seconds(1))
      switch line {
      case .line(let line) where line.drop(while: \.isWhitespace).hasPrefix("#"): continue
      case .line(let line):
        try catchUp(&table, from: start, since: began)
        if let ending = try obeyOrSay(line, &table) { return ending }
      case .tooLong: try input.say([phrase("这一行太长", "that line is too long")])
      case .idle: try catchUp(&table, from: start, since: began)
      case .end: return .left
      case .interrupted: return .interrupted
      }
    }
  }

  private func greeting(_ table: borrowing DrillTable) -> [String] {
    let drill = table.words.drill
    return [
      "\(drill.title[language])｜\(table.role.title[language])",
      phrase("输入“帮助”看命令，空行继续", "type 'help' for the commands; an empty line goes on"),
    ]
  }

  private func prompt(_ table: borrowing DrillTable) -> String {
    "\(table.words.time(table.session.now)) \(table.role.title[language])> "
  }

  /// The clock ran while somebody thought.
  private func catchUp(
    _ table: inout DrillTable, from start: SimulationTime, since began: ContinuousClock.Instant
  ) throws {
    guard let pace else { return }
    let seconds = (ContinuousClock.now - began) / .seconds(1) * pace.factor
    let until = start + TimeSpan(microseconds: Int64(seconds * 1e6))
    var hasNews = false
    while try table.advance(until: min(until, table.session.horizon)) == .concerns {
      hasNews = true
      try input.say(table.news())
    }
    if hasNews { try table.mark() }
    try input.say(table.news())
  }

  @discardableResult
  private func goOn(
    _ table: inout DrillTable, until time: SimulationTime
  ) throws -> LiveSession.Stop {
    let stop = try table.advance(until: time)
    try table.mark()
    try input.say(table.news())
    return stop
  }

  // MARK: Commands

  /// The same for a person; what the machine refuses to keep did not happen, and is said: who
  /// makes room on the disk goes on.
  private func obeyOrSay(_ line: String, _ table: inout DrillTable) throws -> Ending? {
    do {
      return try obey(line, &table)
    } catch let failure as Failure where failure.exit == .machine && input.isPerson {
      table.isByTheBook = false
      let why = [failure.text[language], failure.detail[language]].filter { !$0.isEmpty }
      let text = why.joined(separator: phrase("：", ": "))
      try input.say([phrase("未执行，无法存档：\(text)", "not done, it could not be kept: \(text)")])
      return nil
    }
  }

  private func obey(
    _ line: String, _ table: inout DrillTable
  ) throws -> Ending? {
    let command: TypedCommand
    do {
      command = try TypedCommand(line)
    } catch .unknownVerb(let word) {
      let verbs = TypedCommand.Verb.allCases.map { language == .zh ? $0.zh : $0.rawValue }
      let hint = NearestName.hint(word, in: verbs)?[language] ?? ""
      try input.say([phrase("没有“\(word)”这个命令；\(hint)", "there is no command '\(word)'; \(hint)")])
      return nil
    } catch .wrongUse(let verb) {
      try input.say([phrase("用法：\(verb.usage.zh)", "usage: \(verb.usage.en)")])
      return nil
    }
    return try obey(command, &table)
  }

  private func obey(
    _ command: TypedCommand, _ table: inout DrillTable
  ) throws -> Ending? {
    switch command {
    case .quit: return .left
    case .help: try input.say(TypedCommand.Verb.allCases.map { $0.usage[language] })
    case .status: try input.say([table.status()])
    case .steps:
      let list = table.list()
      try input.say(list.isEmpty ? [phrase("没有待办", "nothing waits for you")] : list)
    case .people: try input.say(table.view.map { table.words.people($0) } ?? [])
    case .cases:
      let files = table.view?.cases.flatMap { table.words.file($0) } ?? []
      try input.say(files.isEmpty ? [phrase("尚无所知的事故", "you know of no incident yet")] : files)
    case .inbox:
      let news = table.words.news(table.view?.inbox.suffix(20) ?? [])
      try input.say(news.isEmpty ? [phrase("没有消息", "no news yet")] : news)
    case .next: try next(&table)
    case .wait(let span):
      try goOn(&table, until: min(table.session.now + span, table.session.horizon))
    case .waitUntil(let hour, let minute):
      let time = time(hour, minute, table)
      try input.say([
        phrase("等到 \(table.words.time(time))", "waiting until \(table.words.time(time))")
      ])
      try goOn(&table, until: time)
    case .plan(let item):
      guard let question = table.question(item) else { return try noItem(item, table) }
      let option = table.words.option(question.byTheFlow, of: question)
      let number = question.byTheFlow + 1
      try input.say([phrase("预案：\(number)) \(option)", "the plan says: \(number)) \(option)")])
    case .byTheBook(let toTheEnd):
      table.isByTheBook = toTheEnd
      if !toTheEnd, !table.hasOpenItems { try input.say([phrase("没有待办", "nothing waits for you")]) }
      try table.doByTheBook()
      try goOn(&table, until: table.session.now)
    case .handBack:
      try say(table.give(.handBack(table.role.row)))
      while try table.advance(until: table.session.horizon, forNews: false) != .finished {}
    case .act(let act) where act.verb.isEmpty:
      try input.say(
        table.acts.map { phrase(Terms.word($0).zh, "\($0.rawValue): \(Terms.word($0).en)") })
    case .begin, .leaveOut, .answer, .act: try item(command, &table)
    }
    return nil
  }

  /// The next time that the clock shows that hour and minute.
  private func time(_ hour: Int, _ minute: Int, _ table: borrowing DrillTable) -> SimulationTime {
    let start = table.words.drill.start
    let minutes = Int64((hour - start.hour) * 60 + minute - start.minute)
    var time = SimulationTime.zero + .minutes(minutes + (minutes < 0 ? 24 * 60 : 0))
    while time <= table.session.now { time = time + .hours(24) }
    return min(time, table.session.horizon)
  }

  private func say(_ refusal: String?) throws {
    if let refusal { try input.say([phrase("未执行：\(refusal)", "refused: \(refusal)")]) }
  }

  private func item(
    _ command: TypedCommand, _ table: inout DrillTable
  ) throws {
    switch command {
    case .begin(let number, let name):
      guard let task = table.step(number)?.task else {
        _ = try noItem(number, table)
        return
      }
      guard let person = try person(name, table) else { return }
      try say(table.give(.begin(task, by: person.row)))
    case .act(let act):
      guard let command = try self.command(act, table) else { return }
      try say(table.give(command))
    case .leaveOut(let number):
      guard let task = table.step(number)?.task else {
        _ = try noItem(number, table)
        return
      }
      try say(table.give(.leaveOut(task)))
    case .answer(let number, let option):
      guard let row = table.question(number)?.number else {
        _ = try noItem(number, table)
        return
      }
      try say(table.give(.answer(question: row, option: option)))
    default: return
    }
    // What was done takes its first effect at this instant.
    while try goOn(&table, until: table.session.now) == .concerns {}
  }

  /// On to what concerns the role; at most an hour while something waits for it.
  private func next(_ table: inout DrillTable) throws {
    guard table.hasOpenItems else {
      try goOn(&table, until: table.session.horizon)
      return
    }
    let hour = min(table.session.now + .hours(1), table.session.horizon)
    if try goOn(&table, until: hour) == .reached {
      try input.say(
        [
          phrase("一小时过去；仍有事待您：", "an hour has passed, and this waits for you:")
        ] + table.list())
    }
  }

  @discardableResult
  private func noItem(_ number: Int, _ table: borrowing DrillTable) throws -> Ending? {
    let text =
      if table.step(number) != nil {
        phrase("[\(number)] 是步骤，用“办 \(number)”", "[\(number)] is a step: 'do \(number)'")
      } else if table.question(number) != nil {
        phrase(
          "[\(number)] 是问题，用“答 \(number) 选项”",
          "[\(number)] is a question: 'answer \(number) OPTION'")
      } else if number <= table.view?.itemCount ?? 0 {
        phrase("[\(number)] 已了结", "[\(number)] is over: done, answered, or no longer wanted")
      } else {
        phrase(
          "没有编号 \(number) 的这一项；输入“待办”查看", "there is no such item \(number); 'steps' lists them")
      }
    try input.say([text])
    return nil
  }

  /// Who is meant; nil: nobody is called that, and that was said.
  private func person(
    _ name: String?, _ table: borrowing DrillTable
  ) throws -> OptionalRow<Person>? {
    guard let name else { return OptionalRow<Person>.none }
    let people = table.words.drill.lexicon.people
    if let row = people.firstIndex(where: { $0.isCalled(name) }) { return OptionalRow(Row(row)) }
    let hint = hint(name, in: people)
    try input.say([phrase("没有“\(name)”这个人；\(hint)", "there is nobody called '\(name)'; \(hint)")])
    return nil
  }

  private func hint(_ name: String, in labels: [Label]) -> String {
    NearestName.hint(name, in: labels.map { $0.title[language] })?[language] ?? ""
  }

  /// The command that a typed act means; nil: it names what there is not, and that was said.
  private func command(
    _ act: TypedAct, _ table: borrowing DrillTable
  ) throws -> Command? {
    let acts = table.acts
    let words = acts.map { [$0.rawValue, Terms.word($0).zh, Terms.word($0).en] }
    guard let row = words.firstIndex(where: { $0.contains(act.verb.lowercased()) }) else {
      let legal = acts.map { phrase(Terms.word($0).zh, $0.rawValue) }
        .joined(separator: phrase("、", ", "))
      try input.say([
        phrase("不会“\(act.verb)”；会：\(legal)", "no such act '\(act.verb)'; there are: \(legal)")
      ])
      return nil
    }
    let known = table.view?.cases ?? []
    let meant = known.filter { file in act.incident.map { $0 == file.incident.index + 1 } ?? true }
    guard meant.count == 1 else {
      try input.say([
        meant.isEmpty
          ? phrase("您不知道有这起事故", "you know of no such incident")
          : phrase("请写明哪起事故，如“事故 2”", "say for which incident, as in 'case 2'")
      ])
      return nil
    }
    var targets: [ActTarget] = []
    for name in act.targets {
      guard let target = target(name, table) else {
        let hint = hint(name, in: table.words.drill.lexicon.nodes)
        try input.say([phrase("没有“\(name)”；\(hint)", "there is no '\(name)'; \(hint)")])
        return nil
      }
      targets.append(target)
    }
    guard let person = try person(act.person, table) else { return nil }
    return .act(acts[row], on: targets, of: meant[0].incident, by: person.row)
  }

  private func target(_ name: String, _ table: borrowing DrillTable) -> ActTarget? {
    let lexicon = table.words.drill.lexicon
    let row = { (labels: [Label]) in labels.firstIndex { $0.isCalled(name) } }
    return row(lexicon.nodes).map { .node(Row($0)) } ?? row(lexicon.zones).map { .zone(Row($0)) }
      ?? row(lexicon.dataSets).map { .dataSet($0) } ?? row(lexicon.parts).map { .part(Row($0)) }
  }
}

extension Label {
  /// Whether it is meant by a name that somebody typed, as key or title, in either case of letters.
  func isCalled(_ name: String) -> Bool {
    let wanted = Self.plain(name[...])
    return [key, title.zh, title.en].contains { title in
      Self.plain(title[...]) == wanted
        // What stands in brackets behind a name need not be typed.
        || Self.plain(title.prefix { $0 != "（" && $0 != "(" }) == wanted
    }
  }

  private static func plain(_ name: Substring) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
