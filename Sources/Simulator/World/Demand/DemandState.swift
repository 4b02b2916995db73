import EventKernel

/// How far the streams of demand have come.
struct DemandState: ~Copyable {
  /// By stream.
  var streams: SlotTable<StreamState>
  /// By rate.
  let thinnings: Table<Thinning>
  /// How many times as much demand as by its rates.
  var factors = Factors<Double>()

  struct StreamState: EntityState {
    typealias Entity = DemandStream

    /// Waits drawn so far, for addresses.
    var waits: UInt64 = 0
    /// Arrivals so far.
    var arrivals: Int64 = 0
    /// Cases that came, those turned away too.
    var cases: UInt64 = 0
    var inSystem: Int32 = 0
    /// When arrivals were looked at last, and how many looks before were at that instant.
    var lookedAt = SimulationTime.distantFuture
    var looksAtInstant: Int32 = 0
    /// Cancels the search for more, and how many draws it has taken.
    var surgeGeneration = Generation()
    var surgeWaits: UInt64 = 0
    /// Of its waits.
    var arrivalKey: DrawKey

    init(_ stream: DemandStream, _ source: RandomSource) {
      arrivalKey = source.key(purpose: Purpose.arrival, entity: stream.name)
    }
  }

  init(_ drill: DrillScript, _ source: RandomSource) {
    streams = SlotTable(minimumCapacity: drill.streams.count)
    thinnings = Table(drill.rates.lazy.map { $0.thinning(until: drill.horizon) })
    restart(drill, source)
  }

  /// No case has come yet; in the memory that there is.
  mutating func restart(_ drill: DrillScript, _ source: RandomSource) {
    streams.fill(drill.streams.lazy.map { StreamState($0, source) })
    factors = Factors()
  }

  /// Goes on under another address.
  mutating func draw(from source: RandomSource, _ drill: DrillScript) {
    for row in streams.indices {
      streams[row].arrivalKey = StreamState(drill.streams[row], source).arrivalKey
    }
  }

  private init(copying other: borrowing DemandState) {
    streams = other.streams.copy()
    thinnings = other.thinnings
    factors = other.factors
  }

  func copy() -> DemandState { DemandState(copying: self) }
}
