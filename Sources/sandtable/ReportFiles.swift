import Foundation
import Rehearsal
import Scenarios

/// The HTML reports of a run, a bench, a sweep or a comparison in a folder, one per language:
/// DRILL-seed-N.LANG.html, DRILL-seed-N.bench.LANG.html, DRILL-seed-N.sweep.PATH.LANG.html and
/// DRILL-seed-N.compare.LANG.html.
struct ReportFiles {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  /// What `write` of a run would write.
  func paths(of drill: CompiledDrill, seed: UInt64) -> [String] {
    paths(Self.stem(drill, seed: seed))
  }

  /// What `write` of a bench would write.
  func paths(ofBench drill: CompiledDrill, seed: UInt64) -> [String] {
    paths(Self.stem(drill, seed: seed) + ".bench")
  }

  /// What `write` of a sweep would write.
  func paths(ofSweep path: String, _ drill: CompiledDrill, seed: UInt64) -> [String] {
    paths(Self.sweepStem(path, drill, seed: seed))
  }

  /// What `write` of a comparison would write.
  func paths(ofComparison drill: CompiledDrill, seed: UInt64) -> [String] {
    paths(Self.stem(drill, seed: seed) + ".compare")
  }

  private func paths(_ stem: String) -> [String] { Language.allCases.map { path(stem, $0) } }

  private func path(_ stem: String, _ language: Language) -> String {
    "\(folder)/\(stem).\(language.rawValue).html"
  }

  /// Gives the paths written, in the order of the languages.
  func write(_ run: Run) throws -> [String] {
    try write(Self.stem(run.drill, seed: run.seed)) {
      Composition.page(run, in: $0, sibling: $1)
    }
  }

  /// Gives the paths written, in the order of the languages.
  ///
  /// - Parameter comparison: what the bench is compared with.
  func write(_ bench: Bench, _ comparison: Comparison?) throws -> [String] {
    try write(Self.stem(bench.drill, seed: bench.seed) + ".bench") {
      Composition.page(bench, comparison, in: $0, sibling: $1)
    }
  }

  /// Gives the paths written, in the order of the languages; none where no value was played.
  func write(_ sweep: Sweep) throws -> [String] {
    guard let bench = sweep.points.first?.bench else { return [] }
    return try write(Self.sweepStem(sweep.path, bench.drill, seed: bench.seed)) {
      Composition.page(sweep, in: $0, sibling: $1)
    }
  }

  /// Gives the paths written, in the order of the languages.
  func write(_ comparison: Comparison) throws -> [String] {
    let bench = comparison.after
    return try write(Self.stem(bench.drill, seed: bench.seed) + ".compare") {
      Composition.page(comparison, in: $0, sibling: $1)
    }
  }

  /// Of a sweep's path, so that the name of the file is one that file systems bear.
  private static let pathLimit = 40

  private func write(
    _ stem: String, _ page: (_ language: Language, _ sibling: String) -> String?
  ) throws -> [String] {
    try Language.allCases.compactMap { language in
      let sibling = "\(stem).\((language == .zh ? Language.en : .zh).rawValue).html"
      let path = path(stem, language)
      guard let page = page(language, sibling) else { return nil }
      try OutputFile.write(page, to: path)
      return path
    }
  }

  /// Letters, digits and hyphens of the drill's name: it comes from a file and becomes a path.
  private static func stem(_ drill: CompiledDrill, seed: UInt64) -> String {
    "\(words(drill.name))-seed-\(seed)"
  }

  private static func sweepStem(_ path: String, _ drill: CompiledDrill, seed: UInt64) -> String {
    stem(drill, seed: seed) + ".sweep." + words(String(path.prefix(pathLimit)))
  }

  private static func words(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
  }
}
