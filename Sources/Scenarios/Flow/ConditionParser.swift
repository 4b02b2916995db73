import EventKernel
import Simulator

/// Reads the small closed grammar of conditions (docs/format.md, "Flows"):
///
///     or    = and {"or" and}
///     and   = unary {"and" unary}
///     unary = "not" unary | "(" or ")" | "count" "(" ELEMENT ")" operator NUMBER
///           | "cases" "(" STREAM ")" operator NUMBER | "waiting" "(" FLOW.STEP ")" operator NUMBER
///           | ("known" | "is") "(" THREAT ["." STAGE] ")" operator NUMBER
///           | "told" "(" ROLE ")" | "done" "(" FLOW.STEP ")" ["by" DURATION]
///           | FLAG | CHOICE ("=" | "!=") WORD | MEASURE operator NUMBER [UNIT]
///
/// DURATION is a whole number and a unit. One mistake of syntax ends the reading; every unknown
/// word is told.
package struct ConditionParser {
  /// Parentheses and `not` within each other; the simulator's stack has room for 64.
  package static let depthLimit = 32
  /// Words, numbers and operators.
  package static let lengthLimit = 400
  /// The most that `count(...)` may be compared with: a loop that long is meant to end.
  package static let countLimit: Int64 = 10_000

  private let text: PlacedText
  private let scope: Scope
  private let elements: [String]
  private let tokens: [ConditionLexer.Token]
  private var next = 0
  private var depth = 0

  private init(_ text: PlacedText, _ scope: Scope, _ elements: [String]) {
    self.text = text
    self.scope = scope
    self.elements = elements
    tokens = ConditionLexer.tokens(text.string)
  }

  /// The condition that a text says; nil, with diagnostics at their columns, when it is wrong.
  ///
  /// - Parameter elements: The ids that `count(...)` may name; none where it has no meaning.
  package static func parse(
    _ text: PlacedText, scope: Scope, elements: [String] = [], _ sink: inout DiagnosticSink
  ) -> ConditionExpression? {
    var parser = ConditionParser(text, scope, elements)
    let before = sink.errorCount
    guard parser.tokens.count <= lengthLimit else {
      sink.error(.badCondition, text.position, zh: "条件过长", en: "the condition is too long")
      return nil
    }
    do throws(ConditionError) {
      let expression = try parser.or(&sink)
      guard parser.token.kind == .end else {
        throw parser.unexpected(Bilingual(zh: " and、or 或条件结束", en: "'and', 'or' or the end"))
      }
      return sink.errorCount == before ? expression : nil
    } catch {
      sink.error(
        .badCondition, text.position(error.token.offset, length: error.token.length),
        zh: error.message.zh, en: error.message.en, hint: error.hint)
      return nil
    }
  }

  private var token: ConditionLexer.Token { tokens[next] }

  private mutating func take() -> ConditionLexer.Token {
    defer { if next < tokens.count - 1 { next += 1 } }
    return tokens[next]
  }

  private func position(_ token: ConditionLexer.Token) -> SourcePosition {
    text.position(token.offset, length: token.length)
  }
}

/// A mistake of syntax.
private struct ConditionError: Error {
  var token: ConditionLexer.Token
  var message: Bilingual
  var hint: Bilingual?
}

extension ConditionParser {
  private mutating func or(
    _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    var left = try and(&sink)
    while token.text == "or" {
      _ = take()
      left = .or(left, try and(&sink))
    }
    return left
  }

  private mutating func and(
    _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    var left = try unary(&sink)
    while token.text == "and" {
      _ = take()
      left = .and(left, try unary(&sink))
    }
    return left
  }

  private mutating func unary(
    _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw ConditionError(
        token: token,
        message: Bilingual(
          zh: "括号和 not 嵌套超过 \(Self.depthLimit) 层",
          en: "parentheses and 'not' are nested more than \(Self.depthLimit) deep"))
    }
    if token.text == "not" {
      _ = take()
      return .not(try unary(&sink))
    }
    if token.text == "(" {
      _ = take()
      let inner = try or(&sink)
      try expect(")")
      return inner
    }
    guard token.kind == .word, !["and", "or"].contains(token.text) else {
      throw unexpected(Bilingual(zh: "事实、not 或 '('", en: "a fact, 'not' or '('"))
    }
    let word = take()
    switch word.text {
    case "count": return try count(&sink)
    case "cases", "waiting": return try level(word, &sink)
    case "known", "is": return try hits(word, &sink)
    case "told": return try told(word, &sink)
    case "done": return try done(word, &sink)
    default: return try fact(word, &sink)
    }
  }

  /// What there is to ask for is known with the drill: names are looked up when it is compiled.
  private mutating func level(
    _ word: ConditionLexer.Token, _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    try expect("(")
    guard token.kind == .word else {
      throw unexpected(
        word.text == "cases"
          ? Bilingual(zh: "需求流的名称", en: "the name of a stream")
          : Bilingual(zh: "步骤，写作 流程.步骤", en: "a step, written FLOW.STEP"))
    }
    let asked = take()
    try expect(")")
    let comparison = try comparison()
    let value = try number()
    if scope == .ofCase, elements.isEmpty {
      sink.error(
        .badCondition, position(word), zh: "'\(word.text)' 只能用在演练和流程里",
        en: "'\(word.text)' belongs in drills and flows only")
    }
    let name = ConditionExpression.Asked(name: Name(asked.text, at: position(asked)))
    return word.text == "cases"
      ? .cases(name, comparison, value) : .waiting(name, comparison, value)
  }

  /// On how many subjects a threat is. What is known may be asked anywhere, the truth in drills.
  private mutating func hits(
    _ word: ConditionLexer.Token, _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    try expect("(")
    guard token.kind == .word else {
      throw unexpected(
        Bilingual(zh: "威胁，写作 威胁 或 威胁.阶段", en: "a threat, written THREAT or THREAT.STAGE"))
    }
    let asked = take()
    try expect(")")
    let comparison = try comparison()
    let value = try number()
    if word.text == "is", scope == .ofCase {
      sink.error(
        .badCondition, position(word), zh: "'is' 是真实情况，这里只能问人所知道的",
        en: "'is' is the truth; only what people know can be asked here",
        hint: Bilingual(zh: "写作 known(...)", en: "write known(...)"))
    }
    return .hits(
      ConditionExpression.Asked(name: Name(asked.text, at: position(asked))),
      isKnown: word.text == "known", comparison, value)
  }

  private mutating func told(
    _ word: ConditionLexer.Token, _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    try expect("(")
    guard token.kind == .word else {
      throw unexpected(Bilingual(zh: "角色，即泳道的名称", en: "a role, which is the name of a lane"))
    }
    let asked = take()
    try expect(")")
    if scope == .ofCase {
      sink.error(
        .badCondition, position(word), zh: "'told' 只能用在演练里", en: "'told' belongs in drills only")
    }
    return .told(ConditionExpression.Asked(name: Name(asked.text, at: position(asked))))
  }

  private mutating func done(
    _ word: ConditionLexer.Token, _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    try expect("(")
    guard token.kind == .word else {
      throw unexpected(Bilingual(zh: "步骤，写作 流程.步骤", en: "a step, written FLOW.STEP"))
    }
    let asked = take()
    try expect(")")
    if scope == .ofCase {
      sink.error(
        .badCondition, position(word), zh: "'done' 只能用在演练里；流程里用 count",
        en: "'done' belongs in drills only; a flow asks by count")
    }
    let name = ConditionExpression.Asked(name: Name(asked.text, at: position(asked)))
    guard token.text == "by" else { return .done(name, within: nil) }
    _ = take()
    let written = token
    guard case .number = written.kind else {
      throw unexpected(Bilingual(zh: "时长，例如 2 h", en: "a duration, as 2 h"))
    }
    _ = take()
    let unit = token.kind == .word && !["and", "or"].contains(token.text) ? take().text : ""
    return .done(
      name,
      within: YAMLValue.duration("\(written.text) \(unit)", at: position(written), &sink) ?? .zero)
  }

  private mutating func count(
    _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    try expect("(")
    guard token.kind == .word else {
      throw unexpected(Bilingual(zh: "元素的 id", en: "the id of an element"))
    }
    let element = take()
    if !elements.contains(element.text) {
      sink.error(
        .unknownReference, position(element), zh: "未知的元素 '\(element.text)'",
        en: "unknown element '\(element.text)'",
        hint: elements.isEmpty
          ? Bilingual(zh: "count 只能用在流程里", en: "count belongs in flows only")
          : NearestName.hint(element.text, in: elements))
    }
    try expect(")")
    let comparison = try comparison()
    let written = token
    let value = try number()
    if value > Self.countLimit {
      sink.error(
        .outOfRange, position(written), zh: "count(...) 最多与 \(Self.countLimit) 比较",
        en: "count(...) is compared with \(Self.countLimit) at most")
    }
    return .count(element.text, comparison, value)
  }

  private mutating func fact(
    _ word: ConditionLexer.Token, _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    let legal = Fact.allCases.filter { scope.allows($0) }
    guard let fact = Fact(word: word.text) else {
      sink.error(
        .unknownWord, position(word), zh: "未知的事实 '\(word.text)'",
        en: "unknown fact '\(word.text)'", hint: NearestName.hint(word.text, in: legal.map(\.word)))
      try skipComparison()
      return .flag(.solved)
    }
    if scope == .ofCase, !scope.allows(fact) {
      sink.error(
        .badCondition, position(word), zh: "'\(word.text)' 是真实情况，这里只能问人所知道的",
        en: "'\(word.text)' is the truth; only what people know can be asked here",
        hint: NearestName.hint(word.text + "-known", in: legal.map(\.word)))
    } else if !scope.allows(fact) {
      sink.error(
        .badCondition, position(word), zh: "'\(word.text)' 属于某一个工单，这里没有工单",
        en: "'\(word.text)' belongs to a case, and there is none here",
        hint: NearestName.hint("", in: legal.map(\.word)))
    }
    switch fact.domain {
    case .flag: return try flag(fact, word)
    case .choice(let words): return try choice(fact, words, &sink)
    case .number(let unit): return try measure(fact, unit)
    }
  }

  private func flag(
    _ fact: Fact, _ word: ConditionLexer.Token
  ) throws(ConditionError) -> ConditionExpression {
    guard token.kind == .symbol, token.text != ")" else { return .flag(fact) }
    throw ConditionError(
      token: token,
      message: Bilingual(
        zh: "'\(fact.word)' 只有真假，不能比较", en: "'\(fact.word)' is true or not; it cannot be compared"),
      hint: Bilingual(
        zh: "写作 \(fact.word) 或 not \(fact.word)", en: "write '\(fact.word)' or 'not \(fact.word)'"))
  }

  private mutating func choice(
    _ fact: Fact, _ words: [String], _ sink: inout DiagnosticSink
  ) throws(ConditionError) -> ConditionExpression {
    let symbol = token
    let comparison = try comparison()
    guard comparison == .equal || comparison == .notEqual else {
      throw ConditionError(
        token: symbol,
        message: Bilingual(
          zh: "'\(fact.word)' 只能用 = 或 != 比较", en: "'\(fact.word)' is compared with = or != only"))
    }
    guard token.kind == .word else {
      throw unexpected(Bilingual(zh: "词", en: "a word"), NearestName.hint("", in: words))
    }
    let word = take()
    guard let index = words.firstIndex(of: word.text) else {
      sink.error(
        .unknownWord, position(word), zh: "'\(fact.word)' 没有取值 '\(word.text)'",
        en: "'\(fact.word)' is never '\(word.text)'", hint: NearestName.hint(word.text, in: words))
      return .compare(fact, comparison, 0)
    }
    return .compare(fact, comparison, Int64(index))
  }

  private mutating func measure(
    _ fact: Fact, _ unit: String
  ) throws(ConditionError) -> ConditionExpression {
    let comparison = try comparison()
    let value = try number()
    let signs = unit == "C" ? ["C", "℃", "°C"] : [unit]
    if !unit.isEmpty, signs.contains(token.text) { _ = take() }
    return .compare(fact, comparison, value)
  }
}

extension ConditionParser {
  private mutating func comparison() throws(ConditionError) -> ConditionStep.Comparison {
    guard let comparison = ConditionStep.Comparison(rawValue: token.text) else {
      throw unexpected(
        Bilingual(zh: "比较符 = != < <= > >=", en: "one of = != < <= > >="),
        token.text == "==" ? Bilingual(zh: "是否应为 '='？", en: "did you mean '='?") : nil)
    }
    _ = take()
    return comparison
  }

  private mutating func number() throws(ConditionError) -> Int64 {
    guard case .number(let value) = token.kind else {
      throw unexpected(
        Bilingual(zh: "整数", en: "a whole number"),
        token.kind == .stray && token.text.first?.isNumber == true
          ? Bilingual(zh: "最大 1000000000", en: "at most 1000000000") : nil)
    }
    _ = take()
    return value
  }

  private mutating func expect(_ symbol: String) throws(ConditionError) {
    guard token.text == symbol else {
      throw unexpected(Bilingual(zh: " '\(symbol)'", en: "'\(symbol)'"))
    }
    _ = take()
  }

  /// Passes over what an unknown fact was compared with, so that the rest is read too.
  private mutating func skipComparison() throws(ConditionError) {
    guard ConditionStep.Comparison(rawValue: token.text) != nil else { return }
    _ = take()
    guard token.kind != .end, token.kind != .stray else {
      throw unexpected(Bilingual(zh: "词或整数", en: "a word or a whole number"))
    }
    _ = take()
    if ["%", "C", "℃", "°C"].contains(token.text) { _ = take() }
  }

  private func unexpected(_ wanted: Bilingual, _ hint: Bilingual? = nil) -> ConditionError {
    let message =
      token.kind == .end
      ? Bilingual(
        zh: "条件没有写完：此处应为\(wanted.zh)", en: "the condition ends early: \(wanted.en) is expected")
      : Bilingual(
        zh: "此处应为\(wanted.zh)，而不是 '\(token.text)'",
        en: "\(wanted.en) is expected here, not '\(token.text)'")
    return ConditionError(token: token, message: message, hint: hint)
  }
}
