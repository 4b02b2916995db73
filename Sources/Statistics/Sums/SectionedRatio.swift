/// A ratio of two whole numbers, such as hits over tries, kept in sections of replications: what
/// the difference of two policies is judged by.
///
/// Replication r is in section r mod 32, whoever runs it and however many there are to be, so two
/// results of the same seed have the same nights in a section, and merging is exact.
package struct SectionedRatio: Hashable, Sendable {
  /// How many sections there are.
  package static var sectionCount: Int { 32 }

  /// What a section has above and below the line.
  package struct Section: Hashable, Sendable, BitwiseCopyable {
    package var above: Int128 = 0
    package var below: Int128 = 0

    package init(above: Int128 = 0, below: Int128 = 0) {
      self.above = above
      self.below = below
    }

    /// Nothing when there is nothing below the line.
    package var ratio: Double? {
      below == 0 ? nil : Section.double(above) / Section.double(below)
    }

    /// The nearest number; the conversion of 128 bits is not specialised, 3000 instructions.
    private static func double(_ sum: Int128) -> Double {
      Int64(exactly: sum).map { Double($0) } ?? Double(sum)
    }
  }

  /// By section.
  package private(set) var sections: [Section]

  /// The sections of no replication.
  package init() {
    sections = Array(repeating: Section(), count: SectionedRatio.sectionCount)
  }

  /// The sections as they were kept; nothing when there are not as many.
  package init?(_ sections: [Section]) {
    guard sections.count == SectionedRatio.sectionCount else { return nil }
    self.sections = sections
  }

  /// Takes in the two numbers of one replication.
  ///
  /// - Parameter replication: its number, 0 or more.
  package mutating func add(_ above: Int64, over below: Int64, ofReplication replication: Int) {
    precondition(replication >= 0, "replication \(replication)")
    let section = replication % SectionedRatio.sectionCount
    sections[section].above += Int128(above)
    sections[section].below += Int128(below)
  }

  /// Takes in what another has taken in of other replications.
  package mutating func merge(_ other: SectionedRatio) {
    for section in sections.indices {
      sections[section].above += other.sections[section].above
      sections[section].below += other.sections[section].below
    }
  }

  /// The sums over all sections.
  package var total: Section {
    sections.reduce(into: Section()) {
      $0.above += $1.above
      $0.below += $1.below
    }
  }

  /// The whole and its sections, to be compared with another's.
  package var sectioned: SectionedValue {
    SectionedValue(whole: total.ratio, sections: sections.map(\.ratio))
  }
}
