import EventKernel
import Foundation
import Rehearsal
import Scenarios
import Scoring
import Simulator
import Testing

@testable import Reports

/// The text, the page and the JSON of one run tell one judgement: shipped drills, several nights.
@Suite struct HeadlineTests {
  static let drills = [
    "ups-failure-winter-night", "worm-in-the-service-hall", "denial-of-service-at-noon",
    "phished-administrator", "tampered-permits", "fire-in-hall-a",
  ]

  private func run(_ drill: String, _ seed: UInt64) throws -> Run {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "scenarios/drills/\(drill).yaml").path
    return try Rehearse.run(#require(ScenarioReader.drill(at: path).drill), seed: seed)
  }

  @Test(
    "every number of the text is on the page, those of its first sentence not in the story alone",
    arguments: drills, [1, 2, 3])
  func numbers(_ drill: String, _ seed: UInt64) throws {
    let run = try run(drill, seed)
    for language in Language.allCases {
      let text = RunText.render(run, language: language, width: 400, colour: false)
      let page = RunPage.render(run, language: language)
      let blocks = text.components(separatedBy: "\n\n")
      let told = blocks.dropLast(2).joined(separator: "\n")
      let shown = Self.numbers(Self.visible(page))
      let missing = Self.numbers(told).subtracting(shown)
      #expect(missing.isEmpty, "\(language), seed \(seed)")
      let first = RunSentences(RunFacts(run), language).headline
      #expect(text.contains(first))
      let story = /<section[^>]*id="story".*?<\/section>/.dotMatchesNewlines()
      let rest = page.replacing(story, with: "").replacing(Markup(first).html, with: "")
      let untold = Self.numbers(first).subtracting(Self.numbers(Self.visible(rest)))
      #expect(untold.isEmpty, "\(language), seed \(seed): \(first)")
    }
  }

  @Test(
    "text, page and JSON have one first sentence and one verdict", arguments: drills, [1, 2, 3])
  func oneJudgement(_ drill: String, _ seed: UInt64) throws {
    let run = try run(drill, seed)
    let outcome = RunDocumentMaker(facts: RunFacts(run)).outcome
    for language in Language.allCases {
      let headline = language == .zh ? outcome.headline.zh : outcome.headline.en
      let text = RunText.render(run, language: language, width: 400, colour: false)
      let page = RunPage.render(run, language: language)
      #expect(text.contains(headline) && page.contains(Markup(headline).html))
      let conclusion = try #require(RunOutcome.Conclusion(rawValue: outcome.conclusion))
      #expect(text.split(separator: "\n")[1].contains(Terms.word(conclusion)[language]))
      // The rating stands beside its reasons wherever it stands.
      if let reasons = RunSentences(RunFacts(run), language).ratingReasons {
        #expect(text.components(separatedBy: reasons).count == 3)
        #expect(page.components(separatedBy: Markup(reasons).html).count == 3)
      }
    }
  }

  @Test("the lines that the text says the report has are the rows of the page's table")
  func lines() throws {
    let run = try run(Self.drills[0], 1)
    let text = RunText.render(run, language: .en, width: 400, colour: false)
    let match = try #require(try /of the timeline's ([0-9]+), which/.firstMatch(in: text))
    let lines = try #require(Int(match.1))
    let page = RunPage.render(run, language: .en)
    let section = try #require(
      page.firstMatch(of: /<section[^>]*id="timeline".*?<\/section>/.dotMatchesNewlines()))
    // One row is the head.
    #expect(String(section.0).components(separatedBy: "<tr>").count - 2 == lines)
  }

  @Test("what is met with something against it is no bare met, in words or style")
  func against() {
    for conclusion in RunOutcome.Conclusion.allCases where conclusion != .met {
      #expect(Terms.word(conclusion).en != "met")
      #expect(VerdictSign.style(conclusion) != VerdictSign.style(RunOutcome.Conclusion.met))
    }
    var run = Fixture.run()
    run.scorecard.objectives.removeLast()
    run.scorecard.rating = Rating.some
    #expect(RunOutcome(RunFacts(run)).conclusion == .met)
    run.scorecard.rating = .major
    #expect(RunOutcome(RunFacts(run)).conclusion == .challenged)
    // A service that stays down.
    run.scorecard.rating = Rating.some
    let service = run.drill.model.platform.services[0].node.index
    run.replication.entries.removeAll { $0.kind == .cameUp && Int($0.subject) == service }
    let outcome = RunOutcome(RunFacts(run))
    #expect(outcome.conclusion == .unrestored && outcome.services == .down(1))
    let headline = RunSentences(RunFacts(run), .en).headline
    #expect(headline.hasPrefix("1 service is still down at the end"))
  }

  @Test("a service that runs on another way is restored, and the effect that remains is told")
  func failOver() {
    var run = Fixture.run()
    run.replication.incidents[0][.serviceRestored] = run.replication.incidents[0][.recovered]
    run.replication.incidents[0][.recovered] = nil
    let sentences = RunSentences(RunFacts(run), .en)
    #expect(sentences.headline.hasPrefix("Service restored 2 h 35 min after the fault"))
    #expect(sentences.headline.contains("the effect of 1 incident is not removed"))
    #expect(sentences.story.joined().contains("after 2 h 35 min, the effect was not removed"))
  }

  @Test("what threats came to beside what is down is told, each with its number")
  func harm() {
    var run = Fixture.run()
    let row = run.drill.model.platform.services.count - 1
    func served(_ minute: Int64, _ millionths: Int64) -> Entry {
      Entry(.served, at: .zero + .minutes(minute), subject: row, value: millionths)
    }
    run.replication.entries += [served(40, 250_000), served(50, 600_000), served(70, 0)]
    run.replication.entries.sort { $0.time < $1.time }
    run.replication.destroyedCount = 3
    run.replication.leakedCount = 1_200
    run.replication.dataLost = []
    run.replication.hurtCount = 1
    run.replication.exposedTime = .minutes(90)
    run.replication.evacuatedCount = 2
    let harm = RunSentences(RunFacts(run), .en).harm ?? ""
    for part in [
      "failed requests for 30 min, up to 60 % of them", "3 components were destroyed",
      "1200 records went out", "1 person was hurt", "people were in danger for 1 h 30 min in all",
      "2 people left places that were closed",
    ] {
      #expect(harm.contains(part), "\(harm)")
    }
    // What fails before the counting begins is not told.
    run.drill.model.drill.warmUp = .minutes(60)
    #expect(RunSentences(RunFacts(run), .en).harm?.contains("for 10 min") == true)
    #expect(RunSentences(RunFacts(run), .zh).harm?.contains("损毁 3 个组件") == true)
  }

  @Test("clocks of joined alarms are counted apart")
  func joined() throws {
    let run = try run(Self.drills[0], 1)
    let outcome = RunOutcome(RunFacts(run))
    #expect(outcome.joinedClocks.all > 0)
    #expect(outcome.clocks.all + outcome.joinedClocks.all == run.scorecard.clocks.count)
  }

  @Test("every clock of the agreement but the summary's weighs something in the drills' rubrics")
  func clocksWeigh() throws {
    for drill in Self.drills + ["ordinary-year"] {
      let played = try run(drill, 1).drill
      for rule in played.model.agreement.clocks where rule.kind != .summary {
        let kind = try #require(ClockRule.Kind.allCases.firstIndex(of: rule.kind))
        #expect(played.rubric.clockWeights[kind] > 0, "\(rule.kind), \(drill)")
      }
    }
  }

  private static func visible(_ page: String) -> String {
    page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: " ")
      .replacing(/<[^>]*>/, with: " ")
  }

  /// Lengths of time, shares and bare numbers.
  private static func numbers(_ text: String) -> Set<String> {
    let pattern =
      #/
      [0-9]+(?:[.:][0-9]+)*
      (?:\ (?:%|(?:h|min|s|d)\b|小时|分钟|秒|天)(?:\ [0-9]+\ (?:(?:min|s|h)\b|小时|分钟|秒))?)?
      /#
    return Set(text.matches(of: pattern).map { String($0.0) })
  }
}
