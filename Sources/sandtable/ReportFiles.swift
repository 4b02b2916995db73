import Foundation
import Rehearsal
import Scenarios

/// The HTML reports of a run in a folder: DRILL-seed-N.LANG.html, one per language.
struct ReportFiles {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  /// Gives the paths written, in the order of the languages.
  func write(_ run: Run) throws -> [String] {
    try Language.allCases.map { language in
      let other = Self.name(of: run, in: language == .zh ? .en : .zh)
      let path = "\(folder)/\(Self.name(of: run, in: language))"
      try OutputFile.write(Composition.page(run, in: language, sibling: other), to: path)
      return path
    }
  }

  private static func name(of run: Run, in language: Language) -> String {
    "\(stem(run)).\(language.rawValue).html"
  }

  /// Letters, digits and hyphens of the drill's name: it comes from a file and becomes a path.
  private static func stem(_ run: Run) -> String {
    let name = run.drill.name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }
    return "\(String(name))-seed-\(run.seed)"
  }
}
