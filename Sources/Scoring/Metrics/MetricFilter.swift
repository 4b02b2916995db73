import EventKernel
import Simulator

/// Which values of a metric are meant: those that fit all of what is set, or all.
package struct MetricFilter: Hashable, Sendable {
  /// The raw value is the key in a drill file.
  package enum Key: String, CaseIterable, Sendable {
    case level
    case priority
    case `class`
    case tier
    case service
    case step
    case part
    case stream
    case flow
    case hours
  }

  /// What a case is about.
  package enum CaseClass: Hashable, Sendable {
    /// The class of the component at fault (5.2.2).
    case object(ObjectClass)
    /// The class of the emergency event that it was graded as (table B).
    case emergency(EmergencyClass)
  }

  /// A service, and by component whether the service hangs on it, through whatever lies between.
  package struct ServiceScope: Hashable, Sendable {
    package var node: Row<Node>
    package var components: [Bool]

    package init(node: Row<Node>, components: [Bool]) {
      self.node = node
      self.components = components
    }
  }

  package var level: FaultLevel?
  /// 1 most urgent ... 5.
  package var priority: Int?
  package var caseClass: CaseClass?
  /// Of tasks: who did it; of incidents: the highest tier that set to work on it; of staff: whose.
  package var tier: Tier?
  package var service: ServiceScope?
  /// Steps, ascending.
  package var steps: [Row<FlowNode>]?
  /// Rows of that part, in whatever stores, ascending.
  package var parts: [Row<Part>]?
  package var stream: Row<DemandStream>?
  package var flow: Row<Flow>?
  /// The time of day at which a value begins.
  package var hours: HoursOfDay?

  /// From a time of day up to another, which may be on the next day.
  package struct HoursOfDay: Hashable, Sendable {
    package var from: TimeSpan
    package var to: TimeSpan

    package init(from: TimeSpan, to: TimeSpan) {
      self.from = from
      self.to = to
    }

    /// Whether a time since midnight is within.
    func contains(_ time: TimeSpan) -> Bool {
      from < to ? from <= time && time < to : from <= time || time < to
    }
  }

  package init(level: FaultLevel? = nil, tier: Tier? = nil) {
    self.level = level
    self.tier = tier
  }

  /// Whether it asks anything of the fault of a case.
  var asksOfFault: Bool { level != nil || caseClass != nil || service != nil }

  /// Whether it asks anything of the case that a task or a flow belongs to.
  var asksOfCase: Bool { asksOfFault || priority != nil || stream != nil }
}

extension MetricFilter.ServiceScope {
  /// The scope of a service: everything that feeds its node.
  package init(of node: Row<Node>, in platform: Platform) {
    var feeds: [[Int32]] = Array(repeating: [], count: platform.nodes.count)
    for (row, node) in platform.nodes.enumerated() {
      for dependent in node.dependents {
        feeds[platform.dependents[Int(dependent)].index].append(Int32(row))
      }
    }
    var isReached = Array(repeating: false, count: platform.nodes.count)
    var pending = [Int32(node.index)]
    isReached[node.index] = true
    while let next = pending.popLast() {
      for feed in feeds[Int(next)] where !isReached[Int(feed)] {
        isReached[Int(feed)] = true
        pending.append(feed)
      }
    }
    self.init(node: node, components: Array(isReached.prefix(platform.components.count)))
  }
}
