import Scenarios
import Scoring

/// A dimension of the score with its denominators.
struct DimensionLine: Sendable {
  var score: DimensionScore
  /// Points won of the weight, in thousandths of a point; nil: not evaluated.
  var points: Int?
  var evaluated: Int
  var all: Int

  init(_ score: DimensionScore) {
    self.score = score
    points = score.quality.map { $0.value * score.weight }
    evaluated = score.items.filter { $0.quality != nil }.count
    all = score.items.count
  }
}
