import EventKernel
import Simulator

/// A condition as a tree: what stands in a flow's `conditionExpression`, in the levels of an
/// agreement and in the `when` of an inject.
package indirect enum ConditionExpression: Hashable, Sendable {
  /// A name that stands in it; where it stands makes no other condition of it.
  package struct Asked: Hashable, Sendable {
    package var name: Name

    package static func == (one: Asked, other: Asked) -> Bool { one.name.text == other.name.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(name.text) }
  }

  /// A fact that is true or not.
  case flag(Fact)
  /// A choice by its index, or a number in the fact's unit.
  case compare(Fact, ConditionStep.Comparison, Int64)
  /// How often an element was done in this case.
  case count(String, ConditionStep.Comparison, Int64)
  /// How many cases of a stream are there.
  case cases(Asked, ConditionStep.Comparison, Int64)
  /// How many tasks of a step, `FLOW.STEP`, wait.
  case waiting(Asked, ConditionStep.Comparison, Int64)
  /// Whether a message of a flow has reached a role.
  case told(Asked)
  /// Whether a step, `FLOW.STEP`, was done, within this time from the drill's start; nil: at all.
  case done(Asked, within: TimeSpan?)
  /// On how many subjects a threat is, `THREAT` or `THREAT.STAGE`: known, or in truth.
  case hits(Asked, isKnown: Bool, ConditionStep.Comparison, Int64)
  case not(ConditionExpression)
  case and(ConditionExpression, ConditionExpression)
  case or(ConditionExpression, ConditionExpression)

  /// Whether `count(...)` occurs: a loop that it decides is limited.
  package var counts: Bool {
    switch self {
    case .flag, .compare, .cases, .waiting, .told, .done, .hits: false
    case .count: true
    case .not(let inner): inner.counts
    case .and(let left, let right), .or(let left, let right): left.counts || right.counts
    }
  }

  /// The postfix steps. `row` gives the node of an element id that the parser accepted, `names`
  /// what is there to be asked for; what is not there is told.
  package func compiled(
    row: (String) -> Row<FlowNode>? = { _ in nil }, names: ConditionNames,
    _ sink: inout DiagnosticSink
  ) -> Condition {
    var steps: [ConditionStep] = []
    append(to: &steps, isDenied: false, row, names, &sink)
    return Condition(steps: steps)
  }

  /// - Parameter isDenied: it stands in an odd number of `not`.
  private func append(
    to steps: inout [ConditionStep], isDenied: Bool, _ row: (String) -> Row<FlowNode>?,
    _ names: ConditionNames, _ sink: inout DiagnosticSink
  ) {
    switch self {
    case .flag(let fact):
      steps.append(.compare(fact: fact, is: .equal, to: 1))
    case .compare(let fact, let comparison, let value):
      steps.append(.compare(fact: fact, is: comparison, to: value))
    case .count(let element, let comparison, let value):
      guard let node = row(element) else {
        preconditionFailure("the condition counts '\(element)', which the parser did not know")
      }
      steps.append(.compareCount(node: node, is: comparison, to: value))
    case .cases(let asked, let comparison, let value):
      let stream = names.stream(asked.name, &sink)
      steps.append(.compareCases(stream: stream ?? Row(0), is: comparison, to: value))
    case .waiting(let asked, let comparison, let value):
      let node = names.task(asked.name, &sink)
      steps.append(.compareWaiting(node: node ?? Row(0), is: comparison, to: value))
    case .told(let asked):
      steps.append(.told(roleOf: names.role(asked.name, &sink) ?? Row(0)))
    case .done(let asked, let span):
      let node = names.task(asked.name, &sink) ?? Row(0)
      // What was not done in time is so only when the time is over.
      if let span, isDenied {
        steps.append(.mayBeDone(node: node, by: .zero + span))
      } else {
        steps.append(.done(node: node, by: span.map { .zero + $0 } ?? .distantFuture))
      }
    case .hits(let asked, let isKnown, let comparison, let value):
      let found = names.threats.find(asked.name, &sink)
      let (threat, stage) = (found?.threat, found?.stage)
      steps.append(
        isKnown
          ? .compareKnown(threat, stage, is: comparison, to: value)
          : .compareHit(threat, stage, is: comparison, to: value))
    case .not(let inner):
      inner.append(to: &steps, isDenied: !isDenied, row, names, &sink)
      steps.append(.not)
    case .and(let left, let right):
      left.append(to: &steps, isDenied: isDenied, row, names, &sink)
      right.append(to: &steps, isDenied: isDenied, row, names, &sink)
      steps.append(.and)
    case .or(let left, let right):
      left.append(to: &steps, isDenied: isDenied, row, names, &sink)
      right.append(to: &steps, isDenied: isDenied, row, names, &sink)
      steps.append(.or)
    }
  }
}

extension ConditionExpression: CustomStringConvertible {
  /// The canonical text, with no parentheses but the needed; it reads back as the same tree.
  package var description: String {
    switch self {
    case .flag(let fact): fact.word
    case .compare(let fact, let comparison, let value):
      "\(fact.word) \(comparison.rawValue) \(Self.literal(value, of: fact))"
    case .count(let element, let comparison, let value):
      "count(\(element)) \(comparison.rawValue) \(value)"
    case .cases(let asked, let comparison, let value):
      "cases(\(asked.name.text)) \(comparison.rawValue) \(value)"
    case .waiting(let asked, let comparison, let value):
      "waiting(\(asked.name.text)) \(comparison.rawValue) \(value)"
    case .hits(let asked, let isKnown, let comparison, let value):
      "\(isKnown ? "known" : "is")(\(asked.name.text)) \(comparison.rawValue) \(value)"
    case .told(let asked): "told(\(asked.name.text))"
    case .done(let asked, let span):
      "done(\(asked.name.text))" + (span.map { " by " + DurationUnit.text($0) } ?? "")
    case .not(let inner): "not " + inner.inside(3)
    case .and(let left, let right): left.inside(2) + " and " + right.inside(3)
    case .or(let left, let right): left.inside(1) + " or " + right.inside(2)
    }
  }

  /// How tightly it binds: or 1, and 2, the rest 3.
  private var binding: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .flag, .compare, .count, .cases, .waiting, .told, .done, .hits, .not: 3
    }
  }

  private func inside(_ least: Int) -> String {
    binding >= least ? description : "(\(description))"
  }

  private static func literal(_ value: Int64, of fact: Fact) -> String {
    switch fact.domain {
    case .choice(let words):
      words.indices.contains(Int(value)) ? words[Int(value)] : "\(value)"
    case .number(let unit): unit.isEmpty ? "\(value)" : "\(value) \(unit)"
    case .flag: "\(value)"
    }
  }
}
