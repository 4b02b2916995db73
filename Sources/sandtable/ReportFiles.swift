import Foundation
import Rehearsal
import Scenarios

/// The HTML reports of a run or a bench in a folder, one per language: DRILL-seed-N.LANG.html, and
/// DRILL-seed-N.bench.LANG.html.
struct ReportFiles {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  /// Gives the paths written, in the order of the languages.
  func write(_ run: Run) throws -> [String] {
    try write(Self.stem(run.drill, seed: run.seed)) {
      Composition.page(run, in: $0, sibling: $1)
    }
  }

  /// Gives the paths written, in the order of the languages.
  func write(_ bench: Bench) throws -> [String] {
    try write(Self.stem(bench.drill, seed: bench.seed) + ".bench") {
      Composition.page(bench, in: $0, sibling: $1)
    }
  }

  private func write(
    _ stem: String, _ page: (_ language: Language, _ sibling: String) -> String
  ) throws -> [String] {
    try Language.allCases.map { language in
      let sibling = "\(stem).\((language == .zh ? Language.en : .zh).rawValue).html"
      let path = "\(folder)/\(stem).\(language.rawValue).html"
      try OutputFile.write(page(language, sibling), to: path)
      return path
    }
  }

  /// Letters, digits and hyphens of the drill's name: it comes from a file and becomes a path.
  private static func stem(_ drill: CompiledDrill, seed: UInt64) -> String {
    let name = drill.name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }
    return "\(String(name))-seed-\(seed)"
  }
}
