extension Law {
  /// The lognormal law with that median and 95th percentile: what people can estimate.
  ///
  /// - Throws: ``LawError`` unless 0 < median < p95, both finite.
  package static func lognormal(median: Double, p95: Double) throws(LawError) -> Law {
    try requirePositive("lognormal", [.init("median", median), .init("p95", p95)])
    guard median < p95 else {
      throw LawError(
        .notInOrder, law: "lognormal", [.init("median", median), .init("p95", p95)])
    }
    let mu = Elementary.log(median)
    let sigma = (Elementary.log(p95) - mu) / Elementary.normalQuantile(0.95)
    return try Law.lognormal(mu: mu, sigma: sigma).validated()
  }

  /// The lognormal law with that mean and coefficient of variation (standard deviation / mean).
  ///
  /// - Throws: ``LawError`` unless both are positive and finite.
  package static func lognormal(mean: Double, cv: Double) throws(LawError) -> Law {
    try requirePositive("lognormal", [.init("mean", mean), .init("cv", cv)])
    let variance = Elementary.log1p(cv * cv)
    return try Law.lognormal(
      mu: Elementary.log(mean) - 0.5 * variance, sigma: variance.squareRoot()
    ).validated()
  }

  /// The gamma law with that mean and coefficient of variation.
  ///
  /// - Throws: ``LawError`` unless both are positive and finite, and the shape 1/cv² is in range.
  package static func gamma(mean: Double, cv: Double) throws(LawError) -> Law {
    try requirePositive("gamma", [.init("mean", mean), .init("cv", cv)])
    let shape = 1 / (cv * cv)
    return try Law.gamma(shape: shape, scale: mean / shape).validated()
  }

  /// The Weibull law with that mean and shape (above 1: wears out; below 1: early failures).
  ///
  /// - Throws: ``LawError`` unless both are positive and finite, and the shape is in range.
  package static func weibull(mean: Double, shape: Double) throws(LawError) -> Law {
    try requirePositive("weibull", [.init("mean", mean), .init("shape", shape)])
    let unit = try Law.weibull(shape: shape, scale: 1).validated()
    return try Law.weibull(shape: shape, scale: mean / unit.mean).validated()
  }

  private static func requirePositive(
    _ law: String, _ parameters: [LawError.Parameter]
  ) throws(LawError) {
    let infinite = parameters.filter { !$0.value.isFinite }
    guard infinite.isEmpty else { throw LawError(.notFinite, law: law, infinite) }
    let wrong = parameters.filter { $0.value <= 0 }
    guard wrong.isEmpty else { throw LawError(.notPositive, law: law, wrong) }
  }
}
