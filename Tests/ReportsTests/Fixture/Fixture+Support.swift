import EventKernel
import Scenarios
import Simulator

extension Fixture {
  static func support(
    _ model: inout Model, _ lexicon: inout Lexicon, mark: String, extra: Int
  ) {
    let posts: [(String, String, String)] = [
      ("hotline", "热线", "Hotline"), ("facility", "动环工程师", "Facility engineer"),
      ("server", "主机专家", "Server expert"), ("leader", "领导小组组长", "Group leader"),
    ]
    lexicon.posts = posts.map { label($0.0, $0.1, $0.2, mark) }
    model.support.shifts = [shift(nights: true), shift(nights: false)]
    let people: [(post: Int, tier: Tier, shift: Int?)] = [
      (0, .hotline, 0), (0, .hotline, 1), (1, .tier1, 0), (1, .tier1, 1), (2, .tier2, 1),
      (2, .tier2, 1), (3, .management, nil), (3, .management, nil),
    ]
    for (number, person) in people.enumerated() {
      add(&model, person.tier, person.post, person.shift)
      let post = lexicon.posts[person.post].title
      let suffix = " \(number % 2 + 1)"
      lexicon.people.append(
        Label(
          key: "\(posts[person.post].0)-\(number % 2 + 1)",
          title: Bilingual(zh: post.zh + suffix, en: post.en + suffix)))
      lexicon.peoplePosts.append(Row(person.post))
    }
    for number in 0..<extra {
      add(&model, .tier1, 1, number % 2)
      lexicon.people.append(label("extra-\(number)", "值班员 \(number)", "Operator \(number)", mark))
      lexicon.peoplePosts.append(Row(1))
    }
    model.support.vendors = [
      Vendor(
        name: NameHash("ups-maker"), skills: 1, cover: nil, answers: law, onSite: law, capacity: 1)
    ]
    lexicon.vendors = [label("ups-maker", "UPS 厂商", "UPS maker", mark)]
    model.support.stock = [
      StockItem(
        name: NameHash("module"), initialStock: 0, reorderAt: 0, upTo: 1, leadTime: law,
        deadOnTest: share(0.02))
    ]
    lexicon.parts = [label("ups-power-module", "UPS 功率模块", "UPS power module", mark)]
  }

  private static func shift(nights: Bool) -> ShiftPattern {
    let interval =
      nights
      ? ShiftPattern.Interval(start: .hours(18), end: .hours(24))
      : ShiftPattern.Interval(start: .minutes(390), end: .hours(15))
    let intervals =
      nights
      ? [ShiftPattern.Interval(start: .zero, end: .hours(6)), interval] : [interval]
    return ShiftPattern(cycle: .days(1), phase: .zero, intervals: intervals)
  }

  private static func add(_ model: inout Model, _ tier: Tier, _ post: Int, _ shift: Int?) {
    let number = model.support.people.count
    model.support.people.append(
      Person(
        name: NameHash("person-\(number)"), tier: tier, posts: 1 << UInt64(post), skills: 1,
        site: Row(0), shift: shift.map { Row($0) }, callOut: law, answers: nil))
  }
}
