import EventKernel

/// What the script makes happen.
extension World {
  mutating func scheduleInjects() {
    for (row, inject) in model.drill.injects.enumerated() {
      switch inject.cue {
      case .at(let time): schedule(.inject, at: time, row: row)
      case .after(let law):
        schedule(.inject, at: .zero + span(law, Purpose.inject, inject.name, 0), row: row)
      case .when: mustCheckConditions = true
      }
    }
  }

  /// Injects on a condition happen once, when it first holds.
  mutating func checkInjects() {
    for (row, inject) in model.drill.injects.enumerated() where !threats.performed[row] {
      guard case .when(let condition) = inject.cue, holds(condition, incident: -1) else {
        continue
      }
      perform(inject: row)
    }
  }

  mutating func perform(inject row: Int) {
    guard !threats.performed[row] else { return }
    threats.performed[row] = true
    note(.injected, subject: row)
    switch model.drill.injects[row].action {
    case .fail(let mode): beginFault(mode: mode.index, origin: .inject, root: nil)
    case .infect(let component, let threat):
      infect(component.index, threat: threat.index, source: nil)
    case .restore(let component): restore(component.index)
    case .tell: note(.told, subject: row)
    case .danger(let isDanger):
      threats.isDanger = isDanger
      forEachLive { $0.set(.danger, of: $1, to: isDanger) }
    }
  }

  /// Every fault of a component ends by itself: an outside supply is back.
  private mutating func restore(_ component: Int) {
    while platform.components[component].firstFault >= 0 {
      end(fault: Int(platform.components[component].firstFault))
    }
    mustTellSupply = true
  }

  /// Does something to every incident with a flow that runs, in the order they were opened.
  mutating func forEachLive(_ body: (inout World, Int) -> Void) {
    var next = incidents.live.first
    while next >= 0 {
      let row = Int(next)
      next = incidents.liveLinks.next(next)
      body(&self, row)
    }
  }
}
