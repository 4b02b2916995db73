import EventKernel
import Scenarios

/// The civil time of each moment of a drill, in the drill's own zone.
package struct CivilClock: Sendable {
  package var start: CivilTime

  package init(start: CivilTime) {
    self.start = start
  }

  /// The civil minute that a moment lies in.
  package func moment(_ time: SimulationTime) -> CivilTime { start.adding(time - .zero) }

  /// `02:10`.
  package func hourMinute(_ time: SimulationTime) -> String { moment(time).timeOfDay }

  /// `02:10` on the day of the start, else `01-16 02:10`.
  package func short(_ time: SimulationTime) -> String {
    let civil = moment(time)
    if civil.date == start.date { return civil.timeOfDay }
    return "\(civil.date.suffix(5)) \(civil.timeOfDay)"
  }

  /// `2026-01-15 02:10`.
  package func full(_ time: SimulationTime) -> String { moment(time).description }

  /// `2026-01-15T02:10+08:00`, for machines.
  package func iso(_ time: SimulationTime) -> String {
    let civil = moment(time)
    return "\(civil.date)T\(civil.timeOfDay)\(civil.zone)"
  }
}
