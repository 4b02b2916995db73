import EventKernel

/// What the table of acts says of one of them.
package struct ActRow: Sendable {
  /// What an act may be done to.
  package struct Objects: OptionSet, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The case itself: with these among what it is done to, there is always something to do.
    package static var incident: Objects { Objects(rawValue: 1) }
    package static var component: Objects { Objects(rawValue: 2) }
    /// A component on a network.
    package static var host: Objects { Objects(rawValue: 4) }
    package static var zone: Objects { Objects(rawValue: 8) }
    package static var service: Objects { Objects(rawValue: 16) }
    package static var dataSet: Objects { Objects(rawValue: 32) }
    /// A part of the stock.
    package static var part: Objects { Objects(rawValue: 64) }
    /// What a threat is on.
    package static var subject: Objects { Objects(rawValue: 128) }

    /// All of them, in the order of tables.
    package static var all: [Objects] {
      [.incident, .component, .host, .zone, .service, .dataSet, .part, .subject]
    }
  }

  /// What work on it is for.
  package enum Purpose: CaseIterable, Sendable {
    case findsOut
    case repairs
    case supplies
    case other
  }

  /// What whoever did it has seen with that.
  package enum Observation: CaseIterable, Sendable {
    case nothing
    /// Its targets, as they are when it is done.
    case targets
    /// All that the case is about, as it is when it is done.
    case incident
    /// What the case is about, and what that needs and is down: faults show there.
    case causes
    /// What it looks for, as far as it finds that.
    case search
  }

  package var objects: Objects
  package var purpose: Purpose
  /// Done by word alone: it takes the time that a step says, and none of anybody if it says none.
  /// All others are work: a task for somebody.
  package var isSpeech: Bool
  /// It touches the platform, which two teams should not do at once. Taking in, telling, judging
  /// and deciding belong to each case.
  package var isHandsOn: Bool
  /// It is done where the fault is, where that asks for somebody in front of it.
  package var isWhereTheFaultIs: Bool
  /// Of an activity that is done for each component, it comes component by component; any other
  /// comes once, when all parts are over.
  package var isByComponent: Bool
  /// It may have targets without any fault of the case.
  package var isOfPlatform: Bool
  /// What it changes goes, with the traces on it.
  package var destroysEvidence: Bool
  package var observes: Observation
  /// Priority or kind of the case's tasks may change by it.
  package var movesTasks: Bool
  /// Work without a time of its own takes so long: least, most likely and most minutes; nil: what
  /// its flow says.
  var minutes: (Double, Double, Double)?
  /// Appends to `World.picked` what a step is done to, from what its case knows; nil: the case, or,
  /// if it must be components, what plain work is done to.
  let picks: (@Sendable (inout World, Row<Incident>) -> Void)?
  /// Does it to the targets.
  let does: @Sendable (inout World, ActInHand) -> Void
  /// Says what came of it, once whoever did it has looked.
  let concludes: (@Sendable (inout World, ActInHand) -> Void)?

  /// How long work takes for which nothing else is said; nil: nothing is known of it.
  package var takes: Law? {
    guard let (low, mode, high) = minutes else { return nil }
    return low == high
      ? .constant(low * 60) : .triangular(low: low * 60, mode: mode * 60, high: high * 60)
  }

  /// Whether it can be done for each component: to these, or for each to the case.
  package var isForComponents: Bool {
    !objects.isDisjoint(with: [.incident, .component, .host])
  }

  /// Whether it is done to nothing when there are no targets.
  var needsTargets: Bool { picks != nil && !objects.contains(.incident) }

  /// Whether what it is done to is fixed when the work begins.
  ///
  /// - Parameter scope: of the step: `each` asks for targets where the case would do.
  func fixesTargets(_ scope: StepScope) -> Bool {
    needsTargets || (picks != nil && isByComponent) || scope == .each
  }
}

/// What somebody has just done.
struct ActInHand {
  /// Its targets are those of the task.
  var task: Row<FlowTask>
  var incident: Row<Incident>
}

extension ActRow {
  /// An act by word.
  static func speech(
    on objects: Objects = .incident, _ purpose: Purpose = .other, isHandsOn: Bool = false,
    isOfPlatform: Bool = false, observes: Observation = .nothing, movesTasks: Bool = false,
    picks: (@Sendable (inout World, Row<Incident>) -> Void)? = nil,
    does: @escaping @Sendable (inout World, ActInHand) -> Void
  ) -> ActRow {
    ActRow(
      objects: objects, purpose: purpose, isSpeech: true, isHandsOn: isHandsOn,
      isWhereTheFaultIs: false, isByComponent: false, isOfPlatform: isOfPlatform,
      destroysEvidence: false, observes: observes, movesTasks: movesTasks, minutes: nil,
      picks: picks, does: does, concludes: nil)
  }

  /// An act that is work.
  ///
  /// - Parameter takes: least, most likely and most minutes of a triangular law.
  static func work(
    on objects: Objects, _ purpose: Purpose, isHandsOn: Bool = true, isByComponent: Bool = false,
    isWhereTheFaultIs: Bool = false, isOfPlatform: Bool = false, destroysEvidence: Bool = false,
    observes: Observation = .nothing, movesTasks: Bool = false,
    takes: (Double, Double, Double)? = nil,
    picks: (@Sendable (inout World, Row<Incident>) -> Void)? = nil,
    concludes: (@Sendable (inout World, ActInHand) -> Void)? = nil,
    does: @escaping @Sendable (inout World, ActInHand) -> Void
  ) -> ActRow {
    ActRow(
      objects: objects, purpose: purpose, isSpeech: false, isHandsOn: isHandsOn,
      isWhereTheFaultIs: isWhereTheFaultIs, isByComponent: isByComponent,
      isOfPlatform: isOfPlatform, destroysEvidence: destroysEvidence, observes: observes,
      movesTasks: movesTasks, minutes: takes, picks: picks, does: does, concludes: concludes)
  }
}
