import EventKernel
import Simulator

/// A platform as a person describes it: names, not rows; templates applied, ranges written out.
package struct PlatformDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var sites: [SiteDescription] = []
  package var travel: [TravelDescription] = []
  package var zones: [ZoneDescription] = []
  package var components: [ComponentDescription] = []
  package var dataSets: [DataDescription] = []
  package var services: [ServiceDescription] = []
  package var standbys: [StandbyDescription] = []

  /// All rooms, by site, in file order.
  package var rooms: [RoomDescription] { sites.flatMap(\.rooms) }
}

package struct SiteDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var rooms: [RoomDescription]
}

package struct RoomDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var site: String
  package var cooling: CoolingDescription?
  /// The rooms beside it; it is beside them, too.
  package var beside: [Name] = []
}

/// What keeps a room cool, and how long it stays cool without.
package struct CoolingDescription: Sendable {
  package var needs: Needs
  /// Thousandths of a degree Celsius.
  package var normal: Int64
  package var limit: Int64
  package var heatsUpIn: TimeSpan
  package var coolsDownIn: TimeSpan

  /// How many units are needed of the more that there are, each of which removes its share of the
  /// heat; 1 where what is needed is said otherwise: it cools together or not at all.
  package var units: Int {
    guard case .some(let least, let parts, _) = needs, least < parts.count else { return 1 }
    return least
  }
}

/// The way between two sites, in both directions.
package struct TravelDescription: Sendable {
  package var between: [Name]
  package var takes: Law
}

package struct ZoneDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var reaches: [Name]
}

package struct ComponentDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var objectClass: ObjectClass
  package var room: Name?
  package var site: Name?
  package var rack: String
  package var zone: Name?
  package var importance: Importance
  package var isSecurityFunction: Bool
  package var needs: Needs?
  package var holds: BatteryDescription?
  package var startsIn: Law?
  package var hardStop: HardStopDescription?
  package var failures: [FailureDescription]
  package var monitoring: MonitoringKind
  package var skill: Name
  /// The heat that it gives off while it runs, W.
  package var heat: Int64
}

package struct BatteryDescription: Sendable {
  package var lasts: TimeSpan
  package var recharges: TimeSpan
}

/// What losing power or cooling in the middle of work may leave behind.
package struct HardStopDescription: Sendable {
  package var fails: Name
  package var chance: Probability
}

package struct FailureDescription: Sendable {
  package var name: Name
  package var title: Bilingual?
  package var kind: FaultKind
  package var every: Law?
  package var symptom: Symptom
  package var repair: RepairKind
  package var part: Name?
  package var takes: Law?
  /// By `Tier` order, hotline to vendor.
  package var solvedBy: [Probability]
  package var automatic: Probability
  package var canBypass: Bool
  package var destroysData: Bool
  package var isOnSite: Bool
  package var ages: AgeingKind

  /// The name of the mode that a threat which destroys leaves behind.
  package static let destroyed = "destroyed"
}

/// When the time to a component's next failure runs.
package enum AgeingKind: String, CaseIterable, Sendable {
  case always
  case whileUp = "while up"
}

package struct DataDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var dataClass: DataClass
  package var on: Name
  package var copyEvery: TimeSpan
  /// Minutes of the day that copies are counted from.
  package var copyAt: Int
  package var copies: Int
  package var offSite: Name?
  package var recoveryPoint: TimeSpan
}

package struct ServiceDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var function: PlatformFunction
  package var importance: Importance
  package var users: Int
  /// Calls an hour while it is down.
  package var callRate: Double
  /// When its users call; empty: at all hours.
  package var open: [OpenDescription] = []
  /// The share of the calls that come outside of these hours.
  package var callsWhenClosed: Probability = .never
  package var needs: Needs?
  package var failover: FailoverDescription?
  /// Requests a second that it can bear, 0: any number; and those of its users.
  package var capacity = 0.0
  package var load = 0.0
}

/// An interval of the day, as minutes from its midnight; one that ends on the next day ends beyond
/// 1440.
package struct OpenDescription: Sendable, Hashable {
  package var onWorkingDaysOnly: Bool
  package var minutes: Range<Int>
}

package struct FailoverDescription: Sendable {
  package var needs: Needs
  package var startsIn: Law?
  /// The data sets of whose copies it makes use.
  package var copies: [Name] = []
}

/// Components of which so many run, the others standing by, in the order in which they take over.
package struct StandbyDescription: Sendable {
  package var name: Name
  package var title: Bilingual
  package var members: [Name]
  package var running: Int
}

/// The seven classes of data resources (5.3.3).
package enum DataClass: String, CaseIterable, Sendable {
  case spatioTemporal = "spatio-temporal"
  case businessSystems = "business-systems"
  case resourceSurveys = "resource-surveys"
  case planningControl = "planning-control"
  case constructionProjects = "construction-projects"
  case publicTopics = "public-topics"
  case iotSensing = "iot-sensing"
}

/// The nine functions of a provincial platform (4.4.1).
package enum PlatformFunction: String, CaseIterable, Sendable {
  case gathering = "gathering-and-management"
  case sceneConfiguration = "scene-configuration"
  case query = "query-and-visualisation"
  case statistics = "statistical-analysis"
  case sharing = "sharing-and-exchange"
  case supervision = "monitoring-and-supervision"
  case operation = "operation-management"
  case analysis = "analysis-applications"
  case developer = "developer-interfaces"
}
