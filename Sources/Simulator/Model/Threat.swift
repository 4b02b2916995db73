import EventKernel

/// The marker type that rows of threats' instances are typed with.
package enum ThreatInstance {}

/// What happens to subjects by attack, accident or disaster: a small machine of stages that lives
/// on one subject after the other.
package struct Threat: Sendable {
  package var name: NameHash
  package var emergencyClass: EmergencyClass
  package var on: SubjectKind
  /// Of components: the object classes it can live on, bits by `ObjectClass` order.
  package var classes: UInt16
  /// The share of its subjects that it can hit at all: a trait of each.
  package var share: Probability
  /// Rows of `DrillScript.stages`, the first of which is the first.
  package var stages: Range<Int32>
  /// Rows of `DrillScript.endings`: what ends it.
  package var endings: Range<Int32>
  /// Rows of `DrillScript.treatments`: acts of its own, in the order of the file.
  package var treatments: Range<Int32>
  /// The skills of which one is wanted to deal with it, where it lives on no component; 0: none in
  /// particular.
  package var skills: UInt64 = 0

  package init(
    name: NameHash, emergencyClass: EmergencyClass, on: SubjectKind, classes: UInt16,
    share: Probability, stages: Range<Int32>, endings: Range<Int32> = 0..<0,
    treatments: Range<Int32> = 0..<0
  ) {
    self.name = name
    self.emergencyClass = emergencyClass
    self.on = on
    self.classes = classes
    self.share = share
    self.stages = stages
    self.endings = endings
    self.treatments = treatments
  }
}

/// What a threat can live on.
package enum SubjectKind: String, CaseIterable, Sendable {
  case component
  case data
  case service
  case room
  case site
  case person

  package var bit: Kinds {
    switch self {
    case .component: .component
    case .data: .data
    case .service: .service
    case .room: .room
    case .site: .site
    case .person: .person
    }
  }

  /// Some of them.
  package struct Kinds: OptionSet, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static var component: Kinds { Kinds(rawValue: 1) }
    package static var data: Kinds { Kinds(rawValue: 2) }
    package static var service: Kinds { Kinds(rawValue: 4) }
    package static var room: Kinds { Kinds(rawValue: 8) }
    package static var site: Kinds { Kinds(rawValue: 16) }
    package static var person: Kinds { Kinds(rawValue: 32) }
    package static var all: Kinds { [.component, .data, .service, .room, .site, .person] }

    package func has(_ kind: SubjectKind) -> Bool { contains(kind.bit) }
  }
}

/// What a subject of a threat is in for a while.
package struct ThreatStage: Sendable {
  package var name: NameHash
  package var threat: Row<Threat>
  /// Which of its threat's stages it is, from 1: a later one is held to be worse.
  package var number: Int32
  /// Some act of its threat's own starts from it.
  package var isTreatable = false
  /// What is done is done, and grows no further: the harm is contained while it lasts.
  package var isHeld = false
  /// Nothing is wrong with its subject, and will not be by itself: no harm, no way to others, only
  /// the end to come, and nothing to treat.
  package var isHarmless = false
  package var needs: StageNeeds
  /// Rows of `DrillScript.spreads`, `transitions` and `impacts`.
  package var spreads: Range<Int32>
  package var transitions: Range<Int32>
  package var impacts: Range<Int32>
  /// One of the transitions is drawn by their shares; else all compete.
  package var hasShares: Bool
  /// From the stage's beginning until monitoring notices, and until users call, seconds; nil:
  /// never.
  package var monitoring: LawRow?
  package var calls: LawRow?
  /// The chance that a patrol notices it, and that somebody who looks for it finds it.
  package var patrol: Probability
  package var scan: Probability

  package init(
    name: NameHash, threat: Row<Threat>, number: Int32, needs: StageNeeds = [],
    spreads: Range<Int32> = 0..<0, transitions: Range<Int32> = 0..<0,
    impacts: Range<Int32> = 0..<0, hasShares: Bool = false, monitoring: LawRow? = nil,
    calls: LawRow? = nil, patrol: Probability = .never, scan: Probability = .certain
  ) {
    self.name = name
    self.threat = threat
    self.number = number
    self.needs = needs
    self.spreads = spreads
    self.transitions = transitions
    self.impacts = impacts
    self.hasShares = hasShares
    self.monitoring = monitoring
    self.calls = calls
    self.patrol = patrol
    self.scan = scan
  }
}

/// What a subject must have, for the clocks of a stage's transitions to run.
package struct StageNeeds: OptionSet, Sendable {
  package var rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What the block diagram says that it needs, and nobody shut it down.
  package static var power: StageNeeds { StageNeeds(rawValue: 1) }
  /// Traffic passes: it is not cut off.
  package static var network: StageNeeds { StageNeeds(rawValue: 2) }

  /// By the word in a file.
  package static var words: [(word: String, needs: StageNeeds)] {
    [("power", .power), ("network", .network)]
  }
}

/// One way in which a threat goes from its subject to others.
package struct ThreatSpread: Sendable {
  package var relation: Relation
  /// Contacts an hour between a source and each other subject in the relation to it.
  package var rate: Double

  package init(relation: Relation, rate: Double) {
    self.relation = relation
    self.rate = rate
  }
}

/// One way in which a stage ends by itself.
package struct StageTransition: Sendable {
  package enum Cue: Sendable {
    /// After a time from the stage's beginning, a law in seconds.
    case after(LawRow)
    /// When something first holds of the subject, in truth.
    case when(SubjectCondition)
  }

  package var name: NameHash
  /// nil: the threat leaves the subject.
  package var to: Row<ThreatStage>?
  package var cue: Cue
  /// Where its stage has shares.
  package var share: Probability

  package init(
    name: NameHash, to: Row<ThreatStage>?, cue: Cue, share: Probability = .certain
  ) {
    self.name = name
    self.to = to
    self.cue = cue
    self.share = share
  }
}

/// What may hold of a subject.
package enum SubjectCondition: String, CaseIterable, Sendable {
  case up
  case down
  case degraded
  /// Shut down in order.
  case off
  /// No traffic passes.
  case cutOff = "cut-off"
  /// What it needs by the block diagram is gone.
  case unpowered
  /// A service that fails some of its requests.
  case overloaded
}

/// An act that ends a threat on a subject, whatever the case is about.
package struct ThreatEnding: Sendable {
  package var act: Act
  /// The stages that it ends: bits by `ThreatStage.number` - 1.
  package var from: UInt64
  package var succeeds: Probability
  /// The subject cannot be hit again.
  package var isPatched: Bool

  package init(act: Act, from: UInt64, succeeds: Probability, isPatched: Bool) {
    self.act = act
    self.from = from
    self.succeeds = succeeds
    self.isPatched = isPatched
  }
}

/// An act that belongs to one threat: a word of its file, done by `Act.treat`.
package struct ThreatTreatment: Sendable {
  package var name: NameHash
  package var threat: Row<Threat>
  package var from: UInt64
  /// nil: the threat leaves the subject.
  package var to: Row<ThreatStage>?
  package var succeeds: Probability
  package var isPatched: Bool
  /// Work time, seconds; nil: what the step says.
  package var takes: LawRow?
  /// Somebody must be on site.
  package var isOnSite: Bool

  package init(
    name: NameHash, threat: Row<Threat>, from: UInt64, to: Row<ThreatStage>?,
    succeeds: Probability, isPatched: Bool, takes: LawRow? = nil, isOnSite: Bool = false
  ) {
    self.takes = takes
    self.isOnSite = isOnSite
    self.name = name
    self.threat = threat
    self.from = from
    self.to = to
    self.succeeds = succeeds
    self.isPatched = isPatched
  }
}

extension ThreatStage {
  /// Its bit in sets of its threat's stages.
  package var bit: UInt64 { 1 << UInt64(number - 1) }
  /// So many stages a threat has at most.
  package static var limit: Int { 64 }
}

extension DrillScript {
  /// How an act ends a threat in a stage; nil: it does not.
  func ending(of threat: Row<Threat>, by act: Act, in stage: ThreatStage) -> ThreatEnding? {
    for row in threats[threat].endings {
      let ending = endings[Int(row)]
      if ending.act == act, ending.from & stage.bit != 0 { return ending }
    }
    return nil
  }
}

extension ThreatTreatment {
  /// The row of one whose threat the drill does not use: it is done to nothing.
  package static var unused: Row<ThreatTreatment> { Row(Int(Int32.max)) }
}
