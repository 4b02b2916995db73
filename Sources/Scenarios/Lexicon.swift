import EventKernel
import Simulator

/// What a row is called: the key in the file, and the words for people.
package struct Label: Hashable, Sendable {
  package var key: String
  package var title: Bilingual

  package init(key: String, title: Bilingual) {
    self.key = key
    self.title = title
  }
}

/// The names of a compiled drill, by row. The model itself knows no names.
package struct Lexicon: Sendable {
  /// By `Row<Node>`: components, rooms, services; gates have the key of what they belong to.
  package var nodes: [Label] = []
  package var sites: [Label] = []
  package var zones: [Label] = []
  /// By `Row<Component>`: the room's key and the rack, "" where there is none.
  package var rooms: [String] = []
  package var racks: [String] = []
  package var failureModes: [Label] = []
  package var standbys: [Label] = []
  package var dataSets: [Label] = []
  package var people: [Label] = []
  /// By `Row<Person>`: the first post held, for grouping.
  package var peoplePosts: [Row<Post>] = []
  package var pools: [Label] = []
  package var posts: [Label] = []
  package var skills: [Label] = []
  package var vendors: [Label] = []
  package var parts: [Label] = []
  /// Of the costs: three letters of ISO 4217.
  package var currency = CostsDescription.usualCurrency
  package var flows: [Label] = []
  /// By `Row<Flow>`: the clause of the standard, e.g. "6.2.2", "B.5".
  package var flowClauses: [String] = []
  package var flowNodes: [Label] = []
  package var edges: [Label] = []
  package var lanes: [Label] = []
  package var injects: [Label] = []
  /// By `Row<Inject>`: whom a text is told; nil for other injects.
  package var injectReceivers: [Bilingual?] = []
  package var threats: [Label] = []
  /// Keys are `THREAT.STAGE` and `THREAT.ACT`.
  package var stages: [Label] = []
  package var treatments: [Label] = []
  package var deviations: [Label] = []
  package var streams: [Label] = []
  package var measures: [Label] = []
  /// For objectives, by position in `CompiledDrill.objectives`.
  package var objectives: [Label] = []

  package init() {}
}
