import EventKernel

/// A stream of cases that each start a flow: callers, requests, upkeep, orders for parts. A case of
/// a stream has no fault behind it; its flow runs once for each.
package struct DemandStream: Sendable {
  /// When its cases come.
  package enum Arrivals: Sendable {
    /// One after the other, the time between two by a law in seconds.
    case every(LawRow)
    /// At a rate that changes over time: a Poisson process.
    case rate(Row<RateFunction>)
    /// So many sources, each of which sends its next case that long after its last one is over, a
    /// law in seconds.
    case sources(Int32, LawRow)
  }

  package var name: NameHash
  package var flow: Row<Flow>
  /// 1...5, as that of an incident.
  package var priority: Int
  package var arrivals: Arrivals
  /// How many cases come at once; one of these, by share.
  package var batches: Table<BatchSize>
  /// The first arrival; nil: one wait after the start.
  package var first: SimulationTime?
  /// Arrivals at most; nil: no end.
  package var arrivalLimit: Int64?
  /// Cases in the system at most: one that comes when so many are there is turned away; nil: no
  /// limit.
  package var capacity: Int32?
  /// Cases that are there at the start.
  package var atStart: Int32
  /// Of a Poisson process that never changes, written as exponential times between two: arrivals an
  /// hour; 0: it is none.
  package var constantRate = 0.0

  package init(
    name: NameHash, flow: Row<Flow>, priority: Int = 5, arrivals: Arrivals,
    batches: [BatchSize] = [], first: SimulationTime? = nil, arrivalLimit: Int64? = nil,
    capacity: Int32? = nil, atStart: Int32 = 0
  ) {
    self.name = name
    self.flow = flow
    self.priority = priority
    self.arrivals = arrivals
    self.batches = Table(batches)
    self.first = first
    self.arrivalLimit = arrivalLimit
    self.capacity = capacity
    self.atStart = atStart
  }
}

/// A number of cases that come at once, and how often it is that many.
package struct BatchSize: Sendable {
  package var size: Int32
  /// Parts per million of the arrivals.
  package var share: Int32

  package init(size: Int32, share: Int32) {
    self.size = size
    self.share = share
  }
}

/// A rate over time, an hour.
package struct RateFunction: Sendable {
  package enum Shape: Sendable, Equatable {
    /// From each point on that rate.
    case steps
    /// Straight lines between the points.
    case linear
    /// mean * (1 + amplitude * sin(2 pi (t + phase) / period)): the mean is the first point's rate,
    /// 0 <= amplitude <= 1.
    case sinusoid(amplitude: Double)

    var isSinusoid: Bool {
      if case .sinusoid = self { true } else { false }
    }
  }

  package struct Point: Sendable {
    /// From the beginning of a turn, ascending.
    package var at: TimeSpan
    package var rate: Double

    package init(at: TimeSpan, rate: Double) {
      self.at = at
      self.rate = rate
    }
  }

  package let shape: Shape
  /// The length of a turn, after which it begins anew; zero: it has none, and the last rate stays.
  package let period: TimeSpan
  /// Where in the turn the drill starts, 0..<period.
  package let phase: TimeSpan
  /// One at least.
  package internal(set) var points: Table<Point>
  /// A bound of its rates, an hour: the greatest before or after scaling. What comes is thinned
  /// from arrivals at that rate, so of a function scaled to less some of what comes of the whole
  /// come.
  package let most: Double
  /// Whether it is `most` for ever, so that nothing is thinned.
  package let isConstant: Bool
  let scale: Double

  /// - Parameter scale: what every rate of the points is multiplied by, more than 0.
  package init(
    shape: Shape, period: TimeSpan = .zero, phase: TimeSpan = .zero, points: [Point],
    scale: Double = 1
  ) {
    self.shape = shape
    self.period = period
    self.phase = phase
    self.points = Table(points.map { Point(at: $0.at, rate: $0.rate * scale) })
    self.scale = scale
    let greatest = points.reduce(0) { max($0, $1.rate) }
    if case .sinusoid(let amplitude) = shape {
      most = greatest * (1 + amplitude) * max(1, scale)
      isConstant = false
    } else {
      most = greatest * max(1, scale)
      isConstant = points.count == 1 && scale >= 1
    }
  }
}
