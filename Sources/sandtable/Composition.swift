import Archive
import EventKernel
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator

/// Where the command line meets the layers below: drills are read and results rendered here and
/// nowhere else. What is done with them is asked of `Rehearse`.
enum Composition {
  /// The drill at `path`, or of that name under ./scenarios/drills. Tells every diagnostic on
  /// standard error; throws a wrong or missing file.
  ///
  /// - Parameters:
  ///   - settings: changes beside the drill's own.
  ///   - files: gets what was read.
  static func drill(
    _ named: String, settings: String? = nil, in language: Language,
    reading files: inout NamedFiles
  ) throws -> CompiledDrill {
    let path = try drillPath(named)
    let reading = ScenarioReader.drill(at: path, settings: settings)
    files.reads(reading.filesRead)
    return try drill(of: reading, at: path, in: language)
  }

  /// The drill as it was at a revision.
  static func drill(of revision: Revision, in language: Language) throws -> CompiledDrill {
    let (files, shownIn) = try revision.files()
    let reading = ScenarioReader.drill(sources: files, shownIn: shownIn)
    return try drill(of: reading, at: revision.text, in: language)
  }

  private static func drill(
    of reading: ScenarioReader.Reading, at path: String, in language: Language
  ) throws -> CompiledDrill {
    tell(reading.diagnostics, in: language)
    guard let drill = reading.drill else {
      throw Failure(
        .files, zh: "\(path) 有误，无法推演", en: "\(path) is wrong and cannot be played")
    }
    return drill
  }

  /// The drills of files and folders; without any, of the validation folder of the scenarios. Tells
  /// every diagnostic on standard error; throws when one of them is an error.
  static func drills(
    _ paths: [String], in language: Language, reading files: inout NamedFiles
  ) throws -> [CompiledDrill] {
    let roots = paths.isEmpty ? ["\(ScenarioFolder.path)/validation"] : paths
    let reading = ScenarioReader.drills(at: roots)
    files.reads(reading.filesRead)
    tell(reading.diagnostics, in: language)
    if let missing = reading.missing {
      throw Failure(
        .files, zh: "没有这个文件或文件夹：\(missing)", en: "there is no such file or folder: \(missing)")
    }
    guard !reading.isWrong else {
      throw Failure(.files, zh: "文件有误，没有比较", en: "files are wrong; nothing was compared")
    }
    return reading.drills
  }

  /// The drill as an archived run was made of it.
  private static func drill(
    of sources: [SourceFile], in language: Language
  ) throws -> CompiledDrill {
    let reading = ScenarioReader.drill(sources: sources)
    guard let drill = reading.drill else {
      tell(reading.diagnostics, in: language)
      throw Failure(
        .machine, zh: "本版本无法再读取该记录当时的文件",
        en: "this version can no longer read the files that the run was made of")
    }
    return drill
  }

  /// A kept run as it was, judged again. Throws when its files no longer make the same tables.
  static func run(of kept: ArchivedRun, in language: Language) throws -> Run {
    let drill = try drill(of: kept.sources, in: language)
    guard drill.digest == kept.summary.digest, kept.replication.fits(drill.model) else {
      throw Failure(
        .machine, zh: "第 \(kept.summary.id) 号记录由版本 \(kept.summary.version) 写成，与本版本读出的文件不符",
        en:
          "run \(kept.summary.id) was made by version \(kept.summary.version), and does not fit its files as this version reads them"
      )
    }
    return Rehearse.judge(kept.replication, of: drill, version: kept.summary.version)
  }

  /// What a scenario file says, in brief. The names in a drill are given in words where the files
  /// that it uses can be read.
  static func description(_ document: ScenarioDocument, at path: String, in language: Language)
    -> String
  {
    var drill: CompiledDrill?
    if case .drill = document { drill = ScenarioReader.drill(at: path).drill }
    return DescriptionText.render(
      document, path: path, compiled: drill, language: language, width: Terminal.width,
      colour: Terminal.answersInColour)
  }

  /// Tells diagnostics on standard error.
  static func tell(_ diagnostics: [Diagnostic], in language: Language) {
    Streams.tell(DiagnosticText.render(diagnostics, language: language))
  }

  /// `named` when it is a path or ends like one, else the drill of that name, else whatever is
  /// there under the name.
  static func drillPath(_ named: String) throws -> String {
    let files = FileManager.default
    let folder = ScenarioFolder.path
    let drill = "\(folder)/drills/\(named).yaml"
    var isPath = named.contains("/") || named.hasSuffix(".yaml") || named.hasSuffix(".yml")
    if !isPath { isPath = !files.fileExists(atPath: drill) && files.fileExists(atPath: named) }
    let path = isPath ? named : drill
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
      guard !named.unicodeScalars.contains("\u{FFFD}") else {
        throw Failure(
          .files, zh: "\(named) 的名称不是 UTF-8，无法读取", en: "the name of \(named) is not UTF-8")
      }
      throw isPath
        ? Failure(.files, zh: "没有这个文件：\(named)", en: "there is no such file: \(named)")
        : unknownDrill(named, folder)
    }
    guard !isFolder.boolValue else {
      throw Failure(
        .files, zh: "\(path) 是文件夹，不是演练文件", en: "\(path) is a folder, not a drill",
        detail: "sandtable list \(path)")
    }
    return path
  }

  private static func unknownDrill(_ named: String, _ folder: String) -> Failure {
    guard ScenarioFolder.isFolder(folder) else {
      let installed = ScenarioFolder.installed ?? ""
      return Failure(
        .files, zh: "没有名为 \(named) 的演练：这里没有 scenarios 文件夹，\(installed) 也不存在",
        en: "there is no drill named \(named): no folder scenarios here, and none at \(installed)")
    }
    return Failure(
      .files, zh: "\(folder)/drills 中没有名为 \(named) 的演练",
      en: "there is no drill named \(named) in \(folder)/drills",
      detail: NearestName.hint(named, in: ScenarioFolder.names(in: "drills")) ?? Bilingual(""))
  }
}
