extension SupportDescription {
  func skillNames(_ sink: DiagnosticSink) -> Names {
    Names(Bilingual(zh: "技能", en: "skill"), skills.map(\.name.text), in: file(sink))
  }

  func postNames(_ sink: DiagnosticSink) -> Names {
    Names(Bilingual(zh: "岗位", en: "post"), posts.map(\.name.text), in: file(sink))
  }

  func partNames(_ sink: DiagnosticSink) -> PartNames { PartNames(self, in: file(sink)) }

  private func file(_ sink: DiagnosticSink) -> String { sink.sources[name.position.file].path }

  /// Checks what the file says by itself.
  package func check(_ sink: inout DiagnosticSink) {
    let skills = skillNames(sink)
    let posts = postNames(sink)
    limit(self.skills.map(\.name), Bilingual(zh: "技能", en: "skills"), &sink)
    limit(self.posts.map(\.name), Bilingual(zh: "岗位", en: "posts"), &sink)
    for post in self.posts {
      for skill in post.skills { skills.check(skill, &sink) }
    }
    for holder in staff {
      for post in holder.posts { posts.check(post, &sink) }
      for skill in holder.skills { skills.check(skill, &sink) }
      checkShift(of: holder, &sink)
    }
    for vendor in vendors {
      for skill in vendor.skills { skills.check(skill, &sink) }
      if let cover = vendor.cover { check(team: cover.team, of: cover.shift, &sink) }
    }
    checkStores(&sink)
    costs?.check(
      vendors: vendors.map(\.name.text), parts: parts.map(\.name.text), &sink)
    checkPosts(&sink)
  }

  /// Skills and posts are bits of 64.
  private func limit(_ names: [Name], _ kind: Bilingual, _ sink: inout DiagnosticSink) {
    guard names.count > 64 else { return }
    sink.error(
      .tooMany, names[64].position, zh: "\(kind.zh)超过 64 个", en: "there are more than 64 \(kind.en)"
    )
  }

  private func checkShift(of holder: any StaffDescription, _ sink: inout DiagnosticSink) {
    if let shift = holder.shift {
      if let team = holder.team {
        check(team: team, of: shift, &sink)
      } else if let found = find(shift, &sink), found.teams.count > 1, holder.number == nil {
        sink.error(
          .missingKey, holder.name.position,
          zh: "'\(holder.name.text)' 缺少 team：班次 '\(shift.text)' 有多个班组",
          en: "'\(holder.name.text)' wants a team: the shift '\(shift.text)' has several",
          hint: NearestName.hint("", in: found.teams.map(\.name.text)))
      }
    } else if let team = holder.team {
      sink.error(
        .missingKey, team.position, zh: "有 team 却没有 shift", en: "there is a team but no shift")
    }
  }

  private func check(team: Name, of shift: Name, _ sink: inout DiagnosticSink) {
    guard let found = find(shift, &sink) else { return }
    Names(Bilingual(zh: "班组", en: "team"), found.teams.map(\.name.text)).check(team, &sink)
  }

  private func find(_ name: Name, _ sink: inout DiagnosticSink) -> ShiftDescription? {
    let names = Names(Bilingual(zh: "班次", en: "shift"), shifts.map(\.name.text))
    guard names.check(name, &sink) else { return nil }
    return shifts.first { $0.name.text == name.text }
  }

  /// The team of a person or a pool: the one named, or by the member's number in turn.
  func team(
    of holder: any StaffDescription
  ) -> (shift: ShiftDescription, team: TeamDescription)? {
    guard let name = holder.shift, let shift = shifts.first(where: { $0.name.text == name.text }),
      !shift.teams.isEmpty
    else { return nil }
    if let name = holder.team {
      return shift.teams.first { $0.name.text == name.text }.map { (shift, $0) }
    }
    let number = holder.number.flatMap { Int($0) } ?? 1
    return (shift, shift.teams[max(0, number - 1) % shift.teams.count])
  }

  /// Posts that nobody holds, key posts of one person (7.4.2), and hours when a key post is empty.
  private func checkPosts(_ sink: inout DiagnosticSink) {
    for post in posts {
      let holders = staff.filter { $0.posts.contains { $0.text == post.name.text } }
      let name = post.name.text
      if holders.isEmpty {
        sink.warning(
          .emptyRole, post.name.position, zh: "岗位 '\(name)' 无人担任",
          en: "nobody holds the post '\(name)'")
      } else if post.isKey, holders.count == 1, holders[0].heads == 1 {
        sink.warning(
          .keyPostAlone, post.name.position,
          zh: "重要岗位 '\(name)' 只有 '\(holders[0].name.text)' 一人（7.4.2）",
          en: "the key post '\(name)' is held by '\(holders[0].name.text)' alone (7.4.2)",
          hint: Bilingual(zh: "重要岗位应有两人或以上", en: "a key post wants two people or more"))
      }
      if post.isKey, let gap = ShiftCoverage(self, holders).gap {
        sink.warning(
          .shiftGap, post.name.position,
          zh: "重要岗位 '\(name)' 有空档：\(gap.zh)无人值班，也无人备班",
          en: "the key post '\(name)' is empty at times: \(gap.en) nobody is on duty or on call")
      }
    }
  }
}
