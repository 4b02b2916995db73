import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// What the rows of a run are called in one language.
struct Names: Sendable {
  var lexicon: Lexicon
  var modes: Table<FailureMode>
  var language: Language

  func node(_ row: Row<Node>) -> String { lexicon.nodes[row.index].title[language] }
  /// A component's row equals its node's.
  func component(_ row: Row<Component>) -> String { lexicon.nodes[row.index].title[language] }
  func stream(_ row: Row<DemandStream>) -> String { lexicon.streams[row.index].title[language] }
  /// What an incident is about: its component, or for a case of a stream the stream.
  func subject(_ incident: Incident) -> String {
    incident.stream.map { stream($0) } ?? node(incident.subject)
  }
  func person(_ row: Row<Person>) -> String { lexicon.people[row.index].title[language] }
  func post(_ row: Row<Post>) -> String { lexicon.posts[row.index].title[language] }
  func vendor(_ row: Row<Vendor>) -> String { lexicon.vendors[row.index].title[language] }
  func part(_ row: Row<Part>) -> String { lexicon.parts[row.index].title[language] }
  func flow(_ row: Row<Flow>) -> String { lexicon.flows[row.index].title[language] }
  func flowNode(_ row: Row<FlowNode>) -> String { lexicon.flowNodes[row.index].title[language] }
  func lane(_ row: Row<Lane>) -> String { lexicon.lanes[row.index].title[language] }
  func dataSet(_ row: Row<DataSet>) -> String { lexicon.dataSets[row.index].title[language] }
  func zone(_ row: Row<Zone>) -> String { lexicon.zones[row.index].title[language] }
  func site(_ row: Row<Site>) -> String { lexicon.sites[row.index].title[language] }
  func inject(_ row: Row<Inject>) -> String { lexicon.injects[row.index].title[language] }
  /// A stage of a threat, without the threat.
  func stage(_ row: Row<ThreatStage>) -> String { lexicon.stages[row.index].title[language] }
  func treatment(_ row: Row<ThreatTreatment>) -> String {
    lexicon.treatments[row.index].title[language]
  }
  func threat(_ row: Row<Threat>) -> String { lexicon.threats[row.index].title[language] }

  /// The flow with its clause: `Event management (6.2.2)`.
  func flowWithClause(_ row: Row<Flow>) -> String {
    let clause = lexicon.flowClauses[row.index]
    return clause.isEmpty ? flow(row) : "\(flow(row)) (\(clause))"
  }

  /// Whom a text of the script is for: a post, or a lane of a flow.
  func receiver(_ row: Row<Inject>) -> String? {
    lexicon.injectReceivers[row.index].map { $0[language] }
  }

  /// A name and what is said of it: `UPS A1 故障`, `市电一路故障`, `UPS A1 fails`.
  func said(_ name: String, _ zh: String, _ en: String) -> String {
    language == .zh ? ChineseSpacing.joined(name, zh) : "\(name) \(en)"
  }

  /// Incidents have no name in the files: they are counted in the order in which they were opened.
  func incident(_ row: Row<Incident>) -> String {
    language == .zh ? "事故 \(row.index + 1)" : "incident \(row.index + 1)"
  }

  /// What befell a component: the failure mode's name, or the threat's.
  func cause(_ fault: Fault) -> String {
    if let mode = fault.mode {
      let label = lexicon.failureModes[mode.index].title
      // A mode without words of its own is called by its key; the kind says what it is.
      if language == .zh, label.zh == label.en {
        return "\(Terms.word(modes[mode.index].kind).zh) \(label.zh)"
      }
      return label[language]
    }
    if let threat = fault.threat { return self.threat(threat) }
    return Terms.word(fault.origin)[language]
  }

  /// A few names, then how many more: `A, B, C and 34 more`; in Chinese how many in all.
  ///
  /// - Parameter isCounted: false where the sentence says how many there are.
  func list(_ names: [String], most: Int = 4, isCounted: Bool = true) -> String {
    let shown = names.count <= most + 1 ? names : Array(names.prefix(most))
    let separator = language == .zh ? "、" : ", "
    let text = shown.joined(separator: separator)
    let rest = names.count - shown.count
    if rest == 0 { return text }
    if language == .en { return "\(text) and \(rest) more" }
    return ChineseSpacing.joined(text, isCounted ? "等 \(names.count) 个" : "等")
  }
}
