extension Law {
  /// A draw of the residual life: of X - age, given that a draw X of the law exceeds the age. The
  /// plain way, which ``LawTable`` must agree with bit by bit.
  ///
  /// By inversion of the survival function, in its logarithm where it may be small: it holds at an
  /// age that is exceeded once in 1e300 times, and where ``survival(_:)`` is too small for a number
  /// all the same. Where nothing survives (``largest`` or later), or the cumulative hazard of a
  /// Weibull law is too large for a number, it is 0. At an age of 0 nothing is known yet: the bits
  /// are those of ``sample(_:)``. What is drawn is never negative.
  ///
  /// - Parameter age: in the law's unit.
  /// - Precondition: `age` is finite and 0 or more.
  package func remaining(after age: Double, _ draws: inout RandomDraws) -> Double {
    precondition(age >= 0 && age < .infinity, "an age is finite and not negative")
    return age == 0 ? sample(&draws) : residual(beyond: age, &draws)
  }

  /// The same without an exception for 0, where values that are 0 are exceeded already.
  private func residual(beyond age: Double, _ draws: inout RandomDraws) -> Double {
    switch self {
    case .constant(let value): return max(value - age, 0)
    case .uniform(let low, let high):
      return draws.uniformResidual(low: low, high: high, age: age)
    case .triangular(let low, let mode, let high):
      return draws.triangularResidual(low: low, mode: mode, high: high, age: age)
    // Without memory.
    case .exponential(let mean): return mean * draws.exponential()
    case .gamma(let shape, let scale):
      return scale * draws.gammaResidual(shape: shape, age: age / scale)
    case .erlang(let stages, let mean):
      let scale = mean / Double(stages)
      return scale * draws.gammaResidual(shape: Double(stages), age: age / scale)
    case .hyperexponential, .mixture:
      let parts = parts ?? []
      let terms = Law.logWeightsSurviving(parts, age)
      let part = draws.part(count: parts.count) { terms[$0] }
      guard let part else { return 0 }
      return parts[part].law.residual(beyond: age, &draws)
    case .weibull(let shape, let scale):
      return draws.weibullResidual(shape: shape, scale: scale, age: age)
    case .lognormal(let mu, let sigma):
      return draws.lognormalResidual(mu: mu, sigma: sigma, age: age)
    case .pert(let low, let mode, let high):
      return draws.pertResidual(low: low, mode: mode, high: high, age: age)
    case .empirical(let values): return draws.empiricalResidual(of: values, age: age)
    case .shifted(let offset, let law):
      if age < offset { return (offset - age) + law.sample(&draws) }
      return law.residual(beyond: age - offset, &draws)
    }
  }
}

extension LawTable {
  /// A draw of the residual life of a row's law: of X - age, given that X exceeds the age, as
  /// ``Law/remaining(after:_:)`` has it; never negative.
  ///
  /// - Precondition: `age`, in the law's unit, is finite and 0 or more.
  package func remaining(
    _ row: LawRow, after age: Double, _ draws: inout RandomDraws
  ) -> Double {
    reader.remaining(row, after: age, &draws)
  }

  /// A draw of the residual life of a row's law in seconds, as a span: rounded to the nearest
  /// microsecond, and at most ``TimeSpan/maximum``.
  ///
  /// - Precondition: `age` is not negative.
  package func remainingSpan(
    _ row: LawRow, after age: TimeSpan, _ draws: inout RandomDraws
  ) -> TimeSpan {
    reader.remainingSpan(row, after: age, &draws)
  }
}

extension LawTable.Reader {
  /// A draw of the residual life of a row's law; see ``LawTable/remaining(_:after:_:)``.
  package func remaining(
    _ row: LawRow, after age: Double, _ draws: inout RandomDraws
  ) -> Double {
    precondition(age >= 0 && age < .infinity, "an age is finite and not negative")
    return age == 0 ? sample(row, &draws) : residual(row, beyond: age, &draws)
  }

  /// A draw of the residual life of a row's law as a span; see
  /// ``LawTable/remainingSpan(_:after:_:)``.
  package func remainingSpan(
    _ row: LawRow, after age: TimeSpan, _ draws: inout RandomDraws
  ) -> TimeSpan {
    TimeSpan(seconds: remaining(row, after: age.seconds, &draws))
  }

  private func residual(
    _ row: LawRow, beyond age: Double, _ draws: inout RandomDraws
  ) -> Double {
    let entry = entries[Int(row.index)]
    switch entry.kind {
    case .constant: return max(entry.a - age, 0)
    case .exponential: return entry.a * draws.exponential()
    case .lognormal: return draws.lognormalResidual(mu: entry.a, sigma: entry.b, age: age)
    case .uniform: return draws.uniformResidual(low: entry.a, high: entry.b, age: age)
    case .triangular:
      return draws.triangularResidual(low: entry.a, mode: entry.b, high: entry.c, age: age)
    case .gamma: return entry.b * draws.gammaResidual(shape: entry.a, age: age / entry.b)
    case .erlang:
      return entry.a * draws.gammaResidual(shape: Double(entry.count), age: age / entry.a)
    case .weibull: return draws.weibullResidual(shape: entry.a, scale: entry.b, age: age)
    case .pert:
      return draws.pertResidual(low: entry.a, mode: entry.b, high: entry.c, age: age)
    case .empirical: return draws.empiricalResidual(of: values(of: entry), age: age)
    case .mixture:
      let part = draws.part(count: Int(entry.count)) { logWeightSurviving(entry, part: $0, age) }
      guard let part else { return 0 }
      return residual(parts[Int(entry.inner) + part], beyond: age, &draws)
    case .shifted:
      let inner = LawRow(index: entry.inner)
      if age < entry.a { return (entry.a - age) + sample(inner, &draws) }
      return residual(inner, beyond: age - entry.a, &draws)
    }
  }
}
