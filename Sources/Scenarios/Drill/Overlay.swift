/// Sets what a drill changes in the files that it uses, before they are checked.
///
/// A path is the file's kind and then keys, joined by points; a key may hold points itself. For a
/// flow it is `flows`, the name of its files and then keys. Settings, which stand beside the drill,
/// reach the drill's own file too. A range may be named as it is written, or
/// a member of it: the range is split around it. `count` behind a range is how many members it has.
enum Overlay {
  /// The kinds of file that can be changed, by the first word of a path.
  private static let roots =
    ["platform", "support", "agreement", "rubric"] + Folder.allCases.map(\.rawValue)

  /// What a drill uses several files of.
  enum Folder: String, CaseIterable {
    case flows
    case threats
  }

  /// The drill itself, which only settings change.
  private static let drill = FileKind.drill.rawValue

  /// A change of one file: where in it, and what comes there.
  struct Change: Sendable {
    fileprivate(set) var words: [String]
    fileprivate var change: ChangeDescription
  }

  /// The changes of the file of a kind.
  static func changes(
    _ changes: [ChangeDescription], of kind: FileKind, _ sink: inout DiagnosticSink
  ) -> [Change] {
    changes.compactMap { change in
      let words = words(of: change)
      return words.first == kind.rawValue ? self.change(change, at: words.dropFirst(), &sink) : nil
    }
  }

  /// The changes of each of the flows or threats with these names. A name may hold points, so the
  /// longest that a path begins with is meant; a path that begins with none is reported.
  static func changes(
    _ changes: [ChangeDescription], of folder: Folder, named names: [String],
    _ sink: inout DiagnosticSink
  ) -> [[Change]] {
    var found: [[Change]] = names.map { _ in [] }
    for change in changes {
      let words = words(of: change).dropFirst()
      guard self.words(of: change).first == folder.rawValue else { continue }
      let path = words.joined(separator: ".") + "."
      let fitting = names.indices.filter { path.hasPrefix(names[$0] + ".") }
      guard let flow = fitting.max(by: { names[$0].count < names[$1].count }) else {
        unknown(change, words.first ?? "", names, &sink)
        continue
      }
      let count = names[flow].split(separator: ".").count
      guard let change = self.change(change, at: words.dropFirst(count), &sink) else { continue }
      found[flow].append(change)
    }
    return found
  }

  /// The keys of a path. Two points are those of a range: `hotline-1..8.shift`.
  private static func words(of change: ChangeDescription) -> [String] {
    change.path.text.replacing("..", with: "\0")
      .split(separator: ".", omittingEmptySubsequences: false)
      .map { String($0.replacing("\0", with: "..")) }
  }

  private static func change(
    _ change: ChangeDescription, at words: ArraySlice<String>, _ sink: inout DiagnosticSink
  ) -> Change? {
    guard !words.isEmpty, !words.contains("") else {
      unknown(change, "", [], &sink)
      return nil
    }
    return Change(words: Array(words), change: change)
  }

  /// Applies the changes of one file to its document.
  static func apply(
    _ changes: [Change], to root: YAMLValue, _ sink: inout DiagnosticSink
  ) -> YAMLValue {
    ordered(changes).reduce(root) { root, change in
      set(change.words, depth: 0, in: root, change.change, &sink) ?? root
    }
  }

  /// Reports the drill's changes whose first word is no kind of file that it uses.
  ///
  /// - Parameter keys: those of the drill's document.
  static func checkRoots(
    _ changes: [ChangeDescription], ofDrill keys: [String], _ sink: inout DiagnosticSink
  ) {
    for change in changes {
      let words = words(of: change)
      let first = words.first ?? ""
      guard !roots.contains(first) else { continue }
      if first == drill || keys.contains(first) {
        own(change, first == drill && words.count > 1 ? words[1] : first, &sink)
      } else {
        unknown(change, first, roots, &sink)
      }
    }
  }

  /// Reports the settings whose first word is neither a kind of file nor the drill.
  static func checkRoots(
    ofSettings changes: [ChangeDescription], ofDrill keys: [String], _ sink: inout DiagnosticSink
  ) {
    for change in changes {
      let first = words(of: change).first ?? ""
      guard first != drill, !roots.contains(first) else { continue }
      // What begins with a key of the drill lacks the drill alone.
      let whole = drill + "." + change.path.text
      if keys.contains(first) {
        unknown(change, first, [whole], meant: whole, &sink)
      } else {
        unknown(change, first, roots + [drill], &sink)
      }
    }
  }

  private static func own(
    _ change: ChangeDescription, _ key: String, _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .unknownPath, change.path.position,
      zh: "'\(key)' 是本演练自己的键：changes 只改所用的文件",
      en: "'\(key)' is a key of the drill itself: changes are of the files that it uses",
      hint: Bilingual(zh: "请直接写在 \(key) 处", en: "write it in its place, at '\(key)'"))
  }

  static func unknown(
    _ change: ChangeDescription, _ word: String, _ legal: [String], meant: String? = nil,
    _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .unknownPath, change.path.position,
      zh: "路径 '\(change.path.text)' 中没有 '\(word)'",
      en: "there is no '\(word)' on the path '\(change.path.text)'",
      hint: NearestName.hint(meant ?? word, in: legal))
  }

  /// The value with the change made in it; nil, with a diagnostic, when the path leads nowhere, and
  /// nil, without, when it leads to a member that a count left out.
  private static func set(
    _ words: [String], depth: Int, in value: YAMLValue, _ change: ChangeDescription,
    _ sink: inout DiagnosticSink
  ) -> YAMLValue? {
    guard case .map(var entries) = value.content else {
      unknown(change, words[0], [], &sink)
      return nil
    }
    if setCount(words, in: &entries, change, &sink) {
      return YAMLValue(.map(entries), at: value.position)
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
    if isLeftOut(words, of: entries) { return nil }
    // The last key may be new, and so may what a template gives (`failures.disk.every`), but not
    // what looks like a slip, nor a component or person that nobody described.
    let names = entries.map(\.key) + (words.last == countKey ? stems(of: entries) : [])
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
}
