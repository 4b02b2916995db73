import EventKernel

/// What the script makes happen.
extension World {
  mutating func scheduleInjects() {
    for inject in script.injects.rows {
      switch model.drill.injects[inject].cue {
      case .at(let time): schedule(.inject, at: time, row: inject)
      case .after(let law):
        let name = model.drill.injects[inject].name
        schedule(.inject, at: .zero + span(law, Purpose.inject, name, 0), row: inject)
      case .when: mustCheckConditions = true
      case .every, .rate: scheduleNext(inject: inject)
      }
    }
  }

  /// The next time of an inject that happens again and again, as an arrival of demand.
  private mutating func scheduleNext(inject: Row<Inject>) {
    let key = source.key(purpose: Purpose.inject, entity: model.drill.injects[inject].name)
    var waits = script.injects[inject].waits
    switch model.drill.injects[inject].cue {
    case .every(let law):
      var draws = key.draws(ordinal: waits)
      noteDraw(of: law, Purpose.inject, model.drill.injects[inject].name, waits)
      waits &+= 1
      schedule(.inject, at: now + model.laws.span(law, &draws), row: inject)
    case .rate(let rate):
      schedule(.inject, nextArrival(by: rate, key, &waits), row: inject)
      noteDraws(
        Purpose.inject, model.drill.injects[inject].name, script.injects[inject].waits..<waits)
    case .at, .after, .when: return
    }
    script.injects[inject].waits = waits
  }

  /// Injects on a condition happen once, when it first holds.
  mutating func checkInjects() {
    for (row, inject) in model.drill.injects.enumerated() where script.injects[row].times == 0 {
      guard case .when(let condition) = inject.cue, holdsForDrill(condition) else {
        continue
      }
      perform(inject: Row(row))
    }
  }

  mutating func handle(inject: Row<Inject>, _ generation: Generation) {
    guard generation == Generation() else { return scheduleNext(inject: inject) }
    perform(inject: inject)
  }

  mutating func perform(inject: Row<Inject>) {
    let ordinal = script.injects[inject].times
    script.injects[inject].times = ordinal + 1
    scheduleNext(inject: inject)
    note(.injected, subject: inject.index)
    switch model.drill.injects[inject].action {
    case .fail(let mode): beginFault(mode: mode, origin: .inject, root: nil)
    case .failAll(let modes):
      for target in modes {
        beginFault(mode: model.drill.targetModes[Int(target)], origin: .inject, root: nil)
      }
    case .failOne(let modes):
      let drawn = target(of: inject, modes, ordinal) { world, target in
        world.model.platform.failureModes[world.model.drill.targetModes[target]].name
      }
      let mode = model.drill.targetModes[drawn]
      beginFault(mode: mode, origin: .inject, root: nil)
    case .hit(let subject, let threat): hit(subject, threat: threat, source: nil)
    case .hitAll(let subjects, let threat):
      for target in subjects {
        hit(model.drill.targetNodes[Int(target)], threat: threat, source: nil)
      }
    case .hitOne(let subjects, let threat):
      let drawn = target(of: inject, subjects, ordinal) { world, target in
        world.model.platform.nodes[world.model.drill.targetNodes[target]].name
      }
      hit(model.drill.targetNodes[drawn], threat: threat, source: nil)
    case .restore(let component): restore(component)
    case .restoreAll(let components):
      for target in components { restore(Row(alike: model.drill.targetNodes[Int(target)])) }
    case .tell(let receiver):
      note(.told, subject: inject.index, object: receiver.lane?.index)
      if let lane = receiver.lane {
        reach(
          MessageUnderWay(
            to: lane, way: .call, isAstray: false, task: model.drill.injects[inject].name,
            ordinal: ordinal, record: .none))
      }
    case .danger(let isDanger):
      if script.isDanger != isDanger {
        note(isDanger ? .dangerBegan : .dangerEnded, subject: inject.index)
      }
      script.isDanger = isDanger
      forEachLive { $0.set(.danger, of: $1, to: isDanger) }
    }
  }

  /// The row of the target that an inject hits at its n-th time: each draws under its own name, and
  /// the lowest draw is hit. So one target more takes its own share of the hits and moves no other.
  /// O(targets), at each time of an inject.
  private func target(
    of inject: Row<Inject>, _ targets: Range<Int32>, _ ordinal: Int,
    name: (borrowing World, Int) -> NameHash
  ) -> Int {
    var lowest = UInt64.max
    var hit = Int(targets.lowerBound)
    for row in targets {
      let entity = part(of: model.drill.injects[inject].name, name(self, Int(row)))
      var draws = draws(Purpose.injectTarget, entity, ordinal)
      let draw = draws.next()
      if draw < lowest { (lowest, hit) = (draw, Int(row)) }
    }
    return hit
  }

  /// Every fault of a component ends by itself: an outside supply is back, a threat is off it.
  private mutating func restore(_ component: Row<Component>) {
    while let fault = platform.nodes[component.node].firstFault.row { end(fault: fault) }
    mustTellSupply = true
  }
}
