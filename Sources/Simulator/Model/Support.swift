import EventKernel

package enum Post {}
package enum ShiftTeam {}

/// When a shift team works: half-open intervals of a cycle that repeats for ever.
package struct ShiftPattern: Sendable {
  /// Length of the cycle; intervals lie within it, ascending, not overlapping.
  package var cycle: TimeSpan
  /// Position in the cycle at the drill's start, in 0..<cycle.
  package var phase: TimeSpan
  package var intervals: Table<Interval>

  package struct Interval: Sendable {
    package var start: TimeSpan
    package var end: TimeSpan

    package init(start: TimeSpan, end: TimeSpan) {
      self.start = start
      self.end = end
    }
  }

  package init(cycle: TimeSpan, phase: TimeSpan, intervals: [Interval]) {
    self.cycle = cycle
    self.phase = phase
    self.intervals = Table(intervals)
  }
}

/// One person of the support organisation.
package struct Person: Sendable {
  package var name: NameHash
  package var tier: Tier
  /// Bits of posts held (7.4.2: one person may hold several).
  package var posts: UInt64
  /// Bits of skills.
  package var skills: UInt64
  package var site: Row<Site>
  /// nil: on duty round the clock.
  package var shift: Row<ShiftPattern>?
  /// The time it takes to come when called in off duty, seconds; nil: cannot be called.
  package var callOut: LawRow?
  /// The time it takes to work from afar when called off duty, seconds, for steps that need nobody
  /// on site; nil: they must come in for those too.
  package var callRemote: LawRow?
  /// The time it takes to answer when called on duty, seconds; nil: at once.
  package var answers: LawRow?
  /// When they are away although on duty; nil: never.
  package var absence: Absence?

  package init(
    name: NameHash, tier: Tier, posts: UInt64, skills: UInt64, site: Row<Site>,
    shift: Row<ShiftPattern>?, callOut: LawRow?, callRemote: LawRow? = nil, answers: LawRow?,
    absence: Absence? = nil
  ) {
    self.name = name
    self.tier = tier
    self.posts = posts
    self.skills = skills
    self.site = site
    self.shift = shift
    self.callOut = callOut
    self.callRemote = callRemote
    self.answers = answers
    self.absence = absence
  }
}

/// When a person is away although on duty: a server that breaks, a round of other work.
package struct Absence: Sendable {
  /// From the start or the last return until they leave, seconds, whether they work or not; nil:
  /// they leave whenever nothing waits for them.
  package var every: LawRow?
  /// How long they are away, seconds.
  package var lasts: LawRow

  package init(every: LawRow?, lasts: LawRow) {
    self.every = every
    self.lasts = lasts
  }
}

/// Staff whom nobody tells apart: they hold posts as people do, work alone, and are there at once.
package struct Pool: Sendable {
  package var name: NameHash
  package var tier: Tier
  /// Bits of posts held.
  package var posts: UInt64
  /// Bits of skills.
  package var skills: UInt64
  /// nil: on duty round the clock.
  package var shift: Row<ShiftPattern>?
  /// How many; nil: as many as are wanted.
  package var count: Int32?

  package init(
    name: NameHash, tier: Tier, posts: UInt64, skills: UInt64 = 0,
    shift: Row<ShiftPattern>? = nil, count: Int32?
  ) {
    self.name = name
    self.tier = tier
    self.posts = posts
    self.skills = skills
    self.shift = shift
    self.count = count
  }
}

/// A professional body under contract (UC): device maker, software vendor, third party.
package struct Vendor: Sendable {
  package var name: NameHash
  package var skills: UInt64
  /// Hours of cover; nil: 7 x 24.
  package var cover: Row<ShiftPattern>?
  /// From the call to the answer, within cover, seconds.
  package var answers: LawRow?
  /// From the answer to the engineer on site, seconds.
  package var onSite: LawRow?
  /// How many jobs it takes at once.
  package var capacity: Int32

  package init(
    name: NameHash, skills: UInt64, cover: Row<ShiftPattern>?, answers: LawRow?, onSite: LawRow?,
    capacity: Int32
  ) {
    self.name = name
    self.skills = skills
    self.cover = cover
    self.answers = answers
    self.onSite = onSite
    self.capacity = capacity
  }
}

/// One kind of spare part in the store (8.3).
package struct StockItem: Sendable {
  package var name: NameHash
  package var initialStock: Int32
  package var reorderAt: Int32
  package var upTo: Int32
  /// From order to delivery, seconds; from a parent store, the way from there.
  package var leadTime: LawRow?
  package var deadOnTest: Probability
  /// Every want is ordered anew at once, one for one, whatever `reorderAt` says.
  package var isOneForOne: Bool
  /// The reorder point and level are of what is on hand and on order, less what is owed, and there
  /// may be several orders at once; else of what is on hand, with one order at a time.
  package var isByPosition: Bool
  /// The same part in the store that this one is filled from; nil: it is bought.
  package var parent: Row<Part>?

  package init(
    name: NameHash, initialStock: Int32, reorderAt: Int32, upTo: Int32, leadTime: LawRow?,
    deadOnTest: Probability, isOneForOne: Bool = false, isByPosition: Bool = false,
    parent: Row<Part>? = nil
  ) {
    self.name = name
    self.initialStock = initialStock
    self.reorderAt = reorderAt
    self.upTo = upTo
    self.leadTime = leadTime
    self.deadOnTest = deadOnTest
    self.isOneForOne = isOneForOne
    self.isByPosition = isByPosition
    self.parent = parent
  }
}

/// How faults are noticed.
package struct Detection: Sendable {
  /// Real-time monitoring looks this often (the next look after the fault notices it).
  package var realTimeEvery: TimeSpan
  package var hourlyEvery: TimeSpan
  /// Time of day of the daily patrols, as offsets from the drill's start into its first day;
  /// they repeat every 24 h.
  package var patrols: [TimeSpan]
  /// The share of alarms of one cause that the tool joins to the open incident.
  package var correlated: Probability
  /// False alarms an hour.
  package var falseAlarmRate: Double
  /// The time a call to the hotline lasts, seconds.
  package var callTakes: LawRow?

  package init(
    realTimeEvery: TimeSpan = .minutes(1), hourlyEvery: TimeSpan = .hours(1),
    patrols: [TimeSpan] = [], correlated: Probability = .certain, falseAlarmRate: Double = 0,
    callTakes: LawRow? = nil
  ) {
    self.realTimeEvery = realTimeEvery
    self.hourlyEvery = hourlyEvery
    self.patrols = patrols
    self.correlated = correlated
    self.falseAlarmRate = falseAlarmRate
    self.callTakes = callTakes
  }
}

/// The people, contracts, spares and tools that respond.
package struct Support: Sendable {
  package var people: Table<Person> = []
  package var pools: Table<Pool> = []
  package var shifts: Table<ShiftPattern> = []
  package var vendors: Table<Vendor> = []
  /// Rows equal `Row<Part>`.
  package var stock: Table<StockItem> = []
  package var detection = Detection()
  /// nil: nobody says what anything costs.
  package var costs: Costs?

  package init() {}
}
