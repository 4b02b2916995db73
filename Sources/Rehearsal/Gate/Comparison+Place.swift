import EventKernel
import Scenarios
import Scoring
import Simulator

/// Which line of which file accounts for what a comparison found.
extension Comparison {
  /// What the files say otherwise than before; of a baseline only which they are.
  package var sourceChanges: SourceChanges {
    guard let earlier else { return SourceChanges(before.files, after.drill.sources) }
    return SourceChanges(earlier.drill.sources, after.drill.sources)
  }

  /// The place of a finding: of a question its own line, of a figure the changed line that accounts
  /// for it.
  ///
  /// - Parameter changes: ``sourceChanges``, made once.
  package func place(of finding: GateFinding, _ changes: SourceChanges) -> SourcePlace {
    switch finding.kind {
    case .worse, .lost, .gone, .worseBeside: account(of: finding, changes)
    case .removed: formerPlace(of: finding, changes)
    case .renamed where finding.row == nil: SourcePlace(path: drillPath, line: 1)
    case .missed where !isReworded(finding): account(of: finding, changes)
    case .weakened, .changed, .stricter, .renamed, .added, .missed, .missedNew, .missedBefore,
      .undecided, .deleted:
      objectivePlace(finding.row, changes)
    }
  }

  private var drillPath: String { after.drill.sources.first?.path ?? after.drill.name }

  private func isReworded(_ finding: GateFinding) -> Bool {
    switch finding.objective?.change {
    case .same, .renamed, nil: false
    default: true
    }
  }

  // MARK: Objectives

  /// The lines of an objective in the drill file: from its name to the next one.
  private func lines(ofObjective row: Int) -> Range<Int>? {
    let starts = after.drill.objectiveLines
    guard starts.indices.contains(row) else { return nil }
    let start = starts[row]
    let text = after.drill.sources.first?.text ?? ""
    let all = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    // It ends with the next, or where the file goes on at the left edge.
    let next = starts.filter { $0 > start }.min() ?? all.count + 1
    let end = (start + 1..<max(start + 1, next)).first {
      all.indices.contains($0 - 1) && all[$0 - 1].first.map { $0 != " " && $0 != "#" } ?? false
    }
    return start..<(end ?? max(start + 1, next))
  }

  private func objectivePlace(_ row: Int?, _ changes: SourceChanges) -> SourcePlace {
    guard let row, let lines = lines(ofObjective: row) else {
      return SourcePlace(path: drillPath, line: 1)
    }
    let changed = changes[drillPath]?.told.first { lines.contains($0.line) }
    return SourcePlace(path: drillPath, line: changed?.line ?? lines.lowerBound)
  }

  /// Where an objective stood that is there no more.
  private func formerPlace(of finding: GateFinding, _ changes: SourceChanges) -> SourcePlace {
    let first = after.drill.objectiveLines.first ?? 1
    guard let earlier, let file = changes[drillPath],
      let row = earlier.drill.objectives.firstIndex(where: {
        $0.name == finding.objective?.before?.name
      }), earlier.drill.objectiveLines.indices.contains(row)
    else { return SourcePlace(path: drillPath, line: first) }
    let last = max(1, after.drill.sources.first?.text.split(separator: "\n").count ?? 1)
    return SourcePlace(
      path: drillPath, line: min(last, file.line(for: earlier.drill.objectiveLines[row])))
  }

  // MARK: Figures

  /// The changed line that accounts for what a figure came to: in the file of the flow whose step
  /// changed most, else in the first file that says something else.
  private func account(of finding: GateFinding, _ changes: SourceChanges) -> SourcePlace {
    if let node = finding.figure?.figure.step, let place = place(ofStep: node, changes) {
      return place
    }
    for cause in causes where cause.change == .worse {
      if let node = cause.figure.step, let place = place(ofStep: node, changes) { return place }
    }
    let asked = after.drill.objectives.indices.compactMap { lines(ofObjective: $0) }
    for file in changes.files {
      let told = file.told.first { changed in
        file.path != drillPath || !asked.contains { $0.contains(changed.line) }
      }
      if let told { return SourcePlace(path: file.path, line: told.line) }
    }
    if let file = changes.files.first(where: \.lines.isEmpty) {
      return SourcePlace(path: file.path, line: 1)
    }
    return objectivePlace(finding.row, changes)
  }

  /// The changed line of a step: the one that names it, or lies nearest below its name, else the
  /// first of its flow's files.
  private func place(ofStep node: Row<FlowNode>, _ changes: SourceChanges) -> SourcePlace? {
    let flow = after.drill.lexicon.flows[after.drill.model.net.nodes[node.index].flow.index].key
    let step = after.drill.lexicon.flowNodes[node.index].key
    let files = changes.files.filter { file in
      ["yaml", "yml", "bpmn"].contains {
        file.path == "\(flow).\($0)" || file.path.hasSuffix("/\(flow).\($0)")
      }
    }
    for file in files {
      if let line = file.told.first(where: { $0.text.contains(step) }) {
        return SourcePlace(path: file.path, line: line.line)
      }
    }
    guard let file = files.first(where: { !$0.told.isEmpty || $0.lines.isEmpty }) else {
      return nil
    }
    let name = line(naming: step, in: file.path)
    let nearest = file.told.first { $0.line >= name } ?? file.told.first
    return SourcePlace(path: file.path, line: nearest?.line ?? name)
  }

  /// The first line of a file that begins with the name of a step; 1 when there is none.
  private func line(naming step: String, in path: String) -> Int {
    let text = after.drill.sources.first { $0.path == path }?.text ?? ""
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    let row = lines.firstIndex {
      let line = $0.drop { $0 == " " }
      return line.hasPrefix(step + ":") || line.contains("id=\"\(step)\"")
    }
    return (row ?? 0) + 1
  }
}
