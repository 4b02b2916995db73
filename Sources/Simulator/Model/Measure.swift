import EventKernel

/// What a replication is asked for, collected while it runs: one statistic of one quantity.
package struct Measure: Sendable {
  package enum Quantity: Sendable, Equatable {
    // Of tickets, microseconds each.
    /// From being offered to the first start, or to being given up, of a task.
    case waiting(Row<FlowNode>)
    /// From a case's coming to its end; cases that are turned away have none.
    case timeInSystem(Row<DemandStream>)
    /// From the start of a flow to its end, of every instance.
    case flowTime(Row<Flow>)
    // Of tickets, an instant each: microseconds since the start of the replication.
    /// When a case is over; cases that are turned away have none.
    case finished(Row<DemandStream>)
    /// When an instance of a flow ends.
    case flowEnded(Row<Flow>)
    /// When an incident is closed.
    case incidentClosed
    // Of tickets, yes or no.
    /// Tasks that are given up because patience ran out.
    case givenUp(Row<FlowNode>)
    /// Cases that are turned away because too many are there.
    case turnedAway(Row<DemandStream>)
    /// Wants of a part that the stock could fill at once.
    case filledAtOnce(Row<Part>)
    // Levels over time.
    case numberInSystem(Row<DemandStream>)
    /// Tasks that wait.
    case numberWaiting(Row<FlowNode>)
    /// Tasks that are started and not over; those that were pushed back do not count.
    case numberAtWork(Row<FlowNode>)
    /// Wants of a part that wait for one.
    case backorders(Row<Part>)
    /// How many of these nodes are down; their state, planned or not.
    case numberDown(Table<Row<Node>>)
    // Of the whole replication.
    /// When a condition of the platform first holds, microseconds.
    case timeUntil(Row<Condition>)
    /// What it comes to in the end.
    case total(RunTotal)
  }

  /// What a replication comes to in the end: microseconds, or how many.
  package enum RunTotal: Sendable, Equatable {
    /// Of a service, or of all: the share of its requests that failed, over time.
    case serviceLoss(Row<Service>?)
    /// The most that was lost at once of a data set.
    case dataLost(Row<DataSet>)
    /// Of a service, or of all.
    case longestOutage(Row<Service>?)
    case dataLeaked
    case peopleExposed
    case peopleHurt
    case peopleEvacuated
    case harmTime
    case destroyed
    case spread
  }

  package enum Statistic: Sendable, Equatable {
    /// Of tickets their mean, of yes or no the share of yes, of a level the mean over time, of the
    /// whole replication the mean over replications.
    case mean
    /// Of tickets, or over replications.
    case variance
    case quantile(Probability)
    /// The share of tickets of that many microseconds at most, or of the time at that level at
    /// most.
    case atMost(Int64)
    case moreThan(Int64)
    /// The one ticket of that number, from 1, in the order of being over.
    case ofNumber(Int64)
    /// The last ticket that is over.
    case last
    /// A level's area, in microseconds times level.
    case total
  }

  package var name: NameHash
  package var quantity: Quantity
  package var statistic: Statistic
  /// Of a level: what it is when the replication ends, not over time.
  package var isAtEnd: Bool

  package init(
    name: NameHash, quantity: Quantity, statistic: Statistic = .mean, isAtEnd: Bool = false
  ) {
    self.name = name
    self.quantity = quantity
    self.statistic = statistic
    self.isAtEnd = isAtEnd
  }
}
