import EventKernel
import Simulator
import Testing

@testable import Scenarios

@Suite("Conditions")
struct ConditionTests {
  @Test("the printed condition reads back as the same tree", arguments: UInt64(0)..<500)
  func roundTrip(_ seed: UInt64) {
    var draws = RandomSource(seed: seed, replication: 0).draws(
      purpose: NameHash("condition"), entity: NameHash("tree"), ordinal: 0)
    let drawn = Self.drawn(depth: 0, &draws)
    let read = parse(drawn.description)
    #expect(read.condition == drawn, "\(drawn)")
    #expect(read.diagnostics.isEmpty)
  }

  @Test("not binds closer than and, and closer than or")
  func precedence() {
    #expect(
      parse("not solved and danger or clean and not (spare = none or priority <= 2)").condition
        == .or(
          .and(.not(.flag(.solved)), .flag(.danger)),
          .and(
            .flag(.clean),
            .not(
              .or(
                .compare(.spare, .equal, Int64(SpareState.allCases.firstIndex(of: .none)!)),
                .compare(.priority, .lessOrEqual, 2))))))
  }

  @Test("units may stand behind a number, or not")
  func units() {
    let hot = ConditionExpression.compare(.highestTemperature, .greater, 32)
    for text in [
      "highest-temperature > 32", "highest-temperature > 32 C", "highest-temperature>32℃",
    ] {
      #expect(parse(text).condition == hot)
    }
    #expect(parse("lowest-battery < 20 %").condition == .compare(.lowestBattery, .less, 20))
    #expect(parse("lowest-battery < 20 C").condition == nil)
  }

  @Test("a condition of the platform asks nothing of a case")
  func platform() {
    #expect(parse("highest-temperature > 32", scope: .platform).condition != nil)
    let read = parse("solved and count(a) < 3", scope: .platform, elements: [])
    #expect(read.condition == nil)
    #expect(read.diagnostics.map(\.column) == [1, 18])
  }

  @Test("only what needs no case may ask for the truth")
  func truth() {
    #expect(parse("hit > 3", scope: .platform).condition == .compare(.hit, .greater, 3))
    let read = parse("solved or hit > 3")
    #expect(read.condition == nil)
    #expect(read.diagnostics.map(\.column) == [11])
    #expect(read.diagnostics[0].hint?.en == "did you mean 'hit-known'?")
  }

  @Test(
    "a mistake is told at its column",
    arguments: [
      ("solved and", 11), ("solved danger", 8), ("(solved", 8), ("level = ", 9),
      ("level > major", 7),
      ("count(b) < 3", 7), ("count(a) < x", 12), ("count(a) < 10001", 12),
      ("priority == 3", 10),
      ("priority < 12345678901", 12),
      ("and solved", 1), ("", 1), ("查 = 1", 1), ("solved ≥ 1", 8), ("not", 4), ("solved)", 7),
    ])
  func columns(_ text: String, _ column: Int) {
    let read = parse(text)
    #expect(read.condition == nil)
    #expect(read.diagnostics.map(\.column) == [column])
    #expect(read.diagnostics.allSatisfy { $0.severity == .error })
  }

  @Test("nesting and length have limits, and nothing traps")
  func limits() {
    let limit = ConditionParser.depthLimit
    func nested(_ count: Int) -> String {
      String(repeating: "(", count: count) + "solved" + String(repeating: ")", count: count)
    }
    #expect(parse(nested(limit - 1)).condition == .flag(.solved))
    #expect(parse(nested(limit)).condition == nil)
    #expect(parse(String(repeating: "not ", count: 100_000) + "solved").condition == nil)
    #expect(parse(String(repeating: "solved or ", count: 5_000) + "solved").condition == nil)
  }

  @Test("the postfix steps have the value of the tree", arguments: UInt64(0)..<200)
  func compiled(_ seed: UInt64) {
    var draws = RandomSource(seed: seed, replication: 1).draws(
      purpose: NameHash("condition"), entity: NameHash("tree"), ordinal: 0)
    let drawn = Self.drawn(depth: 0, &draws)
    var sink = DiagnosticSink()
    let names = ConditionNames(streams: ["other", "calls"], tasks: [("answer.night.serve", 9)])
    let steps = drawn.compiled(row: { $0 == "a" ? Row(7) : nil }, names: names, &sink).steps
    var stack: [Bool] = []
    for step in steps {
      switch step {
      case .compare(let fact, let comparison, let value):
        stack.append(comparison.holds(Self.value(of: fact), value))
      case .compareCount(let node, let comparison, let value):
        #expect(node == Row(7))
        stack.append(comparison.holds(2, value))
      case .compareCases(let stream, let comparison, let value):
        #expect(stream == Row(1))
        stack.append(comparison.holds(3, value))
      case .compareWaiting(let node, let comparison, let value):
        #expect(node == Row(9))
        stack.append(comparison.holds(4, value))
      case .compareKnown, .compareHit, .told, .done, .mayBeDone: Issue.record("none is drawn")
      case .and:
        let right = stack.removeLast()
        stack.append(stack.removeLast() && right)
      case .or:
        let right = stack.removeLast()
        stack.append(stack.removeLast() || right)
      case .not: stack.append(!stack.removeLast())
      }
    }
    #expect(stack == [Self.holds(drawn)])
  }

  @Test("what is not there to be asked for is told, with the nearest name")
  func unknownNames() {
    let text = "cases(call) > 2 or waiting(answer.night.server) = 1 and cases(calls) < 9"
    let read = parse(text)
    #expect(read.diagnostics.isEmpty)
    var sink = DiagnosticSink()
    _ = sink.add(SourceText(path: "conditions", text: text))
    let names = ConditionNames(streams: ["other", "calls"], tasks: [("answer.night.serve", 9)])
    _ = read.condition?.compiled(names: names, &sink)
    #expect(sink.sorted().map(\.column) == [7, 28])
    #expect(
      sink.sorted().compactMap(\.hint?.en) == [
        "did you mean 'calls'?", "did you mean 'answer.night.serve'?",
      ])
    // An agreement knows no streams.
    #expect(parse("cases(calls) > 2", elements: []).condition == nil)
    #expect(parse("cases(calls) > 2", scope: .platform, elements: []).condition != nil)
    #expect(parse("waiting() > 2").condition == nil && parse("cases > 2").condition == nil)
  }

  @Test("what was done, and by when, is asked by a drill only, of a step that there is")
  func done() {
    let text = "not done(plan.order) by 90 min and (done(plan.ordr) or done(plan.order) by 2 h)"
    let read = parse(text, scope: .platform, elements: [])
    #expect(read.diagnostics.isEmpty)
    #expect(read.condition?.description == text)
    var sink = DiagnosticSink()
    _ = sink.add(SourceText(path: "conditions", text: text))
    let names = ConditionNames(tasks: [("plan.order", 4)])
    let condition = read.condition?.compiled(names: names, &sink)
    #expect(sink.sorted().map(\.column) == [42])
    #expect(sink.sorted()[0].hint?.en == "did you mean 'plan.order'?")
    #expect(
      condition?.steps.map { $0 } == [
        .mayBeDone(node: Row(4), by: .zero + .minutes(90)), .not,
        .done(node: Row(0), by: .distantFuture), .done(node: Row(4), by: .zero + .hours(2)), .or,
        .and,
      ])
    #expect(parse("done(plan.order)").diagnostics.map(\.column) == [1])
    for wrong in [
      "done()", "done(plan.order) = 1", "done(plan.order) by", "done(plan.order) by 2",
      "done(plan.order) by 2 and done(plan.order)", "done(plan.order) by -2 h",
      "done(plan.order) by h", "done(plan.order) by 2 weeks", "done(plan.order) by 999999999 d",
    ] {
      let read = parse(wrong, scope: .platform, elements: [])
      #expect(read.condition == nil && read.diagnostics.count == 1, "\(wrong)")
    }
  }

  @Test("who was told is asked by a drill only, of a role that there is")
  func told() {
    let text = "not told(leading-group) and told(contacts)"
    let read = parse(text, scope: .platform, elements: [])
    #expect(read.diagnostics.isEmpty)
    #expect(read.condition?.description == text)
    var sink = DiagnosticSink()
    _ = sink.add(SourceText(path: "conditions", text: text))
    let lanes = ["tools", "contact", "leading-group", "contact"]
    let condition = read.condition?.compiled(names: ConditionNames(lanes: lanes), &sink)
    #expect(sink.sorted().map(\.column) == [34])
    #expect(sink.sorted()[0].hint?.en == "did you mean 'contact'?")
    #expect(condition?.steps.first == .told(roleOf: Row(2)))
    #expect(parse("told(contact)").diagnostics.map(\.column) == [1])
    #expect(parse("told(contact)", elements: []).condition == nil)
    #expect(parse("told() or solved", scope: .platform).condition == nil)
    #expect(parse("told(contact) = 1", scope: .platform).condition == nil)
  }

  /// Facts have made-up values.
  private static func value(of fact: Fact) -> Int64 { Int64(fact.rawValue) % 3 }

  private static func holds(_ expression: ConditionExpression) -> Bool {
    switch expression {
    case .flag(let fact): value(of: fact) == 1
    case .compare(let fact, let comparison, let literal): comparison.holds(value(of: fact), literal)
    case .count(_, let comparison, let literal): comparison.holds(2, literal)
    case .cases(_, let comparison, let literal): comparison.holds(3, literal)
    case .waiting(_, let comparison, let literal): comparison.holds(4, literal)
    case .told, .done, .hits: false
    case .not(let inner): !holds(inner)
    case .and(let left, let right): holds(left) && holds(right)
    case .or(let left, let right): holds(left) || holds(right)
    }
  }

  private static func drawn(depth: Int, _ draws: inout RandomDraws) -> ConditionExpression {
    switch depth < 6 ? draws.below(6) : 5 {
    case 0, 1: return .and(drawn(depth: depth + 1, &draws), drawn(depth: depth + 1, &draws))
    case 2, 3: return .or(drawn(depth: depth + 1, &draws), drawn(depth: depth + 1, &draws))
    case 4: return .not(drawn(depth: depth + 1, &draws))
    default: break
    }
    let comparisons = ConditionStep.Comparison.allCases
    let comparison = comparisons[Int(draws.below(UInt64(comparisons.count)))]
    let facts = Fact.allCases.filter { $0 != .hit }
    let fact = facts[Int(draws.below(UInt64(facts.count)))]
    let literal = Int64(draws.below(5))
    let position = SourcePosition(file: 0, line: 1, column: 1)
    switch draws.below(10) {
    case 0, 1: return .count("a", comparison, literal)
    case 2:
      let name = ConditionExpression.Asked(name: Name("calls", at: position))
      return .cases(name, comparison, literal)
    case 3:
      let name = ConditionExpression.Asked(name: Name("answer.night.serve", at: position))
      return .waiting(name, comparison, literal)
    default: break
    }
    switch fact.domain {
    case .flag: return .flag(fact)
    case .choice(let words):
      let isEqual = draws.below(2) == 0
      return .compare(
        fact, isEqual ? .equal : .notEqual, Int64(draws.below(UInt64(words.count))))
    case .number: return .compare(fact, comparison, Int64(draws.below(50)) - 10)
    }
  }

  private func parse(
    _ text: String, scope: ConditionParser.Scope = .ofCase, elements: [String] = ["a"]
  ) -> (condition: ConditionExpression?, diagnostics: [Diagnostic]) {
    var sink = DiagnosticSink()
    let file = sink.add(SourceText(path: "conditions", text: text))
    let placed = PlacedText(plain: text, at: SourcePosition(file: file, line: 1, column: 1))
    let condition = ConditionParser.parse(placed, scope: scope, elements: elements, &sink)
    return (condition, sink.sorted())
  }
}
