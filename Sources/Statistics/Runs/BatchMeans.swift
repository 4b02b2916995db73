import EventKernel

/// One long run in batches of consecutive observations, whose means are nearly independent when the
/// batches are long.
///
/// What does not fill a batch is left out at the start, where the warm-up is (Law 2015, section
/// 9.5.3; B. Schmeiser, Batch size effects in the analysis of simulation output, Operations
/// Research 30, 1982: 10 to 30 batches, more gain little).
package struct BatchMeans: Sendable {
  /// Observations in a batch.
  package let size: Int
  /// The sum of each batch, in the order of the run.
  private let sums: [Int64]

  /// The batches of a run; nothing when it has fewer observations than two to a batch.
  ///
  /// - Parameters:
  ///   - observations: in the order of the run, the warm-up left out, in the metric's unit.
  ///   - count: how many batches, 2 or more.
  /// - Precondition: a batch's sum fits 64 bits.
  package init?(_ observations: ArraySlice<Int64>, batches count: Int = 20) {
    precondition(count > 1, "\(count) batches, where two are the fewest")
    guard observations.count >= 2 * count else { return nil }
    let size = observations.count / count
    let start = observations.endIndex - size * count
    self.size = size
    sums = (0..<count).map { batch in
      WarmUp.sum(observations[(start + batch * size)..<(start + (batch + 1) * size)])
    }
  }

  /// The mean of the run with Student's interval over batches, in the metric's unit.
  package func meanInterval(_ confidence: Confidence = .ninetyFive) -> Interval {
    var moments = PowerSums()
    for sum in sums { moments.add(sum) }
    let (count, size) = (moments.count, Double(size))
    let error = (moments.centredSquares / Double(count - 1) / Double(count)).squareRoot() / size
    let half = StudentLaw.factor(confidence, freedom: count - 1) * error
    return Interval(
      (moments.mean ?? 0) / size, give: half, confidence, count: count, method: .batchMeans)
  }

  /// The correlation of neighbouring batches, from -1 to 1; 0 when no batch differs.
  ///
  /// Near 0 when batches are long enough. Beyond ``correlationLimit(_:)`` the interval is too short
  /// to be believed, and the run is to be longer.
  package var neighbourCorrelation: Double {
    var moments = PowerSums()
    for sum in sums { moments.add(sum) }
    let mean = moments.mean ?? 0
    let squares = moments.centredSquares
    guard squares > 0 else { return 0 }
    let products = zip(sums, sums.dropFirst()).reduce(0) {
      $0 + (Double($1.0) - mean) * (Double($1.1) - mean)
    }
    return products / squares
  }

  /// The correlation that independent batches exceed with the probability to miss: one-sided, since
  /// only a positive one shortens the interval (von Neumann's test; G. S. Fishman, L. S. Yarberry,
  /// An implementation of the batch means method, INFORMS Journal on Computing 9, 1997).
  package func correlationLimit(_ confidence: Confidence = .ninetyFive) -> Double {
    let count = Double(sums.count)
    let deviation = ((count - 2) / (count * count - 1)).squareRoot()
    return -Elementary.normalQuantile(confidence.miss.value) * deviation
  }
}
