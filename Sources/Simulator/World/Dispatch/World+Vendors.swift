import EventKernel

/// Professional bodies under contract do what a lane leaves to them.
extension World {
  mutating func startVendor(task row: Row<FlowTask>) -> Attempt {
    let incident = incident(ofTask: row)
    let step = step(ofTask: row)
    var skills = step.skills
    if skills == 0 { skills = believedComponent(of: incident)?.skill ?? .max }
    let last = incidents.states[incident].vendor
    var isContracted = false
    var chosen: Row<Vendor>?
    // The one that knows the case, else the first that is free.
    for index in model.support.vendors.indices
    where model.support.vendors[index].skills & skills != 0 {
      isContracted = true
      guard people.vendorJobs[index] < model.support.vendors[index].capacity else { continue }
      if chosen == nil || last == Row<Vendor>(index) { chosen = Row(index) }
    }
    guard isContracted else {
      // Nobody is under contract for this: the work is bought in without a promise.
      start(task: row, delay: .zero)
      return .started
    }
    guard let vendor = chosen else { return .lacking }
    let delay = vendorDelay(vendor, task: row, incident: incident)
    people.vendorJobs[vendor] += 1
    incidents.states[incident].vendor = OptionalRow(vendor)
    start(task: row, vendor: vendor, delay: delay)
    return .started
  }

  private mutating func vendorDelay(
    _ vendor: Row<Vendor>, task row: Row<FlowTask>, incident: Row<Incident>
  ) -> TimeSpan {
    let definition = model.support.vendors[vendor]
    let task = flow.tasks[row]
    let name = part(of: task.name, definition.name)
    let isKnown = incidents.states[incident].vendor == vendor
    if isKnown, incidents.states[incident].isVendorOnSite { return .zero }
    var delay = TimeSpan.zero
    if !isKnown { note(.vendorCalled, incident: incident, subject: vendor.index) }
    if let cover = definition.cover {
      let open = model.support.shifts[cover].nextOn(from: now)
      delay = (open ?? model.drill.horizon) - now
    }
    if !isKnown, let answers = definition.answers {
      delay = delay + span(answers, Purpose.answering, name, task.ordinal)
    }
    if isOnSite(ofTask: row), let onSite = definition.onSite {
      delay = delay + span(onSite, Purpose.onSite, name, task.ordinal)
    }
    return delay
  }
}
