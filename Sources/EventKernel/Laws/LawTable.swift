/// The row of a law in a ``LawTable``.
@frozen
@usableFromInline
package struct LawRow: Hashable, Sendable, BitwiseCopyable {
  /// The index of the row in its table.
  @usableFromInline package let index: UInt32

  @usableFromInline
  init(index: UInt32) {
    self.index = index
  }
}

/// Laws compiled into flat rows: what a model draws from.
///
/// A row has no arrays of its own, so a draw allocates and retains nothing. It gives the same bits
/// as ``Law/sample(_:)`` does.
package struct LawTable: Sendable {
  /// What a row's numbers mean.
  enum Kind: UInt8, BitwiseCopyable {
    case constant, uniform, triangular, exponential, gamma, erlang, mixture, weibull, lognormal
    case pert, empirical, shifted
  }

  /// One law: its kind and up to three numbers, or where its lists are.
  struct Entry: BitwiseCopyable {
    let kind: Kind
    /// In the order of the law's parameters.
    var a = 0.0
    var b = 0.0
    var c = 0.0
    /// Where the values or running sums of weights begin in `numbers`.
    var first: UInt32 = 0
    /// How many of them there are.
    var count: UInt32 = 0
    /// Where the parts begin in `parts`, or the row of the law that is shifted.
    var inner: UInt32 = 0
    /// The mean of the law.
    var mean = 0.0
  }

  var entries: Table<Entry> = []
  /// Values of empirical laws; running sums of weights, each list followed by the weights'
  /// logarithms.
  var numbers: Table<Double> = []
  /// The rows of the parts of mixtures.
  var parts: Table<LawRow> = []
  /// Which laws are here already: looked up when one is added, never gone through.
  private var rows: [Law: LawRow] = [:]

  /// A table without laws.
  package init() {}

  /// How many rows there are, those of parts of other laws included.
  package var count: Int { entries.count }

  /// Adds a law, unless the table has it already.
  ///
  /// - Parameter law: a validated law (``Law/validated()``).
  /// - Returns: its row.
  package mutating func add(_ law: Law) -> LawRow {
    if let row = rows[law] { return row }
    var entry = compiled(law)
    entry.mean = law.mean
    let row = LawRow(index: UInt32(entries.count))
    entries.append(entry)
    rows[law] = row
    return row
  }

  /// The mean of a row's law, in the law's unit.
  package func mean(_ row: LawRow) -> Double { entries[Int(row.index)].mean }

  /// The law of a row; nil for a row of another table. O(laws).
  package func law(_ row: LawRow) -> Law? { rows.first { $0.value == row }?.key }

  /// The table by its addresses, valid while the table lives and no law is added: to draw from it
  /// without touching a reference count.
  package struct Reader: BitwiseCopyable, @unchecked Sendable {
    let entries: UnsafeMutablePointer<Entry>
    let numbers: UnsafeMutablePointer<Double>
    let parts: UnsafeMutablePointer<LawRow>
  }

  /// Where the table is.
  package var reader: Reader {
    Reader(entries: entries.base, numbers: numbers.base, parts: parts.base)
  }

  private mutating func compiled(_ law: Law) -> Entry {
    switch law {
    case .constant(let value): return Entry(kind: .constant, a: value)
    case .uniform(let low, let high): return Entry(kind: .uniform, a: low, b: high)
    case .triangular(let low, let mode, let high):
      return Entry(kind: .triangular, a: low, b: mode, c: high)
    case .exponential(let mean): return Entry(kind: .exponential, a: mean)
    case .gamma(let shape, let scale): return Entry(kind: .gamma, a: shape, b: scale)
    case .erlang(let stages, let mean):
      return Entry(kind: .erlang, a: mean / Double(stages), count: UInt32(stages))
    case .weibull(let shape, let scale): return Entry(kind: .weibull, a: shape, b: scale)
    case .lognormal(let mu, let sigma): return Entry(kind: .lognormal, a: mu, b: sigma)
    case .pert(let low, let mode, let high):
      return Entry(kind: .pert, a: low, b: mode, c: high)
    case .hyperexponential, .mixture: return compiled(parts: law.parts ?? [])
    case .empirical(let values):
      let first = append(values)
      return Entry(kind: .empirical, first: first, count: UInt32(values.count))
    case .shifted(let offset, let law):
      return Entry(kind: .shifted, a: offset, inner: add(law).index)
    }
  }

  private mutating func compiled(parts laws: [Law.WeightedLaw]) -> Entry {
    // The parts' own parts go in first, so that these rows stand together.
    var rows: [LawRow] = []
    for part in laws { rows.append(add(part.law)) }
    let first = append(Law.runningSums(laws.map(\.weight)))
    _ = append(Law.logWeights(laws.map(\.weight)))
    let inner = UInt32(parts.count)
    for row in rows { parts.append(row) }
    return Entry(kind: .mixture, first: first, count: UInt32(laws.count), inner: inner)
  }

  /// Adds numbers; where they begin.
  private mutating func append(_ values: [Double]) -> UInt32 {
    let first = UInt32(numbers.count)
    numbers.append(contentsOf: values)
    return first
  }
}

extension LawTable {
  /// The same laws in memory of its own, for a thread that draws from them.
  package func separate() -> LawTable {
    var table = LawTable()
    table.entries = Table(entries)
    table.numbers = Table(numbers)
    table.parts = Table(parts)
    table.rows = rows.mapValues(\.self)
    return table
  }
}
