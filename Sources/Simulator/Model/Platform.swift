import EventKernel

/// The marker types that rows are typed with.
package enum Site {}
package enum Zone {}
package typealias Part = StockItem

/// A thing that is up or down, or that a threat can live on: every component, room, service, data
/// set, site and person, and the gates of the reliability block diagram between them. Rows:
/// components first, then rooms, services, gates and switches, data sets, sites, people.
///
/// A node is up while none of its own faults stop it and at least `threshold` of its inputs are up,
/// or while its reserve (a battery, a room's heat capacity) lasts. A room that is down stops what
/// stands in it whatever else holds: no battery helps against heat.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable {
    case component
    case room
    case service
    case gate
    /// Down until the effect `fail-over` closes it: the way to a service's fallback.
    case failoverSwitch
    // What no component hangs on: it is never down, and threats live on it.
    case dataSet
    case site
    case person
  }

  package var name: NameHash
  package var kind: Kind
  /// How many of the inputs must be up: n for "all of", 1 for "any of", k for "k of".
  package var threshold: Int32
  package var inputCount: Int32
  /// The nodes that depend on this one: a range of `Platform.dependents`.
  package var dependents: Range<Int32>
  package var reserve: Row<Reserve>?
  /// How long it takes to work again once it has what it needs; a law in seconds.
  package var startsIn: LawRow?

  package init(
    name: NameHash, kind: Kind, threshold: Int32, inputCount: Int32, dependents: Range<Int32>,
    reserve: Row<Reserve>? = nil, startsIn: LawRow? = nil
  ) {
    self.name = name
    self.kind = kind
    self.threshold = threshold
    self.inputCount = inputCount
    self.dependents = dependents
    self.reserve = reserve
    self.startsIn = startsIn
  }
}

/// A configuration item of the platform. Its row equals the row of its node.
package struct Component: Sendable {
  package var objectClass: ObjectClass
  package var site: Row<Site>
  /// The node of the room that it stands in; nil: in none.
  package var room: Row<Node>?
  package var zone: Row<Zone>?
  package var importance: Importance
  package var isSecurityFunction: Bool
  /// The skill that an engineer needs to repair it, as a bit of `Person.skills`.
  package var skill: UInt64
  package var failureModes: Range<Int32>
  /// The failure that losing power or heat in the middle of work may leave behind.
  package var hardStop: Row<FailureMode>?
  package var hardStopChance: Probability
  /// The failure that a threat which destroys what stands somewhere leaves behind; nil: it can't.
  package var destroyed: Row<FailureMode>?
  package var monitoring: MonitoringKind
  /// The heat that it gives off while it runs, W.
  package var heat: Int64

  package init(
    objectClass: ObjectClass, site: Row<Site>, room: Row<Node>?, zone: Row<Zone>?,
    importance: Importance, isSecurityFunction: Bool, skill: UInt64, failureModes: Range<Int32>,
    hardStop: Row<FailureMode>?, hardStopChance: Probability, monitoring: MonitoringKind,
    heat: Int64 = 1_000, destroyed: Row<FailureMode>? = nil
  ) {
    self.destroyed = destroyed
    self.objectClass = objectClass
    self.site = site
    self.room = room
    self.zone = zone
    self.importance = importance
    self.isSecurityFunction = isSecurityFunction
    self.skill = skill
    self.failureModes = failureModes
    self.hardStop = hardStop
    self.hardStopChance = hardStopChance
    self.monitoring = monitoring
    self.heat = heat
  }
}

extension Row where Entity == Component {
  /// Its node, which has the same number.
  @inline(__always)
  package var node: Row<Node> { Row<Node>(alike: self) }
}

/// One way in which one component fails.
package struct FailureMode: Sendable {
  /// The hash of component and mode, so that editing one component shifts no other's draws.
  package var name: NameHash
  package var component: Row<Component>
  package var kind: FaultKind
  /// Time to the next failure, seconds; nil when it fails by inject or hard stop only.
  package var every: LawRow?
  /// The time to the next failure runs while the component is up only; else always.
  package var agesWhileUp: Bool
  package var symptom: Symptom
  package var repair: RepairKind
  package var part: Row<Part>?
  /// Work to repair it, seconds; used by steps that take their time "by the fault".
  package var takes: LawRow?
  /// The chance that a tier solves it when it tries.
  package var solvedBy: TierShares
  /// The chance that the automatic response of 6.2.2 step 8 repairs it.
  package var automatic: Probability
  /// Service can be got through before the fault is repaired (a bypass): 先抢通、后修复.
  package var canBypass: Bool
  /// Data on the component are lost back to the last copy.
  package var destroysData: Bool
  /// Somebody must stand in front of it.
  package var isOnSite: Bool

  package init(
    name: NameHash, component: Row<Component>, kind: FaultKind, every: LawRow?, symptom: Symptom,
    repair: RepairKind, part: Row<Part>?, takes: LawRow?, solvedBy: [Probability],
    automatic: Probability, canBypass: Bool, destroysData: Bool, isOnSite: Bool,
    agesWhileUp: Bool = false
  ) {
    self.name = name
    self.component = component
    self.kind = kind
    self.every = every
    self.agesWhileUp = agesWhileUp
    self.symptom = symptom
    self.repair = repair
    self.part = part
    self.takes = takes
    self.solvedBy = TierShares(solvedBy)
    self.automatic = automatic
    self.canBypass = canBypass
    self.destroysData = destroysData
    self.isOnSite = isOnSite
  }
}

/// A chance for each tier in `Tier` order: hotline, tier 1, tier 2, vendor. In the row itself,
/// since there are as many as failure modes.
package struct TierShares: Sendable {
  private var hotline: Probability
  private var tier1: Probability
  private var tier2: Probability
  private var vendor: Probability

  /// - Parameter shares: in the order of tiers; those that lack are 0.
  package init(_ shares: [Probability]) {
    let shares = shares + Array(repeating: .never, count: max(0, 4 - shares.count))
    (hotline, tier1, tier2, vendor) = (shares[0], shares[1], shares[2], shares[3])
  }

  /// The chance of a tier, by its place in the order.
  ///
  /// - Precondition: 0 <= `tier` < 4.
  package subscript(tier: Int) -> Probability {
    switch tier {
    case 0: hotline
    case 1: tier1
    case 2: tier2
    case 3: vendor
    default: preconditionFailure("there is no tier \(tier)")
    }
  }
}

/// Components of which so many run; the others stand by, cold: they do not fail until one that
/// runs has failed and they take its place.
package struct Standby: Sendable {
  package var name: NameHash
  /// In the order in which they take over.
  package var members: Table<Row<Component>>
  package var running: Int32

  package init(name: NameHash, members: [Row<Component>], running: Int32) {
    self.name = name
    self.members = Table(members)
    self.running = running
  }
}

/// A room of a site.
package struct Room: Sendable {
  package var node: Row<Node>
  package var site: Row<Site>
  /// Rows of `Platform.besides`: the rooms beside it.
  package var beside: Range<Int32>

  package init(node: Row<Node>, site: Row<Site>, beside: Range<Int32> = 0..<0) {
    self.node = node
    self.site = site
    self.beside = beside
  }
}

/// A data set of 5.3.3, kept on a component.
package struct DataSet: Sendable {
  package var name: NameHash
  /// What threats live on: a node of its own.
  package var node: Row<Node>
  package var component: Row<Component>
  /// Time between copies; the first copy was made `copyOffset` after the drill's start, less one
  /// period.
  package var copyEvery: TimeSpan
  package var copyOffset: TimeSpan
  /// Recovery point objective: the loss that the agreement bears.
  package var recoveryPoint: TimeSpan

  /// - Parameter node: nil: no threat lives on it, and its component's stands for it.
  package init(
    name: NameHash, node: Row<Node>? = nil, component: Row<Component>, copyEvery: TimeSpan,
    copyOffset: TimeSpan, recoveryPoint: TimeSpan
  ) {
    self.name = name
    self.node = node ?? component.node
    self.component = component
    self.copyEvery = copyEvery
    self.copyOffset = copyOffset
    self.recoveryPoint = recoveryPoint
  }
}

/// A service with users (4.4.1), a node of its own.
package struct Service: Sendable {
  package var node: Row<Node>
  package var importance: Importance
  package var users: Int32
  /// Calls an hour that reach the hotline while it is down.
  package var callRate: Double
  /// The switch that `fail-over` closes; nil without a fallback.
  package var failover: Row<Node>?
  /// Rows of `Platform.copiesInUse`: the data sets of whose copies the fallback makes use.
  package var copies: Range<Int32> = 0..<0
  /// When its users call; nil: at all hours.
  package var open: Row<OpeningHours>?
  /// The share of the calls that come outside of these hours none the less.
  package var callsWhenClosed: Probability
  /// Requests a second that it can bear, 0: any number; and those of its users.
  package var capacity = 0.0
  package var load = 0.0

  package init(
    node: Row<Node>, importance: Importance, users: Int32, callRate: Double, failover: Row<Node>?,
    open: Row<OpeningHours>? = nil, callsWhenClosed: Probability = .never
  ) {
    self.node = node
    self.importance = importance
    self.users = users
    self.callRate = callRate
    self.failover = failover
    self.open = open
    self.callsWhenClosed = callsWhenClosed
  }
}

/// The platform: flat tables addressed by row.
package struct Platform: Sendable {
  package var nodes: Table<Node> = []
  /// For each node, a range of these (`Node.dependents`): the rows that it feeds.
  package var dependents: Table<Row<Node>> = []
  /// Rows 0..<components.count of `nodes` are these.
  package var components: Table<Component> = []
  package var reserves: Table<Reserve> = []
  package var failureModes: Table<FailureMode> = []
  package var services: Table<Service> = []
  package var openingHours: Table<OpeningHours> = []
  package var dataSets: Table<DataSet> = []
  package var copiesInUse: Table<Row<DataSet>> = []
  package var standbys: Table<Standby> = []
  package var siteCount = 0
  /// Their nodes follow one another, as do those of services and data sets.
  package var rooms: Table<Room> = []
  package var besides: Table<Row<Room>> = []
  /// By site.
  package var siteNodes: Table<Row<Node>> = []
  /// By person: the node, and where they are stationed.
  package var personNodes: Table<Row<Node>> = []
  package var personSites: Table<Row<Site>> = []
  /// Names of the network zones.
  package var zones: Table<NameHash> = []
  /// `zoneCount * zoneCount` flags: row reaches column.
  package var reaches: Table<Bool> = []
  /// `siteCount * siteCount` laws of the way from row to column, seconds; nil: no time.
  package var travel: Table<LawRow?> = []

  package init() {}

  package var zoneCount: Int { zones.count }

  /// Whether traffic goes from one zone to another.
  package func reaches(_ from: Row<Zone>, _ to: Row<Zone>) -> Bool {
    reaches[from.index * zoneCount + to.index]
  }

  /// Whether traffic goes either way between two zones.
  package func areConnected(_ one: Row<Zone>, _ other: Row<Zone>) -> Bool {
    reaches(one, other) || reaches(other, one)
  }
}
