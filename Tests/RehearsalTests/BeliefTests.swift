import EventKernel
import Scenarios
import Simulator
import Testing

/// What cases believe differs from what is so, for as long as nobody looks.
@Suite("What is believed and what is so")
struct BeliefTests {
  /// A fact that a case had wrong, and for how long.
  private struct Gap {
    var fact: String
    var incident: Int32
    var from: SimulationTime
    var to: SimulationTime
  }

  /// The gaps of ten minutes and more of one run.
  private static func gaps(_ record: Replication, _ model: Model) -> [Gap] {
    var gaps: [Gap] = []
    var isDown: Set<Int32> = []
    var changed: [Int32: SimulationTime] = [:]
    var known: [[Int32]: Int64] = [:]
    var wrongSince: [[Int32]: SimulationTime] = [:]
    var contained: [Int32: SimulationTime] = [:]
    var isContained: [Int32: SimulationTime] = [:]
    var held: [Fact: [Int32: SimulationTime]] = [:]
    func kind(_ node: Int32) -> String {
      Int(node) < model.platform.components.count ? "a component" : "a service"
    }
    func close(_ key: [Int32], _ fact: String, at time: SimulationTime) {
      guard let since = wrongSince.removeValue(forKey: key), time - since >= .minutes(10) else {
        return
      }
      gaps.append(Gap(fact: fact, incident: key[0], from: since, to: time))
    }
    for entry in record.entries {
      switch entry.kind {
      case .wentDown, .cameUp:
        if entry.kind == .wentDown {
          isDown.insert(entry.subject)
        } else {
          isDown.remove(entry.subject)
        }
        changed[entry.subject] = entry.time
        for (key, said) in known where key[1] == entry.subject {
          let believes = said & 1 != 0
          if believes != isDown.contains(entry.subject) {
            wrongSince[key] = wrongSince[key] ?? entry.time
          }
        }
      case .learned:
        let key = [entry.incident, entry.subject]
        let believes = entry.value & 1 != 0
        let isNew = known[key] == nil
        known[key] = entry.value & 0xff
        if believes == isDown.contains(entry.subject) {
          if isNew, believes, let since = changed[entry.subject] { wrongSince[key] = since }
          let fact = believes ? "is down, and nobody knew" : "is up again, and was held down"
          close(key, "\(kind(entry.subject)) \(fact)", at: entry.time)
        } else {
          wrongSince[key] = wrongSince[key] ?? entry.time
        }
        if entry.value & 4 != 0, entry.value >> 8 & 4 == 0,
          let since = wrongSince.removeValue(forKey: [-1, entry.subject]),
          entry.time - since >= .minutes(10)
        {
          gaps.append(
            Gap(
              fact: "a threat is on a host, and nobody knew", incident: entry.incident, from: since,
              to: entry.time))
        }
      case .entered where entry.object != entry.subject:
        wrongSince[[-1, entry.subject]] = entry.time
      case .found where Fact.allCases[Int(entry.subject)] == .contained && entry.value == 1:
        contained[entry.incident] = entry.time
        if let since = isContained[entry.incident], entry.time - since >= .minutes(10) {
          gaps.append(
            Gap(
              fact: "is contained, and nobody knew", incident: entry.incident, from: since,
              to: entry.time))
        }
      case .found where entry.value == 1:
        let fact = Fact.allCases[Int(entry.subject)]
        held[fact, default: [:]][entry.incident] = held[fact]?[entry.incident] ?? entry.time
      case .milestone where Milestone.allCases[Int(entry.subject)] == .contained:
        isContained[entry.incident] = entry.time
        if let believed = contained[entry.incident], entry.time - believed >= .minutes(10) {
          gaps.append(
            Gap(
              fact: "held contained, and it was not", incident: entry.incident, from: believed,
              to: entry.time))
        }
      default: break
      }
    }
    for (fact, name) in [(Fact.solved, "solved"), (.clean, "clean"), (.verified, "verified")] {
      for (incident, believed) in held[fact] ?? [:] {
        let left = record.faults.filter {
          $0.incident == Row(Int(incident)) && $0.began <= believed
            && (fact != .clean || $0.threat != nil)
            && ($0.ended ?? record.end) - believed >= .minutes(10)
        }
        guard let last = left.map({ $0.ended ?? record.end }).max() else { continue }
        gaps.append(
          Gap(
            fact: "held \(name), and it was not", incident: incident, from: believed, to: last))
      }
    }
    for (row, incident) in record.incidents.enumerated() where incident.fault == nil {
      guard incident.stream == nil, let detected = incident[.detected] else { continue }
      let end = record.entries.first {
        $0.kind == .learned && Int($0.incident) == row && $0.value & 0xff == 0
      }
      if let end, end.time - detected >= .minutes(10) {
        gaps.append(
          Gap(
            fact: "a false alarm is believed", incident: Int32(row), from: detected,
            to: end.time))
      }
    }
    return gaps
  }

  @Test("at least five facts differ from the truth for ten minutes or more")
  func factsDiffer() throws {
    var facts: Set<String> = []
    for (drill, days) in [
      ("ups-failure-winter-night", 10), ("worm-in-the-service-hall", 10), ("ordinary-year", 60),
    ] as [(String, Int64)] {
      var model = try DrillFiles(drill).compiled().model
      model.drill.horizon = min(model.drill.horizon, .zero + .days(days))
      for seed in 1...8 as ClosedRange<UInt64> {
        let gaps = Self.gaps(try Simulation.run(model, seed: seed), model)
        for fact in Set(gaps.map(\.fact)).sorted() {
          let all = gaps.filter { $0.fact == fact }
          guard let longest = all.max(by: { $0.to - $0.from < $1.to - $1.from }) else { continue }
          print(
            "  \(drill), seed \(seed): \(fact): \(all.count) times, longest of case"
              + " \(longest.incident + 1), from \(longest.from) to \(longest.to)")
          facts.insert(fact)
        }
      }
    }
    #expect(facts.count >= 5, "\(facts.sorted())")
  }
}
