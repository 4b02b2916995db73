import EventKernel

/// Entities that each have a service under way and a timer ten times as long, which the end of a
/// service cancels and sets anew: ten of eleven timers never fire.
struct Timers {
  static let service: UInt8 = 0
  static let timer: UInt8 = 1

  let services: DrawKey
  let timers: DrawKey
  var generations: Generations
  var started: UInt64 = 0
  var set: UInt64 = 0
  var done: UInt64 = 0
  var fired: UInt64 = 0
  var now = SimulationTime.zero

  /// - Parameter entities: how many of them there are.
  init(entities: Int) {
    let source = RandomSource(seed: 1, replication: 0)
    services = source.key(purpose: NameHash("service"), entity: NameHash("list"))
    timers = source.key(purpose: NameHash("timer"), entity: NameHash("list"))
    generations = Generations(count: entities)
  }

  /// Runs until that many services are done.
  mutating func run(completions: UInt64) -> Outcome {
    var list = EventList()
    for row in 0..<generations.count {
      serve(row, &list)
      setTimer(row, &list)
    }
    RunLoop.run(&list, until: .distantFuture) { list, event in
      handle(&list, event)
      return done < completions
    }
    return Outcome(operations: completions, last: now, value: Double(fired))
  }

  @inline(__always)
  mutating func handle(_ list: inout EventList, _ event: Event) {
    now = event.time
    if event.kind == Timers.timer {
      guard generations.isCurrent(event) else { return }
      fired &+= 1
    } else {
      done &+= 1
      serve(event.index, &list)
    }
    generations.invalidate(event.index)
    setTimer(event.index, &list)
  }

  @inline(__always)
  mutating func serve(_ row: Int, _ list: inout EventList) {
    var draws = services.draws(ordinal: started)
    started &+= 1
    let span = TimeSpan(seconds: draws.exponential())
    list.schedule(at: now + span, rank: 0, kind: Timers.service, row: row)
  }

  @inline(__always)
  mutating func setTimer(_ row: Int, _ list: inout EventList) {
    var draws = timers.draws(ordinal: set)
    set &+= 1
    let span = TimeSpan(seconds: 10 * draws.exponential())
    list.schedule(
      at: now + span, rank: 1, kind: Timers.timer, row: row, generation: generations.current(row))
  }
}
