import Archive
import EventKernel
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
  ///
  /// - Parameter settings: changes beside the drill's own.
  static func drill(
    _ named: String, settings: String? = nil, in language: Language
  ) throws -> CompiledDrill {
    let path = try drillPath(named)
    let reading = ScenarioReader.drill(at: path, settings: settings)
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

  /// The entries of a record that are judged after Ctrl-C, within about a second; a year has some
  /// ninety thousand. Beyond, whoever wants to stop would wait for the judgement.
  private static let partialLimit = 100_000

  /// Plays the drill once; throws what keeps it from its end. After an interruption the run is
  /// partial, or, when it is a long one, the interruption is thrown.
  static func run(_ drill: CompiledDrill, seed: UInt64, replaying log: DecisionLog?) throws -> Run {
    do {
      let replication = try Signals.holdingOff {
        try Simulation.run(
          drill.model, seed: seed,
          decisions: log.map { .log($0.decisions) } ?? .simulatedPeople,
          while: { !Signals.wasInterrupted })
      }
      // Nothing is written yet: Ctrl-C may end the judging at once.
      return Rehearse.judge(replication, of: drill)
    } catch let error as ReplayMismatch {
      throw Failure(error)
    } catch let error as EndlessFlow {
      throw Failure(error, in: drill)
    } catch let error as TooManyEvents {
      throw failure(error, drill)
    } catch let error as RunInterrupted {
      guard error.partial.entries.count <= partialLimit else { throw Failure(error, in: drill) }
      var run = Rehearse.judge(error.partial, of: drill)
      run.isPartial = true
      return run
    }
  }

  static func failure(_ excess: TooManyEvents, _ drill: CompiledDrill) -> Failure {
    let when = drill.start.adding(excess.time - .zero)
    let most = excess.mostOften.map(Terms.word)
    return Failure(
      .files,
      zh: "演练 '\(drill.name)' 产生的事件超过 \(excess.limit) 个，推演到 \(when) 即停止"
        + (most.map { "；记录中最多的是“\($0.zh)”" } ?? "")
        + "：请检查 calls、false alarms、spreads 的速率、故障的 every、流程中的循环",
      en: "the drill '\(drill.name)' would make more than \(excess.limit) events; it was stopped at"
        + " \(when)" + (most.map { ", and most of its record is '\($0.en)'" } ?? "")
        + ": look at the rates of calls, false alarms and spreads, at what fails every so often, and"
        + " at the loops of flows")
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
  static func drillPath(_ named: String) throws -> String {
    let files = FileManager.default
    let folder = ScenarioFolder.path
    let drill = "\(folder)/drills/\(named).yaml"
    var isPath = named.contains("/") || named.hasSuffix(".yaml") || named.hasSuffix(".yml")
    if !isPath { isPath = !files.fileExists(atPath: drill) && files.fileExists(atPath: named) }
    let path = isPath ? named : drill
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
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
