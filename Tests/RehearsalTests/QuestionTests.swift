import EventKernel
import Rehearsal
import Scoring
import Simulator
import Testing

/// What becomes of objectives' questions.
@Suite("Questions of objectives")
struct QuestionTests {
  private static let hour: Int64 = 3_600_000_000

  private static func every(
    _ comparison: ConditionStep.Comparison = .lessOrEqual, _ hours: Int64 = 6,
    runs: Double = 0.9, filter: [String] = []
  ) -> ObjectiveQuestion {
    ObjectiveQuestion(
      metric: .recoveryTime, filter: filter, form: .every, comparison: comparison,
      limit: hours * hour, runs: Probability(runs))
  }

  private static func share(_ hours: Int64 = 6, atLeast: Double = 0.9) -> ObjectiveQuestion {
    ObjectiveQuestion(
      metric: .recoveryTime, form: .share, comparison: .lessOrEqual, limit: hours * hour,
      part: Probability(atLeast))
  }

  private static func quantile(
    _ part: Double, _ comparison: ConditionStep.Comparison = .lessOrEqual, _ hours: Int64 = 6
  ) -> ObjectiveQuestion {
    ObjectiveQuestion(
      metric: .recoveryTime, form: .quantile, comparison: comparison, limit: hours * hour,
      part: Probability(part))
  }

  /// A later question beside an earlier one, and what it makes of that.
  private static let changes: [(ObjectiveQuestion, ObjectiveQuestion, QuestionChange)] = [
    (every(), every(), .same),
    (every(), every(.lessOrEqual, 12), .weakened), (every(), every(.lessOrEqual, 5), .stricter),
    (every(), every(.less), .stricter), (every(.less), every(), .weakened),
    (every(), every(runs: 0.5), .weakened), (every(), every(runs: 0.95), .stricter),
    (every(), every(.lessOrEqual, 12, runs: 0.5), .weakened),
    (every(), every(.lessOrEqual, 12, runs: 0.95), .changed),
    (every(), every(.greaterOrEqual), .changed), (every(), every(filter: ["major"]), .changed),
    (every(.greaterOrEqual), every(.greaterOrEqual, 5), .weakened),
    (every(.greaterOrEqual), every(.greaterOrEqual, 7), .stricter),
    (every(.greater), every(.greaterOrEqual), .weakened),
    (every(.equal), every(.equal, 7), .changed), (every(.equal), every(.lessOrEqual), .changed),
    (every(), share(), .changed), (share(), quantile(0.9), .changed),
    (share(), share(12), .weakened), (share(), share(atLeast: 0.1), .weakened),
    (share(), share(5), .stricter), (share(), share(5, atLeast: 0.95), .stricter),
    (share(), share(5, atLeast: 0.8), .changed),
    (quantile(0.95), quantile(0.9), .weakened), (quantile(0.9), quantile(0.95), .stricter),
    (quantile(0.9), quantile(0.9, .lessOrEqual, 7), .weakened),
    // The tenth part from below is to be at least so much: of the ninth tenth that is easier.
    (quantile(0.1, .greaterOrEqual), quantile(0.9, .greaterOrEqual), .weakened),
    (quantile(0.9, .greaterOrEqual), quantile(0.1, .greaterOrEqual), .stricter),
  ]

  @Test("are the same, weakened, stricter or others", arguments: changes)
  func change(before: ObjectiveQuestion, after: ObjectiveQuestion, change: QuestionChange) {
    #expect(before.change(to: after) == change)
  }

  @Test("are weakened the one way when they are stricter the other", arguments: changes)
  func back(before: ObjectiveQuestion, after: ObjectiveQuestion, change: QuestionChange) {
    let back: QuestionChange =
      change == .weakened ? .stricter : change == .stricter ? .weakened : change
    #expect(after.change(to: before) == back)
  }

  private static func judged(
    _ name: String, _ question: ObjectiveQuestion,
    _ outcome: ObjectiveVerdict.Outcome = .met
  ) -> JudgedObjective {
    JudgedObjective(name: name, question: question, outcome: outcome)
  }

  private static func told(_ before: [JudgedObjective], _ after: [JudgedObjective]) -> [String] {
    ComparedObjective.all(before, after).map {
      "\($0.earlierName.map { $0 + " > " } ?? "")\($0.name) \($0.change.rawValue)"
    }
  }

  @Test("are known by what they ask, under whatever name")
  func names() {
    let (a, b) = (Self.judged("a", Self.every()), Self.judged("b", Self.share()))
    #expect(Self.told([a, b], [b, a]) == ["b same", "a same"])
    #expect(Self.told([a], [Self.judged("c", a.question)]) == ["a > c renamed"])
    // Their names change places.
    let swapped = [Self.judged("a", b.question), Self.judged("b", a.question)]
    #expect(Self.told([a, b], swapped) == ["b > a renamed", "a > b renamed"])
    #expect(Self.told([a], [Self.judged("c", Self.every(runs: 0.5))]) == ["a > c weakened"])
    // A weaker one takes the name, and the question is there still.
    let beside = [Self.judged("a", Self.every(runs: 0.5)), Self.judged("c", a.question)]
    #expect(Self.told([a], beside) == ["a new", "a > c renamed"])
    #expect(Self.told([a, b], [a]) == ["a same", "b removed"])
    #expect(Self.told([a], [Self.judged("a", b.question)]) == ["a changed"])
    #expect(Self.told([], [a]) == ["a new"])
    // One that asks twice what another asked once is no longer asked when it goes.
    #expect(Self.told([a, Self.judged("c", a.question)], [a]) == ["a same", "c removed"])
  }
}
