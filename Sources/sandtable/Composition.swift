import Archive
import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator

/// Where the command line meets the layers below: reading, rehearsing and rendering are called here
/// and nowhere else.
enum Composition {
  /// The drill at `path`, or of that name under ./scenarios/drills. Tells every diagnostic on
  /// standard error; throws a wrong or missing file.
  static func drill(_ named: String, in language: Language) throws -> CompiledDrill {
    let path = try drillPath(named)
    let reading = ScenarioReader.drill(at: path)
    tell(reading.diagnostics, in: language)
    guard let drill = reading.drill else {
      throw Failure(
        .files, zh: "\(path) 有误，无法推演", en: "\(path) is wrong and cannot be played")
    }
    return drill
  }

  /// The drill as an archived run was made of it.
  static func drill(of sources: [SourceFile], in language: Language) throws -> CompiledDrill {
    let reading = ScenarioReader.drill(sources: sources)
    guard let drill = reading.drill else {
      tell(reading.diagnostics, in: language)
      throw Failure(
        .machine, zh: "本版本无法再读取该记录当时的文件",
        en: "this version can no longer read the files that the run was made of")
    }
    return drill
  }

  /// Plays the drill once; throws what keeps it from its end, and an interruption.
  static func run(_ drill: CompiledDrill, seed: UInt64, replaying log: DecisionLog?) throws -> Run {
    do {
      let replication = try Signals.holdingOff {
        try Simulation.run(
          drill.model, seed: seed,
          decisions: log.map { .log($0.decisions) } ?? .simulatedPeople,
          while: { !Signals.wasInterrupted })
      }
      if Signals.wasInterrupted { throw RunInterrupted(time: replication.end) }
      // Nothing is written yet: Ctrl-C may end the judging at once.
      return Rehearse.judge(replication, of: drill)
    } catch let error as ReplayMismatch {
      throw Failure(error)
    } catch let error as EndlessFlow {
      throw Failure(error, in: drill)
    } catch let error as RunInterrupted {
      throw Failure(error, in: drill)
    }
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

  static func text(_ run: Run, in language: Language, verbose: Bool) -> String {
    RunText.render(
      run, language: language, width: Terminal.width, colour: Terminal.answersInColour,
      verbose: verbose)
  }

  static func json(_ run: Run) -> String { RunJSON.render(run) }

  /// - Parameter sibling: the file name of the same report in the other language.
  static func page(_ run: Run, in language: Language, sibling: String?) -> String {
    RunPage.render(run, language: language, sibling: sibling)
  }

  /// Tells diagnostics on standard error.
  static func tell(_ diagnostics: [Diagnostic], in language: Language) {
    Streams.tell(DiagnosticText.render(diagnostics, language: language))
  }

  /// `named` when it is a path or ends like one, else the drill of that name, else whatever is
  /// there under the name.
  private static func drillPath(_ named: String) throws -> String {
    let files = FileManager.default
    var isPath = named.contains("/") || named.hasSuffix(".yaml") || named.hasSuffix(".yml")
    let drill = "scenarios/drills/\(named).yaml"
    if !isPath { isPath = !files.fileExists(atPath: drill) && files.fileExists(atPath: named) }
    let path = isPath ? named : drill
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(
        .files, zh: "没有这个文件：\(path)", en: "there is no such file: \(path)",
        detail: isPath ? "" : "sandtable list")
    }
    guard !isFolder.boolValue else {
      throw Failure(
        .files, zh: "\(path) 是文件夹，不是演练文件", en: "\(path) is a folder, not a drill",
        detail: "sandtable list \(path)")
    }
    return path
  }
}
