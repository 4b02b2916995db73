import EventKernel
import Scenarios
import Simulator

extension DescriptionText {
  func blocks(_ support: SupportDescription) -> [[String]] {
    [
      title(support.name.text, support.title, ("支持团队", "support")),
      [heading("岗位", "Posts")]
        + table(
          phrases(
            ("岗位", "post"), ("级别", "tier"), ("重要岗位", "key post"), ("人数", "people"),
            ("在岗最少/最多", "on duty, least/most"), ("可备班召回", "on call")),
          support.posts.map { row($0, support) }),
      [heading("专业机构", "Vendors")]
        + table(
          phrases(("机构", "vendor"), ("服务时间", "cover"), ("到场", "on site"), ("技能", "skills")),
          support.vendors.map { vendor in
            [
              vendor.title[language],
              vendor.cover.map { "\($0.shift.text)/\($0.team.text)" } ?? "7 x 24",
              mean(vendor.onSite),
              vendor.skills.map { skill in
                support.skills.first { $0.name.text == skill.text }?.title[language] ?? skill.text
              }.joined(separator: phrase("、", ", ")),
            ]
          }),
      [heading("备品备件", "Spare parts")]
        + table(
          phrases(("备件", "part"), ("库存", "stock"), ("补货至", "up to"), ("到货", "lead time")),
          support.parts.map { part in
            [part.title[language], "\(part.stock)", "\(part.upTo)", mean(part.leadTime)]
          }),
    ]
  }

  private func row(_ post: PostDescription, _ support: SupportDescription) -> [String] {
    let holders = support.people.filter { person in
      person.posts.contains { $0.text == post.name.text }
    }
    let (least, most) = cover(holders, support)
    return [
      post.title[language], Terms.word(post.tier)[language], yes(post.isKey), "\(holders.count)",
      "\(least)/\(most)", "\(holders.count { $0.arrives != nil })",
    ]
  }

  /// How many of these people are on duty at once, by quarter hours of 56 days, in which cycles of
  /// a week and of eight days both come round.
  private func cover(
    _ people: [PersonDescription], _ support: SupportDescription
  ) -> (least: Int, most: Int) {
    let minutesPerDay = 24 * 60
    let counts = stride(from: 0, to: 56 * minutesPerDay, by: 15).map { minute in
      people.count { person in
        guard let shift = support.shifts.first(where: { $0.name.text == person.shift?.text }),
          let team = shift.teams.first(where: { $0.name.text == person.team?.text })
        else { return true }
        let cycle = shift.cycle * minutesPerDay
        let place = ((minute - shift.from * minutesPerDay) % cycle + cycle) % cycle
        return team.intervals.contains { $0.contains(place) }
      }
    }
    return (counts.min() ?? 0, counts.max() ?? 0)
  }
}
