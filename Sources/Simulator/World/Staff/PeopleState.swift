import EventKernel

/// Where people are and what they do.
struct PeopleState: ~Copyable {
  private let pin = Pin()
  var people: SlotTable<PersonState>
  /// By shift pattern: the interval that is on or comes next, and which turn of the cycle.
  var shifts: [ShiftState]
  /// By shift pattern: who works it.
  var members: [[Row<Person>]]
  /// Anonymous staff.
  var pools: SlotTable<PoolState>
  /// Tasks that a pool is at, in the order of their start.
  var tasksOfPool: RowLinks
  /// By shift pattern: the pools that work it.
  var poolMembers: [[Row<Pool>]]
  /// People who leave when nothing waits for them.
  var leavers: [Row<Person>]
  /// By vendor: jobs under way.
  var vendorJobs: [Int32]

  struct PoolState: EntityState {
    typealias Entity = Pool

    var isOnDuty = true
    var busy: Int32 = 0
    var tasks = RowList()
  }

  struct PersonState: EntityState {
    typealias Entity = Person

    var isOnDuty = true
    /// Not there although it is their shift.
    var isAway = false
    /// Threats that keep them from work.
    var keptAway: Int32 = 0
    /// How many times as often as others they deviate.
    var carelessness = Factors<Double>()
    /// How often they left.
    var absences: Int32 = 0
    /// The task at hand rests.
    var isPaused = false
    /// The task they are at; none: free.
    var task = OptionalRow<FlowTask>.none
    /// The next of those at work on the same task.
    var nextOfCrew = OptionalRow<Person>.none
    var site: Row<Site>
    var idleSince = SimulationTime.zero
    var busySince = SimulationTime.zero
    /// Off duty, but at work because somebody called.
    var presence = Presence.none
    /// The incident they were called for.
    var calledFor = OptionalRow<Incident>.none
    /// The task at hand began off duty.
    var isCalledIn = false
    var wentOffDuty = SimulationTime.zero
    var busy = TimeSpan.zero
    var overtime = TimeSpan.zero
  }

  enum Presence: UInt8 {
    case none
    /// On the telephone and the console at home.
    case remote
    case onPremises
  }

  struct ShiftState {
    var isOn = false
  }

  init(_ support: Support) {
    tasksOfPool = RowLinks()
    people = SlotTable(minimumCapacity: support.people.count)
    shifts = Array(repeating: ShiftState(), count: support.shifts.count)
    members = Array(repeating: [], count: support.shifts.count)
    for (row, person) in support.people.enumerated() {
      if let shift = person.shift { members[shift.index].append(Row(row)) }
    }
    pools = SlotTable(minimumCapacity: support.pools.count)
    poolMembers = Array(repeating: [], count: support.shifts.count)
    for (row, pool) in support.pools.enumerated() {
      if let shift = pool.shift { poolMembers[shift.index].append(Row(row)) }
    }
    leavers = support.people.indices.filter {
      support.people[$0].absence.map { $0.every == nil } ?? false
    }.map { Row($0) }
    vendorJobs = Array(repeating: 0, count: support.vendors.count)
    restart(support)
  }

  /// Everybody is at home with nothing to do; in the memory that there is.
  mutating func restart(_ support: Support) {
    people.fill(support.people.lazy.map { PersonState(site: $0.site) })
    for shift in shifts.indices { shifts[shift] = ShiftState() }
    pools.fill(repeating: PoolState(), count: support.pools.count)
    for vendor in vendorJobs.indices { vendorJobs[vendor] = 0 }
  }

  private init(copying other: borrowing PeopleState) {
    people = other.people.copy()
    shifts = other.shifts
    members = other.members
    pools = other.pools.copy()
    tasksOfPool = other.tasksOfPool.copy()
    poolMembers = other.poolMembers
    leavers = other.leavers
    vendorJobs = other.vendorJobs
  }

  func copy() -> PeopleState { PeopleState(copying: self) }
}
