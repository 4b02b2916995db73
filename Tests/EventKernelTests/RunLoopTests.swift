import Testing

@testable import EventKernel

/// One server, one queue, arrivals and services without memory.
struct SingleServer {
  static let arrival: UInt8 = 0
  static let departure: UInt8 = 1

  let source: RandomSource
  let arrivalRate: Double
  var arrived: UInt64 = 0
  var served: UInt64 = 0
  var waiting: [SimulationTime] = []
  var isBusy = false
  /// The sum of the times in the queue, of customers after the first thousand.
  var waited = TimeSpan.zero
  var counted = 0

  func span(_ purpose: NameHash, mean: Double, ordinal: UInt64) -> TimeSpan {
    var draws = source.draws(purpose: purpose, entity: NameHash("server"), ordinal: ordinal)
    return TimeSpan(seconds: mean * draws.exponential())
  }

  mutating func handle(_ list: inout EventList, _ event: Event) {
    if event.kind == SingleServer.arrival {
      arrived += 1
      waiting.append(event.time)
      let gap = span(NameHash("arrival"), mean: 1 / arrivalRate, ordinal: arrived)
      list.schedule(at: event.time + gap, rank: 1, kind: SingleServer.arrival, row: 0)
    } else {
      isBusy = false
    }
    guard !isBusy, let came = waiting.first else { return }
    waiting.removeFirst()
    isBusy = true
    served += 1
    if served > 1_000 {
      waited += event.time - came
      counted += 1
    }
    let service = span(NameHash("service"), mean: 1, ordinal: served)
    list.schedule(at: event.time + service, rank: 0, kind: SingleServer.departure, row: 0)
  }
}

@Suite("Run loop")
struct RunLoopTests {
  @Test("Waits in an M/M/1 queue have the mean rho / (mu - lambda)", arguments: [0.5, 0.8])
  func singleServer(_ arrivalRate: Double) {
    let replications = 20
    var means: [Double] = []
    for replication in 0..<replications {
      var server = SingleServer(
        source: RandomSource(seed: 1, replication: UInt64(replication)), arrivalRate: arrivalRate)
      var list = EventList()
      list.schedule(at: .zero, rank: 1, kind: SingleServer.arrival, row: 0)
      RunLoop.run(&list, until: .distantFuture) { list, event in
        server.handle(&list, event)
        return server.served < 8_000
      }
      means.append(server.waited.seconds / Double(server.counted))
    }
    let mean = means.reduce(0, +) / Double(replications)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(replications * (replications - 1))).squareRoot()
    let wanted = arrivalRate / (1 - arrivalRate)
    #expect((mean - wanted).magnitude < 5 * error, "\(mean) for \(wanted), error \(error)")
    #expect(error < 0.05 * wanted)
  }

  @Test("The loop handles what is due at its end and leaves what comes later")
  func horizon() {
    var list = EventList()
    for second in 0..<10 {
      list.schedule(at: .zero + .seconds(Int64(second)), rank: 0, kind: 0, row: second)
    }
    var rows: [Int] = []
    RunLoop.run(&list, until: .zero + .seconds(4)) { _, event in
      rows.append(event.index)
      return true
    }
    #expect(rows == [0, 1, 2, 3, 4])
    let left = list.count
    #expect(left == 5)
  }

  @Test("The loop ends when the model says so")
  func stopping() {
    var list = EventList()
    for row in 0..<10 { list.schedule(at: .zero, rank: 0, kind: 0, row: row) }
    var handled = 0
    RunLoop.run(&list, until: .distantFuture) { _, _ in
      handled += 1
      return handled < 3
    }
    #expect(handled == 3)
    let left = list.count
    #expect(left == 7)
  }
}
