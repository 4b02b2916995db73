import Foundation
import Scenarios

/// A file as it was at a revision of the repository around the working folder: `REV:PATH`, as git
/// writes it. Its scenario folder is read from the repository into memory: nothing is written that
/// others could read, or that a signal could leave behind.
struct Revision {
  /// As it was named.
  let text: String
  private let revision: String
  private let path: String

  /// Nothing when the text is a path or a name; a file whose name has a colon is a file.
  init?(_ text: String) {
    guard !FileManager.default.fileExists(atPath: text), let colon = text.firstIndex(of: ":")
    else { return nil }
    self.text = text
    revision = String(text[..<colon])
    path = text[text.index(after: colon)...].split(separator: "/")
      .filter { $0 != "." }.joined(separator: "/")
    guard !revision.isEmpty, !path.isEmpty else { return nil }
  }

  /// The path of a text that names a file at a revision; nil: it names none.
  static func path(in text: String) -> String? { Revision(text)?.path }

  /// A folder at a revision: `REV:FOLDER`, or `REV` for the usual one.
  init(tree text: String, usually usual: String) {
    self.text = text
    let colon = text.firstIndex(of: ":")
    revision = String(text[..<(colon ?? text.endIndex)])
    path = (colon.map { String(text[text.index(after: $0)...]) } ?? usual).split(separator: "/")
      .filter { $0 != "." }.joined(separator: "/")
  }

  /// The files of a folder and of the scenario folder that it is or lies in, by their paths from
  /// the working folder; the folder, with a slash at its end, or empty; and what stands before
  /// them.
  func tree() throws -> (files: [SourceFile], folder: String, shownIn: String) {
    guard !revision.isEmpty, !revision.hasPrefix("-"), !text.contains(":/"), !path.contains("..")
    else { throw refusal("") }
    let entries = try entries()
    let folder = path.isEmpty ? "" : path + "/"
    let root = root(of: folder + "any", among: entries.keys)
    let texts = try texts(of: entries.filter { isWanted($0.key, in: root) })
    let files = texts.keys.sorted().map { SourceFile(path: $0, text: texts[$0] ?? "") }
    return (files, folder, revision + ":")
  }

  /// The files of the scenario folder, the one that is named first, by their paths in it; and what
  /// the folder is called.
  func files() throws -> (files: [SourceFile], shownIn: String) {
    // A revision that begins with a minus would be an option.
    guard !revision.hasPrefix("-"), !text.contains(":/"), !path.contains("..") else {
      throw refusal("")
    }
    let entries = try entries()
    guard entries[path] != nil else { throw refusal("") }
    let root = root(of: path, among: entries.keys)
    let inside = entries.filter { name, _ in isWanted(name, in: root) }
    let texts = try texts(of: inside)
    let files = texts.keys.sorted { ($0 != path ? 1 : 0, $0) < ($1 != path ? 1 : 0, $1) }
      .map { SourceFile(path: String($0.dropFirst(root.utf8.count)), text: texts[$0] ?? "") }
    guard files.first.map({ root + $0.path }) == path else { throw refusal("") }
    return (files, "\(revision):\(root)")
  }

  private struct Entry {
    var object: String
    var isLink: Bool
  }

  /// What is below the working folder at the revision, by path; of files that are too large to be
  /// ours, nothing.
  private func entries() throws -> [String: Entry] {
    let listing = try git(["ls-tree", "-r", "-l", "-z", revision])
    var entries: [String: Entry] = [:]
    for line in listing.split(separator: 0) {
      // 100644 blob OBJECT SIZE<tab>PATH
      guard let tab = line.firstIndex(of: 0x09),
        let name = String(validating: line[(tab + 1)...], as: UTF8.self)
      else { continue }
      let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
      guard words.count == 4, words[1] == "blob", let size = Int(words[3]), size <= Self.sizeLimit
      else { continue }
      entries[name] = Entry(object: String(words[2]), isLink: words[0] == "120000")
    }
    return entries
  }

  private static let sizeLimit = 16 << 20

  /// The nearest folder above the file that has `platforms` or `drills` in it, else the file's own;
  /// with a slash at its end, or empty.
  private func root(of path: String, among names: some Sequence<String>) -> String {
    let names = Array(names)
    let own = path.split(separator: "/").dropLast()
    for count in stride(from: own.count, through: 0, by: -1) {
      let folder = own.prefix(count).map { $0 + "/" }.joined()
      let marks = ["platforms", "drills"].map { "\(folder)\($0)/" }
      if names.contains(where: { name in marks.contains { name.hasPrefix($0) } }) { return folder }
    }
    return own.map { $0 + "/" }.joined()
  }

  private func isWanted(_ name: String, in root: String) -> Bool {
    guard name != path else { return true }
    let words = name.dropFirst(root.count).split(separator: "/")
    return name.hasPrefix(root) && words.allSatisfy { !$0.hasPrefix(".") }
      && FileKind.endings.contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// The texts of files; what is none is left out, and links are followed within them.
  private func texts(of entries: [String: Entry]) throws -> [String: String] {
    let names = entries.keys.sorted()
    let asked = names.compactMap { entries[$0]?.object }.map { $0 + "\n" }.joined()
    let answer = try git(["cat-file", "--batch"], input: Data(asked.utf8))
    var texts: [String: String] = [:]
    var rest = answer[...]
    for name in names {
      // OBJECT blob SIZE<line feed>CONTENT<line feed>
      guard let end = rest.firstIndex(of: 0x0A),
        let size = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last
          .flatMap({ Int($0) }), rest.count > end + 1 - rest.startIndex + size
      else { throw refusal("") }
      texts[name] = String(validating: rest[(end + 1)..<(end + 1 + size)], as: UTF8.self)
      rest = rest[(end + 2 + size)...]
    }
    let links = entries.filter(\.value.isLink)
    guard !links.isEmpty else { return texts }
    let targets = links.compactMapValues(\.object).keys.reduce(into: [String: String]()) {
      $0[$1] = texts[$1]
    }
    return texts.reduce(into: [:]) { $0[$1.key] = Self.follow($1.key, targets, texts) }
  }

  private static func follow(
    _ name: String, _ targets: [String: String], _ texts: [String: String]
  ) -> String? {
    var name = name
    for _ in 0..<40 {
      guard let target = targets[name] else { return texts[name] }
      let folder = name.split(separator: "/").dropLast().joined(separator: "/")
      guard let next = ScenarioReader.path(target, from: folder) else { return nil }
      name = next
    }
    return nil
  }

  private func git(_ words: [String], input: Data = Data()) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + words
    let (given, told, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = told
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw refusal("")
    }
    // Beside the reading below: neither waits for the other.
    let writer = Thread {
      try? given.fileHandleForWriting.write(contentsOf: input)
      try? given.fileHandleForWriting.close()
    }
    writer.start()
    let answer = told.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if Signals.wasInterrupted { throw Exit.interrupted }
    guard process.terminationStatus == 0 else {
      throw refusal(String(decoding: complaint.prefix(500), as: UTF8.self))
    }
    return answer
  }

  /// - Parameter detail: git's own words.
  private func refusal(_ detail: String) -> Failure {
    Failure(
      .files, zh: "版本库中取不出 \(revision):\(path)",
      en: "\(revision):\(path) cannot be had from the repository",
      detail: detail.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
