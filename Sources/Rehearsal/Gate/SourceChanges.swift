import EventKernel
import Scenarios

/// A line of a file of a scenario folder.
package struct SourcePlace: Hashable, Sendable {
  /// From the scenario folder.
  package var path: String
  package var line: Int

  package init(path: String, line: Int) {
    self.path = path
    self.line = line
  }
}

/// In what files and lines a drill is made of something else than before.
package struct SourceChanges: Sendable {
  package struct File: Sendable {
    package var path: String
    /// Those that are new or other now, and those before which some were taken out; from 1. Empty
    /// where only the fact is known.
    package var lines: [Int]
    /// What the lines say; of one behind the end nothing.
    package var texts: [String]
    /// The line that stands now where one stood before, by that.
    fileprivate var moved: [Int]

    /// The lines of which the drill is made, comments and places of drawings left out.
    package var told: [(line: Int, text: String)] {
      zip(lines, texts).map { ($0, $1) }.filter { !Self.isUntold($0.1) }
    }

    private static func isUntold(_ text: String) -> Bool {
      let text = text.drop { $0 == " " || $0 == "\t" }
      let drawing = ["<dc:Bounds", "<di:waypoint", "<omgdc:", "<omgdi:", "<bpmndi:", "</bpmndi:"]
      return text.isEmpty || text.hasPrefix("#") || drawing.contains { text.hasPrefix($0) }
    }
  }

  /// In the order of the drill's files: its own first.
  package private(set) var files: [File] = []

  /// The changes between the files of two drills.
  package init(_ before: [SourceFile], _ after: [SourceFile]) {
    let old = Dictionary(before.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    // The drill's own file may lie elsewhere now.
    for (row, file) in after.enumerated() where file.path != Self.settings {
      let text = old[file.path] ?? (row == 0 ? before.first?.text : nil)
      if text != file.text { files.append(File(file.path, text, file.text)) }
    }
  }

  /// The same where no more is known of the files before than their digests.
  package init(_ before: [Baseline.File], _ after: [SourceFile]) {
    let old = Dictionary(
      before.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    for file in after where file.path != Self.settings {
      if old[file.path] != Baseline.File(file).digest {
        files.append(File(path: file.path, lines: [], texts: [], moved: []))
      }
    }
  }

  /// What the settings of a command line are kept under; no file has it.
  private static let settings = "(settings)"

  package subscript(path: String) -> File? { files.first { $0.path == path } }
}

extension SourceChanges.File {
  /// Beyond so many lines in which two files may differ they are told from the first one on.
  private static let limit = 4_000

  fileprivate init(_ path: String, _ before: String?, _ after: String) {
    self.init(path: path, lines: [], texts: [], moved: [])
    guard let before else {
      (lines, texts) = ([1], [Self.lines(of: after).first ?? ""])
      return
    }
    compare(Self.lines(of: before), Self.lines(of: after))
  }

  private static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }

  private mutating func compare(_ old: [String], _ new: [String]) {
    let most = min(old.count, new.count)
    let start = (0..<most).first { old[$0] != new[$0] } ?? most
    let rest = most - start
    let alike = (0..<rest).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] } ?? rest
    let (olds, news) = (old[start..<(old.count - alike)], new[start..<(new.count - alike)])
    var changed: Set<Int> = []
    moved = old.indices.map { $0 < start ? $0 : max(start, $0 + new.count - old.count) }
    if olds.count > Self.limit || news.count > Self.limit {
      changed = [start]
    } else {
      changed = differences(Array(olds), Array(news), from: start)
    }
    lines = changed.sorted().map { $0 + 1 }
    texts = lines.map { $0 <= new.count ? new[$0 - 1] : "" }
  }

  /// The rows of the new lines that are other, and before which some are gone.
  private mutating func differences(
    _ old: [String], _ new: [String], from start: Int
  ) -> Set<Int> {
    var changed: Set<Int> = []
    let difference = new.difference(from: old)
    let removed = Set(
      difference.removals.compactMap { change -> Int? in
        if case .remove(let row, _, _) = change { row } else { nil }
      })
    let inserted = Set(
      difference.insertions.compactMap { change -> Int? in
        if case .insert(let row, _, _) = change { row } else { nil }
      })
    changed.formUnion(inserted.map { $0 + start })
    var row = 0
    for place in old.indices {
      let isGone = removed.contains(place)
      if !isGone { while inserted.contains(row) { row += 1 } }
      moved[start + place] = start + row
      // A line that another took the place of is told by that one.
      if isGone, !inserted.contains(row) { changed.insert(start + row) }
      if !isGone { row += 1 }
    }
    return changed
  }

  /// The line that stands now where a line stood, both from 1.
  package func line(for earlier: Int) -> Int {
    moved.indices.contains(earlier - 1) ? moved[earlier - 1] + 1 : 1
  }
}
