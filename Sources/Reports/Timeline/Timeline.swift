import EventKernel
import Scenarios
import Scoring
import Simulator

/// What happened in a run, line by line: entries of the same kind at the same time become one line,
/// and those that tell little are left out.
struct Timeline: Sendable {
  var facts: RunFacts
  var names: Names

  init(_ facts: RunFacts, _ language: Language) {
    self.facts = facts
    names = facts.names(language)
  }

  var language: Language { names.language }

  /// The lines in order of time. With `all`, routine entries too, and nothing merged.
  func lines(all: Bool = false) -> [Timeline.Line] {
    if all {
      return facts.replication.entries.map { entry in
        sentence([entry]) ?? routine(entry)
      }
    }
    return groups().compactMap(sentence)
  }

  /// Whether an entry is told with one that is told already.
  private func belongs(_ entry: Entry, with first: Entry) -> Bool {
    guard first.kind == entry.kind, first.incident == entry.incident,
      nodeKind(first) == nodeKind(entry), !isOfThreats(entry) || first.value == entry.value
    else { return false }
    switch entry.kind.telling.merging {
    case .never: return false
    case .near: return true
    case .atOnce: return first.time == entry.time
    case .ofOne: return first.time == entry.time && first.subject == entry.subject
    }
  }

  /// Entries to be told together: same incident, kind and subject's kind, in the same minute, or
  /// one after the other within ten minutes. Faults that end, and spare parts, only at the same
  /// instant.
  func groups() -> [[Entry]] {
    var groups: [[Entry]] = []
    eachGroup { groups.append($0) }
    return groups
  }

  /// The same, each as soon as nothing can join it any more.
  func eachGroup(_ body: ([Entry]) throws -> Void) rethrows {
    var open: [[Entry]] = []
    for entry in facts.replication.entries where !entry.kind.telling.isRoutine && isNews(entry) {
      if entry.kind.telling.merging != .never, let index = home(of: entry, in: open) {
        open[index].append(entry)
        continue
      }
      open.append([entry])
      // All but the last are open for a minute.
      let over = open.dropLast().prefix { entry.time - $0[0].time > .minutes(1) }.count
      guard over > 0 else { continue }
      for group in open.prefix(over) { try body(group) }
      open.removeFirst(over)
    }
    for group in open { try body(group) }
  }

  private func home(of entry: Entry, in groups: [[Entry]]) -> Int? {
    for index in groups.indices.reversed() {
      let first = groups[index][0]
      let apart = entry.time - first.time
      if apart > .minutes(1), index < groups.count - 1 || apart > .minutes(10) { return nil }
      if belongs(entry, with: first) { return index }
    }
    return nil
  }

  /// Gates and switches between the nodes are machinery of the model; milestones that an entry of
  /// their own tells, parallel gateways, automatic work that takes no time and a telephone that is
  /// answered within a minute are not news.
  private func isNews(_ entry: Entry) -> Bool {
    switch entry.kind {
    case .wentDown, .stillDown, .cameUp, .onReserve, .reserveEmpty, .reserveLow:
      let kind = nodeKind(entry)
      return kind != .gate && kind != .failoverSwitch && !isItsOwnFault(entry)
    case .milestone:
      let milestone = Milestone.allCases[Int(entry.subject)]
      if milestone == .serviceRestored {
        return entry.value == 0 && !facts.isRestoredUntold(Row(Int(entry.incident)))
      }
      return milestone != .occurred && milestone != .detected
    case .branchTaken:
      let node = facts.model.net.nodes[Int(entry.subject)]
      return node.kind != .parallel && node.outgoing.count > 1 && !isAutomatic(node)
    case .taskDone:
      let task = facts.replication.tasks[Int(entry.object)]
      return task.vendor != nil || !task.people.isEmpty
    case .faultBegan: return !isThreat(entry)
    case .vendorArrived: return facts.isVisit(entry)
    case .taskLate: return !isAutomatic(facts.model.net.nodes[Int(entry.subject)])
    case .flowStarted: return entry.object >= 0
    case .escalated: return entry.object > entry.subject
    case .injected: return !isTold(entry)
    case .messageReceived:
      return entry.time - facts.replication.messages[Int(entry.subject)].sent >= .minutes(1)
    default: return true
    }
  }

  private func isAutomatic(_ node: FlowNode) -> Bool {
    node.lane.map { facts.model.net.lanes[$0.index].performer == .automatic } ?? false
  }

  /// An inject that is a text for a role is told by an entry of its own.
  private func isTold(_ entry: Entry) -> Bool {
    if case .tell = facts.model.drill.injects[Int(entry.subject)].action { return true }
    return false
  }

  /// A component that goes down the moment it fails: the fault says so already.
  private func isItsOwnFault(_ entry: Entry) -> Bool {
    guard entry.kind == .wentDown, entry.object >= 0 else { return false }
    let fault = facts.replication.faults[Int(entry.object)]
    return fault.subject.index == Int(entry.subject) && fault.began == entry.time
  }

  /// The fault of a threat: an entry of its own tells it, and no harm shows yet.
  private func isThreat(_ entry: Entry) -> Bool {
    facts.replication.faults[Int(entry.object)].threat != nil
  }

  /// What is told of threats is told of one stage, or of one outcome.
  private func isOfThreats(_ entry: Entry) -> Bool {
    entry.kind == .entered || entry.kind == .left || entry.kind == .treated
  }

  func nodeKind(_ entry: Entry) -> Node.Kind? {
    switch entry.kind {
    case .wentDown, .stillDown, .cameUp, .onReserve, .offReserve, .reserveEmpty, .reserveLow,
      .reserveRate, .shutDown, .startedUp:
      facts.model.platform.nodes[Int(entry.subject)].kind
    default: nil
    }
  }
}
