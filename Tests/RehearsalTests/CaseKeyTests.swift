import EventKernel
import Foundation
import Scenarios
import Simulator
import Testing

/// Common random numbers hold across a change: what both runs have is drawn alike, and what one has
/// alone is there because something happened once more, or once less.
@Suite("Keys of cases and addresses of draws")
struct CaseKeyTests {
  /// One run, and where it drew.
  private struct Night {
    var record: Replication
    var log: DrawLog
    var addresses: Set<DrawLog.Address>

    init(_ model: Model, seed: UInt64) {
      log = DrawLog()
      var world = World(SharedModel(model), seed: seed, drawLog: log)
      _ = world.advance()
      record = world.finish()
      addresses = Set(log.addresses)
    }

    /// The incidents of the platform by subject and how-manieth of it, with their keys.
    var cases: [String: NameHash] {
      var opened: [Int32: Int] = [:]
      var cases: [String: NameHash] = [:]
      for (row, subject) in subjects.enumerated() where record.incidents[row].stream == nil {
        let ordinal = opened[subject, default: 0]
        opened[subject] = ordinal + 1
        cases["\(subject) \(ordinal)"] = log.cases[row]
      }
      return cases
    }

    /// By incident: the node that was first observed.
    private var subjects: [Int32] {
      var subjects = [Int32](repeating: -1, count: record.incidents.count)
      for entry in record.entries where entry.kind == .learned {
        if subjects[Int(entry.incident)] < 0 { subjects[Int(entry.incident)] = entry.subject }
      }
      return subjects
    }
  }

  private static let drills = ["ups-failure-winter-night", "worm-in-the-service-hall"]
  private static let seeds: ClosedRange<UInt64> = 1...8

  /// A drill, as it is; of the ordinary year so many days, and failures that come so often that one
  /// component has several.
  private static func drawn(_ drill: String, days: Int64) throws -> CompiledDrill {
    var files = try DrillFiles(drill).compiled()
    guard drill == "ordinary-year" else { return files }
    files.model.drill.horizon = .zero + .days(days)
    for row in files.model.platform.failureModes.indices {
      guard let every = files.model.platform.failureModes[row].every,
        let law = files.model.laws.law(every)?.scaled(by: 0.01)
      else { continue }
      files.model.platform.failureModes[row].every = files.model.laws.add(law)
    }
    return files
  }

  @Test(
    "with a step a second faster, cases of both runs have equal keys",
    arguments: drills + ["ordinary-year"])
  func keysAreEqual(drill: String) throws {
    let model = try Self.drawn(drill, days: 7).model
    let quicker = quicker(model)
    let seeds = drill == "ordinary-year" ? 1...2 : Self.seeds
    var (cases, changed, again) = (0, 0, 0)
    for seed in seeds {
      let before = Night(model, seed: seed)
      for faster in quicker {
        let after = Night(faster, seed: seed)
        if after.record.entries != before.record.entries { changed += 1 }
        for (name, key) in after.cases {
          guard let other = before.cases[name] else { continue }
          cases += 1
          if !name.hasSuffix(" 0") { again += 1 }
          #expect(key == other, "seed \(seed): case \(name)")
        }
      }
    }
    #expect(quicker.count > 50 && changed > 100 && cases >= changed)
    if drill == "ordinary-year" { #expect(again > 1_000) }
    print(
      "\(drill): of \(quicker.count) steps on \(seeds.count) nights \(changed) change the"
        + " night; \(cases) pairs of cases have equal keys, \(again) of a component's second or later"
    )
  }

  @Test(
    "an address that one run has alone is explained by an ordinal that counts",
    arguments: drills + ["ordinary-year"])
  func addressesAreExplained(drill: String) throws {
    var files = try DrillFiles(drill).compiled()
    files.model.drill.horizon = min(files.model.drill.horizon, .zero + .days(10))
    let names = Names(files)
    let quicker = quicker(files.model)
    var told: [String: Int] = [:]
    var (alone, shared) = (0, 0)
    for seed in Self.seeds {
      let before = Night(files.model, seed: seed)
      for faster in quicker {
        let after = Night(faster, seed: seed)
        shared += after.addresses.intersection(before.addresses).count
        for (one, other) in [(before, after), (after, before)] {
          for address in one.addresses.subtracting(other.addresses) {
            alone += 1
            let why = names.explanation(of: address, in: one.log, not: other.log)
            #expect(why != nil, "seed \(seed): \(names.text(of: address, in: one.log))")
            if let why { told[why, default: 0] += 1 }
          }
        }
      }
    }
    // Most of what two runs draw they draw alike. What is done by other hands draws how these
    // answer and come: of a shutdown by many hands that is most of the rest.
    let byHands = told.filter { $0.key.hasSuffix("(answering)") || $0.key.hasSuffix("(call-out)") }
      .values.reduce(0, +)
    #expect(shared > 1_000 * (alone - byHands))
    #expect(shared > 500 * alone)
    print(
      "\(drill): \(shared) addresses shared, \(alone) that one of two runs has alone, by what"
        + " explains them:")
    for (why, count) in told.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("  \(count) \(why)")
    }
  }

  @Test(
    "an address is made of the files' names and of ordinals that count, never of an instant",
    arguments: drills + ["ordinary-year"])
  func addressesHaveNoInstant(drill: String) throws {
    let files = try Self.drawn(drill, days: 30)
    let names = Names(files)
    for seed in Self.seeds {
      let night = Night(files.model, seed: seed)
      // Whatever is counted is counted up by a draw, a visit, a case: there are no more of these.
      let most = UInt64(night.log.addresses.count)
      let wrong = night.addresses.filter { !names.isPlain($0, in: night.log, most: most) }
      #expect(wrong.isEmpty, "seed \(seed)")
      for address in wrong.prefix(3) {
        Issue.record("seed \(seed): \(names.text(of: address, in: night.log))")
      }
    }
  }

  @Test(
    "no address is drawn at twice, but for what a subject is once for all",
    arguments: drills + ["ordinary-year"])
  func addressesAreDistinct(drill: String) throws {
    var files = try DrillFiles(drill).compiled()
    files.model.drill.horizon = min(files.model.drill.horizon, .zero + .days(30))
    let names = Names(files)
    // Traits: who is vulnerable, the phase of monitoring, whether a piece in stock is a dud.
    let traits = [NameHash("vulnerable"), NameHash("look"), NameHash("dead on test")]
    for seed in 1..<21 as Range<UInt64> {
      let night = Night(files.model, seed: seed)
      var seen: Set<DrawLog.Address> = []
      for address in night.log.addresses where !traits.contains(address.purpose) {
        #expect(
          seen.insert(address).inserted,
          "seed \(seed): \(names.text(of: address, in: night.log))")
      }
    }
  }

  /// The model with one step a second faster on average, each step in turn; steps that take no
  /// second are left out.
  private func quicker(_ model: Model) -> [Model] {
    model.net.steps.indices.compactMap { row in
      var faster = model
      let takes = model.net.steps[row].takes
      let mean = model.laws.mean(takes)
      guard mean > 1, let law = model.laws.law(takes)?.scaled(by: (mean - 1) / mean) else {
        return nil
      }
      faster.net.steps[row].takes = faster.laws.add(law)
      return faster
    }
  }
}

extension Law {
  /// The law of so many times what this one draws; nil: of no step.
  fileprivate func scaled(by factor: Double) -> Law? {
    switch self {
    case .constant(let value): .constant(value * factor)
    case .uniform(let low, let high): .uniform(low: low * factor, high: high * factor)
    case .triangular(let low, let mode, let high):
      .triangular(low: low * factor, mode: mode * factor, high: high * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .lognormal(let mu, let sigma): .lognormal(mu: mu + log(factor), sigma: sigma)
    default: nil
    }
  }
}

/// The names that keys are made of, for those who read addresses.
private struct Names {
  private var known: [NameHash: String] = [:]

  init(_ drill: CompiledDrill) {
    let (model, words) = (drill.model, drill.lexicon)
    func take(_ labels: [Label], _ hashes: some Sequence<NameHash>) {
      for (label, hash) in zip(labels, hashes) { known[hash] = label.key }
    }
    take(words.nodes, model.platform.nodes.map(\.name))
    take(words.failureModes, model.platform.failureModes.map(\.name))
    take(words.people, model.support.people.map(\.name))
    take(words.vendors, model.support.vendors.map(\.name))
    take(words.parts, model.support.stock.map(\.name))
    take(words.zones, model.platform.zones)
    take(words.dataSets, model.platform.dataSets.map(\.name))
    take(words.flows, model.net.flows.map(\.name))
    take(words.flowNodes, model.net.nodes.map(\.name))
    take(words.edges, model.net.edges.map(\.name))
    take(words.injects, model.drill.injects.map(\.name))
    take(words.threats, model.drill.threats.map(\.name))
    take(words.stages, model.drill.stages.map(\.name))
    take(words.treatments, model.drill.treatments.map(\.name))
    for way in model.drill.transitions { known[way.name] = "way" }
    take(words.deviations, model.drill.deviations.map(\.name))
    take(words.streams, model.drill.streams.map(\.name))
    for purpose in [
      "failure", "look", "start", "hard stop", "vulnerable", "contact", "stage", "stage share",
      "noticed",
      "threat call", "patrol", "treat", "destruction", "surge", "thinned", "surge thinned",
      "correlated", "user call", "call when closed", "false alarm", "false alarm place", "inject",
      "inject target", "work", "answering", "call-out", "travel", "on site", "solved", "automatic",
      "clean", "scan", "verify", "deviation", "deviation delay", "lead time", "dead on test",
      "message answered", "timer", "branch share", "patience", "arrival", "batch", "absence",
      "away",
    ] { known[NameHash(purpose)] = purpose }
  }

  private func name(_ hash: NameHash) -> String {
    known[hash] ?? "0x\(String(hash.value, radix: 16))"
  }

  /// From the name that a key begins with to the key itself.
  private func chain(
    _ key: NameHash, _ log: DrawLog
  ) -> [(key: NameHash, part: DrawLog.Derivation?)] {
    var chain: [(NameHash, DrawLog.Derivation?)] = []
    var next: NameHash? = key
    while let key = next {
      let derivation = log.derivations[key]
      chain.append((key, derivation))
      next = derivation?.parent
    }
    return chain.reversed()
  }

  /// Whether all that an address is made of is a name that the files have, or a number that counts.
  func isPlain(_ address: DrawLog.Address, in log: DrawLog, most: UInt64) -> Bool {
    guard known[address.purpose] != nil, address.ordinal <= most else { return false }
    return chain(address.entity, log).allSatisfy { link in
      switch link.part?.part {
      case .name(let name): known[name] != nil
      case .ordinal(let ordinal): ordinal <= most
      case nil: known[link.key] != nil
      }
    }
  }

  func text(of address: DrawLog.Address, in log: DrawLog) -> String {
    let path = chain(address.entity, log).map { link in
      switch link.part?.part {
      case .name(let name): self.name(name)
      case .ordinal(let ordinal): "#\(ordinal)"
      case nil: name(link.key)
      }
    }
    return "\(name(address.purpose)) of \(path.joined(separator: "/")), draw \(address.ordinal)"
  }

  /// Why one run draws at an address and the other does not: the first part of it that the other
  /// does not have, if that is an ordinal that has counted up to there, or something that the other
  /// came to no first time. nil: there is no reason.
  func explanation(
    of address: DrawLog.Address, in log: DrawLog, not other: DrawLog
  ) -> String? {
    let purpose = name(address.purpose)
    for (key, derivation) in chain(address.entity, log) {
      guard let derivation else {
        guard known[key] != nil else { return nil }
        continue
      }
      if other.derivations[key] != nil { continue }
      switch derivation.part {
      case .name(let name):
        return known[name].map { "first time of '\($0)' (\(purpose))" }
      case .ordinal(let ordinal):
        let siblings = log.derivations.values.filter { $0.parent == derivation.parent }.count
        return ordinal <= siblings
          ? "number \(ordinal) of '\(lastName(derivation.parent, log))' (\(purpose))" : nil
      }
    }
    let before = log.addresses.count {
      $0.purpose == address.purpose && $0.entity == address.entity
    }
    // Draws of one purpose count by themselves, those of a task by its visits.
    return address.ordinal <= before + 100
      ? "draw \(address.ordinal) of '\(lastName(address.entity, log))' (\(purpose))" : nil
  }

  private func lastName(_ key: NameHash, _ log: DrawLog) -> String {
    for link in chain(key, log).reversed() {
      if case .name(let name)? = link.part?.part { return self.name(name) }
      if link.part == nil { return name(link.key) }
    }
    return name(key)
  }
}
