/// What platform and support say of each other.
struct CrossCheck {
  private let platform: PlatformDescription
  private let support: SupportDescription

  init(_ platform: PlatformDescription, _ support: SupportDescription) {
    self.platform = platform
    self.support = support
  }

  func run(_ sink: inout DiagnosticSink) {
    let sites = platform.siteNames(sink)
    for person in support.people { sites.check(person.site, &sink) }
    for site in support.stores.compactMap(\.site) { sites.check(site, &sink) }
    let skills = support.skillNames(sink)
    let parts = support.partNames(sink)
    let held = heldSkills
    for component in platform.components {
      for failure in component.failures {
        if let part = failure.part { parts.check(part, &sink) }
      }
      guard skills.check(component.skill, &sink), !component.failures.isEmpty else { continue }
      let skill = component.skill.text
      guard !held.contains(skill) else { continue }
      sink.warning(
        .nobodySkilled, component.skill.position, zh: "没有人也没有专业机构具备技能 '\(skill)'",
        en: "nobody and no vendor has the skill '\(skill)'")
    }
  }

  /// The skills that a person or a vendor has.
  private var heldSkills: Set<String> {
    var held = Set(support.vendors.flatMap(\.skills).map(\.text))
    let posts = Set(support.staff.flatMap(\.posts).map(\.text))
    held.formUnion(support.staff.flatMap(\.skills).map(\.text))
    for post in support.posts where posts.contains(post.name.text) {
      held.formUnion(post.skills.map(\.text))
    }
    return held
  }
}
