/// Sets what a drill changes in the files that it uses, before they are checked.
///
/// A path is the file's kind and then keys, joined by points; a key may hold points itself. A member
/// of a range may be named: the range is split around it.
enum Overlay {
  /// The kinds of file that can be changed, by the first word of a path.
  static let roots = ["platform", "support", "agreement", "rubric"]

  /// Applies the changes for one file to its document.
  static func apply(
    _ changes: [ChangeDescription], kind: String, to root: YAMLValue, _ sink: inout DiagnosticSink
  ) -> YAMLValue {
    var root = root
    for change in changes {
      let words = change.path.text.split(separator: ".", omittingEmptySubsequences: false)
      guard words.first.map(String.init) == kind else { continue }
      let rest = words.dropFirst().map(String.init)
      guard !rest.isEmpty, !rest.contains("") else {
        unknown(change, "", [], &sink)
        continue
      }
      root = set(rest, depth: 0, in: root, change, &sink) ?? root
    }
    return root
  }

  /// Reports the changes whose first word is no kind of file.
  static func checkRoots(_ changes: [ChangeDescription], _ sink: inout DiagnosticSink) {
    for change in changes {
      let first = change.path.text.split(separator: ".").first.map(String.init) ?? ""
      if !roots.contains(first) { unknown(change, first, roots, &sink) }
    }
  }

  private static func unknown(
    _ change: ChangeDescription, _ word: String, _ legal: [String], _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .unknownPath, change.path.position,
      zh: "路径 '\(change.path.text)' 中没有 '\(word)'",
      en: "there is no '\(word)' on the path '\(change.path.text)'",
      hint: NearestName.hint(word, in: legal))
  }

  /// The value with the change made in it; nil, with a diagnostic, when the path leads nowhere.
  private static func set(
    _ words: [String], depth: Int, in value: YAMLValue, _ change: ChangeDescription,
    _ sink: inout DiagnosticSink
  ) -> YAMLValue? {
    guard case .map(var entries) = value.content else {
      unknown(change, words[0], [], &sink)
      return nil
    }
    if let (index, count) = find(words, in: &entries) {
      let rest = Array(words.dropFirst(count))
      if rest.isEmpty {
        entries[index].value = change.value
      } else {
        guard let inner = set(rest, depth: depth + 1, in: entries[index].value, change, &sink)
        else { return nil }
        entries[index].value = inner
      }
      return YAMLValue(.map(entries), at: value.position)
    }
    // The last key may be new, and so may what a template gives (`failures.disk.every`), but not
    // what looks like a slip, nor a component or person that nobody described.
    let names = entries.map(\.key)
    // Keys may hold points: the run of words that is nearest to a key is what was meant.
    let runs = (1...words.count).map { words.prefix($0).joined(separator: ".") }
    let name = runs.first { NearestName.of($0, in: names) != nil } ?? words[0]
    let isLast = words.count == 1
    guard isLast || depth >= 2 && NearestName.of(name, in: names) == nil else {
      unknown(change, name, names, &sink)
      return nil
    }
    var inner = change.value
    for word in words.dropFirst().reversed() {
      inner = YAMLValue(
        .map([YAMLEntry(key: word, keyPosition: change.path.position, value: inner)]),
        at: change.path.position)
    }
    entries.append(YAMLEntry(key: words[0], keyPosition: change.path.position, value: inner))
    return YAMLValue(.map(entries), at: value.position)
  }

  /// The entry that the longest run of leading words names, and how many words that are. A member of
  /// a range becomes an entry of its own, a range of one, so that number and title stay.
  private static func find(_ words: [String], in entries: inout [YAMLEntry]) -> (Int, Int)? {
    for count in stride(from: words.count, to: 0, by: -1) {
      let name = words.prefix(count).joined(separator: ".")
      if let index = entries.firstIndex(where: { $0.key == name }) { return (index, count) }
      for (index, entry) in entries.enumerated() {
        var quiet = DiagnosticSink()
        let file = quiet.add(SourceText(path: "", text: ""))
        guard entry.key.contains(".."),
          let range = NameRange(entry.key, at: .wholeFile(file), &quiet),
          let member = range.members.firstIndex(where: { $0.name == name })
        else { continue }
        let parts = split(entry, range.members, at: member)
        entries.replaceSubrange(index...index, with: parts.entries)
        return (index + parts.index, count)
      }
    }
    return nil
  }

  private static func split(
    _ entry: YAMLEntry, _ members: [(name: String, number: String?)], at index: Int
  ) -> (entries: [YAMLEntry], index: Int) {
    func part(_ range: Range<Int>) -> YAMLEntry? {
      guard let first = range.first, let last = range.last else { return nil }
      var part = entry
      part.key = members[first].name + ".." + (members[last].number ?? "")
      return part
    }
    let before = part(0..<index)
    let parts = [before, part(index..<index + 1), part(index + 1..<members.count)]
    return (parts.compactMap { $0 }, before == nil ? 0 : 1)
  }
}
