import EventKernel
import Simulator

extension Replication {
  /// Whether the tables of a model are of the sizes that this result was recorded with, and all
  /// rows that it names are there, so that they mean what they meant: a file may say anything.
  package func fits(_ model: Model) -> Bool {
    edgeCounts.count == model.net.edges.count && downtime.count == model.platform.nodes.count
      && busy.count == model.support.people.count
      && overtime.count == model.support.people.count
      && dataLost.count == model.platform.dataSets.count
      && stock.count == model.support.stock.count && tablesFit(model) && entriesFit(model)
  }

  private func tablesFit(_ model: Model) -> Bool {
    let (platform, net) = (model.platform, model.net)
    return end >= .zero && end.microseconds <= Self.longest
      && incidents.allSatisfy {
        isIn(faults, $0.fault) && $0.component.index < platform.components.count
          && $0.located.map { $0.index < platform.components.count } ?? true
          && $0.stream.map { $0.index < model.drill.streams.count } ?? true
      }
      && instances.allSatisfy {
        $0.flow.index < net.flows.count && isIn(incidents, $0.incident)
          && isIn(instances, $0.parent)
          && $0.endNode.map { $0.index < net.nodes.count } ?? true
      }
      && tasks.allSatisfy {
        isIn(instances, $0.instance) && $0.node.index < net.nodes.count
          && $0.people.lowerBound >= 0 && Int($0.people.upperBound) <= assignments.count
          && $0.vendor.map { $0.index < model.support.vendors.count } ?? true
      }
      && faults.allSatisfy {
        $0.component.index < platform.components.count && isIn(faults, $0.root)
          && $0.mode.map { $0.index < platform.failureModes.count } ?? true
          && $0.threat.map { $0.index < model.drill.threats.count } ?? true
          && isIn(incidents, $0.incident)
      }
      && messages.allSatisfy {
        isIn(instances, $0.instance) && $0.node.index < net.nodes.count
          && $0.from.index < net.lanes.count && $0.to.index < net.lanes.count
      }
      && assignments.allSatisfy { $0.index < model.support.people.count }
  }

  /// A hundred years, the longest horizon, and a day more, in microseconds.
  private static let longest: Int64 = 36_526 * 86_400 * 1_000_000

  /// Of the entries what they have in common, and the rows of the kinds that name one table.
  private func entriesFit(_ model: Model) -> Bool {
    entries.allSatisfy { entry in
      guard entry.incident < incidents.count, entry.instance < instances.count,
        entry.time >= .zero, entry.time.microseconds <= Self.longest, entry.subject >= -1,
        entry.object >= -1
      else { return false }
      let (subject, object) = (Int(entry.subject), Int(entry.object))
      return switch entry.kind {
      case .faultBegan, .faultEnded, .faultBypassed:
        faults.indices.contains(object) && subject < model.platform.components.count
      case .wentDown, .cameUp, .onReserve, .offReserve, .reserveEmpty, .reserveLow:
        model.platform.nodes.indices.contains(subject) && object < faults.count
      case .taskOffered, .taskStarted, .taskArrived, .taskDone, .taskLapsed, .taskInterrupted,
        .taskLate, .taskPaused, .taskResumed:
        model.net.nodes.indices.contains(subject) && tasks.indices.contains(object)
      case .branchTaken:
        model.net.nodes.indices.contains(subject) && object < model.net.edges.count
      case .messageSent, .messageMisdirected: messages.indices.contains(subject)
      case .injected, .told: model.drill.injects.indices.contains(subject)
      case .cameOnDuty, .wentOffDuty, .calledIn: model.support.people.indices.contains(subject)
      case .vendorCalled, .vendorArrived: model.support.vendors.indices.contains(subject)
      case .flowStarted: model.net.flows.indices.contains(subject) && object < instances.count
      case .flowEnded: subject < model.net.nodes.count
      case .milestone: Milestone.allCases.indices.contains(subject)
      default: true
      }
    }
  }

  private func isIn<Value>(_ table: [Value], _ row: Row<Value>?) -> Bool {
    row.map { $0.index < table.count } ?? true
  }
}
