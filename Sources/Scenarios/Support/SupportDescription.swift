import EventKernel
import Simulator

/// The support organisation as a person describes it.
package struct SupportDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var skills: [SkillDescription] = []
  package var shifts: [ShiftDescription] = []
  package var posts: [PostDescription] = []
  package var people: [PersonDescription] = []
  package var pools: [PoolDescription] = []
  package var vendors: [VendorDescription] = []
  package var stores: [StoreDescription] = []
  package var detection = DetectionDescription()
  package var costs: CostsDescription?

  /// Rows of `ShiftPattern`: every team of every shift, in file order.
  package var teams: [(shift: ShiftDescription, team: TeamDescription)] {
    shifts.flatMap { shift in shift.teams.map { (shift, $0) } }
  }

  package var parts: [PartDescription] { stores.flatMap(\.parts) }

  /// Everybody who holds posts: people, then pools.
  package var staff: [any StaffDescription] { people + pools }
}

package struct SkillDescription: Sendable {
  package var name: Name
  package var title: Bilingual
}

package struct ShiftDescription: Sendable {
  package var name: Name
  /// Day number of the first day of a cycle.
  package var from: Int
  /// Days.
  package var cycle: Int
  package var teams: [TeamDescription]
  /// False after a diagnostic: who works when cannot be told.
  package var isWhole = true
}

package struct TeamDescription: Sendable {
  package var name: Name
  /// Minutes of the cycle, ascending, not overlapping, within it.
  package var intervals: [Range<Int>]
}

package struct PostDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var tier: Tier
  package var skills: [Name]
  /// Wants two people or more (7.4.2).
  package var isKey: Bool
}

/// What holds posts: a person, or a pool of people.
package protocol StaffDescription: Sendable {
  var name: Name { get }
  /// nil: called by the post.
  var title: Bilingual? { get }
  /// Of a member of a range.
  var number: String? { get }
  var posts: [Name] { get }
  var skills: [Name] { get }
  var shift: Name? { get }
  var team: Name? { get }
  /// How many people it is; nil: as many as are wanted.
  var heads: Int? { get }
  var canBeCalled: Bool { get }
}

package struct PersonDescription: StaffDescription {
  package var name: Name
  package var title: Bilingual?
  package var number: String?
  package var posts: [Name]
  package var skills: [Name]
  package var site: Name
  package var shift: Name?
  package var team: Name?
  package var answers: Law?
  /// How long it takes to come when called off duty; nil: cannot be called.
  package var arrives: Law?
  /// By telephone and from home, for steps that need nobody on site.
  package var byTelephone: Law?
  package var absence: AbsenceDescription?

  package var heads: Int? { 1 }
  package var canBeCalled: Bool { arrives != nil }
}

/// When a person is away although on duty.
package struct AbsenceDescription: Sendable {
  /// nil: whenever nothing waits for them.
  package var every: Law?
  package var lasts: Law
}

/// Staff without names.
package struct PoolDescription: StaffDescription {
  package var name: Name
  package var title: Bilingual?
  package var number: String?
  package var posts: [Name]
  package var skills: [Name]
  package var shift: Name?
  package var team: Name?
  package var heads: Int?

  package var canBeCalled: Bool { false }
}

package struct VendorDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var skills: [Name]
  /// Shift and team; nil: 7 x 24.
  package var cover: (shift: Name, team: Name)?
  package var answers: Law?
  package var onSite: Law?
  package var capacity: Int
}

package struct StoreDescription: Sendable {
  package var name: Name
  package var site: Name?
  /// The store that it is filled from; nil: what it has is bought.
  package var from: Name?
  package var parts: [PartDescription]
}

package struct PartDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var stock: Int
  package var reorderAt: Int
  package var upTo: Int
  package var leadTime: Law?
  package var deadOnTest: Probability
  /// Every piece taken is ordered anew at once.
  package var isOneForOne: Bool
  /// The reorder point is of the inventory position.
  package var isByPosition = false
}

package struct DetectionDescription: Sendable {
  package var realTime: TimeSpan = .minutes(1)
  package var hourly: TimeSpan = .hours(1)
  /// Minutes of the day.
  package var patrols: [Int] = []
  package var correlated: Probability = .certain
  /// An hour.
  package var falseAlarms: Double = 0
  package var callTakes: Law?
}
