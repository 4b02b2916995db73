extension Law {
  /// A draw of the law: the plain way, which ``LawTable`` must agree with bit by bit.
  ///
  /// Reads as many words of the address as it needs. What is drawn is never negative.
  package func sample(_ draws: inout RandomDraws) -> Double {
    switch self {
    case .constant(let value): return value
    case .uniform(let low, let high): return low + (high - low) * draws.unit()
    case .triangular(let low, let mode, let high):
      return Law.triangularQuantile(draws.unit(), low: low, mode: mode, high: high)
    case .exponential(let mean): return mean * draws.exponential()
    case .gamma(let shape, let scale): return scale * draws.gamma(shape: shape)
    case .erlang(let stages, let mean):
      return mean / Double(stages) * draws.erlang(stages: stages)
    case .hyperexponential, .mixture:
      let parts = parts ?? []
      let sums = Law.runningSums(parts.map(\.weight))
      return parts[draws.part(of: sums, first: 0, count: sums.count)].law.sample(&draws)
    case .weibull(let shape, let scale): return scale * draws.weibull(shape: shape)
    case .lognormal(let mu, let sigma): return Elementary.exp(mu + sigma * draws.normal())
    case .pert(let low, let mode, let high):
      let (lower, upper) = Law.pertShapes(low: low, mode: mode, high: high)
      return low + (high - low) * draws.beta(lower, upper)
    case .empirical(let values): return values[Int(draws.below(UInt64(values.count)))]
    case .shifted(let offset, let law): return offset + law.sample(&draws)
    }
  }

  /// The sums of the first one, two, three ... weights.
  static func runningSums(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    return weights.map {
      sum += $0
      return sum
    }
  }
}

extension LawTable {
  /// A draw of a row's law, in the law's unit; never negative.
  package func sample(_ row: LawRow, _ draws: inout RandomDraws) -> Double {
    reader.sample(row, &draws)
  }
}

extension LawTable.Reader {
  /// Whether a row's law always gives the same, and reads no random word for it.
  package func isConstant(_ row: LawRow) -> Bool {
    entries[Int(row.index)].kind == .constant
  }

  /// A draw of a row's law, in the law's unit; never negative.
  package func sample(_ row: LawRow, _ draws: inout RandomDraws) -> Double {
    let entry = entries[Int(row.index)]
    switch entry.kind {
    case .constant: return entry.a
    case .exponential: return entry.a * draws.exponential()
    case .lognormal: return Elementary.exp(entry.a + entry.b * draws.normal())
    case .uniform: return entry.a + (entry.b - entry.a) * draws.unit()
    case .triangular:
      return Law.triangularQuantile(draws.unit(), low: entry.a, mode: entry.b, high: entry.c)
    case .gamma: return entry.b * draws.gamma(shape: entry.a)
    case .erlang: return entry.a * draws.erlang(stages: Int(entry.count))
    case .weibull: return entry.b * draws.weibull(shape: entry.a)
    case .pert:
      let (lower, upper) = Law.pertShapes(low: entry.a, mode: entry.b, high: entry.c)
      return entry.a + (entry.c - entry.a) * draws.beta(lower, upper)
    case .empirical:
      return numbers[Int(entry.first) + Int(draws.below(UInt64(entry.count)))]
    case .mixture:
      let sums = UnsafeBufferPointer(start: numbers + Int(entry.first), count: Int(entry.count))
      let part = draws.part(of: sums, first: 0, count: sums.count)
      return sample(parts[Int(entry.inner) + part], &draws)
    case .shifted: return entry.a + sample(LawRow(index: entry.inner), &draws)
    }
  }

  /// A draw of a row's law in seconds, as a span: rounded to the nearest microsecond, and at most
  /// ``TimeSpan/maximum``.
  package func span(_ row: LawRow, _ draws: inout RandomDraws) -> TimeSpan {
    TimeSpan(seconds: sample(row, &draws))
  }
}
