import EventKernel
import Simulator

extension Scorer {
  /// What a run cost by the rates of the support file, in hundredths of its currency, to nearest.
  ///
  /// - Work of people, what falls outside their shifts at the rate of overtime. Standing by is in
  ///   nobody's way of counting: a roster's cost is the same whatever happens.
  /// - Vendors: each task that they set out for, and their hours from their arrival to its end.
  /// - Parts that were bought, those that are borrowed of a vendor among them; what one store sends
  ///   another is not bought again.
  /// - Down time of core services.
  ///
  /// Pools keep no book of hours and are left out, and so is what went before the end of a warm-up.
  static func cost(_ run: ScoredRun, down: TimeSpan) -> Int64 {
    guard let costs = run.model.support.costs else { return 0 }
    var total = Total()
    for (row, person) in run.model.support.people.enumerated() {
      let rate = costs.hours.at(Row<Tier>(person.tier.row)) ?? 0
      let busy = run.replication.busy.at(Row<Person>(row)) ?? .zero
      let over = run.replication.overtime.at(Row<Person>(row)) ?? .zero
      total.add(busy, at: rate, thousandths: 1000)
      total.add(over, at: rate, thousandths: costs.overtime - 1000)
    }
    for task in run.replication.tasks {
      guard let vendor = task.vendor, let started = task.started else { continue }
      // Who is there already has not set out for it.
      if task.arrived != started, started >= run.warm {
        total.add(costs.vendorCalls.at(vendor) ?? 0, times: 1)
      }
      if let arrived = task.arrived {
        let time = max(.zero, (task.ended ?? run.end).elapsed(since: max(arrived, run.warm)))
        total.add(time, at: costs.vendorHours.at(vendor) ?? 0, thousandths: 1000)
      }
    }
    for (row, part) in run.replication.stock.enumerated()
    where run.model.support.stock.at(Row<Part>(row))?.parent == nil {
      total.add(costs.parts.at(Row<Part>(row)) ?? 0, times: part.bought - part.boughtEarly)
    }
    total.add(down, at: costs.downtime, thousandths: 1000)
    return total.rounded
  }

  /// Exact until it is rounded: of hundredths, thousandths and microseconds an hour.
  private struct Total {
    private static let hour = Int128(TimeSpan.hours(1).microseconds) * 1000
    private var sum = Int128(0)

    mutating func add(_ amount: Int64, times count: Int) {
      sum += Int128(amount) * Int128(count) * Self.hour
    }

    mutating func add(_ time: TimeSpan, at rate: Int64, thousandths: Int64) {
      sum += Int128(time.microseconds) * Int128(rate) * Int128(thousandths)
    }

    var rounded: Int64 { Int64(clamping: (2 * sum + Self.hour) / (2 * Self.hour)) }
  }
}

extension Tier {
  /// Its place in `Tier` order.
  fileprivate var row: Int { Tier.allCases.firstIndex(of: self) ?? 0 }
}
