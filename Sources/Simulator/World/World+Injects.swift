import EventKernel

/// What the script makes happen.
extension World {
  mutating func scheduleInjects() {
    for row in model.drill.injects.indices {
      switch model.drill.injects[row].cue {
      case .at(let time): schedule(.inject, at: time, row: row)
      case .after(let law):
        let name = model.drill.injects[row].name
        schedule(.inject, at: .zero + span(law, Purpose.inject, name, 0), row: row)
      case .when: mustCheckConditions = true
      case .every, .rate: scheduleNext(inject: row)
      }
    }
  }

  /// The next time of an inject that happens again and again, as an arrival of demand.
  private mutating func scheduleNext(inject row: Int) {
    let key = source.key(purpose: Purpose.inject, entity: model.drill.injects[row].name)
    var waits = threats.injects[row].waits
    switch model.drill.injects[row].cue {
    case .every(let law):
      var draws = key.draws(ordinal: waits)
      waits &+= 1
      schedule(.inject, at: now + model.laws.span(law, &draws), row: row)
    case .rate(let rate):
      if let time = nextArrival(by: rate.index, key, &waits) {
        schedule(.inject, at: time, row: row)
      }
    case .at, .after, .when: return
    }
    threats.injects[row].waits = waits
  }

  /// Injects on a condition happen once, when it first holds.
  mutating func checkInjects() {
    for (row, inject) in model.drill.injects.enumerated() where threats.injects[row].times == 0 {
      guard case .when(let condition) = inject.cue, holds(condition, incident: -1) else {
        continue
      }
      perform(inject: row)
    }
  }

  mutating func perform(inject row: Int) {
    let ordinal = threats.injects[row].times
    threats.injects[row].times = ordinal + 1
    scheduleNext(inject: row)
    note(.injected, subject: row)
    switch model.drill.injects[row].action {
    case .fail(let mode): beginFault(mode: mode.index, origin: .inject, root: nil)
    case .failOne(let modes):
      let drawn = target(of: row, modes, ordinal) { world, target in
        world.model.platform.failureModes[world.model.drill.targetModes[target].index].name
      }
      let mode = model.drill.targetModes[drawn]
      beginFault(mode: mode.index, origin: .inject, root: nil)
    case .infect(let component, let threat):
      infect(component.index, threat: threat.index, source: nil)
    case .infectOne(let components, let threat):
      let drawn = target(of: row, components, ordinal) { world, target in
        world.model.platform.nodes[world.model.drill.targetComponents[target].index].name
      }
      infect(model.drill.targetComponents[drawn].index, threat: threat.index, source: nil)
    case .restore(let component): restore(component.index)
    case .tell(let receiver):
      note(.told, subject: row, object: receiver.lane?.index ?? -1)
    case .danger(let isDanger):
      if threats.isDanger != isDanger {
        note(isDanger ? .dangerBegan : .dangerEnded, subject: row)
      }
      threats.isDanger = isDanger
      forEachLive { $0.set(.danger, of: $1, to: isDanger) }
    }
  }

  /// The row of the target that an inject hits at its n-th time: each draws under its own name, and
  /// the lowest draw is hit. So one target more takes its own share of the hits and moves no other.
  /// O(targets), at each time of an inject.
  private func target(
    of inject: Int, _ targets: Range<Int32>, _ ordinal: Int,
    name: (borrowing World, Int) -> NameHash
  ) -> Int {
    var lowest = UInt64.max
    var hit = Int(targets.lowerBound)
    for row in targets {
      let entity = model.drill.injects[inject].name.combined(with: name(self, Int(row)))
      var draws = draws(Purpose.injectTarget, entity, ordinal)
      let draw = draws.next()
      if draw < lowest { (lowest, hit) = (draw, Int(row)) }
    }
    return hit
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
