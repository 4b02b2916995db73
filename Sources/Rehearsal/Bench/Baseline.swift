import EventKernel
import Scenarios
import Scoring
import Statistics

/// What a drill's figures came to at some time, and what its objectives asked then, kept beside the
/// drill to be compared with later: a small file with a line for each.
package struct Baseline: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var unit: String
    /// What the values are of, where the name does not say it all.
    package var asks: String?
    package var value: SectionedValue
    /// Of an objective: what it asked, and what it came to.
    package var judged: JudgedObjective?

    /// Whether an earlier one is of the same.
    func isOf(_ earlier: Entry) -> Bool { unit == earlier.unit && asks == earlier.asks }
  }

  /// A file that the drill was made of.
  package struct File: Hashable, Sendable {
    /// From the scenario folder.
    package var path: String
    package var digest: String

    package init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }

    init(_ source: SourceFile) {
      self.init(path: source.path, digest: KeptLines.digest(source.text))
    }
  }

  package var version: String
  package var drill: String
  /// Of the drill's files.
  package var digest: String
  package var seed: UInt64
  package var runs: Int
  /// The drill first.
  package var files: [File]
  /// In the order of the bench.
  package var entries: [Entry]

  package init(_ bench: Bench) {
    version = bench.version
    drill = bench.drill.name
    digest = bench.drill.digest
    seed = bench.seed
    runs = bench.done
    files = bench.drill.sources.map { File($0) }
    let verdicts = bench.verdicts
    entries = zip(bench.figures, bench.sums.figures).map { figure, sum in
      var judged: JudgedObjective?
      if case .objective(let row) = figure.subject {
        let objective = bench.drill.objectives[row]
        judged = JudgedObjective(
          name: objective.name, question: ObjectiveQuestion(objective, in: bench.drill),
          outcome: verdicts[row].outcome)
      }
      return Entry(
        name: figure.name(in: bench.drill), unit: figure.unit.rawValue,
        asks: figure.definition(in: bench.drill), value: sum.sectioned, judged: judged)
    }
  }

  /// - Parameter files: the drill first.
  init(
    version: String, drill: String, digest: String, seed: UInt64, runs: Int, files: [File],
    entries: [Entry]
  ) {
    self.version = version
    self.drill = drill
    self.digest = digest
    self.seed = seed
    self.runs = runs
    self.files = files
    self.entries = entries
  }

  /// Its objectives, in their order.
  package var objectives: [JudgedObjective] { entries.compactMap(\.judged) }
}

/// Why a file is no baseline, or none of a drill.
package enum BaselineError: Error, Hashable, Sendable {
  /// Nothing in it, or no figure.
  case empty
  /// Not a file of this kind, or a broken one.
  case unreadable
  /// Its first line that is not as it was written.
  case edited(line: Int)
  /// Of an earlier format, which kept less.
  case older(format: Int)
  /// Of a format that this version does not know.
  case format(Int)
  /// Of the drill of that name, not of the one that is wanted.
  case otherDrill(String, wanted: String)
}
