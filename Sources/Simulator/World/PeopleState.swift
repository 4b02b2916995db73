import EventKernel

/// Where people are and what they do.
struct PeopleState {
  var people: [PersonState]
  /// By shift pattern: the interval that is on or comes next, and which turn of the cycle.
  var shifts: [ShiftState]
  /// By shift pattern: who works it.
  var members: [[Int]]
  /// By vendor: jobs under way.
  var vendorJobs: [Int32]

  struct PersonState {
    var isOnDuty = true
    /// The task they are at; -1: free.
    var task: Int32 = -1
    var site: Row<Site>
    var idleSince = SimulationTime.zero
    var busySince = SimulationTime.zero
    /// Called in from off duty for the task at hand.
    var isCalledIn = false
    var wentOffDuty = SimulationTime.zero
    var callOrdinal: Int32 = 0
    var busy = TimeSpan.zero
    var overtime = TimeSpan.zero
  }

  struct ShiftState {
    var isOn = false
  }

  init(_ support: Support) {
    people = support.people.map { PersonState(site: $0.site) }
    shifts = Array(repeating: ShiftState(), count: support.shifts.count)
    members = Array(repeating: [], count: support.shifts.count)
    for (row, person) in support.people.enumerated() {
      if let shift = person.shift { members[shift.index].append(row) }
    }
    vendorJobs = Array(repeating: 0, count: support.vendors.count)
  }
}
