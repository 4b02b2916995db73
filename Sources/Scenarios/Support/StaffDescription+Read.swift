import EventKernel

extension PersonDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)?.numbered(entry.number)
    let posts = map.posts(of: entry, &sink)
    let skills = map.take("skills")?.names(&sink) ?? []
    let site = map.require("site", &sink)?.name(&sink)
    let shift = map.take("shift")?.name(&sink)
    let team = map.take("team")?.name(&sink)
    let answers = map.take("answers")?.law(&sink)
    var arrives: Law?
    var byTelephone: Law?
    if var call = map.take("on call")?.map(&sink) {
      arrives = call.require("arrives", &sink)?.law(&sink)
      byTelephone = call.take("by telephone")?.law(&sink)
      call.finish(&sink)
    }
    let absence = map.take("away").flatMap { AbsenceDescription($0, &sink) }
    map.finish(&sink)
    guard let posts, let site else { return nil }
    self.init(
      name: entry.name, title: title, number: entry.number, posts: posts, skills: skills,
      site: site, shift: shift, team: team, answers: answers, arrives: arrives,
      byTelephone: byTelephone, absence: absence)
  }
}

extension AbsenceDescription {
  /// What an absence waits for, besides a law.
  private enum Occasion: String, CaseIterable {
    case idle
  }

  fileprivate init?(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = value.map(&sink) else { return nil }
    let cue = map.one(
      of: ["every", "when"], Bilingual(zh: "时机", en: "cues"), at: value.position, &sink)
    let lasts = map.require("for", &sink)?.positiveLaw(&sink)
    map.finish(&sink)
    guard let cue, let lasts else { return nil }
    self.init(every: nil, lasts: lasts)
    if cue.key == "when" {
      _ = cue.value.word(Occasion.self, &sink)
    } else {
      every = cue.value.positiveLaw(&sink)
    }
  }
}

extension PoolDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.take("title")?.title(&sink)?.numbered(entry.number)
    let posts = map.posts(of: entry, &sink)
    let skills = map.take("skills")?.names(&sink) ?? []
    let shift = map.take("shift")?.name(&sink)
    let team = map.take("team")?.name(&sink)
    let count = map.require("count", &sink)
    map.finish(&sink)
    guard let posts, let count else { return nil }
    self.init(
      name: entry.name, title: title, number: entry.number, posts: posts, skills: skills,
      shift: shift, team: team)
    if case .text("unlimited") = count.content { return }
    heads = count.integer(from: 1, to: 100_000, &sink)
  }
}

extension YAMLMap {
  /// The posts that a person or a pool holds, one at least.
  fileprivate mutating func posts(
    of entry: NamedEntry, _ sink: inout DiagnosticSink
  ) -> [Name]? {
    guard let posts = require("posts", &sink)?.names(&sink) else { return nil }
    guard !posts.isEmpty else {
      sink.error(
        .missingKey, entry.name.position, zh: "'\(entry.name.text)' 没有岗位",
        en: "'\(entry.name.text)' holds no post")
      return nil
    }
    return posts
  }
}
