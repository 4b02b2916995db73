extension Law {
  /// The law as the rest of the kernel takes it: its parameters in order, weights that sum to 1,
  /// empirical values sorted.
  ///
  /// - Throws: ``LawError``, for the first rule that is broken.
  package func validated() throws(LawError) -> Law {
    let depth = depth
    guard depth <= Law.nestingLimit else {
      throw error(.tooDeep, [.init("depth", Double(depth)), .init("most", 8)])
    }
    let law = try normalised()
    guard law.mean.isFinite, law.variance.isFinite else { throw error(.momentsOverflow) }
    return law
  }

  /// How many laws stand within each other, this one included.
  private var depth: Int {
    switch self {
    case .shifted(_, let law): 1 + law.depth
    case .mixture(let parts): 1 + (parts.map(\.law.depth).max() ?? 0)
    default: 1
    }
  }

  private func normalised() throws(LawError) -> Law {
    switch self {
    case .constant(let value):
      try requireNotNegative([.init("value", value)])
      // Negative zero would be another value to hashing, and print as one.
      return .constant(value + 0)
    case .uniform(let low, let high):
      try requireRange(low: low, mode: nil, high: high)
    case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
      try requireRange(low: low, mode: mode, high: high)
    case .exponential(let mean):
      try requirePositive([.init("mean", mean)])
    case .gamma(let shape, let scale):
      try requirePositive([.init("shape", shape), .init("scale", scale)])
      try require("shape", shape, from: 1e-3, to: 1e6)
    case .erlang(let stages, let mean):
      try requirePositive([.init("stages", Double(stages)), .init("mean", mean)])
      try require("stages", Double(stages), from: 1, to: 1e6)
    case .weibull(let shape, let scale):
      try requirePositive([.init("shape", shape), .init("scale", scale)])
      try require("shape", shape, from: 0.01, to: 1_000)
    case .lognormal(let mu, let sigma):
      try requireFinite([.init("mu", mu), .init("sigma", sigma)])
      try requirePositive([.init("sigma", sigma)])
    case .hyperexponential(let phases):
      let weights = try normalised(phases.map(\.weight))
      for phase in phases { try requirePositive([.init("mean", phase.mean)]) }
      return .hyperexponential(
        zip(weights, phases).map { WeightedMean(weight: $0, mean: $1.mean) })
    case .mixture(let parts):
      return .mixture(try normalised(parts))
    case .empirical(let values):
      try requireSize(values.count)
      for value in values { try requireNotNegative([.init("value", value)]) }
      return .empirical(values.map { $0 + 0 }.sorted())
    case .shifted(let offset, let law):
      try requireNotNegative([.init("by", offset)])
      return .shifted(by: offset + 0, try law.normalised())
    }
    return self
  }

  private func normalised(_ parts: [WeightedLaw]) throws(LawError) -> [WeightedLaw] {
    let weights = try normalised(parts.map(\.weight))
    var laws: [WeightedLaw] = []
    for (weight, part) in zip(weights, parts) {
      laws.append(WeightedLaw(weight: weight, law: try part.law.normalised()))
    }
    return laws
  }

  /// Weights divided by their sum, unless that is 1 but for rounding: so validating twice changes
  /// nothing.
  private func normalised(_ weights: [Double]) throws(LawError) -> [Double] {
    try requireSize(weights.count)
    for weight in weights { try requireNotNegative([.init("weight", weight)]) }
    let sum = weights.reduce(0, +)
    guard sum > 0 else { throw error(.weightsSumToZero) }
    try requireFinite([.init("sum of weights", sum)])
    return (sum - 1).magnitude < 1e-9 ? weights : weights.map { $0 / sum }
  }
}

extension Law {
  private func error(_ code: LawError.Code, _ parameters: [LawError.Parameter] = []) -> LawError {
    LawError(code, law: name, parameters)
  }

  private func requireSize(_ count: Int) throws(LawError) {
    guard count > 0 else { throw error(.empty) }
    guard count <= Law.sizeLimit else {
      throw error(
        .tooMany, [.init("count", Double(count)), .init("most", Double(Law.sizeLimit))])
    }
  }

  private func requireFinite(_ parameters: [LawError.Parameter]) throws(LawError) {
    let wrong = parameters.filter { !$0.value.isFinite }
    guard wrong.isEmpty else { throw error(.notFinite, wrong) }
  }

  private func requireNotNegative(_ parameters: [LawError.Parameter]) throws(LawError) {
    try requireFinite(parameters)
    let wrong = parameters.filter { $0.value < 0 }
    guard wrong.isEmpty else { throw error(.negative, wrong) }
  }

  private func requirePositive(_ parameters: [LawError.Parameter]) throws(LawError) {
    try requireFinite(parameters)
    let wrong = parameters.filter { $0.value <= 0 }
    guard wrong.isEmpty else { throw error(.notPositive, wrong) }
  }

  private func requireRange(low: Double, mode: Double?, high: Double) throws(LawError) {
    var parameters: [LawError.Parameter] = [.init("low", low), .init("high", high)]
    if let mode { parameters.insert(.init("mode", mode), at: 1) }
    try requireNotNegative(parameters)
    let middle = mode ?? low
    guard low < high, low <= middle, middle <= high else {
      throw error(.notInOrder, parameters)
    }
  }

  private func require(
    _ name: String, _ value: Double, from least: Double, to most: Double
  ) throws(LawError) {
    guard value >= least, value <= most else {
      throw error(
        .outOfRange, [.init(name, value), .init("least", least), .init("most", most)])
    }
  }
}
