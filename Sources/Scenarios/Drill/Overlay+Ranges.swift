/// Changes of ranges: of one member, and of how many members there are.
extension Overlay {
  static let countKey = "count"

  /// The changes in their order, but how many members a range has before what is changed in one of
  /// them: whom a count adds is as the range is written.
  static func ordered(_ changes: [Change]) -> [Change] {
    var result: [Change] = []
    for change in changes {
      var place = result.count
      while place > 0, change.words.last == countKey, result[place - 1].words.last != countKey,
        result[place - 1].words.count >= change.words.count
      {
        place -= 1
      }
      result.insert(change, at: place)
    }
    return result
  }

  /// Sets how many members a range has, when the words are the range, as it is written or by what
  /// stands before its numbers, and `count`; false when they are anything else. Its first members
  /// stay who they are. What has a `count` of its own, as pools have, has it set as any key is.
  static func setCount(
    _ words: [String], in entries: inout [YAMLEntry], _ change: ChangeDescription,
    _ sink: inout DiagnosticSink
  ) -> Bool {
    guard words.count > 1, words.last == countKey else { return false }
    let name = words.dropLast().joined(separator: ".")
    let named = entries.indices.filter { entries[$0].key == name }
    let fitting = (named.isEmpty ? entries.indices.filter { stem(of: entries[$0]) == name } : named)
      .filter { !hasOwnCount(entries[$0]) }
    guard let index = fitting.first else { return false }
    guard entries[index].key.contains("..") else {
      isOne(change, name, &sink)
      return true
    }
    guard fitting.count == 1 else {
      severalFit(change, name, fitting.map { entries[$0].key }, &sink)
      return true
    }
    guard let count = change.value.integer(from: 0, to: NameRange.limit, &sink) else { return true }
    var resized = entries[index]
    resized.memberCount = count
    let others = Set(entries.indices.filter { $0 != index }.flatMap { names(of: entries[$0]) })
    if let taken = names(of: resized).first(where: others.contains) {
      sink.error(
        .duplicateName, change.value.position,
        zh: "'\(resized.key)' 有 \(count) 个时，名称 '\(taken)' 重复",
        en: "with \(count) of '\(resized.key)' the name '\(taken)' is used twice")
    } else {
      entries[index] = resized
    }
    return true
  }

  /// What stands before the numbers of each range whose members can be counted.
  static func stems(of entries: [YAMLEntry]) -> [String] { entries.compactMap(stem) }

  /// `expert` of `expert-1..3` and `ups-a` of `ups-a1..3`; nil for what is no range, or has a
  /// `count` of its own.
  private static func stem(of entry: YAMLEntry) -> String? {
    guard var (stem, _) = entry.key.cut(at: ".."), !hasOwnCount(entry) else { return nil }
    while let last = stem.last, last.isASCII, last.isNumber { stem.removeLast() }
    return String(stem.hasSuffix("-") ? stem.dropLast() : stem)
  }

  private static func hasOwnCount(_ entry: YAMLEntry) -> Bool {
    guard case .map(let inner) = entry.value.content else { return false }
    return inner.contains { $0.key == countKey }
  }

  private static func isOne(
    _ change: ChangeDescription, _ name: String, _ sink: inout DiagnosticSink
  ) {
    sink.error(
      .unknownPath, change.path.position,
      zh: "路径 '\(change.path.text)' 中的 '\(name)' 只有一个：只有范围才有 \(countKey)",
      en: "'\(name)' on the path '\(change.path.text)' is one: only a range has a \(countKey)",
      hint: Bilingual(
        zh: "可在文件中写成范围 \(name)-1..1", en: "in its file it can be a range, \(name)-1..1"))
  }

  private static func severalFit(
    _ change: ChangeDescription, _ name: String, _ keys: [String], _ sink: inout DiagnosticSink
  ) {
    let quoted = keys.map { "'\($0)'" }
    sink.error(
      .unknownPath, change.path.position,
      zh: "路径 '\(change.path.text)' 中的 '\(name)' 可指 \(quoted.joined(separator: "、"))",
      en: "'\(name)' on the path '\(change.path.text)' may be \(quoted.joined(separator: " or "))",
      hint: Bilingual(
        zh: "请照文件中的写法写出范围，例如 \(keys[0]).\(countKey)",
        en: "name the range as it is written, e.g. \(keys[0]).\(countKey)"))
  }

  /// The entry that the longest run of leading words names, and how many words that are. A member
  /// of a range becomes an entry of its own, a range of one, so that number and title stay.
  static func find(_ words: [String], in entries: inout [YAMLEntry]) -> (Int, Int)? {
    for count in stride(from: words.count, to: 0, by: -1) {
      let name = words.prefix(count).joined(separator: ".")
      if let index = entries.firstIndex(where: { $0.key == name }) { return (index, count) }
      for (index, entry) in entries.enumerated() where entry.key.contains("..") {
        let members = members(of: entry)
        guard let member = members.firstIndex(where: { $0.name == name }) else { continue }
        let parts = split(entry, members, at: member)
        entries.replaceSubrange(index...index, with: parts.entries)
        return (index + parts.index, count)
      }
    }
    return nil
  }

  /// Whether the words begin with a member that a count left out of its range: what is changed in
  /// it changes nothing.
  static func isLeftOut(_ words: [String], of entries: [YAMLEntry]) -> Bool {
    let counted = entries.filter { $0.memberCount != nil }
    return !counted.isEmpty
      && (1...words.count).contains { count in
        let name = words.prefix(count).joined(separator: ".")
        return counted.contains { entry in written(entry).contains { $0.name == name } }
      }
  }

  private static func names(of entry: YAMLEntry) -> [String] { members(of: entry).map(\.name) }

  /// What a key names, however many of them are left.
  private static func written(_ entry: YAMLEntry) -> [(name: String, number: String?)] {
    var entry = entry
    entry.memberCount = nil
    return members(of: entry)
  }

  /// What a key names; what is wrong with it is told when the file is read.
  private static func members(of entry: YAMLEntry) -> [(name: String, number: String?)] {
    var quiet = DiagnosticSink()
    let file = quiet.add(SourceText(path: "", text: ""))
    let range = NameRange(entry.key, count: entry.memberCount, at: .wholeFile(file), &quiet)
    return range?.members ?? []
  }

  /// A member as an entry of its own, between those before and those after it; whom a count left
  /// out stays known as such.
  private static func split(
    _ entry: YAMLEntry, _ members: [(name: String, number: String?)], at index: Int
  ) -> (entries: [YAMLEntry], index: Int) {
    func part(_ members: ArraySlice<(name: String, number: String?)>, count: Int? = nil)
      -> YAMLEntry?
    {
      guard let first = members.first, let last = members.last else { return nil }
      var part = entry
      part.key = first.name + ".." + (last.number ?? "")
      part.memberCount = count
      return part
    }
    let before = part(members[..<index])
    let parts = [
      before, part(members[index...index]), part(members[(index + 1)...]),
      part(written(entry).dropFirst(members.count), count: 0),
    ]
    return (parts.compactMap { $0 }, before == nil ? 0 : 1)
  }
}
