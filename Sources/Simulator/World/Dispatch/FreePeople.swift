import EventKernel

/// Who is free and who could be called, kept as people come, begin and go: so that a task finds
/// them without a look at all the others of its lane.
struct FreePeople: ~Copyable {
  /// What can be asked of a person, at once or after a call.
  enum Standing: UInt8 {
    /// Off duty and not to be called, or away.
    case gone
    /// Could begin at once, and has nothing to do.
    case ready
    /// Is there, at work.
    case busy
    /// Off duty with nothing to do, and comes when called.
    case callable
  }

  let eligible: EligibleStaff
  private let pin = Pin()
  /// People of each standing, for work from anywhere and on site: eight sets, one behind the other.
  private var sets: RowSet
  /// By person, twice: for work from anywhere and on site.
  private var standings: SlotTable<Standing>
  /// By need of `EligibleStaff`, twice: for major faults and others, the latest round of dispatch
  /// in which a task found nobody.
  private var lacking: SlotTable<UInt64>

  /// Everybody is gone, until they are set otherwise.
  init(_ eligible: EligibleStaff, people: Int) {
    self.eligible = eligible
    sets = RowSet(bound: 8 * eligible.summaryCount << 12)
    standings = SlotTable(repeatElement(.gone, count: 2 * people))
    lacking = SlotTable(repeatElement(0, count: 2 * eligible.needCount))
  }

  /// Everybody is gone again, until they are set otherwise.
  mutating func restart() {
    sets.removeAll()
    standings.reset(standings.indices, to: .gone)
    lacking.reset(lacking.indices, to: 0)
  }

  private init(copying other: borrowing FreePeople) {
    eligible = other.eligible
    sets = other.sets.copy()
    standings = other.standings.copy()
    lacking = other.lacking.copy()
  }

  func copy() -> FreePeople { FreePeople(copying: self) }

  /// What can be asked of a person from now on, for work from anywhere or on site. O(1).
  mutating func set(_ person: Row<Person>, onSite: Bool, to standing: Standing) {
    let row = 2 * person.index + (onSite ? 1 : 0)
    let before = standings[row]
    guard before != standing else { return }
    standings[row] = standing
    sets.remove(firstGroup(of: before, onSite) << 12 + person.index)
    sets.insert(firstGroup(of: standing, onSite) << 12 + person.index)
  }

  /// Whether so many of a group are there, at work or not.
  func areThere(_ needed: Int, of group: Int) -> Bool {
    var count = 0
    forEach(.ready, of: group) { _ in
      count += 1
      return count < needed
    }
    guard count < needed else { return true }
    forEach(.busy, of: group) { _ in
      count += 1
      return count < needed
    }
    return count >= needed
  }

  /// Lists the people of a group who have a standing, in the order of the file. Takes a step for
  /// each 4096 people there are, one for each 64 of whom some are of the group and some have the
  /// standing, and one for each who is listed.
  func append(_ standing: Standing, of group: Int, to people: inout FlatBuffer<Row<Person>>) {
    forEach(standing, of: group) { person in
      people.append(Row(person))
      return true
    }
  }

  /// Whether a task of the same need found nobody in this round already: nobody gets free in one.
  func isLacking(_ need: Int, isMajor: Bool, round: UInt64) -> Bool {
    lacking[2 * need + (isMajor ? 1 : 0)] == round
  }

  /// A task of a need found nobody.
  mutating func noteLacking(_ need: Int, isMajor: Bool, round: UInt64) {
    lacking[2 * need + (isMajor ? 1 : 0)] = round
  }

  /// Calls a body for each person of a group who has a standing, until it says no.
  @inline(__always)
  private func forEach(_ standing: Standing, of group: Int, _ body: (Int) -> Bool) {
    let first = firstGroup(of: standing, eligible.groups[group].isOnSite)
    for summary in 0..<eligible.summaryCount {
      var present =
        sets.bits(ofGroup: first + summary)
        & eligible.summaries[group * eligible.summaryCount + summary]
      while present != 0 {
        let word = summary << 6 | present.trailingZeroBitCount
        present &= present &- 1
        var bits =
          sets.bits(ofWord: first << 6 + word) & eligible.words[group * eligible.wordCount + word]
        while bits != 0 {
          guard body(word << 6 | bits.trailingZeroBitCount) else { return }
          bits &= bits &- 1
        }
      }
    }
  }

  private func firstGroup(of standing: Standing, _ isOnSite: Bool) -> Int {
    (2 * Int(standing.rawValue) + (isOnSite ? 1 : 0)) * eligible.summaryCount
  }
}
