import EventKernel

/// What a stage of a threat does to its subject for as long as it lasts: the closed set.
///
/// All that is to be said of an impact is its row here; whoever adds one writes it there, what it
/// does in `World+Impacts` or a file beside it, and its words in `Terms`.
package enum Impact: UInt8, CaseIterable, Sendable {
  case degraded
  case down
  case load
  case leaking
  case leaks
  case corrupt
  case lost
  case closed
  case dangerous
  case unpowered
  case uncooled
  case destroys
  case away
  case hurt
  case takenOver
  case deviates
  case demand
  case failures
  case cut

  /// How a file writes it: the word that is the value of its key, or what number that is.
  package enum Form: Sendable, Equatable {
    case word(String)
    /// A number an hour.
    case rate
    /// A number a second.
    case perSecond
    /// How many times as much.
    case factor
  }
}

/// What the table of impacts says of one of them.
package struct ImpactRow: Sendable {
  /// In a file.
  package var key: String
  package var form: Impact.Form
  /// The kinds of subject that it befalls.
  package var fits: SubjectKind.Kinds
  /// It does harm for as long as it lasts, which is curbed when it stops; else the harm is done
  /// when it begins.
  package var goesOn: Bool
  /// It goes over the network: it rests while its subject is cut off.
  package var isNetwork: Bool
  /// Begins it, and ends it, for a threat on a subject.
  let begins: @Sendable (inout World, ImpactInHand) -> Void
  let ends: @Sendable (inout World, ImpactInHand) -> Void

  init(
    _ key: String, _ form: Impact.Form, on fits: SubjectKind.Kinds, goesOn: Bool = false,
    isNetwork: Bool = false, begins: @escaping @Sendable (inout World, ImpactInHand) -> Void,
    ends: @escaping @Sendable (inout World, ImpactInHand) -> Void
  ) {
    self.key = key
    self.form = form
    self.fits = fits
    self.goesOn = goesOn
    self.isNetwork = isNetwork
    self.begins = begins
    self.ends = ends
  }
}

/// An impact of a stage, with its number where it has one.
package struct StageImpact: Sendable {
  package var impact: Impact
  package var value: Double

  package init(_ impact: Impact, value: Double = 0) {
    self.impact = impact
    self.value = value
  }
}

/// An impact that begins or ends.
struct ImpactInHand {
  var instance: Row<ThreatInstance>
  var subject: Row<Node>
  /// The fault that the threat is, and its root.
  var fault: Row<Fault>
  var root: Row<Fault>
  var value: Double
}

extension Impact {
  package var row: ImpactRow {
    switch self {
    case .degraded:
      ImpactRow(
        "symptom", .word("degraded"), on: [.component, .service],
        begins: { $0.strike($1.fault, symptom: .degraded) },
        ends: { $0.lift(.degraded, of: $1.fault) })
    case .down:
      ImpactRow(
        "symptom", .word("down"), on: [.component, .service, .room, .site],
        begins: { $0.takeDown($1) }, ends: { $0.bringUp($1) })
    // Requests beside those of its users, a second.
    case .load:
      ImpactRow(
        "load", .perSecond, on: .service, goesOn: true, begins: { $0.changeLoad($1, isOn: true) },
        ends: { $0.changeLoad($1, isOn: false) })
    // Data go out; how many is said by `leaks`.
    case .leaking:
      ImpactRow(
        "data", .word("leaking"), on: [.data, .component], goesOn: true, isNetwork: true,
        begins: { _, _ in }, ends: { _, _ in })
    // Records that go out, an hour.
    case .leaks:
      ImpactRow(
        "leaks", .rate, on: [.data, .component, .person], goesOn: true, isNetwork: true,
        begins: { $0.beginLeak($1) }, ends: { $0.endLeak($1) })
    // What is written since it began is bad, and so are the copies of it.
    case .corrupt:
      ImpactRow(
        "data", .word("corrupt"), on: [.data, .component], goesOn: true,
        begins: { $0.beginCorruption($1) }, ends: { $0.endCorruption($1) })
    case .lost:
      ImpactRow(
        "data", .word("lost"), on: [.data, .component], begins: { $0.loseData($1) },
        ends: { _, _ in })
    // Nobody enters, and who is inside leaves.
    case .closed:
      ImpactRow(
        "place", .word("closed"), on: [.room, .site], begins: { $0.closePlace($1, by: 1) },
        ends: { $0.closePlace($1, by: -1) })
    // People inside are exposed.
    case .dangerous:
      ImpactRow(
        "place", .word("dangerous"), on: [.room, .site], goesOn: true,
        begins: { $0.endanger($1, by: 1) }, ends: { $0.endanger($1, by: -1) })
    // What stands there lacks what it needs, and goes on from its reserve if it has one.
    case .unpowered:
      ImpactRow(
        "place", .word("unpowered"), on: [.room, .site], begins: { $0.starve($1, by: 1) },
        ends: { $0.starve($1, by: -1) })
    // The cooling does nothing.
    case .uncooled:
      ImpactRow(
        "place", .word("uncooled"), on: [.room, .site], begins: { $0.uncool($1, by: 1) },
        ends: { $0.uncool($1, by: -1) })
    // Each component there, at that rate: its failure mode `destroyed`.
    case .destroys:
      ImpactRow(
        "destroys", .rate, on: [.room, .site, .component], goesOn: true,
        begins: { $0.scheduleDestruction($1) }, ends: { _, _ in })
    case .away:
      ImpactRow(
        "person", .word("away"), on: .person, begins: { $0.takeOut($1, isHurt: false) },
        ends: { $0.letBack($1) })
    case .hurt:
      ImpactRow(
        "person", .word("hurt"), on: .person, begins: { $0.takeOut($1, isHurt: true) },
        ends: { $0.letBack($1) })
    // The account is in other hands: what they do with it the other impacts say.
    case .takenOver:
      ImpactRow(
        "person", .word("taken-over"), on: .person, goesOn: true, begins: { _, _ in },
        ends: { _, _ in })
    // Shares of late beginnings and wrong receivers, times so much.
    case .deviates:
      ImpactRow(
        "deviates", .factor, on: .person, begins: { $0.changeCare($1, isOn: true) },
        ends: { $0.changeCare($1, isOn: false) })
    // Calls of a service's users, or cases of all streams, times so much.
    case .demand:
      ImpactRow(
        "demand", .factor, on: [.service, .site], goesOn: true,
        begins: { $0.changeDemand($1, isOn: true) },
        ends: { $0.changeDemand($1, isOn: false) })
    // Clocks of failures by law run so many times as fast.
    case .failures:
      ImpactRow(
        "failures", .factor, on: [.component, .room, .site], goesOn: true,
        begins: { $0.changePace($1, isOn: true) },
        ends: { $0.changePace($1, isOn: false) })
    // Off the network: what is reached over it is down.
    case .cut:
      ImpactRow(
        "link", .word("cut"), on: .component, begins: { $0.cutLink($1, by: 1) },
        ends: { $0.cutLink($1, by: -1) })
    }
  }
}
