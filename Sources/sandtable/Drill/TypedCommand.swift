import EventKernel
import Scenarios

/// What somebody at the table typed. Each verb has a Chinese and an English word; either is
/// understood in either language.
enum TypedCommand: Equatable {
  case help
  case status
  case steps
  case people
  case cases
  case inbox
  /// A numbered item is begun, by somebody of that name.
  case begin(Int, by: String?)
  case leaveOut(Int)
  case act(TypedAct)
  case answer(Int, option: Int)
  /// What the plan would answer is asked.
  case plan(Int)
  /// What is open now is done by the plan; to the end: whatever comes, too.
  case byTheBook(toTheEnd: Bool)
  case next
  case wait(TimeSpan)
  case waitUntil(hour: Int, minute: Int)
  case handBack
  case quit

  /// What is wrong with a line that is no command.
  enum Fault: Error, Equatable {
    case unknownVerb(String)
    case wrongUse(Verb)
  }

  enum Verb: String, CaseIterable {
    case help, status, steps, people, cases, inbox
    case begin = "do"
    case leaveOut = "skip"
    case answer, act
    case plan
    case byTheBook = "book"
    case next, wait
    case handBack = "release"
    case quit

    var zh: String {
      switch self {
      case .help: "帮助"
      case .status: "状态"
      case .steps: "待办"
      case .people: "人员"
      case .cases: "事故"
      case .inbox: "消息"
      case .begin: "办"
      case .leaveOut: "略过"
      case .answer: "答"
      case .act: "做"
      case .plan: "预案"
      case .byTheBook: "照办"
      case .next: "继续"
      case .wait: "等"
      case .handBack: "交还"
      case .quit: "退出"
      }
    }

    /// How it is used, and what it does.
    var usage: Bilingual {
      switch self {
      case .help: Bilingual(zh: "帮助　本说明", en: "help   this list")
      case .status: Bilingual(zh: "状态　一行概况", en: "status   how things stand, in a line")
      case .steps:
        Bilingual(zh: "待办　待您下令的步骤和待您决定的问题", en: "steps   what waits for your word or your decision")
      case .people: Bilingual(zh: "人员　本岗位的人", en: "people   who holds your posts")
      case .cases: Bilingual(zh: "事故　您所知的各起事故", en: "cases   what you know of each incident")
      case .inbox: Bilingual(zh: "消息　最近二十条消息", en: "inbox   the last twenty pieces of news")
      case .begin: Bilingual(zh: "办 编号 [由 姓名]　开始一个步骤", en: "do NUMBER [by PERSON]   begin a step")
      case .leaveOut:
        Bilingual(zh: "略过 编号　报告已办，其实未办", en: "skip NUMBER   report a step as done without doing it")
      case .answer: Bilingual(zh: "答 编号 选项　答复一个问题", en: "answer NUMBER OPTION   answer a question")
      case .act:
        Bilingual(
          zh: "做 动作 [对象，…] [事故 编号] [由 姓名]　做预案此刻没有要求的事；“做”列出动作",
          en:
            "act VERB [TARGET, ...] [case NUMBER] [by PERSON]   what no step asks now; 'act' lists")
      case .plan:
        Bilingual(zh: "预案 编号　看预案对一个问题怎么说", en: "plan NUMBER   what the plan says to a question")
      case .byTheBook:
        Bilingual(
          zh: "照办 [到底]　眼前的（或此后全部）按预案办",
          en: "book [all]   what is open now, or all to come, by the plan")
      case .next:
        Bilingual(
          zh: "继续（或空行）　到下一件与您有关的事", en: "next, or an empty line   on to what concerns you next")
      case .wait:
        Bilingual(
          zh: "等 10 min｜等 09:30　等到那时，或有事找您",
          en: "wait 10 min | wait 09:30   until then, or until something concerns you")
      case .handBack:
        Bilingual(zh: "交还　由替身接手，直到结束", en: "release   your stand-in takes over, to the end")
      case .quit:
        Bilingual(zh: "退出　离开；以后用 --resume 继续", en: "quit   leave; go on later with --resume")
      }
    }

    static func named(_ word: String) -> Verb? {
      switch word {
      case "?", "？": .help
      case "全部", "todo": .steps
      default: allCases.first { $0.rawValue == word.lowercased() || $0.zh == word }
      }
    }
  }

  /// Reads a line; an empty one goes on.
  init(_ line: String) throws(Fault) {
    let words = Self.spaced(line).split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else {
      self = .next
      return
    }
    guard let verb = Verb.named(first) else { throw .unknownVerb(first) }
    guard let command = Self.command(verb, Array(words.dropFirst())) else { throw .wrongUse(verb) }
    self = command
  }

  /// The line with letters of half width, and a blank between a Chinese verb and what follows it:
  /// `办1` and `等１０分钟` are how it is typed.
  private static func spaced(_ line: String) -> String {
    let narrow = String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { scalar in
          if scalar == "\u{3000}" { return " " }
          guard ("\u{FF01}"..."\u{FF5E}").contains(scalar) else { return scalar }
          return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        }))
    let verbs = Verb.allCases.map(\.zh).sorted { $0.count > $1.count }
    guard let verb = verbs.first(where: { narrow.hasPrefix($0) }) else { return narrow }
    let rest = narrow.dropFirst(verb.count)
    guard let next = rest.first, next.isNumber || rest.hasPrefix("到底") else { return narrow }
    return "\(verb) \(rest)"
  }

  private static func command(_ verb: Verb, _ rest: [String]) -> TypedCommand? {
    let plain: TypedCommand?
    switch verb {
    case .begin: return begin(rest)
    case .leaveOut: return number(rest, count: 1).map { .leaveOut($0) }
    case .act: return TypedAct(rest).map { .act($0) }
    case .plan: return number(rest, count: 1).map { .plan($0) }
    case .answer:
      guard let item = number(rest, count: 2), let option = Int(rest[1]), option > 0 else {
        return nil
      }
      return .answer(item, option: option - 1)
    case .byTheBook:
      if rest.isEmpty { return .byTheBook(toTheEnd: false) }
      return ["all", "到底"].contains(rest.joined()) ? .byTheBook(toTheEnd: true) : nil
    case .wait: return wait(rest.joined(separator: " "))
    case .help: plain = .help
    case .status: plain = .status
    case .steps: plain = .steps
    case .people: plain = .people
    case .cases: plain = .cases
    case .inbox: plain = .inbox
    case .next: plain = .next
    case .handBack: plain = .handBack
    case .quit: plain = .quit
    }
    return rest.isEmpty ? plain : nil
  }

  private static func number(_ words: [String], count: Int) -> Int? {
    guard words.count == count, let number = Int(words[0]), number > 0 else { return nil }
    return number
  }

  private static func begin(_ words: [String]) -> TypedCommand? {
    guard let first = words.first, let number = Int(first), number > 0 else { return nil }
    if words.count == 1 { return .begin(number, by: nil) }
    guard words.count > 2, ["by", "由"].contains(words[1].lowercased()) else { return nil }
    return .begin(number, by: words.dropFirst(2).joined(separator: " "))
  }

  private static func wait(_ text: String) -> TypedCommand? {
    if let span = TypedDuration.read(text) { return .wait(span) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    return .waitUntil(hour: hour, minute: minute)
  }
}

/// A duration as it is written in files: `90 s`, `10 min`, `4 h`, `1 d`; in Chinese 秒, 分, 分钟,
/// 小时, 天.
enum TypedDuration {
  private static let units: [String: Int64] = [
    "s": 1, "秒": 1, "min": 60, "分": 60, "分钟": 60, "h": 3_600, "小时": 3_600, "d": 86_400, "天": 86_400,
  ]

  /// nil: it is none, it is zero, or it is beyond a year.
  static func read(_ text: String) -> TimeSpan? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop(while: \.isWhitespace)
    guard let count = Int64(digits), count > 0, let seconds = units[String(unit)],
      count <= 366 * 86_400 / seconds
    else { return nil }
    return TimeSpan(microseconds: count * seconds * 1_000_000)
  }
}
