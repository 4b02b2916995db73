import EventKernel

/// Who is infected, and who knows it.
struct ThreatState: ~Copyable {
  /// By component.
  var hosts: SlotTable<HostState>
  var exposures: SlotTable<Exposure>
  /// The hosts that are infected, and how many they are.
  var infected = 0
  var infectedHosts = RowList()
  var infectedLinks: RowLinks

  struct HostState: EntityState {
    typealias Entity = Component

    /// The open fault of the infection; none: not infected.
    var fault = OptionalRow<Fault>.none
    /// Patched: cannot be infected any more.
    var isImmune = false
    /// How often it was infected.
    var infections: Int32 = 0
  }

  /// One infected host can reach one that is susceptible: contacts come as a Poisson process.
  struct Exposure {
    var source: Row<Component>
    var target: Row<Component>
    var threat: Row<Threat>
    /// Which infection of the source it is of: a later one has contacts of its own.
    var infection: Int32
    var contacts: Int32
  }

  init(_ platform: Platform) {
    exposures = SlotTable()
    infectedLinks = RowLinks()
    hosts = SlotTable(minimumCapacity: platform.components.count)
    restart(platform)
  }

  /// Nobody is infected; in the memory that there is.
  mutating func restart(_ platform: Platform) {
    hosts.fill(repeating: HostState(), count: platform.components.count)
    exposures.removeAll()
    infected = 0
    infectedHosts = RowList()
  }

  private init(copying other: borrowing ThreatState) {
    hosts = other.hosts.copy()
    exposures = other.exposures.copy()
    infected = other.infected
    infectedHosts = other.infectedHosts
    infectedLinks = other.infectedLinks.copy()
  }

  func copy() -> ThreatState { ThreatState(copying: self) }
}
