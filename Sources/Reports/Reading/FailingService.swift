import EventKernel
import Simulator

/// A service that failed requests while it was up.
struct FailingService: Hashable, Sendable {
  var service: Row<Service>
  /// The greatest share, in millionths.
  var worst: Int64
  /// All such times together.
  var lasted: TimeSpan
}

extension RunFacts {
  /// Services that failed requests while they were up, in the order of the file.
  var failing: [FailingService] {
    let services = model.platform.services
    let rows = Dictionary(
      services.enumerated().map { ($1.node.index, $0) }, uniquingKeysWith: { first, _ in first })
    var failing: [Int: FailingService] = [:]
    var since: [Int: SimulationTime] = [:]
    let warm = min(self.end, .zero + model.drill.warmUp)
    func end(_ row: Int, _ time: SimulationTime) {
      guard let start = since.removeValue(forKey: row) else { return }
      let lasted = failing[row]?.lasted ?? .zero
      failing[row]?.lasted = lasted + max(.zero, time - max(start, warm))
    }
    for entry in replication.entries {
      switch entry.kind {
      case .served:
        let row = Int(entry.subject)
        end(row, entry.time)
        guard entry.value > 0 else { continue }
        let worst = max(failing[row]?.worst ?? 0, entry.value)
        failing[row] = FailingService(
          service: Row(row), worst: worst, lasted: failing[row]?.lasted ?? .zero)
        since[row] = entry.time
      case .wentDown:
        if let row = rows[Int(entry.subject)] { end(row, entry.time) }
      default: break
      }
    }
    for row in Array(since.keys) { end(row, self.end) }
    return failing.values.filter { $0.lasted > .zero }.sorted {
      $0.service.index < $1.service.index
    }
  }
}
