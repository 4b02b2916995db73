import EventKernel

/// What a workload came to: numbers that the C++ twin must give as well.
struct Outcome {
  /// How often what is timed was done: customers, operations, completions.
  let operations: UInt64
  /// The time of the last event handled.
  let last: SimulationTime
  /// The mean wait in seconds, a checksum of rows, or timers fired.
  let value: Double
}
