import EventKernel
import Scenarios
import Scoring

/// What lets a gate pass although something is worse, and what does not.
package struct GateRules: Hashable, Sendable {
  /// As a share of the value before: what is no regression.
  package var tolerance: Probability
  /// Objectives that may ask less or go, and drills that may go, by name; one of an objective may
  /// have its drill's before it, with a slash.
  package var allowed: Set<String>
  /// Every objective must be met, whatever it was before.
  package var isStrict: Bool

  package init(
    tolerance: Probability = .never, allowed: Set<String> = [], isStrict: Bool = false
  ) {
    self.tolerance = tolerance
    self.allowed = allowed
    self.isStrict = isStrict
  }
}

/// A drill of two trees.
package struct DrillPair: Sendable {
  package var before: TreeDrill?
  package var after: TreeDrill?

  package init(before: TreeDrill? = nil, after: TreeDrill? = nil) {
    self.before = before
    self.after = after
  }

  /// What it is called now, or was.
  package var name: String { (after ?? before)?.drill.name ?? "" }
  /// The file that it has now, or had.
  package var path: String { (after ?? before)?.path ?? "" }

  /// What it was called before, where that was something else.
  package var earlierName: String? {
    guard let before, let after, before.drill.name != after.drill.name else { return nil }
    return before.drill.name
  }

  /// Both are made of the same files, byte by byte.
  package var isSame: Bool {
    guard let before, let after else { return false }
    return before.drill.digest == after.drill.digest
  }

  /// The drills of both trees, those of now in their order, then those that are there no more. One
  /// that has moved is known by its name, one that is called otherwise by its file.
  package static func all(_ before: [TreeDrill], _ after: [TreeDrill]) -> [DrillPair] {
    var left = before
    var partners = after.map { _ in TreeDrill?.none }
    func isOfName(_ one: TreeDrill, _ other: TreeDrill) -> Bool {
      one.drill.name == other.drill.name
    }
    func isOfFile(_ one: TreeDrill, _ other: TreeDrill) -> Bool { one.inside == other.inside }
    let rules = [{ isOfName($0, $1) && isOfFile($0, $1) }, isOfName, isOfFile]
    for isPair in rules {
      for row in after.indices where partners[row] == nil {
        guard let found = left.firstIndex(where: { isPair($0, after[row]) }) else { continue }
        partners[row] = left.remove(at: found)
      }
    }
    return zip(partners, after).map { DrillPair(before: $0, after: $1) }
      + left.map { DrillPair(before: $0) }
  }
}

/// What a gate has to say of one drill.
package struct GatedDrill: Sendable {
  package enum Result: Sendable {
    /// Nothing was played: it is gone, or the same and states no objectives.
    case unplayed
    /// It has nothing beside it, or nothing else.
    case alone(Bench)
    case compared(Comparison)
  }

  package var pair: DrillPair
  package var result: Result
  /// The gravest kinds first.
  package var findings: [GateFinding]

  package init(_ pair: DrillPair, _ result: Result) {
    self.pair = pair
    self.result = result
    switch result {
    case .compared(let comparison): findings = comparison.findings
    case .alone(let bench) where pair.isSame: findings = bench.findings(missed: .missedBefore)
    case .alone(let bench):
      findings = bench.findings(missed: .missedNew) + [GateFinding(.added, pair.name)]
    case .unplayed: findings = pair.after == nil ? [GateFinding(.deleted, pair.name)] : []
    }
    if pair.earlierName != nil { findings.append(GateFinding(.renamed, pair.name)) }
    findings = findings.inOrder
  }

  package var bench: Bench? {
    switch result {
    case .unplayed: nil
    case .alone(let bench): bench
    case .compared(let comparison): comparison.after
    }
  }

  package var comparison: Comparison? {
    if case .compared(let comparison) = result { comparison } else { nil }
  }

  /// Nothing differs, byte by byte or number by number.
  package var isSame: Bool { pair.isSame || comparison?.isSame == true }
}

/// Two trees of drills side by side.
package struct Gate: Sendable {
  package var rules: GateRules
  package var seed: UInt64
  package var drills: [GatedDrill]
  /// Drills that there were to be looked at.
  package var planned: Int

  package init(_ drills: [GatedDrill], planned: Int, seed: UInt64, rules: GateRules) {
    self.drills = drills
    self.planned = planned
    self.seed = seed
    self.rules = rules
  }

  /// It was stopped before the end, and tells of the drills that were done.
  package var isPartial: Bool { drills.count < planned }

  /// Whether it is meant, as somebody said by name.
  package func isAllowed(_ finding: GateFinding, of drill: GatedDrill) -> Bool {
    finding.kind.isAllowable && !names(finding, of: drill).isDisjoint(with: rules.allowed)
  }

  private func names(_ finding: GateFinding, of drill: GatedDrill) -> Set<String> {
    guard finding.kind != .deleted else { return [drill.pair.name] }
    let own = [finding.name, finding.objective?.earlierName].compactMap(\.self)
    return Set(own + own.map { drill.pair.name + "/" + $0 })
  }

  /// Whether it ends with 1.
  package func fails(_ finding: GateFinding, of drill: GatedDrill) -> Bool {
    if rules.isStrict, finding.kind.isOpen { return true }
    return finding.kind.isWorse && !isAllowed(finding, of: drill)
  }

  /// What ends with 1, of a drill.
  package func failures(of drill: GatedDrill) -> [GateFinding] {
    drill.findings.filter { fails($0, of: drill) }
  }

  /// The drills of which something ends with 1.
  package var worse: [GatedDrill] { drills.filter { !failures(of: $0).isEmpty } }

  /// Nothing is worse, and everything was looked at.
  package var isPassed: Bool { worse.isEmpty && !isPartial }

  /// Names that were allowed, and of which nothing was there to allow.
  package var idleAllowances: [String] {
    let used = drills.flatMap { drill in
      drill.findings.filter { $0.kind.isAllowable }.flatMap { names($0, of: drill) }
    }
    return rules.allowed.subtracting(used).sorted()
  }
}
