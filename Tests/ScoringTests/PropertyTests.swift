import EventKernel
import Scoring
import Simulator
import Testing

@Suite("What holds for every night")
struct PropertyTests {
  @Test("Score, coverage and qualities are shares, and the facts never trap", arguments: 0..<120)
  func bounds(seed: UInt64) {
    for isHostile in [false, true] {
      var night = Night.drawn(seed: seed, isHostile: isHostile)
      night.objectives = Metric.allCases.map {
        Objective(name: $0.rawValue, metric: $0, test: .every(.lessOrEqual, 60))
      }
      let card = night.card
      let share = 0...1000
      #expect(share.contains(card.coverage.value))
      #expect(card.score.map { share.contains($0.value) } ?? true)
      #expect(card.final.map { $0.value <= card.score?.value ?? 0 } ?? true)
      for item in card.dimensions.flatMap(\.items) {
        #expect(item.weight.value >= 0)
        #expect(item.quality.map { share.contains($0.value) } ?? true)
        #expect((item.quality == nil) == (item.notEvaluated != nil))
        #expect(item.finding != nil)
      }
      #expect(card.clocks.allSatisfy { $0.shown >= .zero })
      #expect(card.availability.used >= .zero)
      #expect(card.objectives.count == Metric.allCases.count)
    }
  }

  @Test("A dimension's quality is the mean of its items by their weights", arguments: 0..<60)
  func means(seed: UInt64) {
    for dimension in Night.drawn(seed: seed).card.dimensions where dimension.dimension != .safety {
      var won = 0
      var weight = 0
      for item in dimension.items {
        guard let quality = item.quality else { continue }
        won += item.weight.value * quality.value
        weight += item.weight.value
      }
      #expect((dimension.quality == nil) == (weight == 0))
      guard let quality = dimension.quality else { continue }
      #expect(abs(Double(quality.value) - Double(won) / Double(weight)) <= 0.5)
    }
  }

  @Test("The order of the incidents changes nothing", arguments: 0..<80)
  func permutation(seed: UInt64) {
    var night = Night.drawn(seed: seed)
    night.objectives = Metric.allCases.map {
      Objective(
        name: $0.rawValue, metric: $0,
        test: .every(.lessOrEqual, TimeSpan.hours(2).microseconds))
    }
    var draws = Draws(seed: seed, "permutation")
    let other = night.permuted(draws.permutation(night.replication.incidents.count)).card
    let card = night.card
    #expect(card.score == other.score)
    #expect(card.coverage == other.coverage)
    #expect(card.final == other.final)
    #expect(card.rating == other.rating)
    #expect(card.dimensions.map(\.quality) == other.dimensions.map(\.quality))
    #expect(card.dimensions.map(\.items.count) == other.dimensions.map(\.items.count))
    #expect(card.availability.used == other.availability.used)
    #expect(card.objectives.map(\.outcome) == other.objectives.map(\.outcome))
    #expect(card.clocks.map(\.shown).sorted() == other.clocks.map(\.shown).sorted())
  }

  @Test("A further message on time never lowers anything", arguments: 0..<80)
  func furtherMessage(seed: UInt64) {
    var night = Night.drawn(seed: seed)
    guard !night.replication.instances.isEmpty else { return }
    let before = night.card
    // A start node sends no report that others wait for.
    night.message(node: 0, sent: 5, arrived: 6, due: 7)
    let after = night.card
    #expect(after.score ?? .zero >= before.score ?? .zero)
    #expect(after.coverage >= before.coverage)
    let quality = { (card: Scorecard) in card.dimensions[3].quality ?? .zero }
    #expect(quality(after) >= quality(before))
  }

  @Test("The same night has the same card twice", arguments: 0..<20)
  func repeated(seed: UInt64) {
    let cards = [Night.drawn(seed: seed).card, Night.drawn(seed: seed).card].map { "\($0)" }
    #expect(cards[0] == cards[1])
  }

  @Test("Recovering earlier never lowers timeliness", arguments: 0..<40)
  func earlier(seed: UInt64) {
    var draws = Draws(seed: seed, "earlier")
    var night = Night()
    night.standardClocks()
    var last = -1
    let recovered = (0..<12).map { _ in draws.minutes(600) }.sorted(by: >)
    for minutes in recovered {
      night.replication.incidents = []
      night.replication.faults = []
      night.incident([.occurred: 0, .detected: 0, .accepted: 8, .contained: 5])
      night.replication.incidents[0][.recovered] = at(minutes)
      let quality = night.quality(.timeliness) ?? 0
      #expect(quality >= last)
      last = quality
    }
  }
}
