import EventKernel

extension Replication {
  /// What it came to: microseconds, or how many.
  package func value(of total: Measure.RunTotal) -> Int64 {
    switch total {
    case .serviceLoss(let service):
      if let service {
        return service.index < serviceLoss.count ? serviceLoss[service].microseconds : 0
      }
      return serviceLoss.reduce(0) { $0 + $1.microseconds }
    case .dataLost(let set): return set.index < dataLost.count ? dataLost[set].microseconds : 0
    case .longestOutage(let service):
      guard let service else { return longestOutage.max()?.microseconds ?? 0 }
      return service.index < longestOutage.count ? longestOutage[service].microseconds : 0
    case .dataLeaked: return Int64(leakedCount)
    case .peopleExposed: return exposedTime.microseconds
    case .peopleHurt: return Int64(hurtCount)
    case .peopleEvacuated: return Int64(evacuatedCount)
    case .harmTime: return harmTime.microseconds
    case .destroyed: return Int64(destroyedCount)
    case .spread: return Int64(hitCount)
    }
  }
}
