import EventKernel
import Synchronization

/// Who is free and who could be called, kept as people come, begin and go: so that a task finds them
/// without a look at all the others of its lane.
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

  let crews: Crews
  /// As in `World`: it stays where it is.
  private let pin = Atomic<UInt8>(0)
  /// People of each standing, for work from anywhere and on site: eight sets, one behind the other.
  private var sets: RowSet
  /// By person, twice: for work from anywhere and on site.
  private var standings: SlotTable<Standing>
  /// By place of `Crews`, twice: for major faults and others, the latest round of dispatch in which a
  /// task found nobody.
  private var lacking: SlotTable<UInt64>

  /// Everybody is gone, until they are set otherwise.
  init(_ crews: Crews, people: Int) {
    self.crews = crews
    sets = RowSet(bound: 8 * crews.groupCount << 12)
    standings = SlotTable(repeatElement(.gone, count: 2 * people))
    lacking = SlotTable(repeatElement(0, count: 2 * crews.placeCount))
  }

  /// Everybody is gone again, until they are set otherwise.
  mutating func restart() {
    sets.removeAll()
    standings.reset(standings.indices, to: .gone)
    lacking.reset(lacking.indices, to: 0)
  }

  private init(copying other: borrowing FreePeople) {
    crews = other.crews
    sets = other.sets.copy()
    standings = other.standings.copy()
    lacking = other.lacking.copy()
  }

  func copy() -> FreePeople { FreePeople(copying: self) }

  /// What can be asked of a person from now on, for work from anywhere or on site. O(1).
  mutating func set(_ person: Int, onSite: Bool, to standing: Standing) {
    let row = 2 * person + (onSite ? 1 : 0)
    let before = standings[row]
    guard before != standing else { return }
    standings[row] = standing
    sets.remove(firstGroup(of: before, onSite) << 12 + person)
    sets.insert(firstGroup(of: standing, onSite) << 12 + person)
  }

  /// Whether so many of a crew are there, at work or not.
  func areThere(_ needed: Int, of crew: Int) -> Bool {
    var count = 0
    forEach(.ready, of: crew) { _ in
      count += 1
      return count < needed
    }
    guard count < needed else { return true }
    forEach(.busy, of: crew) { _ in
      count += 1
      return count < needed
    }
    return count >= needed
  }

  /// Lists the people of a crew who have a standing, in the order of the file. Takes a step for each
  /// 4096 people there are, one for each 64 of whom some are of the crew and some have the standing,
  /// and one for each who is listed.
  func append(_ standing: Standing, of crew: Int, to people: inout FlatBuffer<Int32>) {
    forEach(standing, of: crew) { person in
      people.append(Int32(truncatingIfNeeded: person))
      return true
    }
  }

  /// Whether a task of the same place found nobody in this round already: nobody gets free in one.
  func isLacking(_ place: Int, isMajor: Bool, round: UInt64) -> Bool {
    lacking[2 * place + (isMajor ? 1 : 0)] == round
  }

  /// A task of a place found nobody.
  mutating func noteLacking(_ place: Int, isMajor: Bool, round: UInt64) {
    lacking[2 * place + (isMajor ? 1 : 0)] = round
  }

  /// Calls a body for each person of a crew who has a standing, until it says no.
  @inline(__always)
  private func forEach(_ standing: Standing, of crew: Int, _ body: (Int) -> Bool) {
    let first = firstGroup(of: standing, crews.crews[crew].isOnSite)
    for group in 0..<crews.groupCount {
      var present =
        sets.bits(ofGroup: first + group) & crews.groups[crew * crews.groupCount + group]
      while present != 0 {
        let word = group << 6 | present.trailingZeroBitCount
        present &= present &- 1
        var bits =
          sets.bits(ofWord: first << 6 + word) & crews.words[crew * crews.wordCount + word]
        while bits != 0 {
          guard body(word << 6 | bits.trailingZeroBitCount) else { return }
          bits &= bits &- 1
        }
      }
    }
  }

  private func firstGroup(of standing: Standing, _ isOnSite: Bool) -> Int {
    (2 * Int(standing.rawValue) + (isOnSite ? 1 : 0)) * crews.groupCount
  }
}
