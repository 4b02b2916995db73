import EventKernel
import Scoring
import Simulator

/// A rubric as read; its numbers need no compiling.
package struct RubricDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var rubric: Rubric
}

extension RubricDescription {
  /// Reads a rubric file; nil when it is no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("rubric", &sink)?.name(&sink) ?? Name("", at: root.position)
    let title = map.require("title", &sink)?.title(&sink) ?? Bilingual(name.text)
    let weights = map.require("weights", &sink).map { Self.weights($0, &sink) } ?? []
    let clocks = map.require("clocks", &sink).map { Self.clocks($0, &sink) } ?? []
    var costs = [3_000, 2_000, 500]
    if var costMap = map.take("conformance")?.map(&sink) {
      for (index, key) in ["skipped", "order broken", "extra"].enumerated() {
        guard let cost = costMap.take(key)?.number(from: 0, to: 1_000, &sink) else { continue }
        costs[index] = Int((cost * 1_000).rounded())
      }
      costMap.finish(&sink)
    }
    let cap = Self.single("people exposed", of: map.take("caps"), or: 40, &sink)
    let minus = Self.single("data sacrificed", of: map.take("minus"), or: 10, &sink)
    var performed = (score: 90, coverage: 800)
    if var bounds = map.take("performed")?.map(&sink) {
      performed.score = bounds.take("score")?.integer(from: 0, to: 100, &sink) ?? 90
      performed.coverage = bounds.take("coverage")?.share(&sink).map(Self.milli) ?? 800
      bounds.finish(&sink)
    }
    map.finish(&sink)
    self.init(
      name: name, title: title,
      rubric: Rubric(
        weights: weights, clockWeights: clocks, exposedCap: cap, sacrificedData: minus,
        skippedCost: costs[0], orderCost: costs[1], extraCost: costs[2],
        performedFrom: performed.score, performedCoverage: performed.coverage))
  }

  /// Points by dimension; one that is left out weighs nothing.
  private static func weights(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> [Int] {
    guard var map = value.map(&sink) else { return [] }
    let before = sink.errorCount
    let weights = Dimension.allCases.map { dimension in
      // Safety is a gate and has no weight.
      dimension == .safety
        ? 0 : map.take(dimension.rawValue)?.integer(from: 0, to: 1_000, &sink) ?? 0
    }
    map.finish(&sink)
    if weights.allSatisfy({ $0 == 0 }), sink.errorCount == before {
      sink.error(.outOfRange, value.position, zh: "权重全为 0", en: "all weights are 0")
    }
    return weights
  }

  /// Thousandths by clock, which sum to one thousand.
  private static func clocks(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> [Int] {
    guard var map = value.map(&sink) else { return [] }
    let before = sink.errorCount
    let weights = ClockRule.Kind.allCases.map { kind in
      map.take(kind.rawValue)?.share(&sink).map(milli) ?? 0
    }
    map.finish(&sink)
    let sum = weights.reduce(0, +)
    if sum != 1_000, sink.errorCount == before {
      sink.error(
        .badShare, value.position, zh: "时钟权重之和为 \(YAMLValue.plain(Double(sum) / 10)) %，应为 100 %",
        en: "the clocks' weights sum to \(YAMLValue.plain(Double(sum) / 10)) %, not to 100 %")
    }
    return weights
  }

  private static func single(
    _ key: String, of value: YAMLValue?, or usual: Int, _ sink: inout DiagnosticSink
  ) -> Int {
    guard var map = value?.map(&sink) else { return usual }
    let number = map.take(key)?.integer(from: 0, to: 100, &sink)
    map.finish(&sink)
    return number ?? usual
  }

  private static func milli(_ share: Probability) -> Int { Int((share.value * 1_000).rounded()) }
}
