import EventKernel
import Simulator

extension Replication {
  /// Whether the tables of a model are of the sizes that this result was recorded with, so that its
  /// rows mean what they meant.
  package func fits(_ model: Model) -> Bool {
    edgeCounts.count == model.net.edges.count && downtime.count == model.platform.nodes.count
      && busy.count == model.support.people.count
      && overtime.count == model.support.people.count
      && dataLost.count == model.platform.dataSets.count
      && stock.count == model.support.stock.count
  }
}
