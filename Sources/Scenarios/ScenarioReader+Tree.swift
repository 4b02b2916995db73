import Foundation

/// A drill of a tree of files, with where it lies.
package struct TreeDrill: Sendable {
  /// As diagnostics name it.
  package var path: String
  /// Within the tree: by it a drill is known in another one.
  package var inside: String
  package var drill: CompiledDrill

  package init(path: String, inside: String, drill: CompiledDrill) {
    self.path = path
    self.inside = inside
    self.drill = drill
  }
}

extension ScenarioReader {
  /// What came of reading all drills of a tree.
  package struct TreeReading: Sendable {
    /// By path within the tree.
    package fileprivate(set) var drills: [TreeDrill] = []
    /// Each once, by file and line.
    package fileprivate(set) var diagnostics: [Diagnostic] = []
    /// As diagnostics name them.
    package fileprivate(set) var filesRead: Set<String> = []

    /// A drill is wrong, and is not there.
    package var isWrong: Bool { diagnostics.contains { $0.severity == .error } }

    fileprivate mutating func add(_ reading: Reading, _ path: String, inside: String) {
      diagnostics += reading.diagnostics
      filesRead.formUnion(reading.filesRead)
      guard let drill = reading.drill else { return }
      drills.append(TreeDrill(path: path, inside: inside, drill: drill))
    }

    fileprivate var inOrder: TreeReading {
      var reading = self
      reading.diagnostics = DiagnosticSink.ordered(Array(Set(diagnostics)))
      reading.drills.sort { $0.inside < $1.inside }
      return reading
    }
  }

  /// Reads all drills of a folder.
  package static func tree(folder: String) -> TreeReading {
    var tree = TreeReading()
    let listing = list(folder: folder)
    tree.diagnostics = listing.diagnostics
    let prefix = ScenarioPath.join(folder, "")
    for summary in listing.drills {
      let path = summary.path
      let inside = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
      tree.add(drill(at: path), path, inside: inside)
    }
    // A file that cannot be read is no drill, and a wrong drill hides what is wrong with what it
    // uses: all files are looked at.
    let drills = Set(listing.drills.map(\.path))
    let rest = tree.isWrong ? [folder] : FolderWalk([folder]).files.filter { !drills.contains($0) }
    if !rest.isEmpty {
      let found = check(paths: rest).diagnostics
      tree.diagnostics += tree.isWrong ? found : found.filter { $0.severity == .error }
    }
    return tree.inOrder
  }

  /// Reads the drills of texts, of a tree that is not on the disk.
  ///
  /// - Parameters:
  ///   - folder: that the drills are to lie in, with a slash at its end, or empty; what they use
  ///     may lie beside it.
  ///   - name: what stands before their paths in diagnostics.
  package static func tree(
    files: [SourceFile], in folder: String, shownIn name: String
  ) -> TreeReading {
    var tree = TreeReading()
    let reader = DrillReading(SourceStore(files))
    let paths = files.map(\.path)
    var folders: [String: [SourceFile]] = [:]
    for file in files where file.path.hasPrefix(folder) {
      guard reader.isDrill(file.path) else {
        tree.diagnostics += errors(in: file.path, files, shownIn: name)
        continue
      }
      let root = root(of: file.path, among: paths)
      let inside =
        folders[root]
        ?? files.filter { $0.path.hasPrefix(root) }.map {
          SourceFile(path: String($0.path.dropFirst(root.count)), text: $0.text)
        }
      folders[root] = inside
      let own = SourceFile(path: String(file.path.dropFirst(root.count)), text: file.text)
      tree.add(
        drill(sources: [own] + inside.filter { $0.path != own.path }, shownIn: name + root),
        name + file.path, inside: String(file.path.dropFirst(folder.count)))
    }
    return tree.inOrder
  }

  /// What is wrong with a file that is no drill, by which it may have been one.
  private static func errors(
    in path: String, _ files: [SourceFile], shownIn name: String
  ) -> [Diagnostic] {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return [] }
    var reader = DrillReading(SourceStore(files))
    reader.check(path, named: name + path)
    return reader.sink.sorted().filter { $0.severity == .error }
  }

  /// The scenario folder that a file lies in: the nearest above it with `platforms` or `drills` in
  /// it, else its own; with a slash at its end, or empty.
  private static func root(of path: String, among paths: [String]) -> String {
    let own = path.split(separator: "/").dropLast()
    for count in stride(from: own.count, through: 0, by: -1) {
      let folder = own.prefix(count).map { $0 + "/" }.joined()
      let marks = ["platforms/", "drills/"].map { folder + $0 }
      if paths.contains(where: { name in marks.contains { name.hasPrefix($0) } }) { return folder }
    }
    return own.map { $0 + "/" }.joined()
  }
}
