import EventKernel
import Simulator

/// The way from files to a compiled drill: reads, checks and compiles, and tells everything that is
/// wrong at once.
package enum ScenarioReader {
  /// What came of reading one drill.
  package struct Reading: Sendable {
    /// nil when there are errors.
    package let drill: CompiledDrill?
    /// By file, line, column, rule.
    package let diagnostics: [Diagnostic]
    /// As diagnostics name them, in the order of reading.
    package let filesRead: [String]
  }

  /// What came of checking files and folders.
  package struct CheckReading: Sendable {
    package let diagnostics: [Diagnostic]
    /// In the order of reading, each once.
    package let filesRead: [String]
  }

  /// A drill as a list shows it.
  package struct Summary: Sendable {
    package let path: String
    package let name: String
    package let title: Bilingual
    package let event: EmergencyClass?
    package let start: CivilTime
    package let horizon: TimeSpan
  }

  package struct Listing: Sendable {
    package let drills: [Summary]
    package let diagnostics: [Diagnostic]
  }

  /// Reads a drill from disk. It may use files of its scenario folder only: the nearest folder
  /// above it that holds `platforms` or `drills`.
  ///
  /// - Parameter settings: changes beside the drill's own, as YAML like its `changes`, and of the
  ///   drill's file itself, by paths that begin with `drill`; kept among its sources.
  package static func drill(at path: String, settings: String? = nil) -> Reading {
    var store = SourceStore(holding: path)
    store.settings = settings
    guard let inside = store.path(of: path) else {
      return outside(path)
    }
    return reading(DrillReading(store), inside, named: path)
  }

  /// Reads a drill from texts that were kept, the drill first; gives what the files gave.
  ///
  /// - Parameter folder: what stands before their paths in diagnostics.
  package static func drill(sources: [SourceFile], shownIn folder: String = "") -> Reading {
    guard let first = sources.first else {
      return Reading(drill: nil, diagnostics: [], filesRead: [])
    }
    let store = SourceStore(sources, shownIn: folder)
    return reading(DrillReading(store), first.path, named: folder + first.path)
  }

  /// The path that a text such as `../flows` means in a file of that folder; nil when it is no path
  /// within.
  package static func path(_ reference: String, from folder: String) -> String? {
    ScenarioPath.resolve(reference, from: folder)
  }

  private static func reading(_ reader: DrillReading, _ path: String, named name: String) -> Reading
  {
    var reader = reader
    let drill = reader.compile(path, named: name)
    return Reading(
      drill: drill, diagnostics: reader.sink.sorted(),
      filesRead: reader.store.opened.map { reader.sink.sources[$0.file].path })
  }

  static func outside(_ path: String) -> Reading {
    var sink = DiagnosticSink()
    let file = sink.add(SourceText(path: path, text: ""))
    let refusal = SourceStore.outside(path)
    sink.error(
      refusal.rule, .wholeFile(file), zh: refusal.message.zh, en: refusal.message.en,
      hint: refusal.hint)
    return Reading(drill: nil, diagnostics: sink.sorted(), filesRead: [])
  }
}

extension ScenarioReader {
  /// Checks files, and folders with everything in them: every file by itself, and every drill with
  /// all that it uses. What could not be looked at is told, too: silence means that all is read.
  package static func check(paths: [String]) -> CheckReading {
    var found: Set<Diagnostic> = []
    var diagnostics: [Diagnostic] = []
    var filesRead: [String] = []
    let walk = FolderWalk(paths)
    for path in walk.files {
      let store = SourceStore(holding: path)
      let reading: Reading
      if let inside = store.path(of: path) {
        var reader = DrillReading(store)
        reader.check(inside, named: path)
        reading = Reading(
          drill: nil, diagnostics: reader.sink.sorted(),
          filesRead: reader.store.opened.map { reader.sink.sources[$0.file].path })
      } else {
        reading = outside(path)
      }
      // A file that several drills use is told of once.
      diagnostics += reading.diagnostics.filter { found.insert($0).inserted }
      for file in reading.filesRead where !filesRead.contains(file) { filesRead.append(file) }
    }
    return CheckReading(
      diagnostics: DiagnosticSink.ordered(diagnostics + walk.diagnostics), filesRead: filesRead)
  }

  /// The drills of a folder, by path; what is wrong with their own files, but not with those they
  /// use.
  package static func list(folder: String) -> Listing {
    var drills: [Summary] = []
    var diagnostics: [Diagnostic] = []
    let walk = FolderWalk([folder])
    for path in walk.files where ScenarioPath.ending(path) != "bpmn" {
      let store = SourceStore(holding: path)
      guard let inside = store.path(of: path) else { continue }
      var reader = DrillReading(store)
      guard reader.isDrill(inside) else { continue }
      let drill = reader.description(inside, named: path)
      diagnostics += reader.sink.sorted()
      guard let drill, !reader.sink.hasErrors else { continue }
      drills.append(
        Summary(
          path: path, name: drill.name.text, title: drill.title, event: drill.event,
          start: drill.start, horizon: drill.horizon))
    }
    // A folder without drills is an answer, not a mistake.
    diagnostics += walk.diagnostics.filter { $0.rule != .missingFile }
    return Listing(drills: drills, diagnostics: DiagnosticSink.ordered(diagnostics))
  }
}
