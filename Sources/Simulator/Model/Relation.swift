import EventKernel

/// Along what a threat spreads from one subject to others.
///
/// All that is to be said of a relation is its row here; whoever adds one writes it there, and its
/// words in `Terms`.
package enum Relation: String, CaseIterable, Sendable {
  case sameZone = "same zone"
  case reachableZone = "reachable zone"
  case sameRoom = "same room"
  case adjacentRoom = "adjacent room"
  case sameSite = "same site"
  case users = "who uses it"
  case fed = "what it feeds"
  case all

  /// Where the others of a relation are to be found.
  enum Search: Sendable {
    /// In the group of the source: a zone, a room, a site, or all.
    case own(SubjectGroups.Kind)
    /// In the groups that the platform connects with it, and not in its own.
    case others(SubjectGroups.Kind)
    /// Behind it in the block diagram: at once, or at any distance.
    case behind(isAtOnce: Bool)
  }

  var search: Search { row.search }

  /// It goes over the network: both ends must be connected.
  package var isNetwork: Bool { row.isNetwork }

  /// The kinds of subject that have it.
  package var fits: SubjectKind.Kinds { row.fits }

  private var row: (search: Search, isNetwork: Bool, fits: SubjectKind.Kinds) {
    switch self {
    case .sameZone: (.own(.zone), true, .component)
    case .reachableZone: (.others(.zone), true, .component)
    case .sameRoom: (.own(.room), false, .component)
    case .adjacentRoom: (.others(.room), false, [.component, .room])
    case .sameSite: (.own(.site), false, [.component, .room, .person])
    case .users: (.behind(isAtOnce: true), true, .component)
    case .fed: (.behind(isAtOnce: false), false, .component)
    case .all: (.own(.all), true, .all)
    }
  }
}
