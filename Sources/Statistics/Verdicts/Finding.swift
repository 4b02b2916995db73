import EventKernel

/// On which side of a bound the truth is found to be, on what grounds, and what was missing where
/// it was not found.
package struct Finding: Hashable, Sendable {
  /// What a side rests on.
  package enum Basis: String, Hashable, Sendable, CaseIterable {
    /// No run draws a random number: one has told it all.
    case constant
    /// Holds for every law of independent runs: counts of runs, against a binomial law.
    case counts = "exact counts"
    /// The same of sums: a bet against the bound, with the most that one run can give.
    case bet = "exact bet"
    /// Holds nearly, for enough runs that are not too lopsided: Hall's bound.
    case largeSample = "large sample"
    /// All agree, weighed by the greatest run seen, since none was declared.
    case greatestSeen = "greatest seen"

    /// Wrong at most as often as stated, whatever law the runs have.
    package var isExact: Bool {
      switch self {
      case .constant, .counts, .bet: true
      case .largeSample, .greatestSeen: false
      }
    }
  }

  /// Why there is no side.
  package enum Hindrance: Hashable, Sendable {
    /// No run has anything to look at.
    case nothing
    /// Too few runs have something: so many, of at least as many as are wanted.
    case few(Int64, wanted: Int64)
    /// A share of which too few runs have something that misses (or hits).
    case fewUnlike(Int64, wanted: Int64)
    /// A few runs make up the result: so many runs are wanted for that.
    case lopsided(wanted: Int64)
    /// The estimate is too near to the bound for so many runs.
    case near
    /// So many values may still grow, and there is no cool-down before which all came to an end.
    case open(Int64)
    /// No run can show it: all of something, or nothing of it.
    case unshowable
  }

  package var side: Interval.Side
  /// Nothing where there is no side.
  package var basis: Basis?
  /// Nothing where there is one.
  package var hindrance: Hindrance?
  /// How many runs would do in all if they go on as they did; nothing where there is a side, and
  /// where no number can be told.
  package var needed: Int64?

  package init(_ side: Interval.Side, _ basis: Basis) {
    self.side = side
    self.basis = basis
  }

  package init(undecided hindrance: Hindrance, needed: Int64? = nil) {
    side = .undecided
    self.hindrance = hindrance
    self.needed = needed.flatMap { $0 <= Finding.mostNeeded ? $0 : nil }
  }

  /// More runs than that are nobody's.
  static var mostNeeded: Int64 { 1_000_000_000 }
}

/// How surely a bound is decided: a probability to be wrong on either side, shared among those who
/// decide together.
package struct Assurance: Hashable, Sendable {
  /// All of them together.
  package let overall: Confidence
  /// How many bounds are decided.
  package let bounds: Int
  /// How often each is looked at.
  package let looks: Int

  /// - Precondition: `bounds` and `looks` are 1 or more.
  package init(_ overall: Confidence = .ninetyFive, bounds: Int = 1, looks: Int = 1) {
    precondition(bounds > 0 && looks > 0, "\(bounds) bounds at \(looks) looks")
    self.overall = overall
    self.bounds = bounds
    self.looks = looks
  }

  /// The probability to be wrong on one side of one bound, however often it is looked at.
  var side: Double { overall.miss.value / (2 * Double(bounds)) }

  /// The same at one look.
  var look: Double { side / Double(looks) }

  /// The confidence of an interval at one look.
  package var confidence: Confidence { overall.shared(among: bounds * looks) }
}
