import EventKernel
import Statistics

extension Meters {
  /// What each measure came to.
  func results(of drill: DrillScript, at end: SimulationTime) -> [MeasureResult] {
    var results = Array(repeating: MeasureResult(), count: drill.measures.count)
    for meter in tickets.indices {
      let state = tickets[meter]
      let row = Int(state.measure)
      results[row].above = state.above
      results[row].below = state.below
      results[row].tickets = state.sums
      if state.sketch >= 0 { results[row].sketch = sketches[Int(state.sketch)] }
    }
    for meter in levels.indices {
      let state = levels[meter]
      let row = Int(state.measure)
      if state.isAtEnd {
        results[row].above = reading(of: meter)
        results[row].below = 1
      } else {
        results[row].above = Int64(clamping: state.integral.area(until: end))
        results[row].below = state.isTotal ? 1 : (end - state.integral.start).microseconds
      }
    }
    for watch in watches.indices where watches[watch].isReached {
      let row = Int(watches[watch].measure)
      results[row] = Meters.result(
        of: watches[watch].reached.microseconds, for: drill.measures[row],
        horizon: drill.horizon)
    }
    return results
  }

  /// A measure that has one value in a replication.
  static func result(
    of value: Int64, for measure: Measure, horizon: SimulationTime
  ) -> MeasureResult {
    var result = MeasureResult()
    result.below = 1
    switch measure.statistic {
    case .atMost(let bound): result.above = value <= bound ? 1 : 0
    case .moreThan(let bound): result.above = value > bound ? 1 : 0
    case .variance:
      result.above = value
      result.tickets.add(value)
    case .quantile:
      result.above = value
      var sketch = QuantileSketch(largest: max(1, horizon.microseconds))
      sketch.add(value)
      result.sketch = sketch
    case .mean, .ofNumber, .last, .total: result.above = value
    }
    return result
  }
}
