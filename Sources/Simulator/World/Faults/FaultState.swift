import EventKernel

extension PlatformState {
  struct FaultState: EntityState {
    typealias Entity = Fault

    var record: Fault
    /// Which of all faults it is, and what tells it from earlier ones of its row.
    var serial: UInt32
    /// Of a root without an incident: the faults in its wake, itself first.
    var family = RowList()
    var nextOfSubject = OptionalRow<Fault>.none
    /// Nothing has ended it yet.
    var isOpen = true
    var isBypassed = false
    /// In how many ways it stops its subject now: a threat may both take it down and cut its link.
    var stopCount: Int8 = 0
    var degrades = false
    var partInHand = false
    /// The stock was asked for the part once: what is asked again is no other want.
    var hasAskedForPart = false
    /// The cases that saw it, by an alarm or by looking at what they are about.
    var seenBy = Witnesses()
    /// Somebody found out what it is.
    var isLocated = false
    /// The threat that it is; none: a failure.
    var instance = OptionalRow<ThreatInstance>.none
    /// The task that is repairing it: two do not, though several cases may be about it.
    var repairedBy = OptionalRow<FlowTask>.none
    /// Our own people tried to repair it, in vain.
    var isBeyondUs = false
    /// Of a root: the incident it belongs to, the next root of that incident, and what its
    /// faults have down or open at present.
    var incident = OptionalRow<Incident>.none
    var nextRoot = OptionalRow<Fault>.none
    /// Open and not bypassed.
    var openFaults: Int32 = 0
    /// Open, bypassed or not.
    var unendedFaults: Int32 = 0
    var down = DownCounts()

    var stops: Bool { stopCount > 0 }
  }

  /// The last three cases that have seen a fault, by their ordinals: rows serve again.
  struct Witnesses {
    private var last: UInt32 = 0
    private var before: UInt32 = 0
    private var earlier: UInt32 = 0

    var isEmpty: Bool { last == 0 }

    func has(_ ordinal: UInt32) -> Bool {
      ordinal > 0 && (last == ordinal || before == ordinal || earlier == ordinal)
    }

    mutating func add(_ ordinal: UInt32) {
      guard !has(ordinal) else { return }
      (last, before, earlier) = (ordinal, last, before)
    }
  }
}
