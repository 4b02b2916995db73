import Foundation

extension ScenarioReader {
  /// What came of reading many drills.
  package struct DrillsReading: Sendable {
    /// Those that are right, in the order of reading.
    package fileprivate(set) var drills: [CompiledDrill] = []
    /// Of each file after the other; of a file that is found in a folder, what is wrong with it
    /// comes first.
    package fileprivate(set) var diagnostics: [Diagnostic] = []
    /// A drill is wrong, and is not there.
    package fileprivate(set) var isWrong = false
    /// As diagnostics name them; a file that several drills use is there several times.
    package fileprivate(set) var filesRead: [String] = []
    /// The first of the paths under which there is nothing; no drill is read then.
    package fileprivate(set) var missing: String?
  }

  /// Reads drills, and those of folders.
  package static func drills(at paths: [String]) -> DrillsReading {
    var all = DrillsReading()
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        all.missing = path
        return all
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      let listing = list(folder: path)
      // What is wrong with a drill's own file; what it uses is looked at below.
      let errors = listing.diagnostics.filter { $0.severity == .error }
      all.diagnostics += errors
      all.isWrong = all.isWrong || !errors.isEmpty
      files += listing.drills.map(\.path)
    }
    for file in files {
      let reading = drill(at: file)
      all.diagnostics += reading.diagnostics
      all.filesRead += reading.filesRead
      if let drill = reading.drill { all.drills.append(drill) } else { all.isWrong = true }
    }
    return all
  }
}
