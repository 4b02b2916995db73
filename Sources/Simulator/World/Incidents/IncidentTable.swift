import EventKernel

/// The live half of incidents.
struct IncidentTable: ~Copyable {
  private let pin = Pin()
  var states: SlotTable<IncidentState>
  /// Incidents with a flow that runs, in the order they were opened.
  var live = RowList()
  var liveLinks: RowLinks
  /// Incidents that another one answers for, by that one.
  var duplicates: RowLinks
  /// How many cases were opened for what was observed.
  var opened: UInt32 = 0
  /// Who did the last task of each role, `roleCount` for each incident.
  var lastOfRole: SlotTable<OptionalRow<Person>>

  struct IncidentState: EntityState {
    typealias Entity = Incident

    var record: Incident
    /// Stable name: what caused it, and the cause's ordinal.
    var key: NameHash
    /// The first of its root faults, a chain by `FaultState.nextRoot`; none: a false alarm.
    var firstRoot: OptionalRow<Fault>
    /// All faults of its roots.
    var faults = RowList()
    /// Of them the threat that was not held back when that was asked last.
    var spreading = OptionalRow<Fault>.none
    /// The case that answers for its cause: the one of that cause that was there first, or the one
    /// that it was handed over to.
    var duplicateOf = OptionalRow<Incident>.none
    /// Which of the cases it is that were opened for what was observed; 0: for something else.
    var ordinal: UInt32 = 0
    /// It has seen a fault.
    var hasSeenFault = false
    /// Those who deal with another case deal with what it is about.
    var isHandedOver = false
    /// Those that it answers for beside itself.
    var duplicates = RowList()
    /// What it has open or down at present.
    var impact: Int32 = 0
    /// Whether a service ever was down for it.
    var tookServicesDown = false
    /// Its flow instances that still run.
    var running: Int32 = 0
    /// People called in for it, and orders of parts that it waits for.
    var callers: Int32 = 0
    var orders: Int32 = 0
    /// The component it believes at fault; none: it is a case of a stream. Who changes it lets the
    /// tasks that wait stand elsewhere (`World.requeue`).
    var believed: OptionalRow<Component>
    /// Who was called for it last.
    var vendor = OptionalRow<Vendor>.none
    var isVendorOnSite = false
    var isLive = false
    var isRetired = false
    var tier: Tier?
  }

  init() {
    states = SlotTable(minimumCapacity: 64)
    liveLinks = RowLinks()
    duplicates = RowLinks()
    lastOfRole = SlotTable(minimumCapacity: 64 * 16)
  }

  /// Gives up all incidents and keeps the memory.
  mutating func removeAll() {
    states.removeAll()
    live = RowList()
    opened = 0
    lastOfRole.removeAll()
  }

  private init(copying other: borrowing IncidentTable) {
    states = other.states.copy()
    live = other.live
    liveLinks = other.liveLinks.copy()
    duplicates = other.duplicates.copy()
    opened = other.opened
    lastOfRole = other.lastOfRole.copy()
  }

  func copy() -> IncidentTable { IncidentTable(copying: self) }

  /// Takes an incident in, with nobody who worked on it yet.
  @inline(__always)
  mutating func open(_ state: IncidentState, roles: Int) -> Row<Incident> {
    let row = states.insert(state)
    if lastOfRole.count == row * roles {
      _ = lastOfRole.append(repeating: .none, count: roles)
    } else {
      lastOfRole.reset(row * roles..<(row + 1) * roles, to: .none)
    }
    states[row].isLive = true
    liveLinks.append(row, to: &live)
    return Row(row)
  }
}
