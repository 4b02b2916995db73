/// The variance of a quantity of tickets (waiting time, time to repair) over all replications, with
/// an interval.
///
/// Tickets of one replication depend on each other, and the pooled variance is no mean of
/// replications, so its interval comes from leaving replications out. For that the sums of tickets
/// are kept in 64 groups, replication r in group r mod 64: constant memory, and merging is exact,
/// since no group depends on who ran what.
package struct TicketVariance: Hashable, Sendable {
  /// How many groups there are.
  package static var groupCount: Int { 64 }

  /// The replications and ticket sums of one group.
  struct Group: Hashable, BitwiseCopyable, Sendable {
    var replications: Int64 = 0
    var tickets = PowerSums()
  }

  private(set) var groups = [Group](repeating: Group(), count: groupCount)

  /// The variance of no tickets.
  package init() {}

  /// Takes in the tickets of one replication, also if there were none.
  ///
  /// - Parameter replication: its number, 0 or more.
  package mutating func add(_ tickets: PowerSums, ofReplication replication: Int64) {
    precondition(replication >= 0, "replication \(replication)")
    let group = Int(replication % Int64(TicketVariance.groupCount))
    groups[group].replications += 1
    groups[group].tickets.merge(tickets)
  }

  /// Takes in what another has taken in of other replications.
  package mutating func merge(_ other: TicketVariance) {
    for index in groups.indices {
      groups[index].replications += other.groups[index].replications
      groups[index].tickets.merge(other.groups[index].tickets)
    }
  }

  /// The sums of all tickets.
  package var tickets: PowerSums {
    groups.reduce(into: PowerSums()) { $0.merge($1.tickets) }
  }
}

extension TicketVariance {
  /// The variance with a jackknife interval over groups of replications, in the unit squared;
  /// nothing below two groups, or when a group holds all tickets.
  ///
  /// Each group is left out in turn and Student's interval taken of the pseudovalues, weighted
  /// where groups differ by a replication (F. M. T. A. Busing, E. Meijer, R. van der Leeden,
  /// Delete-m jackknife for unequal m, Statistics and Computing 9, 1999). The estimate is the
  /// jackknife's, which is free of the pooled variance's bias of order 1 / replications.
  package func interval(_ confidence: Confidence = .ninetyFive) -> Interval? {
    let groups = groups.filter { $0.replications > 0 }
    let all = tickets
    guard groups.count > 1, groups.allSatisfy({ $0.tickets.count < all.count }) else { return nil }
    let whole = TicketVariance.variance(all)
    let total = Double(groups.reduce(0) { $0 + $1.replications })
    let count = Double(groups.count)
    let parts = groups.map { group in
      let rest = TicketVariance.variance(all.without(group.tickets))
      let share = total / Double(group.replications)
      return (share: share, pseudovalue: share * whole - (share - 1) * rest)
    }
    let estimate = parts.reduce(0) { $0 + $1.pseudovalue / $1.share }
    let spread = parts.reduce(0) { sum, part in
      let apart = part.pseudovalue - estimate
      return sum + apart * apart / (part.share - 1)
    }
    let freedom = Int64(groups.count - 1)
    let half = StudentLaw.factor(confidence, freedom: freedom) * (spread / count).squareRoot()
    return Interval(
      estimate, give: half, confidence, count: Int64(groups.count), method: .jackknife)
  }

  /// The mean squared deviation from the mean.
  private static func variance(_ sums: PowerSums) -> Double {
    sums.centredSquares / Double(sums.count)
  }
}
