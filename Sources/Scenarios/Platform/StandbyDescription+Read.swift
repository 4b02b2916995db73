extension StandbyDescription {
  init?(_ entry: NamedEntry, _ sink: inout DiagnosticSink) {
    guard var map = entry.value.map(&sink) else { return nil }
    let title = map.title(of: entry, &sink)
    let members = map.require("of", &sink)?.names(&sink)
    let runningValue = map.require("running", &sink)
    let running = runningValue?.integer(from: 1, to: 1_000_000, &sink)
    map.finish(&sink)
    guard let members, let runningValue, let running else { return nil }
    if running >= members.count {
      sink.error(
        .outOfRange, runningValue.position,
        zh: "共 \(members.count) 个，运行的应少于 \(members.count) 个",
        en: "of \(members.count), fewer than \(members.count) run; the rest stand by")
    }
    self.init(name: entry.name, title: title, members: members, running: running)
  }
}

extension PlatformDescription {
  /// Members of standby groups are components, each in one group.
  func checkStandbys(_ components: Names, _ sink: inout DiagnosticSink) {
    var groups: [String: Name] = [:]
    for standby in standbys {
      for member in standby.members where components.check(member, &sink) {
        if let other = groups[member.text] {
          sink.error(
            .duplicateName, member.position,
            zh: "组件 '\(member.text)' 已在冷备组 '\(other.text)' 中",
            en: "the component '\(member.text)' is in the standby group '\(other.text)' already")
        }
        groups[member.text] = standby.name
      }
    }
  }
}
