import EventKernel

/// How far the streams of demand have come.
struct DemandState: ~Copyable {
  /// By stream.
  var streams: SlotTable<StreamState>

  struct StreamState {
    /// Waits drawn so far, for addresses.
    var waits: UInt64 = 0
    /// Arrivals so far.
    var arrivals: Int64 = 0
    /// Cases that came, those turned away too.
    var cases: UInt64 = 0
    var inSystem: Int32 = 0
  }

  init(_ model: Model) {
    streams = SlotTable(repeatElement(StreamState(), count: model.drill.streams.count))
  }

  private init(copying other: borrowing DemandState) { streams = other.streams.copy() }

  func copy() -> DemandState { DemandState(copying: self) }
}
