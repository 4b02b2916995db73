import EventKernel

/// Professional bodies under contract do what a lane leaves to them.
extension World {
  mutating func startVendor(task row: Int) -> Attempt {
    let incident = incident(ofTask: row)
    let step = step(ofTask: row)
    var skills = step.skills
    if skills == 0 { skills = believedComponent(of: incident)?.skill ?? .max }
    let contracted = model.support.vendors.indices.filter {
      model.support.vendors[$0].skills & skills != 0
    }
    guard !contracted.isEmpty else {
      // Nobody is under contract for this: the work is bought in without a promise.
      start(task: row, delay: .zero)
      return .started
    }
    let last = Int(incidents.states[incident].vendor)
    let free = contracted.filter {
      people.vendorJobs[$0] < model.support.vendors[$0].capacity
    }
    guard let vendor = free.contains(last) ? last : free.first else { return .lacking }
    let delay = vendorDelay(vendor, task: row, step: step, incident: incident)
    people.vendorJobs[vendor] += 1
    incidents.states[incident].vendor = Int32(vendor)
    start(task: row, vendor: vendor, delay: delay)
    return .started
  }

  private mutating func vendorDelay(
    _ vendor: Int, task row: Int, step: Step, incident: Int
  ) -> TimeSpan {
    let definition = model.support.vendors[vendor]
    let task = flow.tasks[row]
    let name = task.name.combined(with: definition.name)
    let isKnown = Int(incidents.states[incident].vendor) == vendor
    if isKnown, incidents.states[incident].isVendorOnSite { return .zero }
    var delay = TimeSpan.zero
    if !isKnown { note(.vendorCalled, incident: incident, subject: vendor) }
    if let cover = definition.cover {
      let open = model.support.shifts[cover.index].nextOn(from: now)
      delay = (open ?? model.drill.horizon) - now
    }
    if !isKnown, let answers = definition.answers {
      delay = delay + span(answers, Purpose.answering, name, task.ordinal)
    }
    if step.isOnSite, let onSite = definition.onSite {
      delay = delay + span(onSite, Purpose.onSite, name, task.ordinal)
    }
    return delay
  }
}
