import EventKernel
import Foundation
import Rehearsal
import Scenarios

/// Runs drills of a folder with one mutant switched on, and prints a line for each known value:
/// drill, name, verdict, expected, estimate, the half-width as a share of what is expected, and the
/// unit, with tabs between.
///
///     mutant-runner NUMBER THREADS FOLDER DRILL[=REPLICATIONS]...
///
/// 0 is no mutant, and no drill means all of them. Known values are judged as those of the whole
/// folder are, whichever drills are run.
@main
enum Runner {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count > 3, let number = Int(words[1]), let threads = Int(words[2]) else {
      throw Unusable(words: "usage: mutant-runner NUMBER THREADS FOLDER DRILL...")
    }
    let drills = try ScenarioReader.list(folder: words[3]).drills.map { listed in
      guard let drill = ScenarioReader.drill(at: listed.path).drill else {
        throw Unusable(words: "\(listed.path) cannot be read")
      }
      return drill
    }
    let plan = try ValidationPlan(drills, replications: nil, withSlow: false)
    let items = try words.count > 4 ? words.dropFirst(4).map { try plan.item($0) } : plan.items
    // Reading is done: what is mutated from here on is what is run.
    Mutant.current = number
    for item in items {
      let began = ContinuousClock.now
      guard
        let found = try Rehearse.validate(
          item, among: plan.caseCount, seed: 1, threads: threads, while: { _ in true })
      else { continue }
      for known in found.cases { print(line(known, of: found.name)) }
      print(["took", found.name, "\((ContinuousClock.now - began) / .seconds(1))"].tabbed)
      fflush(nil)
    }
  }

  private static func line(_ known: ValidatedCase, of drill: String) -> String {
    let (scale, unit) = scale(of: known.estimate.unit)
    let estimate = known.estimate.value.map { "\($0 / scale)" } ?? "-"
    let half = known.relativeHalfWidth.map { "\($0)" } ?? "-"
    return [
      "known", drill, known.name, known.verdict.rawValue, "\(known.expected / scale)", estimate,
      half,
      unit,
    ].tabbed
  }

  /// What a page gives a unit in: hours, not microseconds.
  private static func scale(of unit: MeasureUnit) -> (Double, String) {
    switch unit {
    case .time: (3.6e9, " h")
    case .timeSquared: (3.6e9 * 3.6e9, " h²")
    case .share, .level: (1, "")
    }
  }
}

extension ValidationPlan {
  /// A drill by its name, with as many replications as the words ask for.
  fileprivate func item(_ words: String) throws -> Item {
    let parts = words.split(separator: "=")
    guard var item = items.first(where: { $0.drill.name == parts.first.map(String.init) }) else {
      throw Unusable(words: "no such drill: \(words)")
    }
    if parts.count > 1, let count = Int(parts[1]) { item.replications = count }
    return item
  }
}

struct Unusable: Error {
  var words: String
}

extension [String] {
  fileprivate var tabbed: String { joined(separator: "\t") }
}
