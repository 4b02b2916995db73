import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// The words of the options that decisions name by hash: ways out of gateways, and people.
struct OptionNames: Sendable {
  private var labels: [NameHash: Label] = [:]

  init(_ facts: RunFacts) {
    let lexicon = facts.run.drill.lexicon
    for (row, edge) in facts.model.net.edges.enumerated() {
      let own = lexicon.edges[row]
      let hasWords = !own.title.en.isEmpty || !own.title.zh.isEmpty
      labels[edge.name] =
        hasWords ? own : Label(key: own.key, title: lexicon.flowNodes[edge.to.index].title)
    }
    for (row, person) in facts.model.support.people.enumerated() {
      labels[person.name] = lexicon.people[row]
    }
  }

  func label(_ choice: NameHash) -> Label? { labels[choice] }
}
