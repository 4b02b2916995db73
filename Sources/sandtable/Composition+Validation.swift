import Foundation
import Rehearsal
import Reports
import Scenarios
import Simulator

/// Known values: reading, rehearsing and rendering.
extension Composition {
  /// The drills of files and folders; without any, of the validation folder of the scenarios. Tells
  /// every diagnostic on standard error; throws when one of them is an error.
  static func drillsToValidate(
    _ paths: [String], in language: Language
  ) throws -> [CompiledDrill] {
    let roots = paths.isEmpty ? ["\(ScenarioFolder.path)/validation"] : paths
    var files: [String] = []
    var isWrong = false
    for root in roots {
      guard FileManager.default.fileExists(atPath: root) else {
        throw Failure(
          .files, zh: "没有这个文件或文件夹：\(root)", en: "there is no such file or folder: \(root)")
      }
      guard ScenarioFolder.isFolder(root) else {
        files.append(root)
        continue
      }
      let listing = ScenarioReader.list(folder: root)
      // What is wrong with a drill's own file; what it uses is looked at below.
      tell(listing.diagnostics.filter { $0.severity == .error }, in: language)
      isWrong = isWrong || listing.diagnostics.contains { $0.severity == .error }
      files += listing.drills.map(\.path)
    }
    var drills: [CompiledDrill] = []
    for file in files {
      let reading = ScenarioReader.drill(at: file)
      tell(reading.diagnostics, in: language)
      if let drill = reading.drill { drills.append(drill) } else { isWrong = true }
    }
    guard !isWrong else {
      throw Failure(.files, zh: "文件有误，没有比较", en: "files are wrong; nothing was compared")
    }
    return drills
  }

  /// Runs a drill of a plan and judges what was known of it; nothing when it was stopped. Throws
  /// what keeps it from its end.
  static func validated(
    _ item: ValidationPlan.Item, among cases: Int, seed: UInt64, threads: Int,
    while mayGoOn: (Int) -> Bool
  ) throws -> ValidatedDrill? {
    do {
      return try Rehearse.validate(
        item, among: cases, seed: seed, threads: threads, while: mayGoOn)
    } catch let error as EndlessFlow {
      throw Failure(error, in: item.drill)
    }
  }

  static func text(_ validation: Validation, in language: Language) -> String {
    ValidationText.render(
      validation, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ validation: Validation) -> String { ValidationJSON.render(validation) }

  /// - Parameter command: what writes the page again.
  static func markdown(_ validation: Validation, command: String) -> String {
    ValidationMarkdown.render(validation, command: command)
  }
}
