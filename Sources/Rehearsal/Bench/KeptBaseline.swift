import EventKernel
import Scenarios
import Scoring
import Simulator
import Statistics

/// A baseline as its file has it, of which anything may be wrong.
struct KeptBaseline: Decodable {
  struct Origin: Decodable {
    var sandtable: String
    var drill: String
    var digest: String
    var seed: String
    var runs: Int
  }

  struct File: Decodable {
    var path: String
    var digest: String
  }

  struct Figure: Decodable {
    var name: String
    var unit: String
    var asks: String?
    var question: KeptQuestion?
    var whole: Double?
    var sections: [Double?]
  }

  var of: Origin
  var files: [File]
  var figures: [Figure]
}

extension KeptBaseline.Figure {
  /// Values of runs are whole numbers of 64 bits, so their ratios are no greater: differences and
  /// squares of what is read stay numbers.
  fileprivate var isOfWholeNumbers: Bool {
    (sections + [whole]).allSatisfy { ($0?.magnitude ?? 0) <= 0x1p63 }
  }

  /// nil: it is none that this version wrote.
  fileprivate var entry: Baseline.Entry? {
    let counts = [SectionedRatio.sectionCount, FigureAccumulator.quantileSections]
    guard counts.contains(sections.count), isOfWholeNumbers else { return nil }
    var entry = Baseline.Entry(
      name: name, unit: unit, asks: asks, value: SectionedValue(whole: whole, sections: sections))
    let objective = FigureName.objective
    guard name.hasPrefix(objective) else { return question == nil ? entry : nil }
    guard let judged = question?.judged(name: String(name.dropFirst(objective.count))) else {
      return nil
    }
    entry.judged = judged
    return entry
  }
}

extension Baseline {
  /// nil: something in it is none that this version wrote.
  init?(_ kept: KeptBaseline) {
    let entries = kept.figures.compactMap(\.entry)
    guard let seed = UInt64(kept.of.seed), (1...BenchPlan.greatest).contains(kept.of.runs),
      entries.count == kept.figures.count, Set(entries.map(\.name)).count == entries.count
    else { return nil }
    self.init(
      version: kept.of.sandtable, drill: kept.of.drill, digest: kept.of.digest, seed: seed,
      runs: kept.of.runs, files: kept.files.map { File(path: $0.path, digest: $0.digest) },
      entries: entries)
  }
}
