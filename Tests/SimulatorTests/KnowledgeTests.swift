import EventKernel
import Simulator
import Testing

/// People act on what they know: two drawn worlds that differ in hidden truth only respond alike
/// until somebody observes what tells them apart. A failure names the seed.
@Suite struct KnowledgeTests {
  private static let seeds = drawnSeeds(700)

  /// What a response is made of, and what is seen of the world; the rest of the record is truth.
  private struct Seen: Equatable {
    var entry: Entry

    init?(_ entry: Entry) {
      var entry = entry
      switch entry.kind {
      case .faultBegan, .wentDown, .cameUp, .stillDown, .onReserve,
        .offReserve, .reserveEmpty, .reserveLow, .entered, .left, .harmed, .dataLost,
        .dataRestored, .injected, .faultJoined, .reserveRate:
        return nil
      case .milestone:
        let milestone = Milestone.allCases[Int(entry.subject)]
        if [.occurred, .contained, .serviceRestored, .recovered, .resolved].contains(milestone) {
          return nil
        }
      // Whether there is anything behind an alarm does not show.
      case .alarm: if entry.value == 1 { entry.value = 0 }
      default: break
      }
      self.entry = entry
    }

    static func == (one: Seen, other: Seen) -> Bool {
      one.entry.kind == other.entry.kind && one.entry.time == other.entry.time
        && one.entry.incident == other.entry.incident
        && one.entry.instance == other.entry.instance
        && one.entry.subject == other.entry.subject && one.entry.object == other.entry.object
        && one.entry.value == other.entry.value
    }

    /// One alarm, of which it is for the response to say whether it belongs to an open case.
    func isSameAlarm(as other: Seen) -> Bool {
      let kinds: Set<Entry.Kind> = [.alarm, .alarmJoined]
      return kinds.contains(entry.kind) && kinds.contains(other.entry.kind)
        && entry.subject == other.entry.subject && entry.value == other.entry.value
    }

    /// Whether it is an observation.
    var isObservation: Bool {
      switch entry.kind {
      case .alarm, .alarmJoined, .userCall, .learned, .located, .notRepaired, .partDead,
        .handedOver,
        // Whoever gets a service through, or mends something, knows that.
        .faultBypassed, .faultEnded:
        true
      // What somebody went to find out; what a case concludes from what it knows is none.
      case .found:
        [
          .trueAlarm, .located, .kind, .verified, .recurs, .moreFound, .atLimit, .danger, .alone,
          .spare, .partNeeded, .changeNeeded, .dataLost,
        ].contains(Fact.allCases[Int(entry.subject)])
      default: false
      }
    }
  }

  /// What is seen of a run. That a fault is over is so where somebody's work has just ended.
  private static func seen(_ run: Replication) -> [Seen] {
    var done: SimulationTime?
    return run.entries.compactMap { entry in
      if entry.kind == .taskDone { done = entry.time }
      return entry.kind == .faultEnded && done != entry.time ? nil : Seen(entry)
    }
  }

  /// Plays two worlds and looks where they part. Whether they do.
  ///
  /// - Parameter screensDiffer: what is down and watched may not be the same, and whoever joins an
  ///   alarm looks at the screens, which is an observation that has no entry.
  private func part(
    _ one: Model, _ other: Model, seed: UInt64, _ what: Comment, screensDiffer: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Bool {
    let first = Self.seen(try Simulation.run(one, seed: seed))
    let second = Self.seen(try Simulation.run(other, seed: seed))
    let place = zip(first, second).enumerated().first { $1.0 != $1.1 }
    guard let (position, (here, there)) = place else {
      #expect(
        first.count == second.count
          || first.dropFirst(second.count).first?.isObservation == true
          || second.dropFirst(first.count).first?.isObservation == true,
        "\(what), seed \(seed)", sourceLocation: sourceLocation)
      return first.count != second.count
    }
    // What comes first of the two is what tells them apart.
    let earlier = there.entry.time < here.entry.time ? there : here
    let isTold =
      here.entry.time == there.entry.time
      ? (here.isObservation || there.isObservation)
        && (screensDiffer || !here.isSameAlarm(as: there))
      : earlier.isObservation
    #expect(
      isTold,
      """
      \(what), seed \(seed), entry \(position): \(here.entry.kind) of \(here.entry.subject) at \
      \(here.entry.time), \(there.entry.kind) of \(there.entry.subject) at \(there.entry.time)
      """, sourceLocation: sourceLocation)
    return true
  }

  @Test("another cause behind the same symptom")
  func anotherCause() throws {
    var parted = 0
    for seed in Self.seeds {
      let model = DrawnRepairs.model(seed: seed)
      var other = model
      for (row, inject) in model.drill.injects.enumerated() {
        guard case .fail(let mode) = inject.action else { continue }
        let definition = model.platform.failureModes[mode.index]
        let component = model.platform.components[definition.component.index]
        let twin = component.failureModes.first {
          $0 != Int32(mode.index)
            && model.platform.failureModes[Int($0)].symptom == definition.symptom
        }
        if let twin { other.drill.injects[row].action = .fail(Row(Int(twin))) }
      }
      if try part(model, other, seed: seed, "another cause") { parted += 1 }
    }
    #expect(parted > Self.seeds.count / 4)
    print("  \(Self.seeds.count) pairs, \(parted) of them parted by an observation")
  }

  @Test("a failure and a false alarm of the same component")
  func falseAlarm() throws {
    var (parted, compared) = (0, 0)
    for seed in Self.seeds {
      var alarmed = DrawnRepairs.model(seed: seed)
      alarmed.support.detection.realTimeEvery = .zero
      alarmed.support.detection.falseAlarmRate = 0.5
      alarmed.drill.falseAlarms = true
      let alarm = try Simulation.run(alarmed, seed: seed).entries.first {
        $0.kind == .alarm && $0.value == 1
      }
      guard let alarm else { continue }
      let modes = alarmed.platform.components[Int(alarm.subject)].failureModes
      let mode = modes.first { alarmed.platform.failureModes[Int($0)].symptom == .down }
      guard let mode else { continue }
      var failing = alarmed
      failing.drill.falseAlarms = false
      failing.drill.injects.append(
        Inject(name: "inject:true", cue: .at(alarm.time), action: .fail(Row(Int(mode)))))
      compared += 1
      // What hangs on what fails shows on the screens, too.
      if try part(
        failing, alarmed, seed: seed, "a failure and a false alarm", screensDiffer: true)
      {
        parted += 1
      }
    }
    #expect(compared > Self.seeds.count / 4 && parted == compared)
    print("  \(compared) pairs, \(parted) of them parted by an observation")
  }

  @Test("one host more infected")
  func oneMoreInfected() throws {
    var (parted, compared) = (0, 0)
    for seed in Self.seeds {
      let model = DrawnWorld.model(seed: seed)
      guard !model.drill.threats.isEmpty else { continue }
      var other = model
      let host = Int(seed % UInt64(model.platform.components.count))
      other.drill.injects.append(
        Inject(
          name: "inject:hidden", cue: .at(.zero + .minutes(30)),
          action: .hit(Row(host), Row(0))))
      compared += 1
      if try part(model, other, seed: seed, "one host more infected", screensDiffer: true) {
        parted += 1
      }
    }
    #expect(parted > Self.seeds.count / 10)
    print("  \(compared) pairs, \(parted) of them parted by an observation")
  }

  @Test("a dud part on the shelf")
  func dud() throws {
    var parted = 0
    for seed in Self.seeds {
      let model = DrawnRepairs.model(seed: seed)
      var other = model
      for part in model.support.stock.indices {
        other.support.stock[part].deadOnTest = Probability(clamped: 0.9)
      }
      if try part(model, other, seed: seed, "a dud part") { parted += 1 }
    }
    #expect(parted > Self.seeds.count / 10)
    print("  \(Self.seeds.count) pairs, \(parted) of them parted by an observation")
  }
}
