import EventKernel

/// A queue with one server, arrivals and services without memory (M/M/1): two events a customer.
struct SingleServer: ~Copyable {
  static let arrival: UInt8 = 0
  static let departure: UInt8 = 1

  let customers: UInt64
  let gapMean: Double
  let arrivals: DrawKey
  let services: DrawKey
  var arrived: UInt64 = 0
  var served: UInt64 = 0
  var isBusy = false
  var waited = TimeSpan.zero
  var now = SimulationTime.zero
  /// When those in the queue came: a ring of a power of two places.
  var waiting: UnsafeMutablePointer<SimulationTime>
  var mask: UInt64 = 1_023

  /// A server for that many customers, who come at 0.9 of the rate of service.
  init(customers: UInt64) {
    self.customers = customers
    gapMean = 1 / 0.9
    let source = RandomSource(seed: 1, replication: 0)
    arrivals = source.key(purpose: NameHash("arrival"), entity: NameHash("server"))
    services = source.key(purpose: NameHash("service"), entity: NameHash("server"))
    waiting = .allocate(capacity: 1_024)
  }

  deinit { waiting.deallocate() }

  /// Serves all customers.
  mutating func run() -> Outcome {
    var list = EventList()
    list.schedule(at: .zero, rank: 1, kind: SingleServer.arrival, row: 0)
    RunLoop.run(&list, until: .distantFuture) { list, event in
      handle(&list, event)
      return true
    }
    return Outcome(
      operations: customers, last: now, value: waited.seconds / Double(customers))
  }

  @inline(__always)
  mutating func handle(_ list: inout EventList, _ event: Event) {
    now = event.time
    if event.kind == SingleServer.arrival {
      if arrived &- served > mask { grow() }
      waiting[Int(arrived & mask)] = now
      arrived &+= 1
      var draws = arrivals.draws(ordinal: arrived)
      let gap = TimeSpan(seconds: gapMean * draws.exponential())
      if arrived < customers {
        list.schedule(at: now + gap, rank: 1, kind: SingleServer.arrival, row: 0)
      }
    } else {
      isBusy = false
    }
    if !isBusy, served < arrived {
      isBusy = true
      waited += now - waiting[Int(served & mask)]
      served &+= 1
      var draws = services.draws(ordinal: served)
      let service = TimeSpan(seconds: draws.exponential())
      list.schedule(at: now + service, rank: 0, kind: SingleServer.departure, row: 0)
    }
  }

  @inline(never)
  private mutating func grow() {
    let wider = mask &* 2 &+ 1
    let larger = UnsafeMutablePointer<SimulationTime>.allocate(capacity: Int(wider) + 1)
    for place in served..<arrived { larger[Int(place & wider)] = waiting[Int(place & mask)] }
    waiting.deallocate()
    (waiting, mask) = (larger, wider)
  }
}
